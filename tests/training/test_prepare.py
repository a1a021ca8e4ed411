"""Data preparation on invented miniature files; the model itself where PyTorch is installed."""

from __future__ import annotations

import gzip
import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.reader.pieces import WordPieces
from training.inventory import (
    ATTRIBUTION,
    EVENTS,
    MODALITIES,
    NAMES,
    NONE_OR_OTHER,
    TRIGGERS,
)
from training.prepare import attribution, events, inventories, marked_names, syntax

needs_torch = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="PyTorch is only needed to train"
)
TABLE = ["[UNK]", "[CLS]", "[SEP]", *'abcdefghijklmnopqrstuvwxyz.,"', "the", "##n"]
PIECES = WordPieces(TABLE)

TREES = """\
# newdoc id = one
# newpar
# sent_id = 1
1\tBo\tBo\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-person-new-x-cf1-1-sgl)|NER=B-PER
2\tsaw\tsee\tVERB\tVBD\t_\t0\troot\t_\t_
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\tEntity=(2-place-new-x-cf2-2-coref
4\tport\tport\tNOUN\tNN\t_\t2\tobj\t_\tEntity=2)|SpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = 2
1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(2-place-giv-x-cf1-1-ana)
2-3\tisn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tis\tbe\tAUX\tVBZ\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def packed(path: Path, text: str) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(text)
    return path


def test_the_inventories_are_those_of_the_records() -> None:
    assert list(EVENTS) == [e.value for e in EventType]
    assert list(MODALITIES) == [m.value for m in Modality]
    for labels in (NAMES, ATTRIBUTION, TRIGGERS):
        assert labels[0] == "O"
        assert all(x[0] == "B" for x in labels[1::2])
        assert all(y == "I" + x[1:] for x, y in zip(labels[1::2], labels[2::2], strict=True))


def test_a_treebank_becomes_labels_with_trees_mentions_and_clusters(tmp_path: Path) -> None:
    path = packed(tmp_path / "t.conllu.gz", TREES)
    [document] = syntax(path, PIECES, inventories([path]))
    assert document["head"].tolist() == [1, -1, 3, 1, 1, 6, -1, 6, 6]
    assert document["start"].tolist() == [1, 0, 0, 0, 0, 1, 0, 0, 0]
    assert document["glue"].tolist() == [2, 0, 0, 0, 1, 0, 0, 1, 1]
    assert document["name"].tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert np.flatnonzero(document["entity"]).tolist() == [0, 3, 5]
    assert (document["first"][3], document["final"][3]) == (2, 3)
    assert document["cluster"][3] == document["cluster"][5] != document["cluster"][0]


def test_names_marked_beside_a_treebank_replace_none(tmp_path: Path) -> None:
    path = packed(tmp_path / "t.conllu.gz", TREES.replace("|NER=B-PER", ""))
    tags = inventories([path])
    [unmarked] = syntax(path, PIECES, tags)
    assert unmarked["name"].tolist() == [-1] * 9
    (tmp_path / "names.tsv").write_text("# a head\n1\t1-1:PER 3-4:LOC\n", encoding="utf-8")
    [marked] = syntax(path, PIECES, tags, marked_names(tmp_path / "names.tsv"))
    labels = [NAMES[k] for k in marked["name"].tolist()]
    assert labels == ["B-PER", "O", "B-LOC", "I-LOC", "O", "O", "O", "O", "O"]


def test_a_proper_noun_outside_of_marked_names_may_be_of_another_type(tmp_path: Path) -> None:
    path = packed(tmp_path / "t.conllu.gz", TREES)
    (tmp_path / "names.tsv").write_text("2\t1-1:ORG\n", encoding="utf-8")
    text = TREES.replace("|NER=B-PER", "")
    path = packed(tmp_path / "t.conllu.gz", text)
    [document] = syntax(path, PIECES, inventories([path]), marked_names(tmp_path / "names.tsv"))
    assert document["name"].tolist()[:2] == [NONE_OR_OTHER, 0]


@needs_torch
def test_no_name_and_another_name_are_both_right_where_it_is_not_told() -> None:
    import torch

    from training.losses import _labelled

    scores = torch.full((1, 2, len(NAMES)), -20.0)
    other, person = NAMES.index("B-MISC"), NAMES.index("B-PER")
    labels = torch.tensor([[NONE_OR_OTHER, -1]])
    for label, right in ((0, True), (other, True), (person, False)):
        told = scores.clone()
        told[0, 0, label] = 0.0
        assert (float(_labelled(told, labels)) < 0.01) is right
    mixed = torch.tensor([[NONE_OR_OTHER, person]])
    scores[0, :, person] = 0.0
    half = float(_labelled(scores, mixed))
    assert abs(half - float(_labelled(scores, labels)) / 2) < 1e-4


def test_the_names_of_ewt_are_well_formed() -> None:
    file = Path(__file__).resolve().parents[2] / "training/names/ewt-train.tsv"
    marked = marked_names(file)
    assert len(marked) > 4000
    for sentence, labels in marked.items():
        for word, label in labels.items():
            assert label in NAMES, sentence
            if label[0] == "I":
                assert labels[str(int(word) - 1)][1:] == label[1:], sentence


def test_attributions_become_chunks_and_links(tmp_path: Path) -> None:
    text = 'Bo said the port is open. "It is," Al added.'
    article = {
        "id": "x",
        "text": text,
        "attributions": [
            {"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 24]]},
            {"source": [[35, 37]], "cue": [[38, 43]], "content": [[26, 34]]},
        ],
    }
    path = packed(tmp_path / "a.jsonl.gz", json.dumps(article) + "\n")
    [document] = attribution(path, PIECES)
    assert document["links"].tolist() == [[1, 0], [13, 12]]
    assert document["contents"].tolist() == [[2, 5, 1], [7, 11, 13]]
    assert document["bio"].tolist()[:7] == [1, 3, 5, 6, 6, 6, 0]
    assert document["cut"].tolist() == [1] + [0] * 14 or document["cut"][7] in (0, 1)


def test_events_mark_trigger_modality_and_sides(tmp_path: Path) -> None:
    record = {
        "id": "e",
        "text": "Bo met Al.",
        "events": [
            {
                "type": "CONSULT",
                "modality": "happened",
                "trigger": [[3, 6]],
                "source": [[0, 2]],
                "target": [[7, 9]],
            }
        ],
    }
    (tmp_path / "one.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    [document] = events(tmp_path, PIECES)
    assert document["trigger"].tolist() == [0, TRIGGERS.index("B-CONSULT"), 0, 0]
    assert document["modality"].tolist() == [-1, 0, -1, -1]
    assert document["sides"].tolist() == [[1, 0, 0, 0], [1, 2, 2, 1]]


def test_an_unknown_event_type_is_an_error(tmp_path: Path) -> None:
    line = {"id": "e", "text": "Bo.", "events": [{"type": "TALK", "trigger": [[0, 2]]}]}
    (tmp_path / "one.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(ValueError, match="no type 'TALK'"):
        events(tmp_path, PIECES)


@needs_torch
def test_every_loss_of_every_kind_is_a_finite_number(tmp_path: Path) -> None:
    import torch

    from training.losses import losses
    from training.model import Reader
    from training.windows import batch_of

    path = packed(tmp_path / "t.conllu.gz", TREES)
    tags = inventories([path])
    [document] = syntax(path, PIECES, tags)
    torch.manual_seed(0)
    model = Reader(tags, 12, 104)  # the end marks are rows 101 and 102
    batch = batch_of([(document, 0, 9), (document, 0, 5)])
    named = losses(model.heads, model.words(batch), batch)
    assert {"upos", "arc", "relation", "entity", "span", "coreference", "name"} <= set(named)
    total = torch.stack(list(named.values())).sum()
    total.backward()
    assert torch.isfinite(total)


@needs_torch
def test_a_window_told_to_be_uncased_keeps_digits_and_marks(tmp_path: Path) -> None:
    from backchannel.reading.reader.words import SHAPES
    from training.windows import batch_of

    path = packed(tmp_path / "t.conllu.gz", TREES)
    [document] = syntax(path, PIECES, inventories([path]))
    rng = np.random.default_rng(1)
    plain = batch_of([(document, 0, 9)])["shape"][0].tolist()
    changed = batch_of([(document, 0, 9)], rng=rng, uncased=1.0)["shape"][0].tolist()
    cased = {SHAPES.index(k) for k in ("lower", "title", "upper", "capital", "mixed")}
    flat = {b for a, b in zip(plain, changed, strict=True) if a in cased}
    assert flat in ({SHAPES.index("lower")}, {SHAPES.index("upper")})
    assert all(a == b for a, b in zip(plain, changed, strict=True) if a not in cased)


@needs_torch
def test_exported_weights_read_back_give_the_same_numbers() -> None:
    torch = pytest.importorskip("torch")
    from backchannel.reading.reader.weights import Weights
    from training.exported import load_exported
    from training.model import Reader

    weights = Weights.load(None)
    card = weights.card
    tags = {
        "xpos": {x: k for k, x in enumerate(card["xpos"])},
        "rel": {x: k for k, x in enumerate(card["relation"])},
    }
    model = Reader(tags, 12, 50)
    load_exported(model, weights.network.parent)
    from backchannel.reading.reader.initializers import read_initializers

    constants = read_initializers(weights.network)
    own = model.encoder.layers[0].qkv.weight.detach().numpy()
    query = constants["layer0.query.weight"] * constants["layer0.query.scale"]
    np.testing.assert_allclose(own[:384], query.T * 32**0.5, rtol=1e-5)
    relation = model.heads.relation.detach().numpy()
    np.testing.assert_allclose(relation, weights.scorers["relation"], rtol=1e-3)
    assert torch.isfinite(model.heads.tags.weight).all()

"""The reader's network in PyTorch: MiniLM encoder by hand, one projection, many heads.

The encoder is BERT (Devlin et al., NAACL 2019) with the sizes of MiniLM-L6 (Wang et al.,
NeurIPS 2020). Trees are scored as in Dozat and Manning, "Deep Biaffine Attention for Neural
Dependency Parsing", ICLR 2017. A word is the mean of its first and its last piece.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from .inventory import ATTRIBUTION, ENTITIES, MODALITIES, NAMES, TRIGGERS, UPOS

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536

#: Widths of the projections of a word vector, in the order they lie in one matrix.
PROJECTIONS = {
    "arc_dependent": 256,
    "arc_head": 256,
    "relation_dependent": 96,
    "relation_head": 96,
    "cue": 64,
    "source": 64,
    "content_first": 64,
    "content_last": 64,
    "cue_of_content": 64,
    "mention": 48,
    "mention_first": 48,
    "mention_final": 48,
    "later": 96,
    "earlier": 96,
    "trigger": 64,
    "event_source": 64,
    "event_target": 64,
}

#: Bilinear scorers: name -> (left projection, right projection).
BILINEAR = {
    "arc": ("arc_dependent", "arc_head"),
    "cue_source": ("cue", "source"),
    "content_cue": ("content_first", "cue_of_content"),
    "mention_first": ("mention", "mention_first"),
    "mention_final": ("mention", "mention_final"),
    "coreference": ("later", "earlier"),
    "event_source": ("trigger", "event_source"),
    "event_target": ("trigger", "event_target"),
}


def tag_heads(tags: dict[str, dict[str, int]]) -> dict[str, int]:
    """Names and sizes of the linear heads."""
    return {
        "upos": len(UPOS),
        "xpos": len(tags["xpos"]),
        "start": 2,
        "name": len(NAMES),
        "bio": len(ATTRIBUTION),
        "entity": len(ENTITIES),
        "trigger": len(TRIGGERS),
        "modality": len(MODALITIES),
    }


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT; a part `drop` of its outputs is dropped."""

    def __init__(self, drop: float = 0.0) -> None:
        super().__init__()
        self.drop = drop
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        d = WIDTH // HEADS
        q, k, v = (t.reshape(b * HEADS, n, d) for t in (q, k, v))
        far = mask.expand(b, HEADS, 1, n).reshape(b * HEADS, 1, n).expand(-1, n, n)
        s = torch.baddbmm(far, q, k.transpose(1, 2), alpha=d**-0.5).softmax(-1)
        a = torch.bmm(s, v).view(b, HEADS, n, d).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self._dropped(self.out(a)))
        return self.norm2(x + self._dropped(self.down(fn.gelu(self.up(x)))))

    def _dropped(self, x: Tensor) -> Tensor:
        return fn.dropout(x, self.drop, True) if self.training and self.drop else x


class Encoder(nn.Module):
    """The six layers; the embeddings are outside (the word-piece table is frozen)."""

    def __init__(self, drop: float = 0.0) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Heads(nn.Module):
    """Everything above the encoder."""

    def __init__(self, tags: dict[str, dict[str, int]], shapes: int) -> None:
        super().__init__()
        self.sizes = tag_heads(tags)
        self.shape = nn.Embedding(shapes, WIDTH)
        self.glue = nn.Embedding(4, WIDTH)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.glue.weight)
        self.tags = nn.Linear(WIDTH, sum(self.sizes.values()))
        self.project = nn.Linear(WIDTH, sum(PROJECTIONS.values()))
        self.bilinear = nn.ParameterDict()
        self.bias = nn.ParameterDict()
        for name, (left, right) in BILINEAR.items():
            a, b = PROJECTIONS[left], PROJECTIONS[right]
            self.bilinear[name] = nn.Parameter(torch.randn(a, b) / math.sqrt(a * b) * 2)
            self.bias[name] = nn.Parameter(torch.zeros(b))
        r, d = len(tags["rel"]), PROJECTIONS["relation_head"] + 1
        self.relation = nn.Parameter(torch.randn(d, r * d) / d)
        self.root = nn.Parameter(torch.zeros(PROJECTIONS["arc_head"]))
        self.root_relation = nn.Parameter(torch.zeros(PROJECTIONS["relation_head"]))
        self.no_source = nn.Parameter(torch.zeros(PROJECTIONS["source"]))
        self.no_antecedent = nn.Parameter(torch.zeros(PROJECTIONS["earlier"]))
        self.side_bias = nn.Parameter(torch.full((2,), -3.0))

    def forward(self, words: Tensor) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """Logits and projections of word vectors (b, w, WIDTH)."""
        words = fn.dropout(words, 0.1, self.training)
        logits = dict(
            zip(self.sizes, self.tags(words).split(list(self.sizes.values()), -1), strict=True)
        )
        projected = fn.dropout(fn.gelu(self.project(words)), 0.15, self.training)
        parts = projected.split(list(PROJECTIONS.values()), -1)
        return logits, dict(zip(PROJECTIONS, parts, strict=True))

    def score(self, name: str, left: Tensor, right: Tensor) -> Tensor:
        """Bilinear scores (..., l, r) of all pairs."""
        return (left @ self.bilinear[name] + self.bias[name]) @ right.transpose(-1, -2)


class Reader(nn.Module):
    """Embeddings, encoder, heads."""

    def __init__(
        self,
        tags: dict[str, dict[str, int]],
        shapes: int,
        table: int = 30522,
        drop: float = 0.0,
    ) -> None:
        super().__init__()
        self.pieces = nn.Embedding(table, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.pieces.weight.requires_grad_(False)
        self.encoder = Encoder(drop)
        self.heads = Heads(tags, shapes)

    def words(self, batch: dict[str, Any]) -> Tensor:
        """Word vectors (b, w, WIDTH) of a batch."""
        rows = batch["pieces"]
        x = self.pieces(rows) + self.positions.weight[: rows.shape[1]]
        x = x + self.heads.shape(batch["shape"]) + self.heads.glue(batch["glue"])
        dtype = self.encoder.norm.weight.dtype
        x = self.encoder(x.to(dtype), batch["mask"].to(dtype))
        flat = x.reshape(-1, WIDTH)
        return 0.5 * (flat[batch["word_first"]] + flat[batch["word_last"]]).float()


def load_minilm(model: Reader, path: str) -> None:
    """Fill embeddings and encoder from the published weights (safetensors)."""
    from safetensors.torch import load_file

    raw = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
    with torch.no_grad():
        model.pieces.weight.copy_(raw["embeddings.word_embeddings.weight"])
        model.positions.weight.copy_(
            raw["embeddings.position_embeddings.weight"]
            + raw["embeddings.token_type_embeddings.weight"][0]
        )
        _norm(model.encoder.norm, raw, "embeddings.LayerNorm")
        for i, layer in enumerate(model.encoder.layers):
            at = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [raw[f"{at}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                getattr(layer.out, kind).copy_(raw[f"{at}attention.output.dense.{kind}"])
                getattr(layer.up, kind).copy_(raw[f"{at}intermediate.dense.{kind}"])
                getattr(layer.down, kind).copy_(raw[f"{at}output.dense.{kind}"])
            _norm(layer.norm1, raw, at + "attention.output.LayerNorm")
            _norm(layer.norm2, raw, at + "output.LayerNorm")


def _norm(norm: nn.LayerNorm, raw: dict[str, Tensor], name: str) -> None:
    norm.weight.copy_(raw[name + ".weight"])
    norm.bias.copy_(raw[name + ".bias"])

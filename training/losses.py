"""The loss of a batch: a sum over the heads whose labels the batch carries."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as fn

from .inventory import ATTRIBUTION, NAMES, NONE_OR_OTHER
from .model import Heads

WEIGHT = {"bio": 2.0, "start": 1.0, "entity": 0.5, "trigger": 3.0, "modality": 0.3, "xpos": 0.7}
_FAR = -1e4
_NONE_OR_OTHER = tuple(NAMES.index(name) for name in ("O", "B-MISC", "I-MISC"))


def losses(heads: Heads, words: Tensor, batch: dict[str, Any]) -> dict[str, Tensor]:
    """Named losses of a batch (already weighted)."""
    logits, parts = heads(words)
    out: dict[str, Tensor] = {}
    for name, labels in batch["labels"].items():
        if name == "rel" or not bool((labels >= 0).any()):
            continue
        loss = _labelled(logits[name].float(), labels)
        silver = 0.5 if name == "name" and "bio" in batch["labels"] else 1.0
        out[name] = silver * WEIGHT.get(name, 1.0) * loss
    if "head" in batch:
        _trees(heads, parts, batch, out)
        if bool((batch["labels"]["entity"] > 0).any()):
            _mentions(heads, parts, batch, out)
    if "links" in batch:
        _links(heads, parts, batch, out)
    if batch.get("sides") is not None:
        _sides(heads, parts, batch, out)
    return out


def _labelled(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean negative log likelihood of the labels; -1 is left out.

    `NONE_OR_OTHER` is met by no name and by a name of type MISC alike, their likelihoods summed.
    """
    known = int((labels >= 0).sum())
    loss = fn.cross_entropy(
        scores.transpose(1, 2), labels.clamp(min=-1), ignore_index=-1, reduction="sum"
    )
    either = labels == NONE_OR_OTHER
    if bool(either.any()):
        likely = scores[either].log_softmax(-1)[:, list(_NONE_OR_OTHER)].logsumexp(-1)
        loss = loss - likely.sum()
        known += len(likely)
    return loss / max(known, 1)


def arc_scores(heads: Heads, parts: dict[str, Tensor], sentence: Tensor) -> Tensor:
    """(b, w, w + 1) scores of each head, 0 the root; other sentences masked."""
    right = parts["arc_head"]
    root = heads.root.expand(right.shape[0], 1, -1).to(right.dtype)
    scores = heads.score("arc", parts["arc_dependent"], torch.cat([root, right], 1)).float()
    same = sentence[:, :, None] == sentence[:, None, :]
    n = sentence.shape[1]
    same = same & ~torch.eye(n, dtype=torch.bool)
    ok = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    return scores.masked_fill(~ok, _FAR)


def relation_scores(heads: Heads, parts: dict[str, Tensor], at: Tensor, head: Tensor) -> Tensor:
    """(n, relations) of words at flat places with heads at flat places (-1 the root)."""
    d = parts["relation_head"].shape[-1]
    left = parts["relation_dependent"].reshape(-1, d)[at]
    right = parts["relation_head"].reshape(-1, d)[head.clamp(min=0)]
    right = torch.where((head < 0)[:, None], heads.root_relation.to(right.dtype), right)
    one = torch.ones_like(left[:, :1])
    left, right = torch.cat([left, one], 1), torch.cat([right, one], 1)
    product = (left @ heads.relation).view(len(at), -1, d + 1)
    return torch.einsum("nrd,nd->nr", product, right)


def _trees(
    heads: Heads, parts: dict[str, Tensor], batch: dict[str, Any], out: dict[str, Tensor]
) -> None:
    head = batch["head"]
    scores = arc_scores(heads, parts, batch["sentence"])
    out["arc"] = fn.cross_entropy(scores.transpose(1, 2), head, ignore_index=-1)
    w = head.shape[1]
    rel = batch["labels"]["rel"].reshape(-1)
    flat = head.reshape(-1)
    at = torch.nonzero((rel >= 0) & (flat >= 0)).squeeze(1)
    base = at // w * w
    where = torch.where(flat[at] > 0, base + flat[at] - 1, torch.full_like(at, -1))
    out["relation"] = fn.cross_entropy(relation_scores(heads, parts, at, where).float(), rel[at])


def _mentions(
    heads: Heads, parts: dict[str, Tensor], batch: dict[str, Any], out: dict[str, Tensor]
) -> None:
    sentence = batch["sentence"]
    same = sentence[:, :, None] == sentence[:, None, :]
    total: Tensor | float = 0.0
    for side in ("first", "final"):
        target = batch[side]
        scores = heads.score("mention_" + side, parts["mention"], parts["mention_" + side])
        scores = scores.float().masked_fill(~same, _FAR)
        total = total + fn.cross_entropy(scores.transpose(1, 2), target, ignore_index=-1)
    out["span"] = 0.4 * torch.as_tensor(total)
    cluster = batch["cluster"]
    right = parts["earlier"]
    none = heads.no_antecedent.expand(right.shape[0], 1, -1).to(right.dtype)
    scores = heads.score("coreference", parts["later"], torch.cat([none, right], 1)).float()
    is_mention = batch["labels"]["entity"] > 0
    w = cluster.shape[1]
    before = torch.ones(w, w).tril(-1).bool()
    ok = is_mention[:, None, :] & before
    gold = ok & (cluster[:, :, None] == cluster[:, None, :])
    ok = torch.cat([torch.ones_like(ok[:, :, :1]), ok], 2)
    gold = torch.cat([~gold.any(2, keepdim=True), gold], 2)
    scores = scores.masked_fill(~ok, _FAR)
    loss = scores.logsumexp(2) - scores.masked_fill(~gold, _FAR).logsumexp(2)
    out["coreference"] = 0.5 * loss[is_mention].mean()


def _links(
    heads: Heads, parts: dict[str, Tensor], batch: dict[str, Any], out: dict[str, Tensor]
) -> None:
    bio = batch["labels"]["bio"]
    if batch["links"]:
        links = torch.tensor(batch["links"])
        right = parts["source"]
        none = heads.no_source.expand(right.shape[0], 1, -1).to(right.dtype)
        left = parts["cue"][links[:, 0], links[:, 1]][:, None]
        candidates = torch.cat([none, right], 1)[links[:, 0]]
        scores = heads.score("cue_source", left, candidates).squeeze(1).float()
        ok = bio[links[:, 0]] == ATTRIBUTION.index("B-source")
        ok = torch.cat([torch.ones_like(ok[:, :1]), ok], 1)
        out["cue_source"] = 0.5 * fn.cross_entropy(scores.masked_fill(~ok, _FAR), links[:, 2] + 1)
    if batch["contents"]:
        c = torch.tensor(batch["contents"])
        left = parts["content_first"][c[:, 0], c[:, 1]] + parts["content_last"][c[:, 0], c[:, 2]]
        scores = heads.score("content_cue", left[:, None], parts["cue_of_content"][c[:, 0]])
        ok = bio[c[:, 0]] == ATTRIBUTION.index("B-cue")
        scores = scores.squeeze(1).float().masked_fill(~ok, _FAR)
        out["content_cue"] = 0.5 * fn.cross_entropy(scores, c[:, 3])


def _sides(
    heads: Heads, parts: dict[str, Tensor], batch: dict[str, Any], out: dict[str, Tensor]
) -> None:
    trigger = batch["labels"]["trigger"]
    starts = torch.nonzero((trigger > 0) & (trigger % 2 == 1))
    if not len(starts):
        return
    word = batch["word"][starts[:, 0]]
    index = {(int(i), int(t)): k for k, (i, t) in enumerate(starts.tolist())}
    total: Tensor | float = 0.0
    for role, name in enumerate(("event_source", "event_target")):
        target = torch.zeros(word.shape)
        for i, t, first, final, r in batch["sides"]:
            k = index.get((i, t))
            if r == role and k is not None:
                target[k, first : final + 1] = 1.0
        left = parts["trigger"][starts[:, 0], starts[:, 1]][:, None]
        scores = heads.score(name, left, parts[name][starts[:, 0]]).squeeze(1).float()
        scores = scores + heads.side_bias[role]
        loss = fn.binary_cross_entropy_with_logits(scores, target, reduction="none")
        total = total + (loss * word).sum() / (4 * len(starts))
    out["sides"] = torch.as_tensor(total)

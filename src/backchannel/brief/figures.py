"""Figures of a brief as SVG: timeline and state graph. No fonts, no scripts, no requests."""

from __future__ import annotations

from backchannel.brief.outline import Outline
from backchannel.brief.places import Anchors

__all__ = ["figures"]


def figures(outline: Outline, anchors: Anchors) -> dict[str, str]:
    """Return the figures of a brief by section id."""
    del outline, anchors
    return {}

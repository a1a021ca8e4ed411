"""The brief as one HTML file: no script, no request, readable from disk.

Everything that comes from a report passes through Jinja's autoescape; nothing from a report becomes
an attribute other than an id of our own making, and no address from a report becomes a link. The
page's own policy forbids scripts and every request (Content-Security-Policy, with the hash of its
one style sheet).
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from backchannel.brief.outline import Line, Outline
from backchannel.brief.places import Anchors
from backchannel.brief.wording import visible
from backchannel.text import Citation

__all__ = ["brief_html"]

_MOST_REFS = 4


def brief_html(outline: Outline) -> str:
    """Return a brief as one self-contained HTML page.

    Parameters
    ----------
    outline : Outline
        What to say.

    Returns
    -------
    str
        A whole page, ASCII-safe apart from the reports' own characters, to be written as UTF-8.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from backchannel.brief.figures import figures

    folder = files("backchannel.brief").joinpath("templates")
    style = folder.joinpath("brief.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    anchors = Anchors(outline.evidence, outline.citations())
    environment = Environment(
        loader=FileSystemLoader(str(folder)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible

    def refs(line: Line) -> list[tuple[str, str, str]]:
        return links(line.refs, anchors)

    template = environment.get_template("brief.html")
    return template.render(
        outline=outline,
        refs=refs,
        cell_refs=lambda cell: links(cell.refs, anchors),
        views=anchors.views(),
        figures={name: Markup(svg) for name, svg in figures(outline, anchors).items()},
        style=Markup(style),
        digest=digest,
        slug=slug,
    )


def links(refs: tuple[Citation, ...], anchors: Anchors) -> list[tuple[str, str, str]]:
    """Return (anchor, label, quote) of each place, each line of a report once."""
    found: dict[str, tuple[str, str, str]] = {}
    for citation in refs:
        anchor, label = anchors.anchor(citation), anchors.label(citation)
        if anchor and label not in found:
            quote = visible(" ".join(citation.quote.split()))
            found[label] = (anchor, label, quote[:300])
    return list(found.values())[:_MOST_REFS]


def slug(mark: str) -> str:
    """Return a word for a class attribute from one of our own marks."""
    return "".join(c if c.isalnum() else "-" for c in mark.split(",")[0].lower()).strip("-")

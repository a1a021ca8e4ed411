"""Backchannel: reports in, brief out.

The front door. Everything here is imported when it is first used, so that ``import backchannel``
costs nothing; each name's own module has the whole story.

========================  =======================================  ==============================
what you want             call                                     module
========================  =======================================  ==============================
evidence of one report    `read`                                   ``backchannel.reading.read``
several readings as one   `merge`                                  ``backchannel.dossier.merge``
many reports in a file    `Dossier`                                ``backchannel.dossier.store``
a proposal for a model    `draft`                                  ``backchannel.conflict.draft``
a model built in code     `Conflict`                               ``backchannel.conflict.elements``
a model from a file       `read_conflict`                          ``backchannel.conflict.files``
which outcomes hold       `analyse`                                ``backchannel.analysis.verdict``
a brief                   `outline`, `brief_html`                  ``backchannel.brief``
========================  =======================================  ==============================
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backchannel.analysis.verdict import analyse
    from backchannel.brief.html import brief_html
    from backchannel.brief.outline import outline
    from backchannel.conflict.draft import draft
    from backchannel.conflict.elements import Conflict
    from backchannel.conflict.files import read_conflict, write_conflict
    from backchannel.dossier.evidence import Evidence
    from backchannel.dossier.merge import merge
    from backchannel.dossier.store import Dossier
    from backchannel.errors import BackchannelError
    from backchannel.reading.read import read
    from backchannel.text import Citation, Source

__version__ = "0.1.0.dev0"

__all__ = [
    "BackchannelError",
    "Citation",
    "Conflict",
    "Dossier",
    "Evidence",
    "Source",
    "__version__",
    "analyse",
    "brief_html",
    "draft",
    "merge",
    "outline",
    "read",
    "read_conflict",
    "write_conflict",
]

_WHERE = {
    "BackchannelError": "errors",
    "Citation": "text",
    "Conflict": "conflict.elements",
    "Dossier": "dossier.store",
    "Evidence": "dossier.evidence",
    "Source": "text",
    "analyse": "analysis.verdict",
    "brief_html": "brief.html",
    "draft": "conflict.draft",
    "merge": "dossier.merge",
    "outline": "brief.outline",
    "read": "reading.read",
    "read_conflict": "conflict.files",
    "write_conflict": "conflict.files",
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(importlib.import_module(f"backchannel.{_WHERE[name]}"), name)
    raise AttributeError(f"module 'backchannel' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

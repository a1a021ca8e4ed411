"""The weights on disk: which files, checked against their pinned hashes, opened once.

A folder of weights holds `reader.onnx` (the network), `scorers.npz` (bilinear scorers),
`vocabulary.txt` (word pieces) and `reader.json` (labels, sizes, hashes). The folder is the one
inside the package unless the environment variable ``BACKCHANNEL_READER_WEIGHTS`` names another.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backchannel.errors import ReaderError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FORMAT", "VARIABLE", "Weights", "weights_folder"]

FORMAT = "backchannel-reader/1"
VARIABLE = "BACKCHANNEL_READER_WEIGHTS"


def weights_folder() -> Path:
    """Where the weights are looked for; the folder need not exist."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """What a folder of weights says, and its files.

    Parameters
    ----------
    folder : Path
        The folder.
    card : dict
        The content of `reader.json`.
    scorers : dict of arrays
        The bilinear scorers, float32, read-only.
    pieces : tuple of str
        The word pieces in row order.
    """

    folder: Path
    card: dict[str, Any]
    scorers: dict[str, NDArray[np.float32]] = field(repr=False)
    pieces: tuple[str, ...] = field(repr=False)

    @property
    def network(self) -> Path:
        """The ONNX file."""
        return self.folder / "reader.onnx"

    @classmethod
    def load(cls, folder: Path | None = None, check: bool = False) -> Weights:
        """Open a folder of weights.

        Parameters
        ----------
        folder : Path, optional
            Default: `weights_folder`.
        check : bool
            Compare every file with its pinned SHA-256 (a tenth of a second).

        Raises
        ------
        ReaderError
            If a file is missing, of another format, or not the one that was pinned.
        """
        import numpy as np

        where = weights_folder() if folder is None else folder
        try:
            card = json.loads((where / "reader.json").read_text(encoding="utf-8"))
            pieces = tuple((where / "vocabulary.txt").read_text(encoding="utf-8").split("\n"))
            with np.load(where / "scorers.npz", allow_pickle=False) as archive:
                scorers = {name: archive[name].astype(np.float32) for name in archive.files}
            size = (where / "reader.onnx").stat().st_size
        except FileNotFoundError as error:
            missing = Path(error.filename).name if error.filename else "a file"
            raise ReaderError(
                f"the trained reader's weights are not here: {missing} is missing in {where}; "
                f"install the package's wheel, or name a folder of weights in {VARIABLE}"
            ) from error
        except (OSError, ValueError, KeyError) as error:
            raise ReaderError(f"the weights in {where} cannot be read: {error}") from error
        if card.get("format") != FORMAT:
            raise ReaderError(
                f"the weights in {where} are of format {card.get('format')!r}, "
                f"this version reads {FORMAT!r}; install matching weights"
            )
        if size == 0:
            raise ReaderError(f"reader.onnx in {where} is empty; install the weights again")
        if pieces and pieces[-1] == "":
            pieces = pieces[:-1]
        weights = cls(where, card, scorers, pieces)
        if check:
            weights.check()
        return weights

    def check(self) -> None:
        """Compare every file with its pinned SHA-256.

        Raises
        ------
        ReaderError
            If a file is not the one that was pinned.
        """
        for name, pinned in sorted(self.card["sha256"].items()):
            digest = hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
            if digest != pinned:
                raise ReaderError(
                    f"{name} in {self.folder} is not the pinned file: its SHA-256 is "
                    f"{digest[:12]}..., expected {pinned[:12]}...; install the weights again"
                )

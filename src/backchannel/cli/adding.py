"""Adding reports to a dossier: read in the light of each other and of what is known already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from backchannel.errors import InputError

if TYPE_CHECKING:
    from backchannel.cli.inputs import Inputs
    from backchannel.dossier.evidence import Report
    from backchannel.dossier.store import Dossier

__all__ = ["TOGETHER", "Adding"]

TOGETHER = 25
"""So many reports are read in each other's light before they are added; then come the next."""


@dataclass(slots=True)
class Adding:
    """Reports on their way into a dossier.

    Parameters
    ----------
    dossier : Dossier
        An open one.
    inputs : Inputs
        What was handed over; what cannot be read is kept there.
    """

    dossier: Dossier
    inputs: Inputs
    outcomes: dict[str, int] = field(default_factory=dict)
    new: int = 0
    joined: int = 0
    settled: int = 0
    watch: Callable[[str], None] | None = None

    def add_all(self) -> None:
        """Read and add everything; what new reports tell more about is read again before."""
        from backchannel.cli.progress import progress

        reports = self.inputs.reports(repeats=True)
        with progress("reading") as self.watch:
            while batch := list(islice(reports, TOGETHER)):
                self._settle(batch)
                self._add(batch)

    def told(self) -> Iterator[str]:
        """Yield what was done, in lines."""
        counted = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.items())
        if counted:
            yield f"{counted}; {self.new} records new, {self.joined} recognised"
        if self.settled:
            reports = "report" if self.settled == 1 else "reports"
            yield f"{self.settled} {reports} read again: others give the year"

    def _add(self, batch: Sequence[Report]) -> None:
        from backchannel.dossier.merge import merge
        from backchannel.reading.read import reader_name
        from backchannel.reading.together import read_beside

        known = self.dossier.surroundings()
        try:
            readings = read_beside(batch, known, watch=self.watch)
        except InputError as error:
            if len(batch) > 1:
                for report in batch:  # the bad one spoils only itself
                    self._add([report])
                return
            self.inputs.failed.append(error)
            self.inputs.read -= 1
            return
        for report, evidence in zip(batch, readings, strict=True):
            added = self.dossier.add(evidence, reader_name(), merge)
            self.outcomes[added.outcome] = self.outcomes.get(added.outcome, 0) + 1
            self.new, self.joined = self.new + added.new, self.joined + added.joined
            if added.same_as is not None:
                other = self.dossier.report(added.same_as)
                what = f"the same story as {other.source.origin} (report {added.same_as})"
                self.inputs.notes.append((report.source.origin, what))

    def _settle(self, batch: Sequence[Report]) -> None:
        """Read reports again whose year new ones come to give; decisions are kept.

        This comes before the new ones are added, so that nothing is joined on a day left open.
        """
        from backchannel.dossier.merge import merge
        from backchannel.reading.read import reader_name
        from backchannel.reading.together import read_beside

        known = self.dossier.surroundings()
        given = [r.published.day or r.reported_on for r in batch]
        days = sorted([*known.days, *(day for day in given if day is not None)])
        for ref in known.open if days else ():
            report = self.dossier.report(ref)
            (evidence,) = read_beside([report], replace(known, days=tuple(days)))
            if evidence.reports[0].reported_on is None:
                continue
            self.dossier.add(evidence, reader_name(), merge, again=True)
            self.settled += 1

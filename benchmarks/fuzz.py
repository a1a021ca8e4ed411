"""A very great many odd inputs: none may crash or hang the reading, or be quoted wrongly.

    python -m benchmarks.fuzz --count 100000 --seed 1 [--state FILE] [--texts FOLDER ...]
    python -m benchmarks.fuzz --seed 1 --only 4711

Every input (`benchmarks.odd_texts`) is read alone; of each eight, two are read once more, side
by side in two threads (``--again``). Held against each other and against the text: two results
of one input are the same to the byte; every quotation is the text at its place; nothing but the
project's own `InputError` is raised; no reading takes longer than the limit (processor seconds).
With ``--state`` the run goes on where it was stopped. Shown at the end: how many inputs were really
read, by kind, and a digest of all results, equal for equal seeds, versions and processors. Exit
code 1 if anything was wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.odd_texts import OddInput, odd_input, paragraphs

ROOT = Path(__file__).resolve().parents[1]
BLOCK = 100
"""So many inputs are read between two notes of the state."""


class TooLongError(Exception):
    """A reading went over the limit."""


class WrongError(Exception):
    """A result that breaks a promise, in words."""


@dataclass
class State:
    """How far a run has come.

    Parameters
    ----------
    seed, done : int
        Inputs below `done` of this seed have been read.
    digest : str
        Of all results so far.
    read, refused : dict of int
        By kind: inputs that gave evidence, and inputs that were refused in words.
    records : int
        Citations that were held against their texts.
    slowest : float
        Processor seconds of the slowest reading, and its number.
    failures : list of dict
        Number, kind and what was wrong.
    """

    seed: int
    done: int = 0
    digest: str = ""
    read: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    records: int = 0
    slowest: float = 0.0
    slowest_number: int = -1
    seconds: float = 0.0
    failures: list[dict[str, Any]] = field(default_factory=list)

    def save(self, path: Path) -> None:
        draft = path.with_name(path.name + ".new")
        draft.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        os.replace(draft, path)


def read_plain(given: OddInput) -> str:
    """Read one input; return the evidence as JSON, or the refusal."""
    from backchannel.dossier.records_json import evidence_to_plain
    from backchannel.errors import InputError
    from backchannel.reading.decoding import decode
    from backchannel.reading.html import looks_like_html, read_page
    from backchannel.reading.read import read
    from backchannel.text import Source

    try:
        text = given.text if given.data is None else decode(given.data, origin="odd").text
        page = given.page or looks_like_html(text)
        evidence = read(read_page(text, "odd") if page else Source(text, "odd"))
    except InputError as error:
        return f"refused: {error}"
    source = evidence.reports[0].source
    if not page and source.text != text:
        raise WrongError("the source is not the text that was handed over")
    plain = evidence_to_plain(evidence)  # not read back: JSON joins two halves of a surrogate pair
    for quoted in quotations_in(plain):
        start, end = quoted["start"], quoted["end"]
        if not 0 <= start < end <= len(source.text):
            raise WrongError(f"{start}..{end} is no place in a text of {len(source.text)}")
        if source.text[start:end] != quoted["quote"]:
            raise WrongError(f"{quoted['quote']!r} does not stand at {start}..{end}")
    return json.dumps(plain)


def quotations_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every citation in written evidence."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for inner in value.values():
            yield from quotations_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotations_in(inner)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what is done in the block after so many processor seconds."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError(f"over {seconds:g} processor seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Run:
    """A run from a state on."""

    def __init__(self, state: State, stock: Sequence[str], limit: float, again: int = 4) -> None:
        self.state, self.stock, self.limit, self.again = state, stock, limit, again
        self._pool = ThreadPoolExecutor(2)

    def block(self, first: int, end: int) -> None:
        """Read the inputs from `first` to `end`: each alone, then some of them two at a time."""
        given = [odd_input(self.state.seed, number, self.stock) for number in range(first, end)]
        alone = [self._alone(number, one) for number, one in enumerate(given, first)]
        for at in range(0, len(given), 2 * self.again):
            two = range(at, min(at + 2, len(given)))
            waiting = [(k, self._pool.submit(read_plain, given[k])) for k in two if alone[k]]
            for k, future in waiting:
                try:
                    with limited(2 * self.limit):
                        again = future.result()
                except Exception as error:
                    self._wrong(first + k, given[k], "in threads", error)
                    continue
                if again != alone[k]:
                    self._wrong(first + k, given[k], "in threads", WrongError("another result"))
        digest = hashlib.sha256(self.state.digest.encode())
        for number, (one, result) in enumerate(zip(given, alone, strict=True), first):
            digest.update(f"{number} {result}\n".encode())
            if result is None:
                continue
            told = self.state.refused if result.startswith("refused") else self.state.read
            told[one.kind] = told.get(one.kind, 0) + 1
            self.state.records += result.count('"quote": ')
        self.state.digest = digest.hexdigest()
        self.state.done = end

    def _alone(self, number: int, given: OddInput) -> str | None:
        begun = time.process_time()
        try:
            with limited(self.limit):
                result = read_plain(given)
        except Exception as error:
            self._wrong(number, given, "alone", error)
            return None
        taken = time.process_time() - begun
        if taken > self.state.slowest:
            self.state.slowest, self.state.slowest_number = round(taken, 3), number
        return result

    def _wrong(self, number: int, given: OddInput, when: str, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        told = {"number": number, "kind": given.kind, "when": when, "where": where}
        self.state.failures.append({**told, "error": f"{type(error).__name__}: {error}"[:300]})
        print(f"input {number} ({given.kind}, {when}), {where}: {error!r}"[:400], file=sys.stderr)


def show_one(seed: int, number: int, stock: Sequence[str]) -> int:
    """Show one input and read it, with the whole trace of what goes wrong."""
    given = odd_input(seed, number, stock)
    print(f"{given.kind}: {given.text if given.data is None else given.data!r}"[:5000].encode())
    print(read_plain(given)[:2000])
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=30.0, help="processor seconds an input")
    parser.add_argument("--again", type=int, default=4, help="of how many pairs one is read twice")
    parser.add_argument("--state", type=Path, help="file to note the state in, and to go on from")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="more texts to mutate")
    parser.add_argument("--only", type=int, help="show and read this one input")
    asked = parser.parse_args(arguments)
    stock = paragraphs([ROOT / "examples", *asked.texts])
    if asked.only is not None:
        return show_one(asked.seed, asked.only, stock)
    state = State(asked.seed)
    if asked.state and asked.state.exists():
        state = State(**json.loads(asked.state.read_text(encoding="utf-8")))
        if state.seed != asked.seed:
            parser.error(f"{asked.state} is of seed {state.seed}, not {asked.seed}")
    run = Run(state, stock, asked.limit, asked.again)
    while state.done < asked.count:
        begun = time.process_time()
        run.block(state.done, min(asked.count, state.done + BLOCK))
        state.seconds += time.process_time() - begun
        if asked.state:
            state.save(asked.state)
        if state.done % 5000 == 0:
            print(f"{state.done}: {len(state.failures)} wrong", file=sys.stderr, flush=True)
    read, refused = Counter(state.read), Counter(state.refused)
    print(f"{'kind':<12}{'read':>8}{'refused':>9}")
    for kind in sorted({*read, *refused}):
        print(f"{kind:<12}{read[kind]:>8}{refused[kind]:>9}")
    often = f"one in {asked.again} read again beside another"
    print(f"inputs {state.done}, {often}; quotations checked {state.records}")
    print(
        f"slowest {state.slowest:.2f} s (input {state.slowest_number}); {state.seconds:.0f} s CPU"
    )
    print(f"digest {state.digest[:16]}; wrong {len(state.failures)}")
    return 1 if state.failures else 0


if __name__ == "__main__":
    raise SystemExit(main())

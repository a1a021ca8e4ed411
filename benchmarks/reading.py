"""Speed, start and memory of reading: ``python -m benchmarks.reading [--words N]``.

The trained reader alone, and the whole way from raw text to evidence (page told from report, trees,
parties, dates, events, statements, positions, absences). Texts are the shipped example reports,
repeated; the whole way reads them in reports of 700 words, as they come. One thread. Every figure
is the best of a few runs, because other work on the machine can only slow a run down; the machine
is named. A start is counted once the modules are compiled, as they are after a first run. Bounds
for the whole way: 4,000 words a second, 0.5 s of processor time from a cold start
to the first evidence, 200 MB. Exit code 1 if one is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START = """
import time; begun = time.process_time(), time.perf_counter()
from backchannel.reading.reader.reader import Reader
Reader.load().parse("Iran rejected the offer.")
print(time.process_time() - begun[0], time.perf_counter() - begun[1])
"""
MEMORY = """
import resource, sys
from backchannel.reading.reader.reader import Reader
reader = Reader.load()
reader.parse(sys.stdin.read())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
FIRST_EVIDENCE = """
import time; begun = time.process_time(), time.perf_counter()
from backchannel import Source, read
read(Source("Iran rejected the offer."))
print(time.process_time() - begun[0], time.perf_counter() - begun[1])
"""
MEMORY_OF_EVIDENCE = """
import resource, sys
from backchannel import Source, read
read(Source(sys.stdin.read()))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
WORDS_A_SECOND, START_SECONDS, MEGABYTES = 4000, 0.5, 200


def example_text() -> str:
    paths = sorted((ROOT / "examples").rglob("*.txt"))
    return "\n\n".join(p.read_text(encoding="utf-8") for p in paths)


def of_words(text: str, words: int) -> str:
    """About so many words of a text, repeated if it is shorter."""
    lines = text.split("\n")
    taken: list[str] = []
    count = at = 0
    while count < words:
        line = lines[at % len(lines)]
        taken.append(line)
        count += len(line.split())
        at += 1
    return "\n".join(taken)


BYTECODE = tempfile.TemporaryDirectory(prefix="bytecode-")
"""Where the children keep their compiled modules, as an installed package has them."""


def child(code: str, given: str = "") -> list[float]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = BYTECODE.name
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=given,
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return [float(x) for x in done.stdout.split()]


def speed(text: str, plain: bool, runs: int) -> tuple[float, float]:
    """Words of the reader's own counting a second: of processor time and of wall time."""
    from backchannel.reading.reader.reader import Reader

    reader = Reader.load(plain=plain)
    reader.parse(text[:2000])
    best_cpu = best_wall = 0.0
    for _ in range(runs):
        cpu, wall = time.process_time(), time.perf_counter()
        words = len(reader.parse(text).tokens)
        best_cpu = max(best_cpu, words / (time.process_time() - cpu))
        best_wall = max(best_wall, words / (time.perf_counter() - wall))
    return best_cpu, best_wall


def whole_speed(text: str, runs: int) -> tuple[float, float]:
    """Words a second of processor time from raw text to evidence: white-space words, own words."""
    from backchannel.reading.read import parse_report, read
    from backchannel.reading.report import read_report
    from backchannel.text import Source

    lines = text.split("\n")
    reports: list[str] = []
    while lines:
        piece = of_words("\n".join(lines), min(700, len(" ".join(lines).split())))
        reports.append(piece)
        lines = lines[piece.count("\n") + 1 :]
    sources = [Source(report, f"report {k}") for k, report in enumerate(reports) if report.strip()]
    best = float("inf")
    for _ in range(runs):
        begun = time.process_time()
        for source in sources:
            read(source)
        best = min(best, time.process_time() - begun)
    words = sum(len(source.text.split()) for source in sources)
    own = sum(len(parse_report(read_report(source)).tokens) for source in sources)
    return words / best, own / best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=6000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--plain", action="store_true", help="measure the NumPy way too")
    args = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    sys.path.insert(0, str(ROOT / "src"))
    text = example_text()
    print(f"machine: {platform.machine()}, {os.cpu_count()} processors, Python {sys.version[:6]}")
    starts = [child(START) for _ in range(args.runs)]
    cpu, wall = (min(column) for column in zip(*starts, strict=True))
    print(f"cold start (imports, weights, one sentence): {cpu:.2f} s processor, {wall:.2f} s wall")
    # first, while this process is small: a child's peak begins with its parent's
    peak = min(child(MEMORY, of_words(text, 700))[0] for _ in range(args.runs))
    print(f"peak memory on a 700-word report: {peak:.0f} MB")
    peak_whole = min(child(MEMORY_OF_EVIDENCE, of_words(text, 700))[0] for _ in range(args.runs))
    for plain in (False, True) if args.plain else (False,):
        cpu, wall = speed(of_words(text, args.words), plain, args.runs)
        name = "NumPy" if plain else "ONNX Runtime"
        print(f"words a second, one thread, all heads, {name}: {cpu:.0f} (wall {wall:.0f})")
    start, wall = (
        min(column)
        for column in zip(*(child(FIRST_EVIDENCE) for _ in range(args.runs)), strict=True)
    )
    print(f"cold start to the first evidence: {start:.2f} s processor, {wall:.2f} s wall")
    print(f"peak memory, a 700-word report to evidence: {peak_whole:.0f} MB")
    words, own_words = whole_speed(of_words(text, args.words), args.runs)
    print(f"words a second, one thread, text to evidence: {words:.0f} ({own_words:.0f} of its own)")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this run ({args.words} words): {own:.0f} MB")
    met = words >= WORDS_A_SECOND and start <= START_SECONDS and peak_whole <= MEGABYTES
    print("bounds met" if met else "a bound is MISSED")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

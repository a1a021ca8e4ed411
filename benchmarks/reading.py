"""Speed, start and memory of the trained reader: ``python benchmarks/reading.py [--words N]``.

Texts are the shipped example reports, repeated. One thread. Every figure is the best of a few
runs, because other work on the machine can only slow a run down; the machine is named.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
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


def child(code: str, given: str = "") -> list[float]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"}
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


def main() -> None:
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
    for plain in (False, True) if args.plain else (False,):
        cpu, wall = speed(of_words(text, args.words), plain, args.runs)
        name = "NumPy" if plain else "ONNX Runtime"
        print(f"words a second, one thread, all heads, {name}: {cpu:.0f} (wall {wall:.0f})")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this run ({args.words} words): {own:.0f} MB")


if __name__ == "__main__":
    main()

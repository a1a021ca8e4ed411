"""``python -m benchmarks``: every figure once, in one table, beside its bound.

CPU seconds of one process (`time.process_time`), the best of several runs, one thread. Memory is
the growth of the largest resident size over a process that has analysed a small conflict.
"""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path

from benchmarks.cases import CASES, Figure, measure, peak_memory


def figure_text(value: float, unit: str) -> str:
    """Write a figure with three digits and a unit that suits it."""
    if value == float("inf"):
        return "-"
    if unit != "s":
        return f"{value:.1f} {unit}"
    if value < 0.001:
        return f"{value * 1e6:.0f} µs"
    return f"{value * 1e3:.3g} ms" if value < 1 else f"{value:.3g} s"


def row(figure: Figure) -> list[str]:
    bound = figure.case.bound
    bounded = bound != float("inf")
    return [
        figure.case.name,
        figure_text(figure.value, figure.case.unit),
        figure_text(bound, figure.case.unit),
        f"{figure.value / bound:.2f}" if bounded else "",
        ("met" if figure.met else "MISSED") if bounded else "",
        figure.note,
    ]


def table(rows: list[list[str]], markdown: bool) -> str:
    if markdown:
        head, *rest = rows
        lines = [head, ["---"] * len(head), *rest]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)
    widths = [max(len(line[c]) for line in rows) for c in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in rows
    )


def machine() -> str:
    """Name the machine: processor, cores, system, versions."""
    import os

    import numpy

    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                processor = line.partition(":")[2].strip()
                break
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{processor}, {os.cpu_count()} cores{load}; {platform.system()}, "
        f"Python {platform.python_version()}, NumPy {numpy.__version__}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--quick", action="store_true", help="leave out what takes over a second")
    parser.add_argument("--markdown", action="store_true", help="the table in Markdown")
    parser.add_argument(
        "--gmcr-py", type=Path, metavar="PATH", help="compare with GMCR+ in this checkout"
    )
    parser.add_argument(
        "--largest", type=int, default=12, help="most options in the comparison with GMCR+"
    )
    asked = parser.parse_args()
    print(machine(), file=sys.stderr)
    rows = [["case", "measured", "bound", "measured/bound", "", "note"]]
    missed = 0
    for case in CASES:
        if asked.only not in case.name or (
            asked.quick and case.bound >= 1 and case.unit == "s" and case.bound != float("inf")
        ):
            continue
        figure = measure(case)
        missed += not figure.met
        rows.append(row(figure))
        print(f"  {case.name}: {rows[-1][1]}", file=sys.stderr, flush=True)
    print(table(rows, asked.markdown))
    print(f"peak memory of the whole run: {peak_memory() / 2**20:.0f} MB")
    if asked.gmcr_py:
        from benchmarks.peer import comparisons

        lines = [["options x DMs", "states", "GMCR+", "ours", "ratio", "verdicts that differ"]]
        for one in comparisons(asked.gmcr_py, asked.largest):
            wrong = ", ".join(f"{name} {n}" for name, n in one.differences.items() if n)
            lines.append(
                [
                    f"{one.options} x {one.decision_makers}",
                    str(one.states),
                    figure_text(one.theirs, "s"),
                    figure_text(one.ours, "s"),
                    f"{one.ratio:,.0f}",
                    wrong or "none",
                ]
            )
        print(table(lines, asked.markdown))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Score everything that can be scored here: ``python -m evaluation [SET ...]``.

Every annotated set that is present is predicted through `evaluation.predict` and scored by the
scorer that stands beside it; one table shows the figures next to the pinned floors. A figure below
its floor fails the run. A floor carries the hash of the corpus and the commit it was measured at;
if the corpus is another one, the floor is shown but does not judge.

    python -m evaluation                    all sets
    python -m evaluation events seed        some
    python -m evaluation --json             for programs
    python -m evaluation --pin              write today's figures as floors (lower ones only with
                                            --lower as well)
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from evaluation.floors import FLOORS, Floor, judge, pin, read_floors
from evaluation.sets import SETS, Scored

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> int:
    """Score, print, compare; 0 if nothing fell, 1 if something did, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"some of: {', '.join(SETS)}")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--pin", action="store_true", help="write the figures as floors")
    parser.add_argument("--lower", action="store_true", help="with --pin: allow lower floors")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.sets if name not in SETS]
    if unknown:
        parser.error(f"no set {unknown[0]!r}; there are: {', '.join(SETS)}")
    floors = read_floors(FLOORS)
    scored: list[Scored] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, run in SETS.items():
            if options.sets and name not in options.sets:
                continue
            begun = time.process_time()
            found = run(ROOT, options.shared, Path(folder))
            if not found:
                print(f"{name}: not here, left out", file=sys.stderr)
            for one in found:
                print(f"{one.name}: {time.process_time() - begun:.0f} s CPU", file=sys.stderr)
            scored += found
    rows = [row for one in scored for row in judge(one, floors)]
    if options.pin:
        pin(FLOORS, floors, scored, allow_lower=options.lower, root=ROOT)
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        _print(rows, floors)
    fallen = [row for row in rows if row["verdict"] == "FELL"]
    for row in fallen:
        print(
            f"{row['set']} {row['measure']}: {row['value']:.3f} is below its floor "
            f"{row['floor']:.3f}",
            file=sys.stderr,
        )
    return 1 if fallen and not options.pin else 0


def _print(rows: list[dict[str, Any]], floors: dict[str, Floor]) -> None:
    width = max([len(f"{row['set']} {row['measure']}") for row in rows], default=0)
    for row in rows:
        floor = "" if row["floor"] is None else f"{row['floor']:.3f}"
        name = f"{row['set']} {row['measure']}"
        print(f"{name:<{width}}  {row['value']:7.3f}  {floor:>7}  {row['verdict']}".rstrip())
    if not rows:
        print("nothing to score here: the annotated material (../shared) is not present")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

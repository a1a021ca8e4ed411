"""A dossier of ten thousand short reports: rate, memory and the time of a search.

    python -m benchmarks.dossier [--reports 10000]

Reports are generated (many disputes with recurring parties, so that there is much to recognise),
read and added one by one. Shown: the rate of adding over the first and the last thousand and their
ratio (reading is timed apart, since it does not depend on the dossier), the largest memory of the
process, and the slowest of many searches. Bounds: ratio at least 0.8, memory under 1,000 MB, search
under 50 ms.

Times are of the processor, and those of adding by the clock too. On a busy machine even the former
are longer, by half and more, since others share its caches. How much of a loss is the machine's is
told by two figures more: a task that is always the same is timed between the reports; and after
each of the last thousand, one of the first thousand is read and added once more, to a new dossier,
so that both meet the same machine.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

STATES = ["Ghana", "Kenya", "Peru", "Oman", "Serbia", "Nepal", "Bolivia", "Georgia", "Chad", "Laos"]
BODIES = ["dockers' union", "farmers' league", "border guard", "teachers' union", "water board"]
PEOPLE = [
    "Ana Prates",
    "Joseph Okello",
    "Samir Haddad",
    "Lena Horvat",
    "Pedro Quispe",
    "Ravi Thapa",
]
ACTS = [
    "{a} rejected the offer of {b} on {day}.",
    "{a} and {b} held talks on {day}.",
    "{a} threatened to close the border unless {b} lifted the levy.",
    "{a} demanded on {day} that {b} release the prisoners.",
    "{a} accused {b} of shelling a village.",
    "{person}, a spokesman for {a}, said that the government of {a} would not sign the agreement.",
    "{a} imposed sanctions on {b} on {day}.",
    "{a} withdrew its troops from the border with {b} on {day}.",
]


SEARCHES = (
    *("Ghana", "sanctions Peru", '"held talks"', "prison*", "report 77"),
    *("the", "of the", "a*"),  # nearly everywhere
)


EVERY = 20
"""Between so many reports the task that is always the same is done."""


def report(rng: random.Random, number: int) -> tuple[str, date]:
    """Return one generated report of some 80 words, and its day."""
    day = date(2024, 1, 1) + timedelta(days=number // 30)
    lines = []
    for _ in range(5):
        a, b = rng.sample(STATES, 2)
        told = (day - timedelta(days=rng.randrange(3))).strftime("%-d %B %Y")
        line = rng.choice(ACTS).format(a=a, b=b, day=told, person=rng.choice(PEOPLE))
        lines.append(line)
    lines.append(
        f"A {rng.choice(BODIES)} in {rng.choice(STATES)} is watching, report {number} says."
    )
    return "\n\n".join(lines), day


def _rates(times: list[float], chunk: int) -> tuple[float, float]:
    """How many a second in the first and in the last `chunk`."""
    return chunk / sum(times[:chunk]), chunk / sum(times[-chunk:])


def same_task() -> None:
    """Do what costs the same whenever it is done: dictionaries, texts and JSON, as in adding."""
    rows = {f"P{n}": {"name": f"party {n}", "at": list(range(n % 40))} for n in range(400)}
    for row in json.loads(json.dumps(rows)).values():
        row["at"] = frozenset(map(str, row["at"]))


def main() -> int:
    """Run it and print one table; 1 if a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    number = parser.parse_args().reports
    from backchannel.dossier.merge import merge
    from backchannel.dossier.store import Dossier
    from backchannel.reading.read import read, reader_name
    from backchannel.reading.report import read_report
    from backchannel.text import Source

    def timed(numbered: tuple[str, date], i: int, into: Dossier) -> tuple[float, float, float]:
        """Read and add a report; return the times of reading and adding, and that by the clock."""
        begun = time.process_time()
        evidence = read(read_report(Source(numbered[0], f"report-{i}"), reported_on=numbered[1]))
        read_at, clock = time.process_time(), time.perf_counter()
        into.add(evidence, reader_name(), merge)
        added = time.process_time() - read_at
        return read_at - begun, added, time.perf_counter() - clock

    rng, again = random.Random(7), random.Random(7)
    reading = adding = 0.0
    per: list[float] = []
    by_clock: list[float] = []
    always: list[float] = []
    beside = 0.0
    chunk = max(1, number // 10)
    with tempfile.TemporaryDirectory() as folder:
        with (
            Dossier.create(Path(folder) / "many.dossier") as dossier,
            Dossier.create(Path(folder) / "new.dossier") as new,
        ):
            for i in range(number):
                read_in, added_in, clock = timed(report(rng, i), i, dossier)
                reading += read_in
                adding += added_in
                per.append(added_in)
                by_clock.append(clock)
                first_again = i - (number - chunk)
                if first_again >= 0:
                    beside += timed(report(again, first_again), first_again, new)[1]
                if i % EVERY == 0:
                    begun = time.process_time()
                    same_task()
                    always.append(time.process_time() - begun)
            searches = []
            for words in SEARCHES:
                for _ in range(5):
                    begun = time.process_time()
                    dossier.search(words)
                    searches.append(time.process_time() - begun)
            counts = dossier.counts()
        size = (Path(folder) / "many.dossier").stat().st_size
    first, last = _rates(per, chunk)
    clock_first, clock_last = _rates(by_clock, chunk)
    task_first, task_last = _rates(always, max(1, chunk // EVERY))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [
        ("reports", number, ""),
        ("reading, CPU ms a report", 1000 * reading / number, ""),
        ("adding, CPU ms a report", 1000 * adding / number, ""),
        (f"adding, reports a CPU second, first {chunk}", first, ""),
        (f"adding, reports a CPU second, last {chunk}", last, ""),
        ("ratio last to first", last / first, "at least 0.80"),
        ("the same, both by turns on one machine", last * beside / chunk, ""),
        ("the same by the clock", clock_last / clock_first, ""),
        ("the same of a task that is always the same", task_last / task_first, ""),
        ("largest memory, MB", memory, "under 1000"),
        ("slowest search, CPU ms", 1000 * max(searches), "under 50"),
        ("size of the file, MB", size / 1e6, ""),
        ("parties, events", counts["party"], str(counts["event"])),
    ]
    for name, value, bound in rows:
        print(f"{name:<45} {value:>10.2f}  {bound}")
    return 0 if last / first >= 0.8 and memory < 1000 and max(searches) < 0.05 else 1


if __name__ == "__main__":
    raise SystemExit(main())

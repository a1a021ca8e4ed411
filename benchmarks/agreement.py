"""Do the engines and the definition agree? As many random conflicts as are asked for.

``python -m benchmarks.agreement --models 100000`` compares, conflict by conflict and decision maker
by decision maker, the definition with the explicit, symbolic and bit-set engines. Every third
conflict has what no order expresses: unknown pairs, strength, forbidden transitions, coalesced
states or moves drawn by hand; there the bit sets answer all forms of all concepts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from backchannel.analysis import definition
from backchannel.analysis.bitsets import analyse_by_bit_sets
from backchannel.analysis.compiled import CONCEPTS, option_form
from backchannel.analysis.explicit import analyse_explicitly
from backchannel.analysis.moves import compile_conflict
from backchannel.analysis.symbolic import analyse_symbolically
from tests.analysis.random_forms import conflict_of_form, random_conflict, random_form

FORMS = tuple(
    f"{strength}{base}_{letter}"
    for base in CONCEPTS
    for letter in "abcd"
    for strength in ("", "strong_")
    if base != "nash" or not strength
)
CRISP_STRONG = ("strong_gmr", "strong_smr", "strong_seq", "strong_sseq")


def compare(seed: int, met: Counter[str]) -> list[str]:
    """Compare one conflict; return what differs, in words."""
    if seed % 3 == 2:
        conflict = random_conflict(seed)
        model = compile_conflict(conflict)
        names = (*CONCEPTS, *CRISP_STRONG) if model.complete else FORMS
        answers = {"bit sets": analyse_by_bit_sets(model, names)}
        met["with unknown preference" if not model.complete else "special moves"] += 1
    else:
        # one in ten has up to seven options and five decision makers, the others fewer options
        options = None if seed % 30 < 2 else 2 + seed // 3 % 4
        form = random_form(seed, options, statements_only=seed % 3 == 0)
        answers = {"explicit": analyse_explicitly(form)}
        feasible = answers["explicit"].feasible
        assert feasible is not None
        if not feasible:
            met["no feasible state"] += 1
            return []
        conflict = conflict_of_form(form)
        model = compile_conflict(conflict)
        names = CONCEPTS
        numbers = option_form(conflict)
        answers["explicit"] = analyse_explicitly(numbers)
        answers["bit sets"] = analyse_by_bit_sets(model, names)
        if numbers.stated:
            answers["symbolic"] = analyse_symbolically(numbers)
            met["by statements"] += 1
        else:
            met["with rankings"] += 1
    wrong = []
    for name in names:
        for dm in range(len(model.decision_makers)):
            truth = definition.stable_states(model, dm, name)
            for engine, answer in answers.items():
                met[f"verdicts of the {engine} engine"] += len(model.states())
                if list(answer.stable[name, dm].codes()) != truth:
                    wrong.append(f"conflict {seed}, {name}, decision maker {dm}: {engine}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=1000, help="how many conflicts")
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    asked = parser.parse_args()
    met: Counter[str] = Counter()
    wrong: list[str] = []
    begun = time.process_time()
    for seed in range(asked.first, asked.first + asked.models):
        wrong += compare(seed, met)
        if (seed - asked.first + 1) % 5_000 == 0:
            print(f"{seed - asked.first + 1:,} conflicts, {len(wrong)} differences", flush=True)
    for what, count in sorted(met.items()):
        print(f"{count:>14,}  {what}")
    for line in wrong[:20]:
        print(line)
    seconds = time.process_time() - begun
    print(f"{asked.models:,} conflicts, {len(wrong)} differences, {seconds:.0f} CPU seconds")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

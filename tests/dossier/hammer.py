"""A process that changes a dossier until it is killed: ``python hammer.py FILE SEED``."""

from __future__ import annotations

import random
import sys

from backchannel.dossier.store import Dossier
from backchannel.errors import DossierError
from tests.dossier.made import join, reading


def main(path: str, seed: int) -> None:
    rng = random.Random(seed)
    with Dossier.open(path) as dossier:
        dossier.add(reading(f"Dockers rejected offer {seed}.", f"{seed}-first"), "1", join)
        print("open", flush=True)
        for number in range(100_000):
            action = rng.choice(["add", "add", "merge", "undo"])
            try:
                if action == "add":
                    who = rng.choice(["Dockers", "Stevedores", "Pilots", "Tugmen"])
                    text = (
                        f"{who} rejected offer {seed} {number}. {who} said no to {number}. "
                        f"The port rejected plan {number}."
                    )
                    dossier.add(reading(text, f"{seed}-{number}"), "1", join)
                elif action == "merge":
                    parties = [p.id for p in dossier.evidence().parties]
                    if len(parties) > 1:
                        keep, other = rng.sample(parties, 2)
                        dossier.merge(keep, [other])
                else:
                    dossier.undo()
            except DossierError:
                continue


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

"""``kill -9`` at random moments: the dossier is never damaged, no report is half there."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from backchannel.dossier.store import Dossier

ROOT = Path(__file__).resolve().parents[2]
RUNS = int(os.environ.get("BACKCHANNEL_KILLS", "6"))


def consistent(path: Path) -> int:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert connection.execute("SELECT * FROM setting WHERE key = 'step'").fetchall() == []
    half = connection.execute(
        "SELECT r.id FROM report r WHERE NOT EXISTS (SELECT 1 FROM cites c WHERE c.report = r.id)"
    ).fetchall()
    assert half == []
    connection.execute("INSERT INTO search(search) VALUES ('integrity-check')")
    connection.close()
    with Dossier.open(path) as dossier:
        evidence = dossier.evidence()
        for citation in evidence.citations():
            assert citation.source.text[citation.start : citation.end] == citation.quote
        added = sum(s.action == "add" and s.undone_at is None for s in dossier.steps(10**6))
        assert dossier.counts()["report"] == added
        return added


def kill_runs(path: Path, runs: int) -> None:
    rng = random.Random(20250301)
    Dossier.create(path, "killed").close()
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    for run in range(runs):
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("hammer.py")), str(path), str(run)],
            env=environment,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        time.sleep(rng.uniform(0.0, 0.25))
        process.kill()
        process.wait(timeout=20)
        process.stdout.close()
        consistent(path)


def test_killing_the_process_never_damages_a_dossier(tmp_path: Path) -> None:
    path = tmp_path / "killed.dossier"
    kill_runs(path, RUNS)
    with Dossier.open(path) as dossier:
        assert len(dossier.steps()) > RUNS, "no run did a step after its first: nothing is shown"


@pytest.mark.slow
def test_two_hundred_kills(tmp_path: Path) -> None:
    kill_runs(tmp_path / "killed.dossier", 200)

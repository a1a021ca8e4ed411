from __future__ import annotations

import os
import subprocess
import sys

import backchannel


def test_every_public_name_opens() -> None:
    for name in backchannel.__all__:
        assert getattr(backchannel, name) is not None
    assert dir(backchannel) == sorted(backchannel.__all__)


def loaded_after(code: str) -> set[str]:
    """The top-level modules that are loaded once `code` has run in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('MODULES', *sys.modules)"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in done.stdout.split("MODULES")[1].split()}


HEAVY = {"numpy", "lxml", "rich", "jinja2", "onnxruntime", "trafilatura", "oxidd", "ruamel"}


def test_help_loads_nothing_heavy() -> None:
    code = "from backchannel.cli import main\ntry:\n main(['--help'])\nexcept SystemExit:\n pass"
    loaded = loaded_after(code)
    assert "click" in loaded
    assert not loaded & HEAVY


def test_analysis_does_not_load_pages_or_the_command_line() -> None:
    loaded = loaded_after("import backchannel.analysis.verdict")
    assert not loaded & {"lxml", "click", "rich", "trafilatura", "onnxruntime"}

"""All checks of the project in one command: ``python check.py``.

Style, types, import contracts, tests with the doctests of docstrings, README and docs, and a look
for what must not be committed. Stops at the end with the names of the checks that failed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent

COMMANDS: list[tuple[str, list[str]]] = [
    ("style", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("types", ["-m", "mypy"]),
    ("imports", ["-c", "from importlinter.cli import lint_imports_command as c; c([])"]),
    ("tests", ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "auto", "-m", "not slow"]),
    ("documents", ["-m", "pytest", "-q", "--doctest-glob=*.md", "README.md", "docs"]),
]

FORBIDDEN = [
    (re.compile(r"(?<![\w.])/(?:home|root|Users)/\w"), "an absolute path of a machine"),
    (re.compile(r"https?://[^\s\"'<>]*(?:pypi|simple/|pythonhosted)"), "a registry address"),
]


def forbidden_text() -> int:
    """Report tracked files that hold a machine's path or a registry address."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = 0
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path == Path(__file__) or not path.is_file():
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for pattern, what in FORBIDDEN:
            match = pattern.search(text)
            if match:
                line = text.count("\n", 0, match.start()) + 1
                print(f"{name}, line {line}: {what}: {match.group()!r}")
                found += 1
    return found


def main(names: list[str]) -> int:
    """Run the checks named, or all; 0 if all passed."""
    known = [name for name, _ in COMMANDS] + ["contents"]
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no check {unknown[0]!r}; known: {', '.join(known)}", file=sys.stderr)
        return 2
    environment = dict(os.environ)
    environment.setdefault("HYPOTHESIS_PROFILE", "ci")
    environment.setdefault("OMP_NUM_THREADS", "1")
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    failed = []
    for name, command in COMMANDS:
        if names and name not in names:
            continue
        begun = time.monotonic()
        print(f"== {name}", flush=True)
        code = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment).returncode
        print(f"== {name}: {'ok' if code == 0 else 'FAILED'}, {time.monotonic() - begun:.0f} s")
        if code != 0:
            failed.append(name)
    if (not names or "contents" in names) and forbidden_text():
        failed.append("contents")
    print("all checks passed" if not failed else f"FAILED: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

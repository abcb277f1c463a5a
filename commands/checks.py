"""The checks of ``make test``: what reads the code first, then pytest, whose summary comes last."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from commands.console import ROOT, clean_environment, say
from commands.steps import MODULES, PYTHON, VENV, find_node

FAILED_VARIABLE: Final = "CHECKS_FAILED"
"""Names of the checks that failed, for the test that repeats them in pytest's summary."""

FLOOR_PERCENT: Final = 95
"""Least branch coverage of each room that calculates or draws."""
MOST_PROCESSES: Final = 4
"""Of the tests: each has a server and a browser of its own, about 1 GB."""
SCRIPTED: Final = ("layers", "exhibition")
"""Rooms with JavaScript of their own, in ``assets``."""


def static_checks() -> dict[str, list[str | Path]]:
    """Command of every check that reads the code, by name."""
    node = find_node().program
    scripts = [one for room in SCRIPTED for one in (ROOT / room / "assets/test").rglob("*.test.js")]
    compiler = MODULES / "typescript/bin/tsc"
    return {
        "ruff": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."],
        "mypy": [PYTHON, "-m", "mypy", "--no-error-summary"],
        "floors": [PYTHON, VENV / "bin/lint-imports", "--no-cache"],
        **{
            f"tsc {room}": [node, compiler, "-p", f"{room}/assets/tsconfig.json"]
            for room in SCRIPTED
        },
        "node --test": [node, "--test", "--test-reporter=dot", *sorted(scripts)],
    }


def test() -> int:
    """Run every check, whatever the earlier ones say.

    Returns
    -------
    int
        Exit status, not 0 if anything failed.
    """
    failed = [name for name, command in static_checks().items() if not passes(name, command)]
    say("pytest")
    environment = clean_environment(**{FAILED_VARIABLE: ", ".join(failed)})
    done = subprocess.run(
        [
            PYTHON,
            *("-m", "pytest", "-p", "tests.room_coverage"),
            # A file stays with one process: it has one server and one browser for all its tests.
            *(
                "-n",
                "auto",
                f"--maxprocesses={MOST_PROCESSES}",
                "--dist",
                "loadfile",
                "--no-loadscope-reorder",
            ),
            *("--cov", "--cov-report=", f"--room-floor={FLOOR_PERCENT}"),
        ],
        cwd=ROOT,
        env=environment,
        check=False,
    )
    return done.returncode or int(bool(failed))


def passes(name: str, command: Sequence[str | Path]) -> bool:
    """Run one check; show what it printed only if it fails."""
    start = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    say(f"{name} … {verdict} ({time.monotonic() - start:.1f} s)")
    if done.returncode:
        say(done.stdout.rstrip())
    return done.returncode == 0


def bench() -> int:
    """Run every benchmark: a table on the screen, JSON lines in ``build/bench.jsonl``.

    Returns
    -------
    int
        Exit status, not 0 if a bar is missed or a benchmark fails.
    """
    lines = ROOT / "build" / "bench.jsonl"
    lines.parent.mkdir(exist_ok=True)
    lines.unlink(missing_ok=True)
    failed = []
    for path in sorted((ROOT / "benchmarks").glob("*.py")):
        if 'if __name__ == "__main__"' not in path.read_text(encoding="utf-8"):
            continue
        say(f"\n{path.stem}")
        done = subprocess.run(
            [PYTHON, "-m", f"benchmarks.{path.stem}", "--table", "--lines", lines],
            cwd=ROOT,
            env=clean_environment(),
            check=False,
        )
        if done.returncode:
            failed.append(path.stem)
    say(f"\nJSON: {lines.relative_to(ROOT)}")
    if failed:
        say(f"not met or failed: {', '.join(failed)}")
    return int(bool(failed))

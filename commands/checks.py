"""The checks of ``make check``, ``test`` and ``proof``: what reads the code first, then pytest."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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
SCRIPTED: Final = ("layers", "exhibition", "ui")
"""Rooms with JavaScript of their own, in ``assets``."""


def static_checks() -> dict[str, list[str | Path]]:
    """Command of every check that reads the code, by name."""
    node = find_node().program
    formatter = MODULES / "@biomejs/biome/bin/biome"
    scripts = [one for room in SCRIPTED for one in (ROOT / room / "assets/test").rglob("*.test.js")]
    compiler = MODULES / "typescript/bin/tsc"
    return {
        "mypy": [PYTHON, "-m", "mypy", "--no-error-summary"],  # the longest first
        "ruff": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."],
        "biome": [node, formatter, "check", "--error-on-warnings"],
        "floors": [PYTHON, VENV / "bin/lint-imports", "--no-cache"],
        **{
            f"tsc {room}": [node, compiler, "-p", f"{room}/assets/tsconfig.json"]
            for room in SCRIPTED
        },
        "node --test": [node, "--test", "--test-reporter=dot", *sorted(scripts)],
    }


def check() -> int:
    """The quick part, for work: everything that reads the code, units, each page once.

    Returns
    -------
    int
        Exit status, not 0 if anything failed.
    """
    return _proved("not browser", "--quick")


def test() -> int:
    """The whole proof: every check runs, whatever the earlier ones say.

    Returns
    -------
    int
        Exit status, not 0 if anything failed.
    """
    return _proved(
        "",
        *("-p", "tests.room_coverage"),
        *("--cov", "--cov-report=", f"--room-floor={FLOOR_PERCENT}"),
    )


def proof() -> int:
    """Endurance beyond `test`: long sweeps, many examples, every browser test on a slow machine.

    Returns
    -------
    int
        Exit status, not 0 if anything failed.
    """
    enduring = _pytest("", "--enduring", DQM_EXAMPLES="10")
    slow = _pytest("browser", DQM_THROTTLE="6")
    return enduring or slow


def _proved(which: str, *options: str) -> int:
    """Run the checks that read the code, two at a time, then pytest."""
    checks = static_checks()
    with ThreadPoolExecutor(2) as pool:
        passed = list(pool.map(passes, checks, checks.values()))
    failed = [name for name, good in zip(checks, passed, strict=True) if not good]
    say("pytest")
    status = _pytest(which, *options, **{FAILED_VARIABLE: ", ".join(failed)})
    return status or int(bool(failed))


def _pytest(which: str, *options: str, **variables: str) -> int:
    command = [
        PYTHON,
        *("-m", "pytest", "-p", "tests.processor_time"),
        # A file stays with one process: it has one server and one browser for all its tests.
        *("-n", "auto", f"--maxprocesses={MOST_PROCESSES}"),
        *("--dist", "loadfile", "--no-loadscope-reorder"),
        *(("-m", which) if which else ()),
        *options,
    ]
    return subprocess.run(
        command, cwd=ROOT, env=clean_environment(**variables), check=False
    ).returncode


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

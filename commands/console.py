"""Numbered steps on the terminal, and tools whose output is kept in a file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from commands.trouble import diagnose

ROOT: Final = Path(__file__).resolve().parent.parent
LOGS: Final = ROOT / ".cache" / "setup"
_CLEAR: Final = "\r\x1b[K"


def say(text: str = "") -> None:
    """Print a line at once, also into a pipe, whatever the terminal's encoding."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


class Steps:
    """Counts the steps of one command.

    Parameters
    ----------
    total : int
        How many there will be.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._at = 0

    @contextmanager
    def step(self, zh: str, en: str) -> Iterator[Callable[[str, str], None]]:
        """Announce a step; say how long it took, or the outcome it was given.

        Yields
        ------
        callable
            ``outcome(zh, en)`` replaces the time, e.g. by "up to date".
        """
        self._at += 1
        say(f"[{self._at}/{self._total}] {zh} · {en}")
        outcomes: list[str] = []
        start = time.monotonic()
        yield lambda zh, en: outcomes.append(f"{zh} · {en}")
        took_s = time.monotonic() - start
        say("      " + (outcomes[-1] if outcomes else f"完成 · done ({took_s:.1f} s)"))


def run_tool(
    command: Sequence[str | Path],
    *,
    name: str,
    environment: Mapping[str, str],
    progress: Callable[[str], str | None] | None = None,
) -> None:
    """Run an installer; keep its output in a file, show one moving line on a terminal.

    Parameters
    ----------
    command : sequence of str or Path
        Program and arguments; no shell reads them.
    name : str
        Of the log file under ``.cache/setup``.
    environment : mapping of str to str
        All variables of the tool.
    progress : callable, optional
        What to show for a line of output, or None to keep showing the last.

    Raises
    ------
    SetupError
        If the tool fails; says why and what to do.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    words = [str(word) for word in command]
    terminal = sys.stdout.isatty()
    with (
        log.open("w", encoding="utf-8") as file,
        subprocess.Popen(
            words,
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process,
    ):
        for line in process.stdout or ():
            file.write(line)
            shown = progress(line) if progress and terminal else None
            if shown:
                print(f"{_CLEAR}      {shown[:70]}", end="", flush=True)
    if terminal:
        print(_CLEAR, end="", flush=True)
    if process.returncode:
        raise diagnose(
            log.read_text(encoding="utf-8"),
            command=" ".join([Path(words[0]).name, *words[1:]]),
            log=str(log.relative_to(ROOT)),
            version=".".join(map(str, sys.version_info[:3])),
        )


def clean_environment(**more: str) -> dict[str, str]:
    """Our variables without those that would make Python or pip look elsewhere."""
    misleading = {"PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in misleading}
    # A user-wide "install for the user" does not apply inside a virtual environment.
    return {**kept, "PIP_USER": "0", "PYTHONUTF8": "1", **more}

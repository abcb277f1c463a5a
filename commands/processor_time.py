"""What a process and all it has started cost in processor time, while they run.

The system's own sum (`os.times`) leaves out whatever nobody waits for, and a browser waits for
few of its processes. So the table of processes is read again and again, and of those that have
ended the last reading counts.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_EVERY_S: Final = 0.25
_TICKS: Final = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Ledger:
    """Processor time of a tree of processes; a thread of its own keeps it up to date.

    Parameters
    ----------
    root : int
        Process that has started, or will have started, all the others.
    """

    def __init__(self, root: int) -> None:
        self._root = root
        self._family = {root}
        self._spent: dict[tuple[int, str], float] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="processor-time", daemon=True)
        self._thread.start()

    def seconds(self) -> float:
        """User and system time so far; 0 where the system has no ``/proc``."""
        with self._lock:
            self._read()
            return sum(self._spent.values())

    def close(self) -> None:
        """End the thread."""
        self._ended.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._ended.wait(_EVERY_S):
            self.seconds()

    def _read(self) -> None:
        processes = {pid: (parent, born, s) for pid, parent, born, s in _processes()}
        for pid in sorted(processes):  # a child comes after its parent, numbers rarely start anew
            parent, born, seconds = processes[pid]
            if pid in self._family or parent in self._family:
                self._family.add(pid)
                self._spent[pid, born] = seconds
        self._family &= processes.keys() | {self._root}


def _processes() -> Iterator[tuple[int, int, str, float]]:
    """Number, parent, moment of birth, and seconds of every process."""
    for folder in _PROC.glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue  # it ended between the listing and the look
        # The name may hold blanks and brackets: what follows it is counted from the last bracket.
        fields = text.rpartition(")")[2].split()
        yield int(folder.name), int(fields[1]), fields[19], sum(map(int, fields[11:13])) / _TICKS

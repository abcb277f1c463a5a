"""Searches in a process of their own: asked, followed, cancelled, kept by content."""

from __future__ import annotations

import atexit
import itertools
import logging
import pickle
import subprocess
import sys
import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from siting import Problem, Progress
from text.errors import DistrictMapError
from ui.siting_places import content_key
from ui.siting_question import MOST, Question
from ui.siting_worker import Answer, Cancel, Point, Task, Told

_LOG = logging.getLogger("district_quality_map")
_ROOT: Final = Path(__file__).resolve().parent.parent
_KEPT: Final = 64
_TIME_LIMIT_S: Final = 60.0


class SolverLostError(DistrictMapError):
    """The process that searches has ended, or cannot be started."""


@dataclass(eq=False)
class Job:
    """A question that was asked, and what is known about it now.

    Attributes
    ----------
    key : str
        Of its content.
    progress : Progress or None
    answer : Answer or None
    points : dict of int to Point
        The trade-off curve as far as it is known.
    error : Exception or None
    private : bool
        Whether it rests on a visitor's own tables.
    """

    id: int
    key: str
    private: bool = False
    state: Literal["waiting", "running", "done"] = "waiting"
    progress: Progress | None = None
    answer: Answer | None = None
    points: dict[int, Point] = field(default_factory=dict)
    error: Exception | None = None
    cancelled: bool = False
    _end: threading.Event = field(default_factory=threading.Event)

    @property
    def ended(self) -> bool:
        """Whether nothing more is to come."""
        return self._end.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, but not longer; whether it has come."""
        return self._end.wait(seconds)

    def hear(self, told: Told) -> None:
        """Take in what the process tells."""
        what = told.what
        if isinstance(what, Progress):
            self.progress = what
        elif isinstance(what, Answer):
            self.answer = what
        elif isinstance(what, Point):
            self.points[what.k] = what
        elif isinstance(what, Exception):
            self.error = what
        elif what == "started":
            self.state = "running"
        else:
            self.end()

    def end(self) -> None:
        """Nothing more will come."""
        self.state = "done"
        self._end.set()


class Solver:
    """The process and the line before it. Safe for several sessions at once.

    Parameters
    ----------
    time_limit_s : float or None, optional
        For the answer and for each point of the curve.
    """

    def __init__(self, time_limit_s: float | None = _TIME_LIMIT_S) -> None:
        self._time_limit_s = time_limit_s
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._open: dict[int, Job] = {}
        self._kept: OrderedDict[str, Job] = OrderedDict()
        self._ids = itertools.count(1)

    def ask(self, problem: Problem, question: Question) -> Job:
        """A job for a question: a kept answer if there is one, else it joins the line.

        What rests on a visitor's own tables is kept for nobody else.
        """
        key = content_key(problem, question)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            job = Job(next(self._ids), key, private=question.private)
            radius = float(question.radius) if question.covers else None
            task = Task(
                *(job.id, problem, question.model, question.k, radius, MOST, self._time_limit_s)
            )
            try:
                self._send(task)
            except OSError:
                _LOG.exception("the search process cannot be started")
                job.error = SolverLostError("errors.siting_page.start")
                job.end()
            else:
                self._open[job.id] = job
        return job

    def cancel(self, job: Job) -> None:
        """End a search; its best answer by then is kept in the job, not for others."""
        with self._lock:
            if not job.ended and job.id in self._open:
                job.cancelled = True
                with suppress(OSError):
                    self._send(Cancel(job.id))

    def ahead(self, job: Job) -> int:
        """How many others are answered first."""
        with self._lock:
            return sum(1 for id in self._open if id < job.id)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            if process.stdin:
                process.stdin.close()
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _send(self, message: Task | Cancel) -> None:
        process = self._running()
        try:
            assert process.stdin is not None
            pickle.dump(message, process.stdin)
            process.stdin.flush()
        except OSError:
            _LOG.warning("the search process does not listen")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ui.siting_worker"],
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()
        return self._process

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as source:
            while True:
                try:
                    told: Told = pickle.load(source)  # noqa: S301 - from our own child process only
                except (EOFError, OSError, pickle.UnpicklingError):
                    break
                self._hear(told)
        process.wait()
        with self._lock:
            with suppress(OSError):
                if process.stdin:
                    process.stdin.close()
            lost = list(self._open.values()) if self._process in {process, None} else []
            self._open.clear()
        for job in lost:
            job.error = job.error or SolverLostError("errors.siting_page.lost")
            job.end()

    def _hear(self, told: Told) -> None:
        with self._lock:
            job = self._open.get(told.id)
            if job is None:
                return
            if told.what == "done":
                del self._open[told.id]
                stopped = job.cancelled or not job.answer or job.answer.solution.stopped
                if not (stopped or job.private):
                    self._kept[job.key] = job
                    while len(self._kept) > _KEPT:
                        self._kept.popitem(last=False)
        job.hear(told)


SOLVER: Final = Solver()
"""The one of the application; its process starts with the first question."""
atexit.register(SOLVER.close)

"""The process that searches: it reads questions on its input and tells answers on its output.

Started by `ui.siting_solver` as ``python -m ui.siting_worker``, so that a search never holds up
the pages. Both ends are ours and share this machine; nothing that a visitor sends is unpickled.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from siting import (
    Control,
    Problem,
    Progress,
    SitingError,
    Solution,
    UnreachableError,
    Verification,
    maximal_covering,
    p_center,
    p_median,
    set_covering,
    verify,
)
from siting.solution import Model


@dataclass(frozen=True)
class Task:
    """A question for the process; `radius` is needed by the covering models."""

    id: int
    problem: Problem
    model: Model
    k: int
    radius: float | None
    curve_to: int
    time_limit_s: float | None


@dataclass(frozen=True)
class Cancel:
    """End the search of a task; what it has by then is its answer."""

    id: int


@dataclass(frozen=True)
class Point:
    """The best of another k, for the trade-off curve."""

    k: int
    objective: float
    proven: bool
    sites: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """A solution and what an independent look at it found."""

    solution: Solution
    checked: Verification

    @property
    def proven(self) -> bool:
        """Whether it may be called optimal: said so by the search and not contradicted."""
        return self.solution.status == "optimal" and self.checked.ok


@dataclass(frozen=True)
class Told:
    """A word about a task: started (None), progress, the answer, a point, an error, its end."""

    id: int
    what: Progress | Answer | Point | Exception | str


Tell = Callable[[Told], None]


def solve(task: Task, tell: Tell, cancelled: Callable[[], bool]) -> None:
    """Answer a task: the question itself, then the curve around it."""
    tell(Told(task.id, "started"))
    control = Control(task.time_limit_s, lambda now: tell(Told(task.id, now)), cancelled)
    try:
        answer = checked(ask(task, task.model, task.k, control))
        tell(Told(task.id, answer))
        curve(task, answer, tell, Control(task.time_limit_s, None, cancelled))
    except SitingError as error:
        tell(Told(task.id, error))
    tell(Told(task.id, "done"))


def curve(task: Task, answer: Answer, tell: Tell, control: Control) -> None:
    """Tell the best of each k that can be; for the fewest centres, how much so many cover."""
    model: Model = "maximal_covering" if task.model == "set_covering" else task.model
    least = max(1, len(task.problem.must_open))
    for k in range(least, min(task.curve_to, task.problem.most_new()) + 1):
        known = model == task.model and k == task.k
        if not known and control.cancelled and control.cancelled():
            continue
        try:
            one = answer if known else checked(ask(task, model, k, control))
        except UnreachableError:
            continue  # so few cannot reach all demand
        found = one.solution
        tell(Told(task.id, Point(k, found.objective, one.proven, found.site_names)))


def ask(task: Task, model: Model, k: int, control: Control) -> Solution:
    """One question to the engine."""
    if model == "p_median":
        return p_median(task.problem, k, control)
    if model == "p_center":
        return p_center(task.problem, k, control)
    radius = float("nan") if task.radius is None else task.radius  # refused by the engine
    if model == "maximal_covering":
        return maximal_covering(task.problem, k, radius, control)
    return set_covering(task.problem, radius, control)


def checked(solution: Solution) -> Answer:
    """The solution with an independent look at it."""
    return Answer(solution, verify(solution))


def serve(source: BinaryIO, tell: Tell) -> None:
    """Work until the input ends; tasks wait in line, a cancel is heard at once."""
    waiting: queue.Queue[Task | None] = queue.Queue()
    gone: set[int] = set()

    def read() -> None:
        while True:
            try:
                heard = pickle.load(source)  # noqa: S301 - from our own parent process only
            except (EOFError, OSError):
                gone.add(-1)  # nobody listens any more
                waiting.put(None)
                return
            if isinstance(heard, Cancel):
                gone.add(heard.id)
            else:
                waiting.put(heard)

    threading.Thread(target=read, daemon=True).start()
    while (task := waiting.get()) is not None:
        solve(task, tell, partial(_is_gone, gone, task.id))
        gone.discard(task.id)


def _is_gone(gone: set[int], id: int) -> bool:
    return id in gone or -1 in gone


def main() -> None:
    """Talk over standard input and output; whatever a library prints goes to the error stream."""
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def tell(told: Told) -> None:
        pickle.dump(told, target)
        target.flush()

    with suppress(BrokenPipeError):  # the application ended first
        serve(sys.stdin.buffer, tell)


if __name__ == "__main__":
    # Under its own name, so that what is pickled here is known there.
    from ui.siting_worker import main as run

    run()

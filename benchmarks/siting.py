"""Siting beside spopt: published optima, proofs, time and memory; instances nobody tuned on.

The peer is spopt's p-median with HiGHS on one thread; its time includes building
its model, ours checking the tables. With ``--full`` also its 900 × 900, which takes
minutes.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from benchmarks.needs import FULL, lacking_peer, lacking_reference, reference_folder
from benchmarks.report import Figure, figure, run, skipped
from benchmarks.siting_instances import (
    Floats,
    numbered,
    orlib,
    plane,
    san_francisco,
    unseen,
)
from siting import (
    Control,
    Solution,
    Status,
    make_problem,
    maximal_covering,
    p_center,
    p_median,
    set_covering,
    trade_off,
    verify,
)

SEED: Final = 20260101
LIMIT_S: Final = 5.0
ASKED_S: Final = 4.5
"""The large instance is given a little less: reading off its answer takes time, too."""

Answer = TypeVar("Answer")


def measure(full: bool) -> Iterator[Figure]:
    """Every bar of the specification; the small parts first, so that memory is theirs alone."""
    random = np.random.default_rng(SEED)
    sizes = (216, 900)
    weighted = {n: (plane(random, n), random.integers(1, 100, n).astype(float)) for n in sizes}
    ours: dict[int, tuple[Solution, float]] = {}
    for n in sizes:
        ours[n] = timed(lambda: p_median(numbered(*weighted[n]), 5), repeat=3)  # noqa: B023 - called at once
    yield figure("siting.900.memory", peak_gb(), "GB", bar=0.3, better="less")
    yield from published()
    yield from curve(random)
    yield from large(random)
    yield from generality()
    for n, (found, seconds) in ours.items():
        reason = lacking_peer("spopt", "pulp") or (None if full or n == sizes[0] else FULL)
        yield from beside_peer(n, weighted[n], found, seconds, reason)


def timed(ask: Callable[[], Answer], repeat: int = 1) -> tuple[Answer, float]:
    """An answer, and the least wall-clock time of some runs."""
    taken = []
    answers = []
    for _ in range(repeat):
        begin = time.perf_counter()
        answers.append(ask())
        taken.append(time.perf_counter() - begin)
    return answers[-1], min(taken)


def peak_gb() -> float:
    """The most memory that this process has held, its libraries included."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def published() -> Iterator[Figure]:
    """OR-Library's optima and San Francisco's."""
    folder = reference_folder() / "reference" / "siting"
    reason = lacking_reference(folder)
    for number in range(1, 11):
        name = f"pmed{number}"
        if reason:
            yield skipped(f"siting.{name}", "s", reason, bar=0.5)
            continue
        problem, p, optimum = orlib(folder, name)
        found, seconds = timed(lambda: p_median(problem, p), repeat=3)  # noqa: B023 - called at once
        right = found.objective == optimum and verify(found, problem).proven
        yield figure(f"siting.{name}", seconds, "s", bar=0.5, better="less")
        yield figure(f"siting.{name}.proven", float(right), "yes", bar=1.0)
    values = {"p_median": 2848268129.7145, "maximal_covering": 875247.0}
    values |= {"set_covering": 8.0, "p_center": 7403.06}
    if reason:
        for model in values:
            yield skipped(f"siting.sf.{model}", "yes", reason, bar=1.0)
        return
    city = san_francisco(folder)
    begin = time.perf_counter()
    answers = [
        p_median(city, 4),
        maximal_covering(city, 4, 5000.0),
        set_covering(city, 5000.0),
        p_center(city, 4),
    ]
    seconds = time.perf_counter() - begin
    for one in answers:
        near = abs(one.objective - values[one.model]) <= 0.005
        proven = one.status is Status.OPTIMAL and verify(one, city).ok
        yield figure(f"siting.sf.{one.model}", float(near and proven), "yes", bar=1.0)
    yield figure("siting.sf.all_four", seconds, "s")


def curve(random: np.random.Generator) -> Iterator[Figure]:
    """Three existing centres, one to ten new ones, 216 rows."""
    cost, weights = plane(random, 216), random.uniform(1, 100, 216)
    names = list(map(str, range(216)))

    def ask() -> list[Solution]:
        problem = make_problem(
            names,
            names[3:],
            cost[:, 3:],
            weights=weights,
            existing=names[:3],
            existing_cost=cost[:, :3],
        )
        return trade_off(problem, 10)

    answers, seconds = timed(ask, repeat=3)
    yield figure("siting.curve.216", seconds, "s", bar=1.0, better="less")
    proven = sum(verify(one).proven for one in answers)
    yield figure("siting.curve.216.proven", proven, "optima", bar=10)


def large(random: np.random.Generator) -> Iterator[Figure]:
    """3,000 × 3,000, p = 100, five seconds."""
    problem = numbered(plane(random, 3000), random.integers(1, 100, 3000).astype(float))
    found, seconds = timed(lambda: p_median(problem, 100, Control(time_limit_s=ASKED_S)))
    yield figure("siting.3000.gap", found.gap * 100, "%", bar=0.5, better="less")
    yield figure("siting.3000.seconds", seconds, "s", bar=LIMIT_S, better="less")
    yield figure("siting.3000.verified", float(verify(found, problem).ok), "yes", bar=1.0)


def generality() -> Iterator[Figure]:
    """How many of the unseen instances are proven, and how fast; every answer is checked."""
    seconds: dict[str, list[float]] = defaultdict(list)
    proven: dict[str, int] = defaultdict(int)
    sound = True
    for family, problem, p in unseen():
        found, taken = timed(
            lambda: p_median(problem, p, Control(time_limit_s=LIMIT_S))  # noqa: B023 - called at once
        )
        sound &= verify(found, problem).ok
        seconds[family].append(taken)
        proven[family] += found.status is Status.OPTIMAL
    for family, times in seconds.items():
        share = 100 * proven[family] / len(times)
        yield figure(f"siting.unseen.{family}.proven", share, f"% of {len(times)}")
        yield figure(f"siting.unseen.{family}.median", float(np.median(times)), "s")
        yield figure(f"siting.unseen.{family}.slowest", max(times), "s")
    yield figure("siting.unseen.verified", float(sound), "all answers", bar=1.0)


def beside_peer(
    n: int, tables: tuple[Floats, Floats], found: Solution, seconds: float, reason: str | None
) -> Iterator[Figure]:
    """The same optimum as spopt, a hundred times sooner, unless there is a reason to skip it."""
    if reason:
        yield figure(f"siting.{n}.seconds", seconds, "s", skipped=reason)
        yield skipped(f"siting.{n}.speedup", "times", reason, bar=100.0)
        yield skipped(f"siting.{n}.same", "optimum", reason, bar=1.0)
        return
    optimum, peer = timed(lambda: spopt_median(*tables, 5))
    yield figure(f"siting.{n}.seconds", seconds, "s", beside=peer)
    yield figure(f"siting.{n}.speedup", peer / seconds, "times", bar=100.0)
    same = abs(found.objective - optimum) <= 1e-9 * optimum and found.status is Status.OPTIMAL
    yield figure(f"siting.{n}.same", float(same), "optimum", bar=1.0, beside=optimum)


def spopt_median(cost: Floats, weights: Floats, p: int) -> float:
    """What spopt finds: the sum of weight × cost."""
    import pulp
    from spopt.locate import PMedian

    model = PMedian.from_cost_matrix(cost, weights, p_facilities=p)
    with silenced():
        model.solve(pulp.HiGHS(msg=False, threads=1, gapRel=0))
    return float(model.problem.objective.value())


@contextmanager
def silenced() -> Iterator[None]:
    """Keep the banner that HiGHS prints by itself out of the JSON lines."""
    sys.stdout.flush()
    kept = os.dup(1)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


if __name__ == "__main__":
    sys.exit(run(str(__doc__).splitlines()[0], measure))

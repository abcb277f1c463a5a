"""Proving a p-median optimal: Lagrangian branch and bound over a shrinking candidate set.

Every subproblem is bounded by multipliers, loses the candidates that the bound
rules out, and is split on a candidate that the relaxation cannot decide. What
was done is kept as a `siting.proof.Proof`, which `siting.verify` replays from
scratch.

Source: Christofides, N. & Beasley, J. E. (1982), A tree search algorithm for the
p-median problem, doi:10.1016/0377-2217(82)90205-3, here with multipliers handed
down, decisions by reduced cost at every node and the least bound first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from siting.core import EMPTY, RELATIVE_TOLERANCE, Bools, Core, Floats, Ints
from siting.lagrangian import AT_NODES, AT_ROOT, Ascent, Bound, ascend, first_multipliers, ruled_out
from siting.progress import Watch
from siting.proof import Proof
from siting.swap import greedy, swap

INFINITE = float("inf")

WORTHWHILE = 0.8
"""A node that keeps more than this share of its candidates is not bounded again."""

LOOK_EVERY = 20
"""Steps of the root's ascent between two looks at what can be ruled out."""

ENOUGH = 0.4
"""Share of candidates that must be decided for the root's ascent to begin anew without them."""

FIRST_SWAP_SHARE = 0.2
"""Share of the time that the first swaps may take: a choice without a bound says little."""

SWAP_SHARE = 0.25
"""Share of the root's time that swap searches may take, once the ascent has begun; and of what
is left, the most that one of them may take."""


@dataclass
class Node:
    """A subproblem, in rows of the root.

    Attributes
    ----------
    rows : ndarray of int64
        Candidates that may still be chosen, ascending.
    opened : ndarray of int64
        Candidates that are open.
    multipliers : ndarray of float64, shape (clients,)
        They give ``bound``.
    use : ndarray of float64, shape (rows,)
        How often the relaxation chose each candidate of late.
    step : int
        Where it stands in the proof.
    bound : float
        Infinite if nothing better than the best known choice is left in it.
    """

    rows: Ints
    opened: Ints
    multipliers: Floats
    use: Floats
    step: int = 0
    bound: float = -INFINITE

    def decided(self, closed: Bools, opened: Bools) -> Node:
        """The node with some candidates left out and some opened."""
        left = ~(closed | opened)
        return replace(
            self,
            rows=self.rows[left],
            use=self.use[left],
            opened=np.append(self.opened, self.rows[opened]),
        )

    def halves(self, proof: Proof) -> tuple[Node, Node]:
        """The node with the candidate that the relaxation is least sure of open, and closed."""
        position = int(np.abs(self.use - 0.5).argmin())
        one = np.arange(len(self.rows)) == position
        first, second = proof.split(self.step, int(self.rows[position]))
        return (
            replace(self.decided(~one & one, one), step=first),
            replace(self.decided(one, ~one & one), step=second),
        )


class Search:
    """Best known choice, bound and proof of one p-median.

    Parameters
    ----------
    core : Core
    watch : Watch
    starts : sequence of ndarray of int64
        Choices of rows to begin with, beside the greedy one.
    wanted : float
        Only choices below it are asked for: the search is done once one is found
        that cannot be improved, or once there is none.

    Attributes
    ----------
    best : ndarray of int64
        Rows of the best known choice.
    value : float
        Its objective.
    lower : float
        Proven lower bound.
    done : bool
        Whether nothing better than ``value`` (and below ``wanted``) is left.
    proof : Proof
    replayable : bool
        Whether ``proof`` alone gives ``lower``; False once HiGHS has raised it.
    """

    def __init__(
        self, core: Core, watch: Watch, starts: Sequence[Ints] = (), wanted: float = INFINITE
    ) -> None:
        self.core, self.watch, self.wanted = core, watch, wanted
        self.best, self.value = EMPTY, INFINITE
        self.lower, self.done = float(core.nearest.sum()), False
        self.proof, self.replayable = Proof(), True
        self.step = core.least_difference
        self._tried: set[bytes] = set()
        self._heap: list[tuple[float, int, Node]] = []
        self.swap_s = 0.0
        first = watch.within(FIRST_SWAP_SHARE * watch.left_s)
        for start in (*starts, greedy(core)):
            self.improve(start, first.stop)

    def cutoff(self) -> float:
        """Bound from which on nothing better is left."""
        best = min(self.value, self.wanted)
        if best == INFINITE:
            return best
        return best - max(self.step * (1 - 1e-6), RELATIVE_TOLERANCE * abs(best))

    def improve(self, rows: Ints, stop: Callable[[], bool] | None = None) -> None:
        """Swap from a choice of rows of the root and keep the result if it is better.

        Parameters
        ----------
        rows : ndarray of int64
        stop : callable, optional
            Ends the swaps earlier than the watch does.
        """
        rows = np.sort(self.core.filled(rows))
        if rows.tobytes() in self._tried:
            return
        begin = self.watch.elapsed_s
        self._tried.add(rows.tobytes())
        better = swap(self.core, rows, stop=stop or self.watch.stop)
        value = self.core.value(better)
        self.swap_s += self.watch.elapsed_s - begin
        if value < self.value or not self.best.size:
            self.best, self.value = better, value
            self.watch.bounds(self.lower, self.value)

    def root(self) -> Node:
        """Bound the whole problem and rule out what can be ruled out."""
        everything: Ints = np.arange(len(self.core.cost))
        first = first_multipliers(self.core, self.best)
        node = Node(everything, EMPTY, first, np.zeros(len(everything)))
        if self.lower >= self.cutoff():
            self.finish()
        else:
            node = self._bounded(node, AT_ROOT)
            self.raise_lower(node.bound)
            if node.bound == INFINITE:
                self.finish()
        self._heap = [(node.bound, 0, node)]
        return node

    def run(self, most_steps: int) -> None:
        """Branch, the least bound first, until the proof has so many steps.

        Complete if ``done`` afterwards; otherwise the watch or the number of
        steps ended it, and it can be called again.
        """
        heap = self._heap
        while heap and heap[0][0] < self.cutoff():
            self.raise_lower(heap[0][0])
            if self.watch.stop() or len(self.proof.steps) >= most_steps:
                return
            parent = heapq.heappop(heap)[2]
            for half in parent.halves(self.proof):
                node = self._bounded(half, AT_NODES)
                if node.bound < self.cutoff():
                    heapq.heappush(heap, (node.bound, node.step, node))
        self.finish()

    def finish(self) -> None:
        """Note that nothing better is left."""
        self.done = True
        self.raise_lower(INFINITE)

    def raise_lower(self, bound: float) -> None:
        """Note a proven lower bound on what is asked for."""
        self.lower = max(self.lower, min(bound, self.value, self.wanted))
        self.watch.bounds(self.lower, self.value)

    def _bounded(self, node: Node, ascent: Ascent) -> Node:
        """Bound a node and shrink it, again and again while that helps."""
        while True:
            core = self.core.part(node.rows, node.opened)
            if self._settled(node, core):
                return replace(node, bound=INFINITE)
            # The last shrinking did not pay, or its bound sufficed, or there is no time.
            if ascent.rounds == 0 or node.bound >= self.cutoff() or self.watch.stop():
                return replace(node, bound=INFINITE) if node.bound >= self.cutoff() else node
            bound, use = ascend(
                core,
                node.multipliers,
                ascent,
                target=lambda: self.value,
                cutoff=self.cutoff,
                visit=_Visitor(self, node, core),
            )
            self.proof.steps[node.step].multipliers.append(bound.multipliers)
            if bound.value > node.bound:
                node = replace(node, multipliers=bound.multipliers, bound=bound.value)
            node = replace(node, use=use)
            if node.step == 0:
                self.raise_lower(node.bound)
                # The best multipliers choose well, and so does what was chosen most of late.
                for pick in (bound.chosen, np.argsort(-use, kind="stable")[: core.k]):
                    if node.bound < self.cutoff():
                        self.improve(np.append(node.opened, node.rows[pick]))
            if bound.value < self.cutoff():
                rows = len(node.rows)
                node = node.decided(*ruled_out(core, bound, self.cutoff()))
                if len(node.rows) > WORTHWHILE * rows:
                    ascent = replace(ascent, rounds=0)

    def _settled(self, node: Node, core: Core) -> bool:
        """Try the best of a node so small that it can be read off; True if it was."""
        if not np.isfinite(core.nearest).all():
            return True
        if core.k == 1:
            allowed = np.append(core.room, 1)[core.group] > 0
            sums = np.minimum(core.cost, core.base).sum(axis=1)
            pick = np.flatnonzero(allowed)[sums[allowed].argsort()[:1]]
        elif core.k == 0 or not len(core.cost):
            pick = EMPTY
        elif core.k >= len(core.cost) and not core.limited:
            pick = np.arange(len(core.cost))
        else:
            return False
        self.improve(np.append(node.opened, node.rows[pick]))
        return True


class _Visitor:
    """Looks at every step of an ascent: better choices, room to shrink, time to stop."""

    def __init__(self, search: Search, node: Node, core: Core) -> None:
        self._search, self._node, self._core = search, node, core
        self._least = INFINITE
        self._at_root = node.step == 0
        self._begin = search.watch.elapsed_s
        self._swapped = search.swap_s

    def __call__(self, turn: int, here: Bound, is_best: bool) -> bool:
        search = self._search
        value = self._core.value(here.chosen)
        if self._promising(turn, value):
            self._least = min(value, self._least)
            most = search.watch.within(SWAP_SHARE * search.watch.left_s)
            search.improve(np.append(self._node.opened, self._node.rows[here.chosen]), most.stop)
        if search.watch.stop():
            return True
        if not self._at_root or turn % LOOK_EVERY or not is_best or not turn:
            return False
        search.raise_lower(here.value)
        closed, opened = ruled_out(self._core, here, search.cutoff())
        return int((closed | opened).sum()) > ENOUGH * len(closed)

    def _promising(self, turn: int, value: float) -> bool:
        """Whether to swap from what the relaxation chose in this step.

        Below the root only from a choice that is better as it is. At the root also
        from what merely comes closer, and now and then from any, as far as there
        is time: on large problems swapping is dear and the late choices are good.
        """
        if value < min(self._least, self._search.value):
            return True
        if not self._at_root:
            return False
        spent = self._search.swap_s - self._swapped
        passed = self._search.watch.elapsed_s - self._begin
        late = turn % LOOK_EVERY == LOOK_EVERY // 2
        return (value < self._least or late) and spent <= SWAP_SHARE * passed

"""What a branch and bound did, in a form that can be replayed, stored and sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from siting.core import Floats


@dataclass
class Step:
    """One subproblem.

    Attributes
    ----------
    multipliers : list of ndarray of float64, shape (clients,)
        In the order in which they ruled candidates out; the last gives the bound.
    branch : int or None
        The candidate (row of the root problem) it was split on; None for a leaf.
    opened, closed : int
        Positions in the proof of its halves, with that candidate open and closed.
    """

    multipliers: list[Floats] = field(default_factory=list)
    branch: int | None = None
    opened: int = -1
    closed: int = -1


@dataclass
class Proof:
    """The tree of subproblems as a flat list, the whole problem first.

    Flat, so that a deep tree can be walked and pickled without recursion.
    """

    steps: list[Step] = field(default_factory=lambda: [Step()])

    def split(self, position: int, branch: int) -> tuple[int, int]:
        """Note that a step was split on a candidate; positions of its two halves."""
        step = self.steps[position]
        step.branch = branch
        step.opened, step.closed = len(self.steps), len(self.steps) + 1
        self.steps += [Step(), Step()]
        return step.opened, step.closed

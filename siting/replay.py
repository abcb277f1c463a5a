"""Replaying a proof: bounds from multipliers, by the book and without the search's code."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siting.core import Bools, Floats, Ints
from siting.proof import Proof


@dataclass(frozen=True)
class Choice:
    """A p-median with some rows decided.

    Attributes
    ----------
    cost : ndarray of float64, shape (candidates, clients)
        All rows of the root.
    base : ndarray of float64, shape (clients,)
        With the opened rows in it.
    free : ndarray of bool, shape (candidates,)
        Rows that may still be chosen.
    k : int
        Rows that may still be opened.
    group : ndarray of int64, shape (candidates,)
        -1 for none.
    room : ndarray of int64, shape (groups,)
    """

    cost: Floats
    base: Floats
    free: Bools
    k: int
    group: Ints
    room: Ints

    def with_open(self, row: int) -> Choice:
        """One more row open."""
        room = self.room.copy()
        if self.group[row] >= 0:
            room[self.group[row]] -= 1
        free = self.free.copy()
        free[row] = False
        return Choice(
            self.cost, np.minimum(self.base, self.cost[row]), free, self.k - 1, self.group, room
        )

    def without(self, row: int) -> Choice:
        """One more row closed."""
        free = self.free.copy()
        free[row] = False
        return Choice(self.cost, self.base, free, self.k, self.group, self.room)


def least_value(choice: Choice, proof: Proof, cutoff: float) -> float:
    """A lower bound on every choice, raised no further than shows it to reach ``cutoff``.

    Parameters
    ----------
    choice : Choice
    proof : Proof
    cutoff : float
        A row may be left out if every choice with it is shown to reach the cutoff,
        so what is returned bounds the choices below the cutoff: if it is at least
        the cutoff, there are none.
    """
    least = np.inf
    open_steps = [(choice, 0, -np.inf)]
    while open_steps:
        part, position, inherited = open_steps.pop()
        step = proof.steps[position]
        part, bound = _bounded(part, step.multipliers, cutoff)
        bound = max(bound, inherited)
        if bound >= cutoff or step.branch is None:
            least = min(least, bound)
        elif part.free[step.branch]:
            open_steps.append((part.with_open(step.branch), step.opened, bound))
            open_steps.append((part.without(step.branch), step.closed, bound))
        else:
            # Narrowing decided the row already; an open one leaves its trace in the base.
            is_open = bool((part.base <= part.cost[step.branch]).all())
            open_steps.append((part, step.opened if is_open else step.closed, bound))
    return float(least)


def _bounded(choice: Choice, steps: list[Floats], cutoff: float) -> tuple[Choice, float]:
    """What is left of a choice after some vectors of multipliers, and its bound."""
    # With every row open nothing could cost less.
    every = np.minimum(_allowed(choice).min(axis=0, initial=np.inf), choice.base)
    best = float(every.sum())
    for multipliers in steps:
        known = _exact(choice)
        if known is not None or best >= cutoff:
            break
        u = np.minimum(multipliers, choice.base)
        prices = np.where(choice.free, np.minimum(choice.cost - u, 0.0).sum(axis=1), 0.0)
        best = max(best, float(u.sum()) + _cheapest(choice, prices))
        if best < cutoff:
            choice = _narrowed(choice, prices, float(u.sum()), cutoff)
    known = _exact(choice)
    return choice, best if known is None else max(best, known)


def _allowed(choice: Choice) -> Floats:
    """Costs of the rows that could be opened next."""
    rows: Floats = choice.cost[choice.free & (np.append(choice.room, 1)[choice.group] > 0)]
    return rows


def _exact(choice: Choice) -> float | None:
    """The least value, where it can be read off; None where it cannot."""
    rows = _allowed(choice)
    nearest = np.minimum(rows.min(axis=0, initial=np.inf), choice.base)
    if np.isinf(nearest).any():
        return float("inf")
    if choice.k == 0 or not len(rows):
        return float(choice.base.sum())
    if choice.k >= len(rows):
        return float(nearest.sum())
    if choice.k == 1:
        return float(np.minimum(rows, choice.base).sum(axis=1).min())
    return None


def _cheapest(choice: Choice, prices: Floats, without: int = -1) -> float:
    """Least sum of at most k prices within the limits; prices are never positive."""
    room, left, total = choice.room.tolist(), choice.k, 0.0
    for row in np.argsort(prices, kind="stable").tolist():
        if left == 0 or prices[row] >= 0:
            break
        group = int(choice.group[row])
        if row == without or not choice.free[row] or (group >= 0 and room[group] <= 0):
            continue
        total += float(prices[row])
        left -= 1
        if group >= 0:
            room[group] -= 1
    return total


def _narrowed(choice: Choice, prices: Floats, fixed: float, cutoff: float) -> Choice:
    """Leave out rows whose opening, and open rows whose closing, reaches the cutoff."""
    with_row, without_row = _either_way(choice, prices)
    closed = choice.free & (fixed + with_row >= cutoff)
    opened = choice.free & ~closed & (fixed + without_row >= cutoff)
    for row in np.flatnonzero(closed).tolist():
        choice = choice.without(row)
    for row in np.flatnonzero(opened).tolist():
        choice = choice.with_open(row)
    return choice


def _either_way(choice: Choice, prices: Floats) -> tuple[Floats, Floats]:
    """Least sum of prices with each row among the chosen, and without it."""
    if not choice.room.size:
        ordered = np.append(np.sort(prices[choice.free]), 0.0)
        k = min(choice.k, len(ordered) - 1)
        among = prices <= ordered[k - 1]  # of equal prices any may be thought chosen
        total = ordered[:k].sum()
        with_row = np.where(among, total, total - ordered[k - 1] + prices)
        return with_row, np.where(among, total - prices + ordered[k], total)
    with_row, without_row = np.zeros(len(prices)), np.zeros(len(prices))
    for row in np.flatnonzero(choice.free).tolist():
        group = int(choice.group[row])
        if group >= 0 and choice.room[group] <= 0:
            with_row[row] = np.inf
        else:
            with_row[row] = prices[row] + _cheapest(choice.with_open(row), prices)
        without_row[row] = _cheapest(choice, prices, without=row)
    return with_row, without_row

"""What a covering question can do without: rows and sites that others stand for.

A row is covered whenever one is whose coverers are all among its own; a site can be
exchanged for one that covers all it covers. Taken in turns, this leaves little of a
question that has any structure.

Source: Garfinkel, R. S. & Nemhauser, G. L. (1972), Integer Programming, ch. 8.
"""

from __future__ import annotations

import numpy as np

from siting.core import Bools, Ints


def reduced(covers: Bools, group: Ints) -> tuple[Ints, Ints]:
    """The rows and sites that decide a covering question.

    Parameters
    ----------
    covers : ndarray of bool, shape (rows, sites)
    group : ndarray of int64, shape (sites,)
        Group of each site whose number is limited; -1 for none. A site is never
        exchanged for one of another limited group.

    Returns
    -------
    rows, sites : ndarray of int64
        Positions, ascending. Some of these sites cover all rows if they cover these
        rows; and for any choice that does there is one of these sites, no larger
        and within the limits.
    """
    rows, sites = np.arange(covers.shape[0]), np.arange(covers.shape[1])
    while True:
        part = covers[np.ix_(rows, sites)]
        spare_rows = _spare(_within(part))
        rows, part = rows[~spare_rows], part[~spare_rows]
        own = group[sites]
        exchanged = (own[:, None] < 0) | (own[:, None] == own[None, :])
        spare_sites = _spare(_within(part.T).T & exchanged)
        sites = sites[~spare_sites]
        if not (spare_rows.any() or spare_sites.any()):
            return rows, sites


def _within(table: Bools) -> Bools:
    """Which lines lie within which others, shape (lines, lines)."""
    # Counts up to 2**24 are exact in float32, whose products are twice as fast.
    numbers = table.astype(np.float32)
    inside: Bools = (numbers @ numbers.T) == numbers.sum(axis=1)[:, None]
    return inside


def _spare(stands: Bools) -> Bools:
    """For which there is another, ``stands[x, y]`` being x for y; of equals the first stays."""
    later = np.tri(len(stands), dtype=bool)
    stood_for: Bools = np.any(stands & ~(later & stands.T), axis=0)
    return stood_for

"""How a running search reports, and how it is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stop = Literal["time", "cancel"]


@dataclass(frozen=True)
class Progress:
    """Where a search stands.

    Attributes
    ----------
    lower_bound, upper_bound : float
        The optimum lies between them; infinite while nothing is known.
    elapsed_s : float
    """

    lower_bound: float
    upper_bound: float
    elapsed_s: float

    @property
    def gap(self) -> float:
        """Distance of the bounds relative to the upper one; ``inf`` while unknown."""
        return relative_gap(self.lower_bound, self.upper_bound)


def relative_gap(lower: float, upper: float) -> float:
    """Difference relative to ``upper``, 0 where they meet, ``inf`` where one is unknown."""
    if upper <= lower:
        return 0.0
    if upper in {float("inf"), 0.0} or lower == float("-inf"):
        return float("inf")
    return (upper - lower) / abs(upper)


class Watch:
    """The clock, the cancel button and the listener of one search.

    Parameters
    ----------
    time_limit_s : float, optional
        Seconds of wall clock; None for no limit.
    on_progress : callable, optional
        Called with a `Progress` whenever a bound improves.
    cancelled : callable, optional
        Asked often; True ends the search with its best answer.
    """

    def __init__(
        self,
        time_limit_s: float | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._start = time.perf_counter()
        self._limit_s = float("inf") if time_limit_s is None else time_limit_s
        self._tell = on_progress
        self._cancelled = cancelled
        self._lower, self._upper = float("-inf"), float("inf")
        self.stopped: Stop | None = None

    @property
    def elapsed_s(self) -> float:
        """Seconds since the search began."""
        return time.perf_counter() - self._start

    def quiet(self) -> Watch:
        """The same clock and button for a question on the way, whose bounds are not news."""
        return Watch(self._limit_left(), None, self.stop)

    def within(self, limit_s: float) -> Watch:
        """The same listener and button, but no more than ``limit_s`` from now."""
        return Watch(
            min(limit_s, self.left_s),
            lambda told: self.bounds(told.lower_bound, told.upper_bound),
            self.stop,
        )

    def _limit_left(self) -> float | None:
        return None if self._limit_s == float("inf") else self.left_s

    @property
    def left_s(self) -> float:
        """Seconds until the limit, never negative."""
        return max(0.0, self._limit_s - self.elapsed_s)

    def stop(self) -> bool:
        """Whether to end now; the reason is then in ``stopped``."""
        if self.stopped is None:
            if self._cancelled is not None and self._cancelled():
                self.stopped = "cancel"
            elif self.elapsed_s >= self._limit_s:
                self.stopped = "time"
        return self.stopped is not None

    def bounds(self, lower: float, upper: float) -> None:
        """Pass on bounds, if either is better than what was told before."""
        lower, upper = min(max(lower, self._lower), upper), min(upper, self._upper)
        if (lower, upper) != (self._lower, self._upper):
            self._lower, self._upper = lower, upper
            if self._tell is not None:
                self._tell(Progress(lower, upper, self.elapsed_s))

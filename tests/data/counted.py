"""Functions that are computed once and say how often they were."""

from __future__ import annotations

from collections.abc import Callable

from data import once


class Counted:
    """A function that says how often it was called, and may wait."""

    def __init__(self, make: Callable[..., object] = lambda *given: given) -> None:
        self.calls = 0
        self._make = make

    def __call__(self, *given: object) -> object:
        self.calls += 1
        return self._make(*given)


def counted(
    make: Callable[..., object] = lambda *given: given,
) -> tuple[Callable[..., object], Counted]:
    counter = Counted(make)

    def asked(question: object, more: object = 0) -> object:
        return counter(question, more)

    asked.__qualname__ += str(id(counter))
    return once.once(asked), counter

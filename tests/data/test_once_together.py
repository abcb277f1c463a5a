"""Many who ask for the same at once: one computes, whatever becomes of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from data import once
from data.once import kept_count
from tests.data.counted import counted


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    once.forget()
    yield
    once.forget()


def test_of_many_who_ask_at_once_one_computes() -> None:
    asking, go = threading.Semaphore(0), threading.Event()

    def slow(*_: object) -> object:
        go.wait()
        return object()

    ask, counter = counted(slow)

    def visitor(_: int) -> object:
        asking.release()
        return ask("same")

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(visitor, n) for n in range(8)]
        for _ in range(8):
            asking.acquire()
        go.set()
        found = {id(one.result()) for one in answers}
    assert (counter.calls, len(found)) == (1, 1)


def test_an_error_reaches_everybody_and_is_not_kept() -> None:
    go, fail = threading.Event(), [True]

    def make(*_: object) -> str:
        go.wait()
        if fail[0]:
            raise ValueError("wrong")
        return "right"

    ask, _ = counted(make)
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(ask, 1) for _ in range(4)]
        go.set()
        assert {str(one.exception()) for one in answers} == {"wrong"}
    assert kept_count() == 0
    fail[0] = False
    assert ask(1) == "right"


def test_somebody_who_waits_takes_over_from_a_thread_that_is_stopped() -> None:
    class Stop(BaseException):
        pass

    under_way, go = threading.Event(), threading.Event()
    turns = iter((True, False))

    def make(*_: object) -> str:
        under_way.set()
        go.wait()
        if next(turns):
            raise Stop
        return "right"

    ask, counter = counted(make)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ask, 1)
        under_way.wait()
        second = pool.submit(ask, 1)
        go.set()
        assert isinstance(first.exception(), Stop)
        assert second.result() == "right"
    assert counter.calls == 2


def test_a_function_that_waits_for_itself_says_so() -> None:
    @once.once
    def circle(n: int) -> object:
        return circle(n)

    with pytest.raises(RuntimeError, match="circle waits for itself"):
        circle(1)

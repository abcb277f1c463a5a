"""Computed once: what follows from the data and a question, kept for everybody who asks again.

A function marked with `once` stands beside what it computes. Its result is
kept under the function, the `fingerprint` of the data and the arguments:

- a changed file gives another fingerprint, so the next call computes anew;
- many callers at once: one computes, the others wait for it;
- all results together stay within `MOST_BYTES`; what nobody has asked for the
  longest goes first, and what alone is larger is not kept at all;
- an error is told to everybody who waited, and never kept;
- what rests on a visitor's own tables is kept for that session alone and goes
  with it (`Keyed.once_owners`).

Inside `one_look` the fingerprint is taken at the beginning only: what a page
shows belongs together, and a look at the disk is paid for once.

Results are shared between all visitors: nobody may change them. Hand out
tuples, frozen dataclasses and text, or copies where a caller edits.
"""

from __future__ import annotations

import functools
import inspect
import threading
import weakref
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar, cast

from data.files import SHIPPED, data_folder, digest_of, stamps
from data.sizes import size_of

Asked = ParamSpec("Asked")
Found = TypeVar("Found")

MOST_BYTES: Final = 120_000_000
"""Bound of all kept results together, as `size_of` estimates them.

The answers of the solver (`ui.siting_solver`) and the draws of the engine
(`scoring.uncertainty`) have bounds of their own, some 40 MB together.
"""
_HERE: Final = Path(__file__).resolve().parent
_Key = tuple[Hashable, ...]


class Keyed:
    """An argument that holds more than can be compared, known by its ``once_key``."""

    @property
    def once_key(self) -> str:
        """Equal keys, equal content: a hash of all that it was made from."""
        raise NotImplementedError

    @property
    def once_owners(self) -> tuple[object, ...]:
        """What the key is about, where it is no hash.

        The result is kept for these very objects, no others like them, and
        goes when one of them does: what a visitor brought ends with the session.
        """
        return ()


class _Kept(NamedTuple):
    value: Any
    size: int
    owners: tuple[int, ...]


class _Flight(NamedTuple):
    """A computation under way: whose it is, and what comes of it."""

    thread: int
    result: Future[Any]


_kept: OrderedDict[_Key, _Kept] = OrderedDict()
_flights: dict[_Key, _Flight] = {}
_lock: Final = threading.Lock()
_looked: Final = threading.local()
_owned: Final[dict[int, set[_Key]]] = {}
"""Keys of the results that belong to an object, by its id."""
_gone: Final = deque[int]()
"""Ids of owners that are no more: noted only, a garbage collection may come at any time."""
_total = 0


def fingerprint() -> str:
    """SHA-256 of everything that is read from the data: the folder of tables, and ours.

    A look costs a ``stat`` per file; a file is read again only after it has changed.
    """
    place = data_folder()
    found = [*stamps(place), *stamps(_HERE, ".toml", deep=False)]
    if place != SHIPPED:
        found += stamps(SHIPPED, ".toml", deep=False)  # stand in for what the folder does not have
    return digest_of(tuple(found))


def once(make: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """Compute a function once per fingerprint of the data and arguments.

    Parameters
    ----------
    make : Callable
        Depends on nothing but the data, its arguments and the code; its
        arguments are hashable or `Keyed`, or lists and dicts of such.

    Returns
    -------
    Callable
        Raises what ``make`` raises, and RuntimeError for a function that waits for itself.
    """
    return once_whatever()(make)


def once_whatever(
    *names: str,
) -> Callable[[Callable[Asked, Found]], Callable[Asked, Found]]:
    """`once` for a function with parameters that do not change its result.

    Parameters
    ----------
    *names : str
        Of those parameters; whoever asks first decides what they are.
    """

    def decorate(make: Callable[Asked, Found]) -> Callable[Asked, Found]:
        signature = inspect.signature(make)
        name = f"{make.__module__}.{make.__qualname__}"

        @functools.wraps(make)
        def found(*args: Asked.args, **kwargs: Asked.kwargs) -> Found:
            given = signature.bind(*args, **kwargs)
            given.apply_defaults()
            asked = [value for name, value in given.arguments.items() if name not in names]
            owners = [owner for one in asked if isinstance(one, Keyed) for owner in one.once_owners]
            question = (name, *map(_part, asked))
            return cast("Found", _answer(question, lambda: make(*args, **kwargs), owners))

        return found

    return decorate


@contextmanager
def one_look() -> Iterator[None]:
    """Look at the disk once for everything that this thread asks for in the block."""
    if getattr(_looked, "data", None):
        yield  # the outer block has looked
        return
    _looked.data = fingerprint()
    try:
        yield
    finally:
        _looked.data = None


def kept_bytes() -> int:
    """Size of all kept results together, as estimated."""
    with _lock:
        _sweep()
        return _total


def kept_count() -> int:
    """How many results are kept."""
    with _lock:
        _sweep()
        return len(_kept)


def forget() -> None:
    """Let go of everything that is kept."""
    with _lock:
        for key in list(_kept):
            _drop(key)


def _part(value: Any) -> Hashable:
    """An argument in a key, lists and dicts by their content; 1, 1.0 and True are three."""
    if isinstance(value, Keyed):
        return type(value), value.once_key, *map(id, value.once_owners)
    if isinstance(value, (list, tuple)):
        return type(value), tuple(map(_part, value))
    if isinstance(value, dict):
        return dict, tuple((name, _part(one)) for name, one in value.items())
    return type(value), value


def _answer(question: _Key, make: Callable[[], Any], owners: list[object]) -> Any:
    while True:
        data = getattr(_looked, "data", None) or fingerprint()
        key = (data, *question)
        with _lock:
            _sweep()
            kept = _kept.get(key)
            if kept is not None:
                _kept.move_to_end(key)
                return kept.value
            flight = _flights.get(key)
            if flight is None:
                flight = _flights[key] = _Flight(threading.get_ident(), Future())
                break
        if flight.thread == threading.get_ident():
            raise RuntimeError(f"{question[0]} waits for itself")
        try:
            return flight.result.result()
        except _GivenUpError:
            continue
    return _compute(key, data, flight, make, owners)


class _GivenUpError(Exception):
    """The thread that computed was stopped from outside: another one takes over."""


def _compute(
    key: _Key, data: str, flight: _Flight, make: Callable[[], Any], owners: list[object]
) -> Any:
    try:
        value = make()
        if fingerprint() == data:  # else it may be half of the old data and half of the new
            _keep(key, value, owners)
    except BaseException as error:
        with _lock:
            del _flights[key]
        flight.result.set_exception(error if isinstance(error, Exception) else _GivenUpError())
        raise
    with _lock:
        del _flights[key]
    flight.result.set_result(value)
    return value


def _keep(key: _Key, value: Any, owners: list[object]) -> None:
    size = size_of(value, Keyed)
    if size > MOST_BYTES:
        return
    with _lock:
        _sweep()
        for owner in owners:
            if id(owner) not in _owned:
                weakref.finalize(owner, _gone.append, id(owner)).atexit = False
            _owned.setdefault(id(owner), set()).add(key)
        _drop(key)
        _kept[key] = _Kept(value, size, tuple(map(id, owners)))
        _change(size)
        while _total > MOST_BYTES:
            _drop(next(iter(_kept)))


def _drop(key: _Key) -> None:
    kept = _kept.pop(key, None)
    if kept is None:
        return
    _change(-kept.size)
    for owner in kept.owners:
        _owned.get(owner, set()).discard(key)


def _sweep() -> None:
    """Let go of what belonged to objects that are no more; whoever calls holds the lock."""
    while _gone:
        for key in _owned.pop(_gone.popleft(), set()):
            _drop(key)


def _change(size: int) -> None:
    global _total  # noqa: PLW0603 - one store per process is the point
    _total += size

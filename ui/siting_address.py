"""The question in the address: one stands for the other; what is unknown is named, never obeyed.

========== ============================================= ============================
k          new centres                                   ``k=3``
model      what is best                                  ``model=p_center``
radius     of the covering models                        ``radius=15``
demand     who is to be served                           ``demand=parks``
candidates where centres may go                          ``candidates=parks``
field      existing centres that count                   ``field=food``
distance   how it is measured                            ``distance=detour``
must       built in any case                             ``must=310151116,310115141``
forbid     never built                                   ``forbid=310118106``
limit      at most so many in each district, or in one   ``limit=1,310115:2``
own        one's own sites: places, points               ``own=121.47120_31.23040``
========== ============================================= ============================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, cast

from siting.solution import Model
from ui.reader import Reader
from ui.siting_question import CANDIDATES, DEMANDS, DISTANCES, MODELS, MOST, RADII, Question

KEYS: Final = (
    *("k", "model", "radius", "demand", "candidates", "field", "distance"),
    *("must", "forbid", "limit", "own"),
)
USUAL: Final = Question()
_MOST_PARTS: Final = 20


@dataclass(frozen=True)
class Known:
    """The words that an address may use.

    Attributes
    ----------
    candidates : Mapping[str, tuple of str]
        Ids of each set of candidates.
    fields, districts : tuple of str
    pin : callable
        The id of a point of one's own as it is written, None if it is none.
    """

    candidates: Mapping[str, tuple[str, ...]]
    fields: tuple[str, ...]
    districts: tuple[str, ...]
    pin: Callable[[str], str | None]


def read_question(query: Mapping[str, str], known: Known) -> tuple[Question, list[str]]:
    """Read the question of an address.

    Parameters
    ----------
    query : Mapping[str, str]
        Parameters of `KEYS`, as they came.
    known : Known

    Returns
    -------
    Question
        Of known things only.
    list of str
        ``name=value`` of everything that was not understood, as it came.
    """
    reader = Reader({key: [value] for key, value in query.items()})
    model = cast(Model, reader.choice("model", MODELS, USUAL.model))
    candidates = reader.choice("candidates", CANDIDATES, USUAL.candidates)
    sites = known.candidates[candidates]
    limit, limits = _limits(reader, known)
    question = Question(
        model=model,
        k=int(reader.choice("k", map(str, range(1, MOST + 1)), str(USUAL.k))),
        radius=int(reader.choice("radius", map(str, RADII["km"]), str(USUAL.radius))),
        demand=reader.choice("demand", DEMANDS, USUAL.demand),
        candidates=candidates,
        field=reader.choice("field", known.fields, USUAL.field),
        distance=reader.choice("distance", DISTANCES, USUAL.distance),
        must=reader.many("must", sites),
        forbid=reader.many("forbid", sites),
        limit=limit,
        limits=limits,
        own=_own(reader, known, sites),
    )
    reader.rest()
    return question, reader.ignored


def write_question(question: Question) -> dict[str, str]:
    """The shortest query that `read_question` reads as the part that can be shared."""
    asked = question.shared()
    query = {
        name: str(getattr(asked, name))
        for name in ("k", "model", "radius", "demand", "candidates", "field", "distance")
        if getattr(asked, name) != getattr(USUAL, name)
    }
    if not asked.covers or asked.radius not in RADII["km"]:
        query.pop("radius", None)
    if asked.model == "set_covering":
        query.pop("k", None)
    limits = [] if asked.limit is None else [str(asked.limit)]
    limits += [f"{code}:{n}" for code, n in asked.limits]
    lists = {"must": asked.must, "forbid": asked.forbid, "limit": limits, "own": asked.own}
    return query | {name: ",".join(values) for name, values in lists.items() if values}


def _limits(reader: Reader, known: Known) -> tuple[int | None, tuple[tuple[str, int], ...]]:
    value = reader.one("limit")
    everywhere: int | None = None
    single: dict[str, int] = {}
    for part in [] if value is None else value.split(","):
        code, _, number = part.rpartition(":")
        # No new centre at all may be the wish for one district, not for every one.
        least = 0 if code else 1
        fits = number in set(map(str, range(least, MOST))) and code in {*known.districts, ""}
        if not fits or code in single or (not code and everywhere is not None):
            reader.refuse("limit", part)
        elif code:
            single[code] = int(number)
        else:
            everywhere = int(number)
    return everywhere, tuple(sorted(single.items()))


def _own(reader: Reader, known: Known, sites: tuple[str, ...]) -> tuple[str, ...]:
    value = reader.one("own")
    places = {*sites, *known.candidates["towns"]}
    found: list[str] = []
    parts = [] if value is None else value.split(",", _MOST_PARTS)
    for part in parts:
        id = part if part in places else known.pin(part)
        if id is None or id in found or len(found) == MOST:
            reader.refuse("own", part)
        else:
            found.append(id)
    return tuple(found)

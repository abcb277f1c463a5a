"""The question and the address stand for each other; whatever else an address holds is named."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.siting_address import KEYS, Known, read_question, write_question
from ui.siting_pins import checked_pin, is_pin, pin, point, typed_pin
from ui.siting_question import CANDIDATES, DEMANDS, DISTANCES, MODELS, MOST, RADII, Question

BUND = "121.48500_31.24050"
DISTRICTS = ("310115", "310117", "310151")
KNOWN = Known(
    candidates={
        "towns": ("310115141", "310117001", "310151116", "310151202"),
        "parks": ("IP01", "IP02", "IP03"),
    },
    fields=("food", "metrology"),
    districts=DISTRICTS,
    pin=checked_pin,
)


def some(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(ids)).map(lambda s: tuple(id for id in ids if id in s))


limits = st.dictionaries(st.sampled_from(DISTRICTS), st.integers(0, MOST - 1)).map(
    lambda d: tuple(sorted(d.items()))
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    candidates = draw(st.sampled_from(CANDIDATES))
    ids = KNOWN.candidates[candidates]
    return Question(
        model=draw(st.sampled_from(MODELS)),
        k=draw(st.integers(1, MOST)),
        radius=draw(st.sampled_from(RADII["km"])),
        demand=draw(st.sampled_from(DEMANDS)),
        candidates=candidates,
        field=draw(st.sampled_from(("", *KNOWN.fields))),
        distance=draw(st.sampled_from(DISTANCES)),
        must=draw(some(ids)),
        forbid=draw(some(ids)),
        limit=draw(st.none() | st.integers(1, MOST - 1)),
        limits=draw(limits),
        own=draw(some((*ids[:2], "310151202", BUND, "121.60000_31.00000"))),
    )


def meant(question: Question) -> Question:
    """Without what the model leaves without meaning."""
    usual = Question()
    if not question.covers:
        question = replace(question, radius=usual.radius)
    return replace(question, k=usual.k) if question.model == "set_covering" else question


@given(questions())
def test_a_question_survives_the_address(question: Question) -> None:
    query = write_question(question)
    assert set(query) <= set(KEYS)
    read, ignored = read_question(query, KNOWN)
    assert ignored == []
    assert meant(read) == meant(question)


@given(st.dictionaries(st.sampled_from(KEYS), st.text()))
def test_any_address_gives_a_question_of_known_things(query: dict[str, str]) -> None:
    read, ignored = read_question(query, KNOWN)
    assert 1 <= read.k <= MOST
    assert read.model in MODELS
    ids = KNOWN.candidates[read.candidates]
    assert {*read.must, *read.forbid} <= set(ids)
    assert all(id in (*ids, *KNOWN.candidates["towns"]) or is_pin(id) for id in read.own)
    assert all(one.split("=")[0] in query for one in ignored)


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ({"k": "6"}, ["k=6"]),
        ({"k": "-1"}, ["k=-1"]),
        ({"k": "３"}, ["k=３"]),
        ({"model": "<img src=x>"}, ["model=<img src=x>"]),
        ({"radius": "10.0"}, ["radius=10.0"]),
        ({"demand": "weights"}, ["demand=weights"]),
        ({"candidates": "file"}, ["candidates=file"]),
        ({"distance": "matrix"}, ["distance=matrix"]),
        ({"field": "magic"}, ["field=magic"]),
        ({"must": "310115141,IP01,own-1"}, ["must=IP01", "must=own-1"]),
        ({"forbid": "' OR 1=1 --"}, ["forbid=' OR 1=1 --"]),
        ({"limit": "0"}, ["limit=0"]),
        ({"limit": "1,2"}, ["limit=2"]),
        ({"limit": "999999:1"}, ["limit=999999:1"]),
        ({"limit": "310115:9"}, ["limit=310115:9"]),
        ({"limit": "310115:0,310115:1"}, ["limit=310115:1"]),
        ({"own": "120.6_31.3"}, ["own=120.6_31.3"]),
        ({"own": "nan_31.2"}, ["own=nan_31.2"]),
        ({"own": "121.5_31.2_4"}, ["own=121.5_31.2_4"]),
        ({"own": "IP02"}, ["own=IP02"]),
        ({"own": ",".join([BUND] * 2)}, [f"own={BUND}"]),
    ],
)
def test_what_is_unknown_is_named(query: dict[str, str], ignored: list[str]) -> None:
    assert read_question(query, KNOWN)[1] == ignored


def test_a_flood_of_points_is_not_looked_at_one_by_one() -> None:
    _, ignored = read_question({"own": ",".join(["120.1_31.1"] * 10_000)}, KNOWN)
    assert len(ignored) < 30


def test_own_tables_are_in_no_address() -> None:
    asked = Question(
        k=2,
        demand="weights",
        column="secret",
        candidates="file",
        distance="matrix",
        must=("own-1",),
        forbid=("own-2",),
        own=("own-3", BUND),
    )
    assert asked.private
    assert write_question(asked) == {"k": "2", "own": BUND}
    usual = Question()
    assert not usual.private
    assert write_question(usual) == {}


@pytest.mark.parametrize("text", ["121.485, 31.2405", "121.485 31.2405", " 121.485，31.2405 "])
def test_coordinates_can_be_typed(text: str) -> None:
    assert typed_pin(text) == BUND


@pytest.mark.parametrize(
    "text", ["", "x", "31.24, 121.485", "121.485", "121.485,31.24,0", "1e999,31", "120.6,31.3"]
)
def test_what_is_no_point_in_the_city_is_no_pin(text: str) -> None:
    assert typed_pin(text) is None


def test_a_pin_says_where_it_is() -> None:
    assert pin(121.485, 31.2405) == BUND
    assert point(BUND) == (121.485, 31.2405)
    assert pin(math.nan, 31.2) is None
    assert not is_pin("310115141")
    assert not is_pin("own-1")

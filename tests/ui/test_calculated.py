"""Questions of the map: a browser's word, answered only where it can be."""

from __future__ import annotations

import pytest

from ui.calculated import calculate
from ui.known import known
from ui.state import Known

QUESTION = {"key": "k", "figure": "filtered_distance_km", "filters": {"level": ["national"]}}


def test_a_question_is_answered_under_its_key() -> None:
    answer = calculate(QUESTION, known())
    assert answer
    assert (answer["key"], answer["figure"]) == ("k", "filtered_distance_km")
    assert len(answer["values"]) == 16 + 216


@pytest.mark.parametrize(
    "question",
    [
        None,
        "x",
        [],
        {},
        {**QUESTION, "figure": "area_km2"},
        {**QUESTION, "figure": ["filtered_distance_km"]},
        {**QUESTION, "key": 7},
        {**QUESTION, "key": "k" * 5000},
    ],
)
def test_anything_else_is_left_unanswered(question: object) -> None:
    assert calculate(question, known()) is None
    assert calculate(QUESTION, Known()) is None


@pytest.mark.parametrize("filters", [None, 3, {"level": "national"}, {"level": ["<b>"], "year": 1}])
def test_filters_that_do_not_exist_restrict_nothing(filters: object) -> None:
    free = calculate({**QUESTION, "filters": {}}, known())
    assert calculate({**QUESTION, "filters": filters}, known()) == free

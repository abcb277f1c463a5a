"""Questions that cannot be answered: all defects at once, each with names and a remedy."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from siting import (
    Control,
    ProblemDefectsError,
    QuestionError,
    SitingError,
    UnansweredError,
    UnreachableError,
    make_problem,
    maximal_covering,
    objective,
    p_center,
    p_median,
    set_covering,
    trade_off,
)
from tests.siting.tables import plane, problem_of
from text import LANGUAGES, DistrictMapError, Message

INF = float("inf")
ROWS, SITES = ["Anting", "Beicai"], ["Lab 1", "Lab 2", "Lab 3"]
COST = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]

DEFECTS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("negative weight", {"weights": [1.0, -2.0]}, ["Beicai", "-2"]),
    ("missing weight", {"weights": [None, 2.0]}, ["Anting", "no value"]),
    ("weight that is NaN", {"weights": [1.0, float("nan")]}, ["Beicai", "no value"]),
    ("weight of text", {"weights": [1.0, "12"]}, ["Beicai", "12", "not a number"]),
    ("weight that is a yes", {"weights": [True, 2.0]}, ["Anting", "True"]),
    ("infinite weight", {"weights": [1.0, INF]}, ["Beicai", "infinite"]),
    ("all weights zero", {"weights": [0, 0]}, ["All weights are 0"]),
    ("too few weights", {"weights": [1.0]}, ["Weights", "size is 1 instead of 2"]),
    ("wrong shape", {"cost": [[1.0, 2.0, 3.0]]}, ["candidates", "1 × 3", "2 × 3"]),
    ("rows of different length", {"cost": [[1.0, 2.0], [3.0]]}, ["candidates", "2 × 3"]),
    ("transposed", {"cost": np.ones((3, 2))}, ["3 × 2", "2 × 3"]),
    ("text in the matrix", {"cost": [[1, "far", 3], [4, 5, 6]]}, ["Anting", "Lab 2", "far"]),
    ("hole in the matrix", {"cost": [[1, 2, 3], [4, 5, None]]}, ["Beicai", "Lab 3", "no value"]),
    ("blank in the matrix", {"cost": [[1, 2, 3], [" ", 5, 6]]}, ["Beicai", "Lab 1", "no value"]),
    ("NaN in the matrix", {"cost": np.array([[1, np.nan, 3], [4, 5, 6]])}, ["Anting", "Lab 2"]),
    ("negative distance", {"cost": [[1, 2, 3], [4, -5, 6]]}, ["Beicai", "Lab 2", "-5"]),
    ("unreachable row", {"cost": [[INF] * 3, [4, 5, 6]]}, ["Anting", "reaches it"]),
    (
        "reachable from a forbidden site only",
        {"cost": [[1, INF, INF], [4, 5, 6]], "forbidden": ["Lab 1"]},
        ["Anting", "reaches it"],
    ),
    (
        "existing centres without distances",
        {"existing": ["Old"]},
        ["existing centres", "2 × 0", "2 × 1"],
    ),
    (
        "text among the existing",
        {"existing": ["Old"], "existing_cost": [["?"], [2.0]]},
        ["Anting", "Old", "?"],
    ),
    ("name twice", {"demand": ["Anting", "Anting"]}, ["Demand", "Anting", "2 times"]),
    ("site twice", {"candidates": ["A", "A", "B"]}, ["Candidates", "A", "2 times"]),
    ("no name", {"demand": ["Anting", " "]}, ["Demand", "row 2"]),
    ("no text as name", {"demand": ["Anting", 7]}, ["Demand", "row 2", "7"]),
    ("unknown must-open", {"must_open": ["Lab 9"]}, ["Must-open", "Lab 9"]),
    ("unknown forbidden", {"forbidden": ["Lab 9"]}, ["Forbidden", "Lab 9"]),
    (
        "must and forbidden",
        {"must_open": ["Lab 1"], "forbidden": ["Lab 1"]},
        ["Lab 1", "both must-open and forbidden"],
    ),
    ("groups too few", {"groups": ["Jiading"]}, ["1 groups instead of 3"]),
    ("limit of text", {"groups": ["J"] * 3, "limits": {"J": "two"}}, ["two", "J", "whole number"]),
    ("limit of half", {"groups": ["J"] * 3, "limits": {"J": 1.5}}, ["1.5", "J"]),
    ("limit below zero", {"groups": ["J"] * 3, "limits": {"J": -1}}, ["-1", "J"]),
    ("limit for nobody", {"groups": ["J"] * 3, "limits": {"K": 1}}, ["No candidate", "K"]),
    (
        "limit below the forced",
        {"groups": ["J"] * 3, "limits": {"J": 1}, "must_open": ["Lab 1", "Lab 3"]},
        ["J", "2 of its sites", "Lab 1, Lab 3"],
    ),
    ("sums that overflow", {"cost": np.full((2, 3), 1e200)}, ["too large"]),
]


@pytest.mark.parametrize(
    ("change", "said"), [case[1:] for case in DEFECTS], ids=[c[0] for c in DEFECTS]
)
def test_a_defect_is_named(change: dict[str, Any], said: list[str]) -> None:
    question: dict[str, Any] = {"demand": ROWS, "candidates": SITES, "cost": COST, **change}
    tables = [question.pop(name) for name in ("demand", "candidates", "cost")]
    with pytest.raises(ProblemDefectsError) as caught:
        make_problem(*tables, **question)
    assert len(caught.value.defects) == 1
    sentence = caught.value.defects[0].in_language("en")
    assert [part for part in said if part not in sentence] == []
    assert sentence in str(caught.value)


def test_all_defects_are_listed_at_once() -> None:
    with pytest.raises(ProblemDefectsError) as caught:
        make_problem(
            ["a", "b", ""],
            ["x", "y", "x"],
            [[1, "2", None], [3, -1, 4], [1, 2, 3]],
            weights=[1, float("nan"), "q"],
            must_open=["z", "y"],
            forbidden=["y"],
            groups=["g", "g", None],
            limits={"g": 0, "h": 1.5, "q": 3},  # type: ignore[dict-item]  # wrong on purpose
        )
    assert len(caught.value.defects) == 12
    copy = pickle.loads(pickle.dumps(caught.value))
    assert copy.in_language("zh").count("\n") == 12


def test_nothing_at_all_is_said_so() -> None:
    with pytest.raises(ProblemDefectsError) as caught:
        make_problem([], [], np.empty((0, 0)))
    said = str(caught.value)
    assert "There is no demand" in said
    assert "no candidate sites" in said


def test_a_table_that_is_wrong_throughout_is_not_listed_cell_by_cell() -> None:
    with pytest.raises(ProblemDefectsError) as caught:
        problem_of(np.full((30, 30), -1.0))
    assert len(caught.value.defects) == 21
    assert "880 more" in str(caught.value)


PROBLEM = problem_of(
    plane(6),
    must_open=["c0", "c1"],
    forbidden=["c5"],
    groups=["g"] * 4 + ["h"] * 2,
    limits={"g": 3},
)

QUESTIONS: list[tuple[str, Callable[[], object], list[str]]] = [
    ("k zero", lambda: p_median(PROBLEM, 0), ["“0”", "whole number"]),
    ("k below zero", lambda: p_center(PROBLEM, -1), ["“-1”"]),
    ("k a fraction", lambda: maximal_covering(PROBLEM, 2.5, 3), ["“2.5”"]),  # type: ignore[arg-type]  # wrong
    ("k a text", lambda: p_median(PROBLEM, "3"), ["“3”"]),  # type: ignore[arg-type]  # wrong
    ("k a yes", lambda: p_median(PROBLEM, True), ["“True”"]),
    ("k below the forced", lambda: p_median(PROBLEM, 1), ["1 new", "c0, c1"]),
    ("k above the candidates", lambda: p_median(PROBLEM, 6), ["6 candidates", "1 are forbidden"]),
    ("k above the limits", lambda: p_median(PROBLEM, 5), ["which is 4"]),
    ("radius below zero", lambda: set_covering(PROBLEM, -1), ["“-1”"]),
    ("radius NaN", lambda: maximal_covering(PROBLEM, 3, float("nan")), ["“nan”"]),
    ("radius infinite", lambda: set_covering(PROBLEM, INF), ["“inf”"]),
    ("radius a text", lambda: set_covering(PROBLEM, "5"), ["“5”"]),  # type: ignore[arg-type]  # wrong
    ("curve without a radius", lambda: trade_off(PROBLEM, 3, "maximal_covering"), ["“None”"]),
    ("curve of a cover", lambda: trade_off(PROBLEM, 3, "set_covering"), ["set_covering"]),
    (
        "objective without a radius",
        lambda: objective(PROBLEM, "maximal_covering", np.array([0])),
        ["“None”"],
    ),
]


@pytest.mark.parametrize(
    ("ask", "said"), [case[1:] for case in QUESTIONS], ids=[c[0] for c in QUESTIONS]
)
def test_a_question_that_the_tables_do_not_allow(
    ask: Callable[[], object], said: list[str]
) -> None:
    with pytest.raises(QuestionError) as caught:
        ask()
    sentence = str(caught.value)
    assert [part for part in said if part not in sentence] == []


def test_demand_that_no_choice_reaches_is_named() -> None:
    islands = np.full((8, 8), INF)
    np.fill_diagonal(islands, 1.0)
    problem = problem_of(islands)
    for ask in (p_median, p_center):
        with pytest.raises(UnreachableError, match="With 3 new centres") as caught:
            ask(problem, 3)
        assert len(caught.value.rows) == 5
        assert all(row in str(caught.value) for row in caught.value.rows)
    with pytest.raises(UnreachableError, match="and 2 more"):
        p_median(problem, 1)
    with pytest.raises(UnansweredError):
        p_median(problem_of(np.where(plane(40) < 25, plane(40), INF)), 5, Control(time_limit_s=0.0))


def test_demand_beyond_the_radius_is_named() -> None:
    problem = problem_of([[1.0, 9.0], [8.0, 7.0], [9.0, 2.0]])
    with pytest.raises(UnreachableError, match="within 5 of 1 demand rows: d1") as caught:
        set_covering(problem, 5)
    assert caught.value.rows == ("d1",)


def test_demand_that_the_limits_leave_out_is_named() -> None:
    problem = problem_of([[1.0, 9.0], [9.0, 1.0]], [3.0, 1.0], groups=["g", "g"], limits={"g": 1})
    with pytest.raises(UnreachableError, match="Within the limits"):
        set_covering(problem, 5)


def test_every_sentence_has_its_values_in_both_languages() -> None:
    errors: list[DistrictMapError | Message] = []
    for _, change, _ in DEFECTS:
        question: dict[str, Any] = {"demand": ROWS, "candidates": SITES, "cost": COST, **change}
        tables = [question.pop(name) for name in ("demand", "candidates", "cost")]
        with pytest.raises(SitingError) as caught:
            make_problem(*tables, **question)
        errors.append(caught.value)
    for _, ask, _ in QUESTIONS:
        with pytest.raises(SitingError) as refused:
            ask()
        errors.append(refused.value)
    for error in errors:
        for lang in LANGUAGES:
            assert not re.search(r"\{\w+\}", error.in_language(lang))


def test_whole_numbers_of_any_kind_are_numbers() -> None:
    for table in (np.arange(6).reshape(2, 3), np.arange(6, dtype=np.uint8).reshape(2, 3)):
        problem = make_problem(ROWS, SITES, table, weights=np.array([1, 2], dtype=np.int32))
        assert problem.cost.dtype == problem.weights.dtype == np.float64
        assert p_median(problem, np.int64(1)).site_names == ("Lab 1",)  # type: ignore[arg-type]  # NumPy's own int

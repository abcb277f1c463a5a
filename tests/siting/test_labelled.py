"""Tables with names on both sides: numbers as they stand, rows and columns found by name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting import ProblemDefectsError, make_problem, p_median
from siting.labelled import Labelled, aligned, labelled
from text import LANGUAGES

HEAD = ["town", "Lab 1", "Lab 2", "Old"]
ROWS = [["Anting", "1", "2.5", "9"], ["Beicai", "4e0", "inf", "0"]]


def said_of(header: list[str], rows: list[list[str]]) -> str:
    with pytest.raises(ProblemDefectsError) as caught:
        labelled(header, rows)
    assert "{" not in "".join(caught.value.in_language(lang) for lang in LANGUAGES)
    return str(caught.value)


def test_texts_become_numbers_only_where_they_are() -> None:
    cells = ["1", "-2", " ", "", "∞", "Infinity", "nan", "1,5", "１", "0x1", "1_0", "12 km"]
    table = labelled(["", *map(str, range(len(cells)))], [["a", *(c.strip() for c in cells)]])
    numbers = labelled(["", "a", "b"], [["x", 3, None]])
    assert numbers.cells[0].tolist() == [3, None]
    assert table.cells[0].tolist() == [
        *(1.0, -2.0, None, None, float("inf"), float("inf")),
        *("nan", "1,5", "１", "0x1", "1_0", "12 km"),
    ]


@pytest.mark.parametrize(
    ("header", "rows", "said"),
    [
        (HEAD, [["Anting", "1", "2"]], "Row “Anting” has 2 values instead of 3"),
        (HEAD, [["Anting", "1", "2", "3", "4"]], "Row “Anting” has 4 values instead of 3"),
        (HEAD, [*ROWS, ["Anting", "1", "2", "3"]], "Rows: “Anting” stands 2 times"),
        (["", "A", "A"], [["x", "1", "2"]], "Columns: “A” stands 2 times"),
        (["", "A", ""], [["x", "1", "2"]], "Columns: number 2 has no name"),
        (["", "A"], [["", "1"]], "Rows: number 1 has no name"),
        (["town"], [["Anting"]], "holds names only"),
    ],
)
def test_a_table_of_the_wrong_shape_is_named(
    header: list[str], rows: list[list[str]], said: str
) -> None:
    assert said in said_of(header, rows)


def names(*wanted: str) -> list[tuple[str, ...]]:
    return [tuple(one.split("|")) for one in wanted]


def test_rows_and_columns_are_found_by_any_of_their_names() -> None:
    table = labelled(HEAD, ROWS)
    cells = aligned(
        table, names("b|Beicai", "a|Anting"), names("o|Old", "2|Lab 2"), spare=["Lab 1"]
    )
    assert cells.tolist() == [[0.0, float("inf")], [9.0, 2.5]]


def test_what_is_missing_unknown_or_double_is_named() -> None:
    table = labelled(["", "A", "Lab A", "C", "Other"], [["x", "1", "2", "3", "4"]])
    with pytest.raises(ProblemDefectsError) as caught:
        aligned(table, names("x", "y", "z"), names("a|A|Lab A", "b|B", "C"))
    said = str(caught.value)
    for words in (
        "Rows: missing (2): y, z",
        "Columns: missing (1): b",
        "Columns: not known (1): Other",
        "Columns: these names mean the same place: A, Lab A",
    ):
        assert words in said


def test_a_name_that_two_places_share_means_neither() -> None:
    table = labelled(["", "Twin", "2"], [["x", "1", "2"]])
    with pytest.raises(ProblemDefectsError, match=r"not known \(1\): Twin"):
        aligned(table, names("x"), names("1|Twin", "2|Twin"))


def test_many_names_are_counted() -> None:
    table = labelled(["", "A"], [["x", "1"]])
    with pytest.raises(ProblemDefectsError, match="r3, r4 and 95 more"):
        aligned(table, names(*(f"r{n}" for n in range(100)), "x"), names("A"))


def test_defects_of_cells_are_named_by_the_problem() -> None:
    table = labelled(HEAD, [["Anting", "near", "", "1"], ["Beicai", "-4", "inf", "0"]])
    cells = aligned(table, names("Anting", "Beicai"), names("Lab 1", "Lab 2", "Old"))
    with pytest.raises(ProblemDefectsError) as caught:
        make_problem(["Anting", "Beicai"], ["Lab 1", "Lab 2", "Old"], cells)
    said = str(caught.value)
    assert "row “Anting”, column “Lab 1”: “near” is not a number" in said
    assert "row “Anting”, column “Lab 2” has no value" in said
    assert "row “Beicai”, column “Lab 1” is -4.0; it must not be negative" in said


def test_a_table_need_not_be_symmetric() -> None:
    table = labelled(["", "a", "b"], [["a", "0", "9"], ["b", "1", "0"]])
    cells = aligned(table, names("a", "b"), names("a", "b"))
    found = p_median(make_problem(["a", "b"], ["a", "b"], cells), 1)
    assert found.site_names == ("a",)
    assert found.objective == 1.0


@given(st.permutations(range(5)), st.permutations(range(4)))
def test_the_order_of_the_file_does_not_matter(rows: list[int], columns: list[int]) -> None:
    values = np.arange(20.0).reshape(5, 4)
    table = Labelled(
        tuple(f"r{n}" for n in rows),
        tuple(f"c{n}" for n in columns),
        values[np.ix_(rows, columns)].astype(object),
    )
    found = aligned(table, names(*(f"r{n}" for n in range(5))), names(*(f"c{n}" for n in range(4))))
    assert found.tolist() == values.tolist()

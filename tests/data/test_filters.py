"""Filters of the records, and the figure that depends on them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import load_figures, load_records
from data.figures import filtered_distances
from data.filters import Filters, passing
from data.missing import Missing

RECORDS = load_records()


def terms(column: str) -> list[str]:
    if column == "fields":
        return sorted({one for many in RECORDS["fields"] for one in many})
    return sorted(set(RECORDS[column].astype(str)))


def chosen(column: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(terms(column)), unique=True, max_size=3).map(tuple)


def passes(record: Any, filters: Filters) -> bool:
    """The rule in plain words, one record at a time."""
    for name in ("level", "status", "confidence"):
        wanted = getattr(filters, name)
        if wanted and record[name] not in wanted:
            return False
    if filters.field and not set(filters.field) & set(record["fields"]):
        return False
    if filters.year:
        known = [int(y) for y in (record["year_from"], record["year_to"]) if not pd.isna(y)]
        return bool(known) and min(known) <= filters.year[1] and max(known) >= filters.year[0]
    return True


@given(
    level=chosen("level"),
    status=chosen("status"),
    confidence=chosen("confidence"),
    field=chosen("fields"),
    year=st.none()
    | st.tuples(st.integers(1990, 2026), st.integers(1990, 2026)).map(lambda y: (min(y), max(y))),
)
def test_what_passes_is_what_the_rule_says(**wanted: Any) -> None:
    filters = Filters(**wanted)
    expected = [id for id, record in RECORDS.iterrows() if passes(record, filters)]
    assert list(passing(RECORDS, filters).index) == expected


@pytest.mark.parametrize("level", ["district", "town"])
def test_without_filters_the_distance_is_the_shipped_one(level: Any) -> None:
    shipped = load_figures().tables[level]["centre_distance_km"]
    assert filtered_distances(Filters())[level].to_dict() == shipped.to_dict()


def test_where_nothing_passes_every_distance_is_missing() -> None:
    found = filtered_distances(Filters(status=("candidate",)))
    assert {len(one) for one in found.values()} == {16, 216}
    assert all(set(one) == {Missing.MISSING} for one in found.values())

"""Which records a visitor asks for; an empty choice restricts nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Filters:
    """What records must be like to pass.

    Attributes
    ----------
    level, status, confidence, field : tuple of str
        Terms of the vocabulary; a record passes with one of them.
    year : tuple of int or None
        First and last year, both included. A record without a year does not
        pass a restriction to years.
    """

    level: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    year: tuple[int, int] | None = None


def passing(records: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The records that pass, as the map itself filters them (``passes`` of its script).

    Parameters
    ----------
    records : pandas.DataFrame
        As `data.load_records` gives them.
    filters : Filters
    """
    kept = pd.Series(data=True, index=records.index)
    for name in ("level", "status", "confidence"):
        if wanted := getattr(filters, name):
            kept &= records[name].isin(wanted)
    if filters.field:
        wanted_fields = set(filters.field)
        kept &= pd.Series([not wanted_fields.isdisjoint(f) for f in records["fields"]], kept.index)
    if filters.year:
        first, last = filters.year
        begins = records["year_from"].fillna(records["year_to"])
        ends = records["year_to"].fillna(records["year_from"])
        kept &= (begins.le(last) & ends.ge(first)).fillna(value=False).astype(bool)
    return records[kept]

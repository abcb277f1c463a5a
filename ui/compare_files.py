"""A comparison as files: CSV, a workbook. Made when the button is pressed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from layers.comparison import Comparison, Line
from text import t
from ui.downloads import to_csv
from ui.scores import run_table
from ui.workbook import workbook

Row = dict[str, Any]


def figure_rows(found: Comparison) -> list[Row]:
    """A row per district and line: its rank with interval, the value, and how far all lie apart."""
    lines = (*found.pillars, *found.indicators)
    return [row for line in lines for row in _rows(found, line)]


def pair_rows(found: Comparison) -> list[Row]:
    """Probability of being ahead, each way."""
    return [
        {
            "first": found.codes[one.first],
            "second": found.codes[one.second],
            "p_first_ahead": one.p_first,
            "p_second_ahead": one.p_second,
            "draws": found.run.spread.draws,
        }
        for one in found.pairs
    ]


def difference_rows(found: Comparison) -> list[Row]:
    """What every indicator adds to the difference of two scores; unrounded, with their sum."""
    rows: list[Row] = []
    for one in found.differences:
        pair = {"first": found.codes[one.first], "second": found.codes[one.second]}
        for of, part in one.parts:
            names = {"indicator_zh": of.name.zh, "indicator_en": of.name.en}
            rows.append({**pair, "indicator": of.id, **names, "points": part})
        sums = {
            "indicator_zh": t("zh", "pages.compare.sum"),
            "indicator_en": t("en", "pages.compare.sum"),
        }
        rows.append({**pair, "indicator": "sum", **sums, "points": one.total})
    return rows


def comparison_csv(found: Comparison) -> bytes:
    """The figures as CSV."""
    return to_csv(figure_rows(found))


def comparison_xlsx(lang: str, found: Comparison) -> bytes:
    """Districts with their ranks, figures, pairs and differences, a sheet each."""
    ranked = run_table(found.run).reset_index()
    ranked = ranked[ranked["code"].isin(found.codes)]
    sheets: dict[str, Iterable[Row]] = {
        "districts": [{str(k): v for k, v in row.items()} for row in ranked.to_dict("records")],
        "figures": figure_rows(found),
        "pairs": pair_rows(found),
        "difference": difference_rows(found),
    }
    return workbook(
        {t(lang, f"pages.compare.sheet.{name}"): _table(rows) for name, rows in sheets.items()}
    )


def _rows(found: Comparison, line: Line) -> list[Row]:
    rows: list[Row] = []
    for at, (profile, standing) in enumerate(zip(found.profiles, found.standings, strict=True)):
        row = line.rows[at] if line.rows else None
        rows.append(
            {
                "code": profile.code,
                "name_zh": profile.name.zh,
                "name_en": profile.name.en,
                "rank": standing.rank if standing else None,
                "interval_low": standing.low if standing else None,
                "interval_high": standing.high if standing else None,
                "kind": "indicator" if row else "pillar",
                "pillar": line.pillar,
                "id": line.id,
                "line_zh": line.name.zh,
                "line_en": line.name.en,
                "value": _known(line.values[at]),
                "state": row.state if row else None,
                "unit_zh": row.of.unit.zh if row else t("zh", "pages.compare.points"),
                "unit_en": row.of.unit.en if row else t("en", "pages.compare.points"),
                "band": row.band if row else None,
                "median": _known(line.median),
                "mad": _known(line.mad),
                "gap": _known(line.gap),
                "gap_on_scale": _known(line.reach),
                "differs": "yes" if line.differs else "no",
                "points": _known(row.points) if row else None,
                "source_zh": row.of.source.zh if row else None,
                "source_en": row.of.source.en if row else None,
                "run_record": found.run.spread.record.key,
            }
        )
    return rows


def _table(rows: Iterable[Row]) -> list[list[Any]]:
    frame = pd.DataFrame(list(rows)).astype(object)
    return [list(map(str, frame.columns)), *frame.to_numpy().tolist()]


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value

"""The plan as tables to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ui.plan_targets import Target
from ui.plan_tasks import Task


def task_rows(tasks: Iterable[Task]) -> list[dict[str, Any]]:
    """A row per task: the table's own columns, and where the map shows it."""
    return [
        {
            "id": one.id,
            **one.row,
            "map_links": " ".join(link.address("zh") for link in one.links),
            "map_records": " ".join(str(link.count) for link in one.links),
            "map_nothing_zh": "" if one.links else one.shown.nothing_zh,
            "map_nothing_en": "" if one.links else one.shown.nothing_en,
        }
        for one in tasks
    ]


def figure_rows(targets: Iterable[Target]) -> list[dict[str, Any]]:
    """A row per target and figure beside it; one without figures where there is none."""
    return [
        {
            "target": one.id,
            "kind": one.row["kind"],
            "section": one.row["section"],
            "title_zh_plan": one.row["title_zh_plan"],
            "title_zh": one.row["title_zh"],
            "title_en": one.row["title_en"],
            "target_value": one.row["value_text"],
            "target_unit": one.row["unit"],
            "target_comparator": one.row["comparator"],
            "target_year": one.row["year"],
            "note_zh": one.row["note_zh"],
            "note_en": one.row["note_en"],
            "bearing": one.figures.bearing if one.figures else "none_found",
            "bearing_note_zh": one.figures.note_zh if one.figures else "",
            "bearing_note_en": one.figures.note_en if one.figures else "",
            **figure,
        }
        for one in targets
        for figure in _figures(one)
    ]


def sheet(rows: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """Rows for a workbook: the names of the columns, then the cells."""
    yield list(rows[0]) if rows else []
    for row in rows:
        yield list(row.values())


def _figures(one: Target) -> Iterator[dict[str, Any]]:
    empty = dict.fromkeys(
        ("when", "observation", "indicator_zh", "indicator_en", "value", "value_zh", "value_en",
         "unit", "year_zh", "year_en", "source", "source_url", "caveat_zh", "caveat_en"), "",
    )  # fmt: skip
    if one.figures and not (one.later or one.before):
        row = one.row
        yield {
            **empty, "when": one.figures.bearing, "value_zh": row["later_zh"],
            "value_en": row["later_en"], "source": row["later_source"],
        }  # fmt: skip
        return
    dated = [("later", row) for row in one.later] + [("before", row) for row in one.before]
    for when, row in dated:
        yield {**empty, "when": when, "observation": row["id"], **_taken(row, empty)}
    if not dated:
        yield empty


def _taken(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    same = {name: row[name] for name in names if name in row}
    return {**same, "caveat_zh": row["note_zh"], "caveat_en": row["note_en"]}

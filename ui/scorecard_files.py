"""A scorecard as files: CSV, a workbook. Made when the button is pressed."""

from __future__ import annotations

import math
from typing import Any

from text import t
from ui.downloads import record_row, to_csv
from ui.scorecard_facts import Scorecard
from ui.scorecard_reasons import needed
from ui.workbook import workbook

Row = dict[str, Any]


def head_row(card: Scorecard) -> Row:
    """What holds for the whole card: name, rank with interval, and what it rests on."""
    one, profile, record = card.standing, card.profile, card.record
    return {
        "code": card.code,
        "name_zh": profile.name.zh,
        "name_en": profile.name.en,
        "rank": one.rank if one else None,
        "interval_low": one.low if one else None,
        "interval_high": one.high if one else None,
        "tied": ("yes" if one.tied else "no") if one else None,
        "ranked": one.of if one else None,
        "score": one.score if one else None,
        "index": card.index.id,
        "edition": card.index.edition,
        "interval": card.index.uncertainty.interval,
        "draws": record.draws,
        "seed": record.seed,
        "run_record": record.key,
    }


def indicator_rows(card: Scorecard) -> list[Row]:
    """A row per indicator, official ones after those of the index."""
    pillars = {one.id: one for one in card.profile.pillars}
    rows: list[Row] = []
    for row in card.profile.indicators:
        pillar = pillars[row.of.parent]
        rows.append(
            {
                "pillar": pillar.id,
                "pillar_zh": pillar.name.zh,
                "pillar_en": pillar.name.en,
                "pillar_weight": pillar.weight,
                "pillar_score": _known(pillar.score),
                "pillar_median": _known(pillar.median),
                "indicator": row.of.id,
                "indicator_zh": row.of.name.zh,
                "indicator_en": row.of.name.en,
                "value": _known(row.value),
                "state": row.state,
                "unit_zh": row.of.unit.zh,
                "unit_en": row.of.unit.en,
                "median": _known(row.median),
                "band": row.band or None,
                "weight": row.of.weight,
                "points": _known(row.points),
                "source_zh": row.of.source.zh,
                "source_en": row.of.source.en,
            }
        )
    for one in card.official:
        said = dict.fromkeys(rows[0] if rows else ())
        said |= {
            "pillar": "official",
            "indicator": one.city.id,
            "indicator_zh": one.name.zh,
            "indicator_en": one.name.en,
            "value": one.own.value.zh if one.own else None,
            "state": "present" if one.own else "not_published",
            "source_zh": one.own.source if one.own else None,
            "source_en": one.own.source if one.own else None,
        }
        rows.append(said)
    return rows


def move_rows(card: Scorecard) -> list[Row]:
    """A row per change that moves the district up."""
    return [
        {
            "indicator": one.of.id,
            "indicator_zh": one.of.name.zh,
            "indicator_en": one.of.name.en,
            "now": one.now,
            "needed": needed(one),
            "unit_zh": one.of.unit.zh,
            "unit_en": one.of.unit.en,
            "change": one.change,
            "probability": one.p,
            "probability_without": one.p_now,
        }
        for one in card.moves
    ]


def town_rows(card: Scorecard) -> list[Row]:
    """A row per town."""
    return [
        {
            "code": row.town["code"],
            "name_zh": row.town["name"]["zh"],
            "name_en": f"{row.town['name']['en']} {row.town['suffix']['en']}".strip(),
            "centre_distance_km": row.km if row.km is not None else "missing",
            "decile": row.decile[0] if row.decile else "missing",
            "decile_low": row.decile[1] if row.decile else "missing",
            "decile_high": row.decile[2] if row.decile else "missing",
            "records": "; ".join(one["id"] for one in row.records),
        }
        for row in card.towns
    ]


def record_rows(card: Scorecard) -> list[Row]:
    """A row per record."""
    return [record_row(one) for one in card.records]


def card_csv(card: Scorecard) -> bytes:
    """The indicators as CSV, each with what the whole card rests on."""
    head = head_row(card)
    return to_csv({**head, **row} for row in indicator_rows(card))


def card_xlsx(lang: str, card: Scorecard) -> bytes:
    """A workbook: the card, its indicators, changes, towns, records."""
    sheets = {
        "indicators": indicator_rows(card),
        "moves": move_rows(card),
        "towns": town_rows(card),
        "records": record_rows(card),
    }
    filled: dict[str, list[list[Any]]] = {
        t(lang, "pages.card.sheet.card"): [[key, value] for key, value in head_row(card).items()]
    }
    for name, rows in sheets.items():
        head = [list(rows[0])] if rows else []
        body = [list(row.values()) for row in rows]
        filled[t(lang, f"pages.card.sheet.{name}")] = head + body
    return workbook(filled)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value

"""What a scorecard shows, gathered once for page, print and files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from atlas.districts import district_facts
from data.once import Keyed, once
from layers.cards import Card, Move, Profile, cards, moves, profiles
from layers.districts import size_facts
from layers.official import (
    Official,
    Published,
    Task,
    official_indicators,
    published_by,
    tasks_of_districts,
)
from layers.options import DocumentOptions
from layers.payload import build_payload
from layers.standing import Run, Standing, by_code, official_run
from layers.types import District, Fact, Payload, Record, Town
from scoring import Record as RunRecord
from scoring.model import Index


@dataclass(frozen=True)
class TownRow:
    """A town on the card.

    Attributes
    ----------
    town : Town
    km : float or None
        To the nearest centre in operation.
    decile : tuple of int or None
        That of the town and the interval of it, 1 for the best; never a rank.
    records : tuple of Record
    """

    town: Town
    km: float | None
    decile: tuple[int, int, int] | None
    records: tuple[Record, ...]


@dataclass(frozen=True, eq=False)
class Scorecard(Keyed):
    """The scorecard of one district, with or without a rank.

    Attributes
    ----------
    run : Run
    payload : Payload
        Of the map document: shapes, names, records.
    options : DocumentOptions
    code : str
    """

    run: Run
    payload: Payload
    options: DocumentOptions
    code: str

    @cached_property
    def once_key(self) -> str:
        """Of the run, the map document and the district."""
        return f"{self.run.once_key} {self.payload['build']['hash']} {self.code}"

    @property
    def once_owners(self) -> tuple[object, ...]:
        """Those of the run."""
        return self.run.once_owners

    @cached_property
    def index(self) -> Index:
        """The index that the ranks come from."""
        return self.run.result.index

    @property
    def record(self) -> RunRecord:
        """What gives the same numbers again: draws, seed, key."""
        return self.run.spread.record

    @cached_property
    def profile(self) -> Profile:
        """Pillars and indicators."""
        return profiles(self.run)[self.code]

    @cached_property
    def card(self) -> Card | None:
        """What only a ranked district has; None without a rank."""
        return cards(self.run).get(self.code)

    @property
    def standing(self) -> Standing | None:
        """The rank with its interval; None without one."""
        return self.card.standing if self.card else None

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """What would move the district up; takes a fifth of a second the first time."""
        return moves(self.run, self.code) if self.card else ()

    @cached_property
    def district(self) -> District:
        """The district on the map."""
        return next(one for one in self.payload["districts"] if one["code"] == self.code)

    @cached_property
    def lacking(self) -> tuple[str, ...]:
        """Ids of the nodes that lack too much for a rank."""
        return tuple(self.run.result.ranking["why_not"][self.code])

    @cached_property
    def size(self) -> list[Fact]:
        """Residents and area, each with its year."""
        area, residents = size_facts(district_facts()[self.code])
        return [residents, area]

    @cached_property
    def official(self) -> tuple[Official, ...]:
        """Official indicators, published for the district or not."""
        return official_indicators(self.code)

    @cached_property
    def published(self) -> tuple[Published, ...]:
        """What else was published about the district."""
        return published_by(self.code)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The plan's tasks that name the districts."""
        return tasks_of_districts()

    @cached_property
    def records(self) -> list[Record]:
        """Records of the district, in the order of the layers."""
        return [one for one in self.payload["records"] if self.code in one["districts"]]

    @cached_property
    def towns(self) -> tuple[TownRow, ...]:
        """Towns of the district, the nearest to a centre first."""
        return _towns(self)

    @property
    def town_interval(self) -> float:
        """Share of the draws inside the interval of a decile."""
        return official_run("town").result.index.uncertainty.interval


def load_scorecard(code: str, options: DocumentOptions) -> Scorecard:
    """The scorecard of a district.

    Parameters
    ----------
    code : str
        Of a district that exists.
    options : DocumentOptions
        For the map.

    Raises
    ------
    DistrictMapError
        If a table has defects.
    """
    return Scorecard(official_run(), build_payload(options), options, code)


@once
def _towns(card: Scorecard) -> tuple[TownRow, ...]:
    deciles = by_code(official_run("town").spread.ranking)
    rows = [
        TownRow(
            town=town,
            km=_number(town["values"].get("centre_distance_km")),
            decile=_decile(deciles.get(town["code"], {})),
            records=tuple(one for one in card.records if town["code"] in one["towns"]),
        )
        for town in card.payload["towns"]
        if town["district"] == card.code
    ]
    return tuple(sorted(rows, key=lambda row: (row.km is None, row.km, row.town["code"])))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _decile(row: dict[str, Any]) -> tuple[int, int, int] | None:
    first, low, high = (row.get(name) for name in ("decile", "decile_low", "decile_high"))
    if pd.isna(first) or pd.isna(low) or pd.isna(high):
        return None
    return int(first), int(low), int(high)

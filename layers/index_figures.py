"""The index and its indicators as figures that can colour the districts.

Scores and readings only: a rank never stands without its interval, see `layers.ranks`.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

import pandas as pd

from data.indicators import index_file
from data.missing import Missing
from layers.facts import missing_word
from layers.standing import official_run
from layers.texts import bi
from layers.types import Bi, FigureSpec, MissingValue, Noun, Value, Values
from scoring import Result, read_index
from scoring.model import Indicator, Text

INDEX_FIGURE: Final = "index_score"
_SCORE_BREAKS: Final = [10.0, 20, 30, 40, 50]
_DIGITS: Final = 4


def index_figure_ids() -> tuple[str, ...]:
    """Ids of the figures, from the index file alone.

    Raises
    ------
    ScoringDefectsError
        If the file has defects.
    """
    index = read_index(index_file("district"))
    return (INDEX_FIGURE, *(_id(one) for one in index.indicators))


class IndexFigures:
    """Scores and indicators of the districts, from the index that ships.

    Raises
    ------
    DistrictMapError
        From its properties, if the index file or a table has defects.
    """

    @cached_property
    def _result(self) -> Result:
        return official_run().result

    def specs(self) -> list[FigureSpec]:
        """The index first, then its indicators in the order of its file."""
        index = self._result.index
        total = _spec(INDEX_FIGURE, _bi(index.name), bi("layers.index.points"), index.digits)
        total["breaks"], total["direction"], total["note"] = _SCORE_BREAKS, "up", _bi(index.note)
        return [total, *map(_indicator, index.indicators)]

    def values(self, code: str) -> Values:
        """Every figure of one district: a number, or why there is none."""
        result = self._result
        found: Values = {INDEX_FIGURE: _carried(result.ranking.loc[code, "score"], "missing")}
        readings, states = result.raw().loc[code], result.states().loc[code]
        for one in result.index.indicators:
            found[_id(one)] = _carried(readings[one.id], str(states[one.id]))
        return found


def _id(one: Indicator) -> str:
    return f"index_{one.id}"


def _bi(text: Text) -> Bi:
    return Bi(zh=text.in_language("zh"), en=text.in_language("en"))


def _indicator(one: Indicator) -> FigureSpec:
    spec = _spec(_id(one), _bi(one.name), _bi(one.unit), one.digits)
    spec["direction"] = "up" if one.direction > 0 else "down"
    spec["note"] = bi("layers.index.part")
    return spec


def _spec(id: str, name: Bi, unit: Bi, digits: int) -> FigureSpec:
    return FigureSpec(
        id=id,
        group="index",
        name=name,
        unit=unit,
        digits=digits,
        levels=["district"],
        breaks=None,
        direction=None,
        source=bi("layers.source.catalogue"),
        year=None,
        note=None,
        noun=Noun(district=bi("layers.noun.district"), town=bi("layers.noun.town")),
        computed=False,
    )


def _carried(value: Any, state: str) -> Value:
    if pd.isna(value):
        known = {one.value for one in Missing}
        return MissingValue(missing=missing_word(Missing(state if state in known else "missing")))
    return round(float(value), _DIGITS)

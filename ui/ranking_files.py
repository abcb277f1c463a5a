"""A ranking as files: CSV, a workbook, the record of its run. Made when the button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import streamlit as st

from layers.standing import Run, Standing, standings, why_unranked
from scoring.model import Index, Indicator, Node, Text
from text import t
from ui.downloads import offer_file, to_csv
from ui.scores import run_table
from ui.workbook import workbook

Row = tuple[Any, ...]


def offer_run(
    lang: str, name: str, run: Run, mine: Run | None = None, *, own: bool = False
) -> None:
    """A button per format.

    Parameters
    ----------
    lang : {"zh", "en"}
    name : str
        Of the files, without an ending; also of the buttons' keys.
    run : Run
    mine : Run, optional
        The same by one's own weights, beside it.
    own : bool
        Whether it is an index of one's own: every file says that it is not official.
    """
    makers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: to_csv(csv_rows(run, mine, own=own)),
        "xlsx": lambda: to_xlsx(lang, run, mine, own=own),
        "json": lambda: run.spread.record.to_json().encode(),
    }
    with st.popover(
        t(lang, "pages.ranking.files"), key=f"{name}-files", icon=":material/download:"
    ):
        for kind, make in makers.items():
            words = t(lang, f"pages.ranking.download.{kind}")
            offer_file(words, make, f"{name}.{kind}", "ranking")


def csv_rows(
    run: Run, mine: Run | None = None, *, own: bool = False
) -> Iterable[Mapping[str, Any]]:
    """The rows of the CSV file; headings are ids, the same in both languages."""
    table = run_table(run).reset_index()
    if own:
        table.insert(0, "official", "no: own index")
    weights = {} if mine is None else {one.id: one.weight for one in mine.result.index.nodes}
    yours = {} if mine is None else {one.code: one for one in standings(mine)}
    for row in table.to_dict("records"):
        found = {str(name): value for name, value in row.items()}
        if mine is not None:
            one = yours.get(found["code"])
            found |= {
                "your_rank": one and one.rank,
                "your_interval_low": one and one.low,
                "your_interval_high": one and one.high,
                **{f"your_weight_{id}": value for id, value in weights.items()},
                "your_run_record": mine.spread.record.key,
            }
        yield found


def to_xlsx(lang: str, run: Run, mine: Run | None = None, *, own: bool = False) -> bytes:
    """A workbook: ranking, inputs with their states, weights and goalposts, record of the run."""
    sheets: dict[str, list[Row]] = {
        "ranking": _ranking(lang, run, mine),
        "inputs": _inputs(lang, run),
        "index": _index(lang, run.result.index, mine.result.index if mine else None),
        "record": _record(lang, run, mine),
    }
    mark: list[Row] = [(t(lang, "pages.own.mark"),)] if own else []
    return workbook(
        {t(lang, f"pages.ranking.sheet.{id}"): [*mark, *rows] for id, rows in sheets.items()}
    )


def _ranking(lang: str, run: Run, mine: Run | None) -> list[Row]:
    index = run.result.index
    tenths = index.present == "deciles"
    keys = ("decile", "low", "high", "score") if tenths else _RANK_HEADS
    heads = [*_named(lang), *(t(lang, f"pages.ranking.col.{key}") for key in keys)]
    yours = {one.code: one for one in standings(mine)} if mine else {}
    if mine:
        heads += [t(lang, f"pages.ranking.col.your.{key}") for key in ("rank", "low", "high")]
    heads += [index.node(id).name.in_language(lang) for id in index.pillars]
    heads.append(t(lang, "pages.ranking.col.why_not"))
    rows: list[Row] = [tuple(heads)]
    for one in standings(run):
        places = _tenths(one) if tenths else _places(lang, one)
        own = yours.get(one.code)
        beside = ((own.rank, own.low, own.high) if own else (None,) * 3) if mine else ()
        name = one.name.in_language(lang)
        rows.append((one.code, name, *places, *beside, *one.pillars.values(), None))
    for code, why in why_unranked(run).items():
        name = run.names.get(code, Text(code, code)).in_language(lang)
        gap = (None,) * (len(heads) - 3)
        rows.append((code, name, *gap, "; ".join(one.in_language(lang) for one in why)))
    return rows


_RANK_HEADS: Final = (
    *("rank", "tied", "low", "high", "median", "p_top3", "p_next", "score", "tier"),
)


def _places(lang: str, one: Standing) -> Row:
    tied = t(lang, f"pages.ranking.{'yes' if one.tied else 'no'}")
    chances = (one.p_top3, one.p_next)
    return (one.rank, tied, one.low, one.high, one.median, *chances, one.score, one.tier)


def _tenths(one: Standing) -> Row:
    return one.decile, one.decile_low, one.decile_high, one.score


def _named(lang: str) -> list[str]:
    return [t(lang, f"pages.ranking.col.{key}") for key in ("code", "name")]


def _inputs(lang: str, run: Run) -> list[Row]:
    result = run.result
    heads = _named(lang)
    for one in result.index.indicators:
        unit = one.unit.in_language(lang)
        name = one.name.in_language(lang)
        heads += [f"{name} ({unit})" if unit else name, t(lang, "pages.ranking.col.state")]
    rows: list[Row] = [tuple(heads)]
    readings, states = result.raw(), result.states()
    for code in result.order:
        cells: list[Any] = [code, run.names.get(code, Text(code, code)).in_language(lang)]
        for one in result.index.indicators:
            state = str(states.at[code, one.id])
            word = t(lang, f"pages.ranking.state.{state}")
            cells += [readings.loc[code, one.id], word]
        rows.append(tuple(cells))
    return rows


def _index(lang: str, index: Index, mine: Index | None) -> list[Row]:
    keys = ("kind", "id", "name", "unit", "part_of", "weight", "direction", "normalise")
    more = ("worst", "best", "denominator", "per", "error", "reason", "source")
    heads = [t(lang, f"pages.ranking.col.{key}") for key in (*keys, *more)]
    if mine:
        heads.append(t(lang, "pages.ranking.col.your_weight"))
    rows: list[Row] = [tuple(heads)]
    for node in index.nodes:
        beside = (mine.node(node.id).weight,) if mine else ()
        rows.append((*_pillar(lang, node), *beside))
    rows += [_indicator(lang, one, index) for one in index.indicators]
    return rows


def _pillar(lang: str, node: Node) -> Row:
    kind, name = t(lang, "pages.ranking.col.pillar"), node.name.in_language(lang)
    gap = (None,) * 7
    reason = node.reason.in_language(lang)
    return (kind, node.id, name, None, node.parent, node.weight, None, *gap[:6], reason, None)


def _indicator(lang: str, one: Indicator, index: Index) -> Row:
    low, high = one.goalposts or (None, None)
    worst, best = (low, high) if one.direction > 0 else (high, low)
    return (
        t(lang, "pages.ranking.col.indicator"),
        one.id,
        one.name.in_language(lang),
        one.unit.in_language(lang),
        one.parent,
        one.weight,
        t(lang, f"pages.ranking.direction.{'up' if one.direction > 0 else 'down'}"),
        one.normalise or index.method.normalise,
        worst,
        best,
        one.denominator or None,
        one.per,
        t(lang, "pages.ranking.unknown") if one.error is None else one.error,
        one.reason.in_language(lang),
        one.source.in_language(lang),
    )


def _record(lang: str, run: Run, mine: Run | None) -> list[Row]:
    index, record = run.result.index, run.spread.record
    drawn, method = index.uncertainty, index.method
    said: dict[str, Any] = {
        "index": index.name.in_language(lang),
        "edition": index.edition,
        "note": index.note.in_language(lang),
        "record": record.key,
        "seed": str(drawn.seed),  # up to 19 digits: more than a number in a spreadsheet holds
        "draws": drawn.draws,
        "interval": drawn.interval,
        "tier": drawn.tier,
        "factors": ", ".join(run.spread.factors),
        "weights_cv": drawn.weights_cv,
        "normalise": ", ".join(drawn.normalise),
        "aggregate": "; ".join(", ".join(way) for way in drawn.aggregate),
        "method": f"{method.normalise}; {', '.join(method.aggregate)}",
        "table": record.table,
        "sampler": record.sampler or None,
        "engine": record.engine,
        **{f"version {name}": version for name, version in record.versions.items()},
    }
    if mine:
        said["your_record"] = mine.spread.record.key
    return [
        (name if name.startswith("version ") else t(lang, f"pages.ranking.record.{name}"), value)
        for name, value in said.items()
    ]

"""The ranking as files and on its page: the engine's numbers, no rank without its interval."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from layers.own_index import Upload, attempt, template
from layers.standing import Run, official_run, reweighted, standings
from scoring import read_index
from scoring.model import Text
from tests.ui import ranking_pages as pages
from text import LANGUAGES, t
from text.cells import neutralised
from ui.downloads import to_csv
from ui.ranking_files import csv_rows, to_xlsx
from ui.scores import run_table

pytestmark = pytest.mark.whole

HOSTILE = ('=HYPERLINK("http://x")', "＋1", "\u200b-2", " ＠SUM", "<img src=x onerror=alert(1)>")


def csv_table(run: Run, mine: Run | None = None, *, own: bool = False) -> list[dict[str, str]]:
    text = to_csv(csv_rows(run, mine, own=own)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheets(content: bytes) -> Iterator[list[tuple[Any, ...]]]:
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        yield [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def own_run() -> Run:
    table, index = template()
    own = attempt(Upload("t.csv", table), Upload("i.toml", index)).own
    assert own
    return own.run


def test_the_download_holds_inputs_weights_seed_and_record() -> None:
    run = official_run()
    result, spread, table = run.result, run.spread, run_table(run)
    assert list(table.index) == result.order
    assert set(table["seed"]) == {result.index.uncertainty.seed}
    assert set(table["run_record"]) == {spread.record.key}
    for one in result.index.indicators:
        assert f"{one.id}_state" in table
    for pillar in result.index.pillars:
        assert f"weight_{pillar}" in table


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_csv_and_workbook_say_the_same(lang: str) -> None:
    run = official_run()
    shown = pages.rows(pages.sound(pages.opened(lang=lang)))
    written, (ranking, inputs, index, record) = csv_table(run), sheets(to_xlsx(lang, run))
    wanted = [t(lang, f"pages.ranking.col.{name}") for name in ("rank", "low", "high", "score")]
    at = [ranking[0].index(head) for head in wanted]
    assert len(shown) == len(written) == len(ranking) - 1 == 16
    for one, row, line, cells in zip(standings(run), shown, written, ranking[1:], strict=True):
        assert pages.name_of(row) == one.name.in_language(lang) == cells[1]
        assert pages.places(row) == [(one.rank, one.low, one.high)]
        said = {"rank": one.rank, "low": one.low, "high": one.high, "share": 90}
        assert pages.spoken(row) == [t(lang, "pages.ranking.spoken", **said)]
        assert [int(line[name]) for name in ("rank", "interval_low", "interval_high")] == [
            *(one.rank, one.low, one.high)
        ]
        assert [cells[place] for place in at] == [one.rank, one.low, one.high, one.score]
        assert float(line["score"]) == one.score
        assert f">{one.score:.1f}<" in row
        for id, value in one.pillars.items():
            assert float(line[f"pillar_{id}"]) == pytest.approx(value, abs=1e-4)
            assert value in [
                pytest.approx(cell) for cell in cells if isinstance(cell, (int, float))
            ]
    states = {
        t(lang, f"pages.ranking.state.{name}") for name in ("present", "missing", "not_applicable")
    }
    assert states <= {cell for row in inputs for cell in row}
    reasons = {one.reason.in_language(lang) for one in run.result.index.indicators}
    assert reasons <= {cell for row in index for cell in row}
    facts = dict(row[:2] for row in record)
    assert facts[t(lang, "pages.ranking.record.record")] == run.spread.record.key
    assert facts[t(lang, "pages.ranking.record.seed")] == str(run.result.index.uncertainty.seed)
    assert facts["version numpy"] == run.spread.record.versions["numpy"]


def test_the_record_gives_the_same_index_back() -> None:
    run = official_run()
    record = json.loads(run.spread.record.to_json())
    assert read_index(record["index"]) == run.result.index


def test_ones_own_weights_stand_beside_the_official_ones_in_the_files() -> None:
    run = official_run()
    mine = reweighted(run, {"honours": 60.0})
    yours = {one.code: one for one in standings(mine)}
    for line in csv_table(run, mine):
        own = yours[line["code"]]
        assert [line[f"your_{name}"] for name in ("rank", "interval_low", "interval_high")] == [
            str(own.rank), str(own.low), str(own.high)
        ]  # fmt: skip
        assert float(line["your_weight_honours"]) == 60
        assert float(line["weight_honours"]) == 20
        assert line["your_run_record"] == mine.spread.record.key != line["run_record"]
    ranking, _, index, record = sheets(to_xlsx("en", run, mine))
    assert {"Your rank", "Your interval from", "Your interval to"} <= set(ranking[0])
    assert [row[-1] for row in index[1:] if row[1] == "honours"] == [60]
    assert mine.spread.record.key in {row[1] for row in record}


def test_a_ranking_by_tenths_has_no_ordinal_rank_in_its_files() -> None:
    run = official_run("town")
    lines = csv_table(run)
    assert len(lines) == 216
    assert not [name for name in lines[0] if "rank" in name and name != "run_record"]
    assert {"decile", "decile_low", "decile_high"} <= set(lines[0])
    ranking, *_ = sheets(to_xlsx("en", run))
    assert "Rank" not in ranking[0]
    assert [row[2] for row in ranking[1:]] == [one.decile for one in standings(run)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_of_an_own_index_says_that_it_is_not_official(lang: str) -> None:
    run = own_run()
    assert {line["official"] for line in csv_table(run, own=True)} == {"no: own index"}
    for rows in sheets(to_xlsx(lang, run, own=True)):
        assert rows[0][0] == t(lang, "pages.own.mark")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_that_want_to_be_formulas_stay_texts_and_negatives_numbers(lang: str) -> None:
    run = own_run()
    codes = run.result.order
    names = {code: Text(name, name) for code, name in zip(codes, HOSTILE, strict=False)}
    nodes = tuple(replace(one, name=Text("=1+1", "=1+1")) for one in run.result.index.nodes)
    index = replace(run.result.index, nodes=nodes)
    bad = replace(run, names=names, result=replace(run.result, index=index))
    bad.result.scores.loc[codes[0], "results"] = -12.5
    cells = [cell for line in csv_table(bad) for cell in line.values()]
    assert [cell for cell in cells if cell != "-12.5" and cell != neutralised(cell)] == []
    assert {"'＋1", "'\u200b-2", "' ＠SUM"} <= set(cells)
    assert "-12.5" in cells
    book = load_workbook(io.BytesIO(to_xlsx(lang, bad)))
    found = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in found} <= {"s", "n", "inlineStr"}
    texts = [cell.value for cell in found if isinstance(cell.value, str)]
    assert [text for text in texts if text != neutralised(text)] == []
    assert "'＋1" in texts
    assert -12.5 in [cell.value for cell in found]

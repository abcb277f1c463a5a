"""A scorecard's numbers: the same in the engine, on the page, in print and in the files."""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from layers.cards import Move, cards, moves
from layers.standing import by_code, official_run
from scoring.model import Indicator, Text
from tests.ui.scorecards import (
    SHORT,
    body,
    cells,
    codes,
    gappy,
    parts,
    shipped,
    tree,
    unmarked,
    words,
)
from text import LANGUAGES, formats, t
from ui.scorecard_facts import Scorecard
from ui.scorecard_files import card_csv, card_xlsx
from ui.scorecard_parts import language, pillars, rank, rank_words, size
from ui.scorecard_places import record_list, town_table
from ui.scorecard_print import card_html
from ui.scorecard_reasons import above, alike, change, move_list, needed, task_list, traits
from ui.scorecard_table import indicator_table

pytestmark = pytest.mark.whole


def rows_of(card: Scorecard) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(card_csv(card).decode("utf-8-sig"))))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", codes())
def test_page_print_and_file_have_the_numbers_of_the_engine(code: str, lang: str) -> None:
    card, run = shipped(code), official_run()
    rows = rows_of(card)
    raw, states = by_code(run.result.raw())[code], by_code(run.result.states())[code]
    shown = cells(indicator_table(lang, card, links=True), "dqm-value-cell")
    printed = cells(body(card_html(lang, card)), "dqm-value-cell")
    assert shown == printed
    assert len(shown) == len(rows) == len(run.result.index.indicators) + len(card.official)
    for one, row, cell in zip(run.result.index.indicators, rows, shown, strict=False):
        assert row["indicator"] == one.id
        assert row["state"] == states[one.id]
        assert float(row["weight"]) == one.weight
        if math.isnan(raw[one.id]):
            assert row["value"] == ""
            assert cell == f"— {t(lang, f'layers.missing.{states[one.id]}')}"
        else:
            assert float(row["value"]) == raw[one.id]
            number = formats.number(lang, float(row["value"]), one.digits)
            assert cell == f"{number} {one.unit.in_language(lang)}"
    spread = by_code(run.spread.ranking)[code]
    head = rows[0]
    assert (head["rank"], head["interval_low"], head["interval_high"]) == tuple(
        str(spread[name]) for name in ("rank", "low", "high")
    )
    assert float(head["score"]) == run.result.ranking["score"][code]
    assert head["run_record"] == run.spread.record.key
    assert head["seed"] == str(run.spread.record.seed)
    total = sum(float(row["points"]) for row in rows if row["points"])
    assert total == pytest.approx(run.result.scores.loc[code, "index"], abs=1e-9)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", codes())
def test_no_rank_stands_without_its_interval(code: str, lang: str) -> None:
    card = shipped(code)
    one = card.standing
    assert one
    said = {"low": one.low, "high": one.high}
    assert str(one.rank) in words(rank(lang, card))
    for name, value in said.items():
        assert re.search(rf"\b{value}\b", words(rank(lang, card))), name
    whole = words(body(card_html(lang, card)))
    whole += above(lang, card) + words(alike(lang, card, links=True))
    # The sentence of the interval names two places and stands for itself.
    whole = re.sub(r"第 \d+ 至第 \d+ 名|between rank \d+ and rank \d+", "", whole)
    bare = re.findall(r"第 \d+ 名(?!（\d+–\d+）)|rank \d+(?!\d| \(\d+–\d+\))", whole)
    assert bare == []
    assert len(re.findall(r"（\d+–\d+）|\(\d+–\d+\)", whole)) >= len(card.card.alike)  # type: ignore[union-attr]  # it is ranked


@pytest.mark.parametrize("code", codes())
def test_the_english_card_marks_its_chinese(code: str) -> None:
    assert [text for html in parts("en", shipped(code)) for text in unmarked(html)] == []
    assert unmarked("<p>a <b lang='zh'>中</b>文</p>") == ["文"]


def test_a_tie_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    card = shipped("310114")
    assert card.card
    one = replace(card.card.standing, tied=True)
    assert rank_words("zh", one) == f"并列第 {one.rank} 名（{one.low}–{one.high}）"
    assert rank_words("en", one) == f"joint rank {one.rank} ({one.low}–{one.high})"
    assert cells(rank("zh", card), "dqm-tag") == []
    monkeypatch.setitem(card.__dict__, "card", replace(card.card, standing=one))
    assert cells(rank("zh", card), "dqm-tag") == ["并列"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_district_without_a_rank_says_what_is_missing(lang: str) -> None:
    card = gappy()
    assert card.card is None
    assert card.lacking == ("access",)
    said = words(rank(lang, card))
    assert not re.search(r"第 \d|rank \d", said)
    gone = [row for row in card.profile.indicators if row.of.parent == "access"]
    for row in gone:
        assert row.of.name.in_language(lang) in said
    assert t(lang, "pages.card.no_score") in words(pillars(lang, card))
    nothing = [
        one
        for one in cells(indicator_table(lang, card, links=True), "dqm-not_published")
        if one == f"— {t(lang, 'layers.missing.not_published')}"
    ]
    assert len(nothing) == len(gone)
    printed = body(card_html(lang, card))
    assert said in words(printed)
    assert "nan" not in words(printed).casefold()
    assert move_list(lang, card) == ""
    assert above(lang, card) == ""
    rows = rows_of(card)
    assert {row["rank"] for row in rows} == {""}
    assert {row["code"] for row in rows} == {SHORT}


def test_the_kinds_of_nothing_differ() -> None:
    """Putuo has parks of unknown area, Hongkou has none; a zero is a figure."""
    seen = {}
    for code in ("310107", "310109", "310101"):
        root = tree(indicator_table("zh", shipped(code), links=False))
        for one in root.iter("span"):
            for name in ("dqm-missing", "dqm-not_applicable", "dqm-hatch"):
                if name in (one.get("class") or "").split():
                    seen[name] = words(one)
    assert seen == {"dqm-missing": "— 无数据", "dqm-not_applicable": "— 不适用", "dqm-hatch": ""}
    zero = cells(indicator_table("zh", shipped("310101"), links=False), "dqm-value")
    assert "0 项" in zero


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_moves_it_up_is_what_the_engine_found(lang: str) -> None:
    for code in codes():
        card = shipped(code)
        found = moves(official_run(), code)
        listed = words(move_list(lang, card))
        if not found:
            first = cards(official_run())[code].standing.rank == 1
            key = "pages.card.moves.first" if first else "pages.card.moves.none"
            assert listed == t(lang, key)
            continue
        for one in found:
            name, p = one.of.name.in_language(lang), formats.number(lang, one.p * 100)
            now = formats.number(lang, one.now, one.of.digits)
            then = formats.number(lang, needed(one), one.of.digits)
            unit = one.of.unit.in_language(lang)
            assert re.sub(r"\s+", " ", f"{name}{now} → {then} {unit}") in listed
            assert f"{p}%" in listed
            assert now != then, "a change that cannot be seen is no answer"


def measured(direction: int, now: float, then: float) -> Move:
    of = Indicator(
        id="x", parent="p", column="x", direction=direction, digits=1, unit=Text("千米", "km")
    )
    return Move(of=of, now=now, needed=then, change=then - now, new_rank=1, p=0.5, p_now=0.4)


def test_what_is_needed_is_never_rounded_to_less_than_enough() -> None:
    assert needed(measured(-1, 16.1, 13.58)) == 13.5
    assert needed(measured(1, 16.1, 17.32)) == 17.4
    assert needed(measured(-1, 16.1, 13.5)) == 13.5
    assert change("zh", measured(-1, 16.1, 13.58)) == "−2.6\u00a0千米"
    counted = replace(
        measured(1, 0.16, 0.3703), of=replace(measured(1, 0, 0).of, step=1.0), change=4
    )
    assert needed(counted) == 0.3703
    assert change("en", counted) == "count +4"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_strengths_and_weaknesses_are_those_of_the_card(lang: str) -> None:
    for code in codes():
        card = shipped(code)
        assert card.card
        sides = cells(traits(lang, card), "dqm-score-traits")
        for kind, rows in (
            ("strengths", card.card.strengths),
            ("weaknesses", card.card.weaknesses),
        ):
            if not rows:
                assert t(lang, f"pages.card.no_{kind}") in words(traits(lang, card))
                continue
            here = sides.pop(0)
            for row in rows:
                assert row.of.name.in_language(lang) in here
                assert formats.number(lang, row.value, row.of.digits) in here


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_town_and_record_is_listed_with_its_decile_and_interval(lang: str) -> None:
    deciles = by_code(official_run("town").spread.ranking)
    for code in codes():
        card = shipped(code)
        own = [one for one in card.payload["towns"] if one["district"] == code]
        lines = [words(one) for one in tree(town_table(lang, card)).iter("tr")][1:]
        assert len(lines) == len(own)
        for town in own:
            line = next(one for one in lines if one.startswith(town["name"][language(lang)]))
            row = deciles[town["code"]]
            low, high = row["decile_low"], row["decile_high"]
            interval = f"（{low}–{high}）" if lang == "zh" else f" ({low}–{high})"
            assert line.endswith(f"{row['decile']}{interval}")
        listed = words(record_list(lang, card))
        for record in card.payload["records"]:
            if code in record["districts"]:
                assert re.sub(r"\s+", " ", record["name"][language(lang)]) in listed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_print_holds_everything_and_asks_nobody(lang: str) -> None:
    card = shipped("310114")
    document = card_html(lang, card).decode()
    assert re.findall(r"(?:src|href)=\"(?!data:)[^\"]*\"|@import|<script|<link", document) == []
    asked = re.findall(r"https?://[^\s\"')<]+", document)
    assert {one.removeprefix("http://") for one in asked} == {"www.w3.org/2000/svg"}
    whole = words(body(document.encode()))
    for part in (
        card.profile.name.in_language(lang),
        card.index.name.in_language(lang),
        card.index.note.in_language(lang),
        words(pillars(lang, card)),
        words(size(lang, card)),
        words(traits(lang, card)),
        words(alike(lang, card, links=False)),
        words(task_list(lang, card, links=False)),
        t(lang, "pages.card.approval.none"),
        card.payload["build"]["attribution"]["zh" if lang == "zh" else "en"],
        str(card.record.seed),
        card.record.key[:16],
    ):
        assert re.sub(r"\s+", " ", part) in whole
    assert f'lang="{"zh-CN" if lang == "zh" else "en"}"' in document
    assert document.count("<svg xmlns") == 1


def test_an_approval_number_takes_the_place_of_the_notice() -> None:
    card = shipped("310114")
    card = replace(card, options=replace(card.options, approval_shanghai="GS（2026）0001号"))
    whole = words(body(card_html("zh", card)))
    assert "GS（2026）0001号" in whole
    assert t("zh", "pages.card.approval.none") not in whole


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_holds_indicators_moves_towns_and_records(lang: str) -> None:
    card = shipped("310117")
    book = load_workbook(io.BytesIO(card_xlsx(lang, card)))
    names = ("card", "indicators", "moves", "towns", "records")
    assert book.sheetnames == [t(lang, f"pages.card.sheet.{name}") for name in names]
    counts = [len(rows) for rows in (card.profile.indicators, card.moves, card.towns, card.records)]
    counts[0] += len(card.official)
    assert [book[name].max_row - 1 for name in book.sheetnames[1:]] == counts
    head = {row[0]: row[1] for row in book[book.sheetnames[0]].iter_rows(values_only=True)}
    assert head["run_record"] == card.record.key
    assert head["rank"] == card.standing.rank  # type: ignore[union-attr]  # it is ranked

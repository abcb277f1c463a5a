"""The comparison as words, HTML and files: exact figures, no rank without its interval."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from layers.comparison import Comparison, Pair, compare
from layers.standing import Run, official_run
from scoring.model import Text
from tests.layers.payloads import HOSTILE
from tests.layers.test_ranks import SHORT, gappy
from text import LANGUAGES, t
from ui.compare_choice import MOST, Choice, address_of, picked, read_choice
from ui.compare_files import comparison_csv, comparison_xlsx, difference_rows, figure_rows
from ui.compare_gap import difference_chart
from ui.compare_head import heads, order_words
from ui.compare_table import comparison_table, dumbbell
from ui.compare_words import certainty, pair_words, parts_of, percent, rounded, tier_words
from ui.marks import COLOURS, SHAPES

__all__ = ["gappy"]

KNOWN = ("310101", "310104", "310112", "310114", "310115", "310151")
CODES = ("310114", "310112", "310115", "310151")
NAMES = ["嘉定", "闵行", "浦东", "崇明"]


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(official_run(), CODES)


def chosen(district: str | None, beside: str | None) -> Choice:
    alike = {"310114": ("310112", "310115")}
    return read_choice(district, beside, KNOWN, "310101", lambda code: alike.get(code, ()))


def test_a_lone_district_gets_the_most_similar_one_beside_it() -> None:
    assert chosen("310114", None) == Choice(("310114", "310112"), added=True)
    assert chosen(None, None) == Choice(("310101",))


def test_an_address_names_each_district_once_and_at_most_four() -> None:
    assert chosen("310114", "310114") == Choice(("310114",))
    assert chosen("310114", "310115,310114,310115").codes == ("310114", "310115")
    assert chosen(None, "310115, 310112").codes == ("310115", "310112")
    assert chosen("310114", "none") == Choice(("310114",))
    assert chosen(None, "") == Choice(())
    many = chosen("310114", "310112,310115,310151,310101,310104")
    assert many.codes == ("310114", "310112", "310115", "310151")
    assert many.ignored == ("with=310101", "with=310104")


@given(st.text(max_size=60), st.sampled_from([None, "310114"]))
def test_whatever_an_address_says_only_districts_that_exist_are_taken(
    beside: str, district: str | None
) -> None:
    choice = chosen(district, beside)
    assert len(choice.codes) == len(set(choice.codes)) <= MOST
    assert set(choice.codes) <= set(KNOWN)
    assert not choice.added


def test_a_click_keeps_the_marks_of_those_that_stay() -> None:
    assert picked(("310114", "310112"), ["310104", "310112", "310114"]) == (
        "310114",
        "310112",
        "310104",
    )
    assert picked(("310114", "310112"), ["310112"]) == ("310112",)


@given(st.lists(st.sampled_from(KNOWN), unique=True, min_size=1, max_size=MOST))
def test_an_address_that_was_written_is_read_as_the_same_districts(codes: list[str]) -> None:
    before = {"lang": "en", "town": "310114103", "with": "310151"}
    query = address_of(codes, before)
    assert query["lang"] == "en"
    assert "town" not in query
    assert chosen(query.get("district"), query["with"]) == Choice(tuple(codes))
    assert chosen(None, address_of((), before)["with"]) == Choice(())


@given(st.lists(st.floats(-60, 60, allow_nan=False), max_size=20))
def test_rounded_parts_sum_to_the_rounded_total(parts: list[float]) -> None:
    total = sum(parts)
    shown = rounded(parts, total)
    assert round(sum(round(100 * one) for one in shown)) == round(total * 100)
    for one, part in zip(shown, parts, strict=True):
        assert abs(one - part) <= 0.01 + 1e-9


def test_a_probability_is_never_rounded_up_to_what_counts_as_sure() -> None:
    assert percent("en", 0.8963, 0.9) == "89.6%"
    assert percent("en", 0.89996, 0.9) == "89.9%"
    assert percent("en", 0.9, 0.9) == "90%"
    assert percent("en", 0.99996) == "99.9%"
    assert (percent("en", 1.0), percent("en", 0.0), percent("en", 0.001)) == ("100%", "0%", "<1%")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_a_pair_name_the_one_that_is_ahead(lang: str) -> None:
    words = {
        "clear": Pair(0, 1, 0.02, 0.97),
        "likely": Pair(0, 1, 0.15, 0.8),
        "leaning": Pair(0, 1, 0.38, 0.62),
        "open": Pair(0, 1, 0.48, 0.52),
    }
    for kind, pair in words.items():
        assert certainty(pair, 0.9) == kind
        said = pair_words(lang, pair, ["A", "B"], 0.9)
        assert said.index("B") < said.index("A" if lang == "zh" else " A")
        assert percent(lang, pair.p_second, 0.9) in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rank_stands_with_its_interval(found: Comparison, lang: str) -> None:
    html = heads(lang, found)
    cards = html.split("<article")[1:]
    assert len(cards) == len(CODES)
    for card, one in zip(cards, found.standings, strict=True):
        assert one
        assert f"<strong>{one.rank}</strong>" in card
        assert f"{one.low}–{one.high}" in card
        assert len(re.findall(r'<i class="own">', card)) == 1
    assert len(re.findall("<strong>", html)) == len(CODES)
    for other in (
        order_words(lang, found, NAMES),
        comparison_table(lang, found, NAMES, sort="pillar", only=False),
    ):
        assert t(lang, "pages.ranking.head.rank") not in other


def test_the_tiers_are_said_as_they_are(found: Comparison) -> None:
    assert "90%" in tier_words("zh", found)
    assert tier_words("zh", found) == t("zh", "pages.compare.tier.apart", share="90")
    same = compare(official_run(), CODES[:2])
    tier = same.standings[0].tier if same.standings[0] else 0
    assert tier_words("en", same) == t("en", "pages.compare.tier.same", n=tier, share="90")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_holds_every_line_and_may_hold_the_clear_ones_only(
    found: Comparison, lang: str
) -> None:
    lines = (*found.pillars, *found.indicators)
    whole = comparison_table(lang, found, NAMES, sort="pillar", only=False)
    assert whole.count("dqm-dumbbell") == len(lines)
    few = compare(official_run(), CODES[:2])
    only = comparison_table(lang, few, NAMES[:2], sort="gap", only=True)
    clear = [line for line in (*few.pillars, *few.indicators) if line.differs]
    assert 0 < len(clear) < len(lines)
    assert only.count("dqm-dumbbell") == len(clear)
    places = [
        only.index(f">{line.name.in_language(lang)}<") for line in few.pillars if line.differs
    ]
    reaches = [line.reach for line in few.pillars if line.differs]
    assert sorted(places) == [
        place for _, place in sorted(zip(reaches, places, strict=True), key=lambda one: -one[0])
    ]


def test_districts_that_do_not_differ_are_said_not_to() -> None:
    alike = compare(official_run(), ("310114", "310114"))
    html = comparison_table("en", alike, ["A", "B"], sort="pillar", only=True)
    assert t("en", "pages.compare.none_differs") in html


def test_the_strong_end_of_a_strip_is_right(found: Comparison) -> None:
    far = next(line for line in found.indicators if line.id == "access_worst_km")
    html = dumbbell("en", far, (0.0, 100.0))
    left = [float(one) for one in re.findall(r'<em style="left:([\d.]+)%', html)]
    by_place = dict(
        zip(sorted(range(4), key=lambda at: -far.values[at]), sorted(left), strict=True)
    )
    assert far.values[max(by_place, key=lambda at: by_place[at])] == min(far.values)


def test_the_difference_adds_up_on_the_page_and_in_the_files(found: Comparison) -> None:
    for one in found.differences:
        shown = [part for _, part in parts_of(one)]
        assert round(sum(shown), 2) == round(one.total, 2)
        html = difference_chart("en", found, one, NAMES)
        figures = [
            float(number.replace("\u2212", "-"))
            for number in re.findall(r"<strong>([+\u2212]?[\d.]+)</strong>", html)
        ]
        assert figures[-1] == round(one.total, 2)
        assert round(sum(figures[:-1]), 2) == figures[-1]
        rows = [
            row
            for row in difference_rows(found)
            if (row["first"], row["second"]) == (CODES[one.first], CODES[one.second])
        ]
        assert rows[-1]["points"] == one.total
        assert sum(row["points"] for row in rows[:-1]) == pytest.approx(one.total, abs=1e-9)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_files_hold_every_value_with_rank_and_interval(found: Comparison, lang: str) -> None:
    rows = list(csv.DictReader(io.StringIO(comparison_csv(found).decode("utf-8-sig"))))
    assert len(rows) == len(CODES) * (len(found.pillars) + len(found.indicators))
    raw = official_run().result.raw()
    for row in rows:
        assert row["rank"]
        assert int(row["interval_low"]) <= int(row["rank"]) <= int(row["interval_high"])
        if row["kind"] == "indicator" and row["value"]:
            assert float(row["value"]) == pytest.approx(raw.loc[row["code"], row["id"]])
    book = load_workbook(io.BytesIO(comparison_xlsx(lang, found)))
    sheets = ("districts", "figures", "pairs", "difference")
    assert book.sheetnames == [t(lang, f"pages.compare.sheet.{one}") for one in sheets]
    ranked = book[book.sheetnames[0]]
    assert {row[0].value for row in ranked.iter_rows(min_row=2)} == set(CODES)


def test_a_district_without_a_rank_says_why_and_has_none(gappy: Run) -> None:
    short = compare(gappy, ("310114", SHORT))
    html = heads("en", short)
    assert html.count("dqm-head-rank") == 1
    assert "Not ranked" in html
    assert t("en", "pages.compare.no_pairs") in order_words("en", short, ["A", "B"])
    table = comparison_table("en", short, ["A", "B"], sort="gap", only=False)
    assert t("en", "pages.compare.no_gap") in table
    assert t("en", "layers.missing.missing") in table
    assert not re.search(r"\bnan\b", table, re.IGNORECASE)
    assert {row["rank"] for row in figure_rows(short) if row["code"] == SHORT} == {None}
    assert comparison_xlsx("en", short)


def test_hostile_names_stay_text() -> None:
    run = official_run()
    nasty = "".join(HOSTILE)
    named = Run(run.result, run.spread, dict.fromkeys(run.names, Text(nasty, nasty)), run.sampler)
    found = compare(named, CODES)
    for lang in LANGUAGES:
        html = heads(lang, found) + order_words(lang, found, [nasty] * 4)
        html += comparison_table(lang, found, [nasty] * 4, sort="gap", only=False)
        html += difference_chart(lang, found, found.differences[0], [nasty] * 4)
        assert "<img src=x" not in html
        assert "<script" not in html
        assert "&lt;img src=x" in html
    formula = dict.fromkeys(run.names, Text("=1+1", "=1+1"))
    csv_text = comparison_csv(compare(Run(run.result, run.spread, formula), CODES)).decode()
    assert "'=1+1" in csv_text
    assert ",=1+1" not in csv_text


def test_every_mark_has_its_own_shape_and_a_colour_to_be_seen() -> None:
    assert len(set(SHAPES)) == len(set(COLOURS)) == len(SHAPES) == len(COLOURS) == MOST

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in COLOURS:
        assert 1.05 / (light(colour) + 0.05) >= 3

"""An index of one's own on its page: beside the official one, replaced by what is valid only."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from layers.own_index import Upload, attempt, template
from layers.standing import official_run, standings
from tests.ui.ranking_pages import name_of, opened, places, rows, sound
from text import LANGUAGES, t

pytestmark = pytest.mark.whole

TABLE, INDEX = template()
HOSTILE = "<img src=x onerror=alert(1)>"


def upload(at: AppTest, kind: str, content: bytes, name: str = "") -> AppTest:
    file = name or f"mine.{'csv' if kind == 'table' else 'toml'}"
    one = next(one for one in at.file_uploader if f"own-upload-{kind}" in str(one.key))
    one.set_value((file, content, "application/octet-stream"))
    return at.run()


def with_both(lang: str, table: bytes = TABLE, index: bytes = INDEX) -> AppTest:
    at = opened(lang=lang, view="own")
    upload(at, "index", index)
    return upload(at, "table", table)


def problems(whole: str) -> list[str]:
    found = re.findall(r'<div class="dqm-problems".*?</div>', whole, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in found]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_gives_the_engines_ranks_marked_as_not_official(lang: str) -> None:
    at = with_both(lang)
    whole = sound(at)
    own = attempt(Upload("t", TABLE), Upload("i", INDEX)).own
    assert own
    wanted = standings(own.run)
    shown = rows(whole)
    assert [name_of(row) for row in shown] == [one.name.in_language(lang) for one in wanted]
    assert [places(row) for row in shown] == [[(one.rank, one.low, one.high)] for one in wanted]
    mark = f'<span class="dqm-unofficial">{t(lang, "pages.own.mark")}</span>'
    assert whole.count(mark) == 2  # over the table and in the chart
    assert t(lang, "layers.missing.not_applicable") in whole
    assert own.run.spread.record.key[:16] in whole
    names = [one.proto.label for one in at.get("download_button")]
    assert t(lang, "pages.ranking.download.xlsx") in names
    assert problems(whole) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bad_files_are_named_and_the_last_valid_index_stays(lang: str) -> None:
    at = with_both(lang)
    before = [places(row) for row in rows(sound(at))]
    upload(at, "table", TABLE.replace(b"97.5", b"high"))
    whole = sound(at)
    assert [places(row) for row in rows(whole)] == before
    assert len(problems(whole)) == 1
    for word in ("mine.csv", "2", "pass_rate", "high"):
        assert word in problems(whole)[0]
    assert t(lang, "pages.own.still") in whole
    upload(at, "index", INDEX.replace(b"[80, 100]", b"[100, 80]"))
    whole = sound(at)
    assert [places(row) for row in rows(whole)] == before
    assert any("goalposts" in one for one in problems(whole))
    upload(at, "index", INDEX)
    upload(at, "table", TABLE.replace(b"97.5", b"80.5"))
    whole = sound(at)
    assert problems(whole) == []
    assert [places(row) for row in rows(whole)] != before


def test_one_file_waits_for_the_other() -> None:
    at = opened(lang="en", view="own")
    whole = sound(upload(at, "index", INDEX))
    assert rows(whole) == []
    assert t("en", "pages.own.waiting.index", file="mine.toml") in whole
    assert t("en", "pages.own.lacking.table") in whole


def test_the_index_outlives_view_and_language_and_goes_when_it_is_removed() -> None:
    at = with_both("zh")
    at.button_group(key="ranking-view-zh").set_value("districts").run()
    assert len(rows(sound(at))) == 16
    assert "dqm-unofficial" not in sound(at)
    at.button_group(key="language").set_value("en").run()
    at.button_group(key="ranking-view-en").set_value("own").run()
    assert len(rows(sound(at))) == 6
    at.button(key="own-remove").click().run()
    whole = sound(at)
    assert rows(whole) == []
    assert "dqm-unofficial" not in whole
    assert t("en", "pages.own.lacking.table") in whole


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_official_rank_stands_beside_where_the_units_are_districts(lang: str) -> None:
    official = {one.code: one for one in standings(official_run())}
    codes = ("310101", "310104", "310115", "310114", "310117", "999999")
    table = TABLE.decode()
    for number, code in enumerate(codes, 1):
        table = table.replace(f"\nN{number},", f"\n{code},")
    at = with_both(lang, table.encode())
    shown = rows(sound(at))
    found = {re.search(r"<small class=\"dqm-of\">(\d+)</small>", row)[1]: row for row in shown}  # type: ignore[index]  # every row has one
    assert set(found) == set(codes)
    for code, row in found.items():
        beside = places(row)[1:]
        one = official.get(code)
        assert beside == ([(one.rank, one.low, one.high)] if one else [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_that_want_to_be_markup_stay_text(lang: str) -> None:
    hostile = HOSTILE.replace("=", "＝")
    table = TABLE.decode().replace("北川区", hostile).replace("Northbrook", hostile)
    index = INDEX.decode().replace("我的指数", HOSTILE).replace("My index", HOSTILE)
    index = index.replace("质量成效", HOSTILE).replace("Results", HOSTILE)
    at = opened(lang=lang, view="own")
    upload(at, "index", index.encode(), f"{HOSTILE}.toml")
    upload(at, "table", table.encode(), f"{HOSTILE}.csv")
    whole = sound(at)
    assert len(rows(whole)) == 6
    assert "<img" not in whole
    assert "&lt;img" in whole
    upload(at, "table", TABLE.replace(b"97.5", HOSTILE.encode()), f"{HOSTILE}.csv")
    whole = sound(at)
    assert "<img" not in whole
    assert problems(whole)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_units_without_a_rank_are_listed_with_what_they_lack(lang: str) -> None:
    table = TABLE.decode().replace(",97.5,410,9", ",,,")
    whole = sound(with_both(lang, table.encode()))
    assert len(rows(whole)) == 5
    listed = re.findall(r'<p class="dqm-lead dqm-unranked">.*?</p>', whole)
    assert len(listed) == 1
    assert {"zh": "质量成效", "en": "Results"}[lang] in listed[0]


def test_an_own_index_by_tenths_shows_no_ordinal_rank() -> None:
    index = INDEX.replace(b"digits = 1\n", b'digits = 1\npresent = "deciles"\n', 1)
    whole = sound(with_both("en", index=index))
    own = attempt(Upload("t", TABLE), Upload("i", index)).own
    assert own
    shown = [places(row)[0] for row in rows(whole)]
    assert shown == [(one.decile, one.decile_low, one.decile_high) for one in standings(own.run)]
    assert "dqm-chart" not in whole


def test_many_units_are_drawn_as_lines_and_cut_with_a_sentence() -> None:
    head, *_ = TABLE.decode().splitlines()
    lines = [f"U{n},名{n},Name {n},urban,1000,{80 + n % 20},{n % 7},{n % 11}" for n in range(400)]
    index = INDEX.replace(b"draws = 20000", b"draws = 200")
    whole = sound(with_both("en", "\n".join([head, *lines]).encode(), index))
    shown = rows(whole)
    assert len(shown) == 250
    assert all(len(places(row)) == 1 for row in shown)
    assert t("en", "pages.own.first", n=250, of=400) in whole
    assert "dqm-rankbar" not in "".join(shown)


def test_choices_that_another_index_does_not_have_are_let_go() -> None:
    at = with_both("en")
    at.button_group(key="own-tiers-en").set_value([3]).run()
    at.selectbox(key="own-order-en").set_value("services").run()
    assert 0 < len(rows(sound(at))) < 6
    index = INDEX.replace(b'"services"', b'"other"').replace(b'"Services"', b'"Other"')
    index = index.replace(b"weights_cv = 0.25", b"weights_cv = 0.25\ntier = 1.0")
    upload(at, "index", index)
    whole = sound(at)
    assert len(rows(whole)) == 6
    assert at.selectbox(key="own-order-en").value == "rank"

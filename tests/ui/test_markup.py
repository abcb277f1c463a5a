from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ui.downloads import to_csv
from ui.markup import Html, element, facts, link, quoted, table
from ui.workbook import workbook

HOSTILE = '<img src=x onerror="alert(1)">${1}`</script>\u2028'


@given(st.text())
def test_text_stays_text(text: str) -> None:
    for made in (
        element("p", text),
        quoted(text, "en"),
        facts([(text, text)]),
        table([text], [[text]]),
    ):
        inside = made.replace("&lt;", "").replace("&gt;", "")
        assert "<img" not in inside
        assert "<script" not in inside


def test_hostile_text_is_shown_as_it_is() -> None:
    made = element("p", HOSTILE, title=HOSTILE)
    assert "&lt;img" in made
    assert "<img" not in made
    assert '"alert' not in made


def test_chinese_is_marked_in_an_english_page_only() -> None:
    assert 'lang="zh"' in quoted("上海", "en")
    assert 'lang="zh"' not in quoted("上海", "zh")
    assert 'lang="zh"' not in quoted("Shanghai", "en")


def test_only_web_addresses_become_links() -> None:
    assert 'href="https://example.org/a?b=1&amp;c"' in link(
        "a", "https://example.org/a?b=1&c", "en"
    )
    for address in (None, "", "javascript:alert(1)", "data:text/html,x", "https://a b"):
        assert "href" not in link("a", address, "en")


def test_markup_is_not_escaped_twice() -> None:
    assert element("p", Html("<b>x</b>")) == "<p><b>x</b></p>"


def test_a_formula_in_a_table_is_defused_and_a_negative_number_is_not() -> None:
    out = to_csv([{"a": "=1+1", "b": -2.5, "c": None, "d": ("x", "y")}]).decode("utf-8-sig")
    assert out.splitlines()[1] == "'=1+1,-2.5,,x; y"
    hostile = to_csv([{"＝a": "＝1+1", "\u200b@b": " ＠x"}, {"＝a": -1, "\u200b@b": None}])
    assert hostile.decode("utf-8-sig") == "'＝a,'\u200b@b\r\n'＝1+1,' ＠x\r\n-1,\r\n"


def test_a_workbook_holds_no_formula_and_keeps_its_numbers() -> None:
    content = workbook({"＝t": [["＝1+1", "\u200b-1", " ＠x", "=1", -2.5, None, "a"]]})
    sheet = load_workbook(io.BytesIO(content)).active
    assert [(one.value, one.data_type) for one in sheet[1]] == [
        ("'＝1+1", "s"),
        ("'\u200b-1", "s"),
        ("' ＠x", "s"),
        ("'=1", "s"),
        (-2.5, "n"),
        (None, "n"),
        ("a", "s"),
    ]

"""The rank in the panel, the tooltip and the table of a map that was saved as a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from layers.document import render
from layers.payload import build_payload
from layers.ranks import district_ranks
from layers.standing import official_run
from layers.types import Bi
from layers.types_state import Lang
from tests.listeners import heard_out, thrown
from text import LANGUAGES, t

pytestmark = pytest.mark.browser

UNRANKED = "310151"
WHY = Bi(zh="<b>缺</b>", en="<b>lacking</b>")


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Lang:
    found: Lang = request.param
    return found


@pytest.fixture(scope="module")
def page(
    chromium_browser: Browser, lang: Lang, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    payload = build_payload()
    payload["initial"] = {**payload["initial"], "lang": lang}
    payload["districts"] = [
        {**one, "standing": None, "unranked": WHY} if one["code"] == UNRANKED else one
        for one in payload["districts"]
    ]
    path: Path = tmp_path_factory.mktemp("panel") / "map.html"
    path.write_text(render(payload), encoding="utf-8")
    context = chromium_browser.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    opened = context.new_page()
    with heard_out(opened) as listen:
        listen("pageerror", thrown)
        opened.goto(path.as_uri())
        opened.wait_for_function("() => document.documentElement.dataset.ready === '1'")
        yield opened
    context.close()


def select(page: Page, code: str) -> None:
    page.evaluate(
        "(id) => window.dqm.store.set({ selection: { kind: 'district', id } })",
        code,
    )


def test_the_panel_shows_rank_interval_and_bar(page: Page, lang: Lang) -> None:
    panel = page.locator(".dq-panel")
    for code, one in list(district_ranks(official_run()).items())[:4]:
        select(page, code)
        said = {name: one[name] for name in ("rank", "low", "high", "of")}
        key = "map.standing.tied" if one["tied"] else "map.standing.rank"
        expect(panel.locator(".dq-rank")).to_have_text(t(lang, key, rank=one["rank"]))
        interval = t(lang, "map.standing.interval", share=90, range=f"{one['low']}–{one['high']}")
        expect(panel.locator(".dq-rank__side")).to_contain_text(interval)
        bar = panel.get_by_role("img", name=t(lang, "map.standing.label", share=90, **said))
        cells = bar.locator("i").evaluate_all("(all) => all.map((one) => one.className)")
        places = range(1, one["of"] + 1)
        assert [place for place in places if cells[place - 1] == "own"] == [one["rank"]]
        inside = [place for place in places if cells[place - 1]]
        assert inside == list(range(one["low"], one["high"] + 1))
        expect(panel.locator(".dq-standing__more p")).to_contain_text(one["note"][lang])


def test_a_district_without_a_rank_says_why(page: Page, lang: Lang) -> None:
    select(page, UNRANKED)
    expect(page.locator(".dq-panel .dq-caveat").first).to_have_text(WHY[lang])
    assert page.locator(".dq-panel .dq-rank").count() == 0


def test_ways_into_the_app_are_absent_outside_it(page: Page, lang: Lang) -> None:
    select(page, "310114")
    names = page.locator(".dq-panel__foot button").all_text_contents()
    assert names == [t(lang, "map.panel.zoom")]


def test_tooltip_and_table_never_say_a_bare_rank(page: Page, lang: Lang) -> None:
    one = district_ranks(official_run())["310114"]
    span = f"{one['low']}–{one['high']}"
    page.evaluate(
        "window.dqm.store.set({ colour: { figure: 'index_score', method: 'custom', classes: 6,"
        " palette: 'sea' }, hover: { kind: 'town', id: '310114103' } })"
    )
    tip = page.locator(".dq-tip").first
    expect(tip).to_contain_text(t(lang, "map.standing.rank", rank=one["rank"]))
    expect(tip).to_contain_text(t(lang, "map.standing.interval", share=90, range=span))
    page.evaluate(f"window.dqm.store.set({{ hover: {{ kind: 'district', id: '{UNRANKED}' }} }})")
    expect(tip).to_contain_text(t(lang, "map.standing.none"))
    page.get_by_role("button", name=t(lang, "map.tools.table")).click()
    row = page.locator(".dq-dialog tr").filter(has_text="310114")
    expect(row).to_contain_text(f"{one['rank']} ({span})")
    row = page.locator(".dq-dialog tr").filter(has_text=UNRANKED)
    expect(row).to_contain_text(t(lang, "map.standing.none"))

"""The siting page in a real browser."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.app_pages import give_file, han, opened, wait_query
from tests.visits import CONDITIONS, siting_ready
from text import LANGUAGES, t
from ui.siting_places import places_for
from ui.siting_question import Question

pytestmark = pytest.mark.browser

CHANGXING, DATUAN = "310151116", "310115134"


def choose_k(page: Page, lang: str, k: str) -> None:
    page.get_by_role("combobox", name=t(lang, "pages.siting.label.k")).click()
    page.get_by_role("option", name=k, exact=True).click()


def town(page: Page, code: str) -> Locator:
    return page.locator(f'.dqm-plan [data-town="{code}"]')


def click_town(page: Page, code: str) -> None:
    """On the town's own dot, where nothing else lies."""
    place = page.locator(f'.dqm-plan [data-spoke="{code}"] circle').bounding_box()
    assert place
    page.mouse.click(place["x"] + place["width"] / 2 + 3, place["y"] + place["height"] / 2 + 3)


def hard_table() -> str:
    """Distances without any structure, which no bound is close to."""
    places = places_for(Question())
    columns = [*places.candidates.index, *places.existing.index]
    km = np.random.default_rng(5).uniform(1, 100, (len(places.demand), len(columns))).round(3)
    km[:, len(places.candidates) :] += 100
    lines = [",".join(["", *map(str, columns)])]
    rows = zip(places.demand.index, km.tolist(), strict=True)
    return "\n".join([*lines, *(",".join([code, *map(str, row)]) for code, row in rows)])


def test_choose_wait_for_the_proof_and_switch_the_language(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/siting") as page:
        siting_ready(page)
        expect(page.locator(".dqm-sites li")).to_have_count(3)
        expect(page.locator(".dqm-plan-strip")).to_contain_text("© OpenStreetMap contributors")
        expect(page.locator(".dqm-plan-scale")).to_contain_text("km")
        choose_k(page, "zh", "2 家")
        expect(page.locator(".dqm-sites li")).to_have_count(2)
        wait_query(page, k="2")
        expect(page.locator(".dqm-proof.dqm-proven")).to_contain_text(
            t("zh", "pages.siting.proof.optimal")
        )
        town(page, "310120106").hover(force=True)
        expect(page.locator(".dqm-plan-note")).to_be_visible()
        expect(page.locator(".dqm-spoke.dqm-on")).to_have_count(1)
        page.locator(".dqm-plan [data-serves^='new:']").first.hover(force=True)
        assert page.locator(".dqm-spoke.dqm-on").count() > 3
        page.get_by_role("radio", name="EN").click()
        expect(page.locator(".dqm-proof")).to_contain_text(t("en", "pages.siting.proof.optimal"))
        expect(page.locator(".dqm-sites li")).to_have_count(2)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        wait_query(page, k="2", lang="en")


def test_the_map_forces_forbids_and_takes_a_pin(chromium_browser: Browser, app_server: str) -> None:
    with opened(chromium_browser, f"{app_server}/siting", (1366, 900)) as page:
        siting_ready(page)
        click_town(page, CHANGXING)
        menu = page.locator(".dqm-plan-menu")
        expect(menu).to_contain_text("长兴镇")
        menu.get_by_role("button", name=t("zh", "pages.siting.map.must"), exact=True).click()
        expect(page.locator(".dqm-sites em")).to_have_text(t("zh", "pages.siting.forced"))
        wait_query(page, must=CHANGXING)
        click_town(page, DATUAN)
        menu.get_by_role("button", name=t("zh", "pages.siting.map.forbid"), exact=True).click()
        expect(page.locator(f'.dqm-plan [data-site="{DATUAN}"]')).to_have_count(1)
        wait_query(page, must=CHANGXING, forbid=DATUAN)
        expect(page.locator(".dqm-sites")).not_to_contain_text("大团镇")
        expect(page.locator(".dqm-proof.dqm-proven")).to_be_visible()
        page.get_by_role("button", name=t("zh", "pages.siting.map.arm")).click()
        click_town(page, "310120106")
        own = page.locator(".st-key-card-siting-own")
        expect(own).to_contain_text(t("zh", "pages.siting.own.yours"))
        expect(page.locator(".dqm-plan [data-own]")).to_have_count(1)
        first = own.locator(".dqm-own strong").first.inner_text()
        expect(own).to_contain_text("没有包含必选的长兴镇")
        own.get_by_text(t("zh", "pages.siting.own.compare")).click()
        expect(page.locator(".dqm-plan-legend")).to_contain_text(t("zh", "pages.siting.legend_own"))
        own.get_by_role("button", name=t("zh", "pages.siting.own.remove")).click()
        expect(own.locator(".dqm-own")).to_have_count(0)
        page.get_by_role("button", name=t("zh", "pages.siting.map.arm")).click()
        click_town(page, "310118106")
        expect(own.locator(".dqm-own strong").first).not_to_have_text(first)


def test_the_address_restores_the_same_answer(chromium_browser: Browser, app_server: str) -> None:
    address = f"{app_server}/siting?lang=en&k=2&distance=detour&{CONDITIONS}"
    seen = []
    for _ in range(2):
        with opened(chromium_browser, address) as page:
            siting_ready(page)
            expect(page.locator(".dqm-own")).to_be_visible()
            found = [
                page.locator(one).inner_text() for one in (".dqm-sites", ".dqm-beside >> nth=0")
            ]
            address = page.url
            seen.append((found, parse_qs(urlsplit(address).query)))
    assert seen[0] == seen[1]
    assert "Changxing" in seen[0][0][0]


def test_zoom_keeps_the_scale_true_and_escape_closes(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/siting?lang=en") as page:
        siting_ready(page)
        mark = page.locator(".dqm-plan [data-serves] .dqm-size").first
        size = mark.bounding_box()
        before = page.locator(".dqm-plan-scale").inner_text()
        for _ in range(4):
            page.get_by_role("button", name=t("en", "pages.siting.map.zoom_in")).click()
        expect(page.locator(".dqm-plan-scale")).not_to_have_text(before)
        near = mark.bounding_box()
        assert size
        assert near
        assert near["width"] == pytest.approx(size["width"], rel=0.05)
        page.get_by_role("button", name=t("en", "pages.siting.map.whole")).click()
        expect(page.locator(".dqm-plan-scale")).to_have_text(before)
        click_town(page, CHANGXING)
        expect(page.locator(".dqm-plan-menu")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".dqm-plan-menu")).to_be_hidden()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_own_files_are_read_and_refused(
    chromium_browser: Browser, app_server: str, lang: str
) -> None:
    picker = ".st-key-siting-upload-candidates"
    with opened(chromium_browser, f"{app_server}/siting?lang={lang}&k=1") as page:
        siting_ready(page)
        page.get_by_role("button", name=t(lang, "pages.siting.file"), exact=True).click()
        give_file(page, picker, "bad.csv", b"name,lon,lat\n<b>x</b>,120.6,31.3\n")
        expect(page.locator('[class*="st-key-card-error-siting"]')).to_contain_text("<b>x</b>")
        good = b"name,lon,lat\n<i>A</i>,121.5,31.0\nB,121.3,31.1\n"
        give_file(page, picker, "good.csv", good)
        expect(page.locator(".st-key-siting-said")).to_contain_text(
            t(lang, "pages.siting.said.candidates", n=2)
        )
        expect(page.locator('[class*="st-key-card-error-siting"]')).to_have_count(0)
        assert page.locator(".dqm-sites i, .dqm-plan foreignObject").count() == 0
        assert "file" not in page.url
        assert [one for one in han(page) if "Choose" in one] == []


def test_a_running_search_can_be_stopped(chromium_browser: Browser, app_server: str) -> None:
    with opened(chromium_browser, f"{app_server}/siting?lang=en&k=5") as page:
        siting_ready(page)
        page.get_by_role("button", name=t("en", "pages.siting.file"), exact=True).click()
        give_file(page, ".st-key-siting-upload-matrix", "m.csv", hard_table().encode())
        stop = page.get_by_role("button", name=t("en", "pages.siting.cancel"))
        expect(stop).to_be_visible()
        stop.click()
        expect(page.locator(".dqm-proof.dqm-open")).to_be_visible()
        expect(page.locator(".dqm-proof")).to_contain_text("Gap")
        expect(page.get_by_role("button", name=t("en", "pages.siting.again"))).to_be_visible()

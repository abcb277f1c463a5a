"""The application in a real browser: what AppTest cannot see."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.app_pages import (
    choose,
    map_frame,
    opened,
    selection,
    settled,
    wait_query,
    wait_selection,
)
from tests.servers import RunningServer
from text import t

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[1]


def test_a_deep_link_to_the_map_may_be_the_first_request(
    chromium_browser: Browser, new_server: Callable[..., RunningServer]
) -> None:
    lang = "en"
    address = f"{new_server().url}/?lang={lang}&town=310118106&layers=parks"
    with opened(chromium_browser, address, motion=True) as page:
        frame = map_frame(page)
        wait_selection(frame, "310118106")
        state = frame.evaluate("window.dqm.store.get()")
        assert state["lang"] == lang
        assert state["layers"] == ["parks"]
        assert frame.locator(".leaflet-districts-pane path[data-district]").count() >= 16
        assert frame.locator(".leaflet-towns-pane path[data-town]").count() == 216
        expect(page.locator(".dqm-brand")).to_contain_text(t(lang, "common.app_name"))


def test_a_deep_link_to_the_data_page_may_be_the_first_request(
    chromium_browser: Browser, new_server: Callable[..., RunningServer]
) -> None:
    with opened(chromium_browser, f"{new_server().url}/data?lang=en&record=IC01") as page:
        expect(page.locator(".st-key-card-record")).to_contain_text("IC01")
        expect(page).to_have_title(re.compile(t("en", "pages.data.title")))
        expect(page.locator("html")).to_have_attribute("lang", "en")


def test_selections_make_history_and_back_and_forward_restore_them(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/?lang=en") as page:
        frame = map_frame(page)
        entries = page.evaluate("history.length")
        frame.evaluate("window.dqm.store.set({ layers: ['parks'] })")
        wait_query(page, layers="parks")
        assert page.evaluate("history.length") == entries
        choose(frame, "district", "310114")
        wait_query(page, district="310114")
        choose(frame, "record", "IC01")
        wait_query(page, record="IC01", lang="en")
        assert page.evaluate("history.length") == entries + 2
        page.go_back()
        wait_selection(frame, "310114")
        wait_query(page, district="310114")
        page.go_back()
        wait_selection(frame, None)
        page.go_forward()
        wait_selection(frame, "310114")
        assert page.evaluate("history.length") == entries + 2


def test_what_the_map_said_before_back_does_not_undo_it(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/?lang=en") as page:
        frame = map_frame(page)
        page.evaluate(
            "addEventListener('message', (e) => {"
            "  if (e.data.type === 'state') window.lastWords = [e.data, e.source]; })"
        )
        choose(frame, "district", "310114")
        wait_query(page, district="310114")
        page.go_back()
        wait_selection(frame, None)
        # A slow frame: what it sent just before it heard of Back arrives only now.
        page.evaluate(
            "() => { const [data, source] = window.lastWords;"
            "dispatchEvent(new MessageEvent('message', { data, source })); }"
        )
        assert "district" not in page.url
        page.go_forward()
        wait_selection(frame, "310114")


def test_a_reload_shows_the_same(chromium_browser: Browser, app_server: str) -> None:
    query = "lang=en&district=310114&layers=parks&colour=area_km2&classes=5&view=121.3,31.3,11"
    with opened(chromium_browser, f"{app_server}/?{query}") as page:
        before = map_frame(page).evaluate("window.dqm.store.get()")
        assert before["colour"]["figure"] == "area_km2"
        assert before["view"]["zoom"] == 11
        page.reload()
        after = map_frame(page).evaluate("window.dqm.store.get()")
        for key in ("lang", "selection", "layers", "colour", "filters"):
            assert after[key] == before[key]


def test_a_switch_of_language_keeps_frame_zoom_and_selection(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/?district=310114&view=121.3,31.3,12") as page:
        frame = map_frame(page)
        frame.evaluate("window.stillHere = true")
        page.get_by_role("radio", name="EN").click()
        frame.wait_for_function("() => window.dqm.store.get().lang === 'en'")
        wait_query(page, lang="en", district="310114")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page).to_have_title(re.compile(t("en", "common.app_name")))
        assert frame.evaluate("window.stillHere")
        assert frame.evaluate("window.dqm.store.get().view.zoom") == 12
        assert selection(frame) == {"kind": "district", "id": "310114"}


def test_language_and_district_survive_a_change_of_page(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/?lang=en") as page:
        choose(map_frame(page), "district", "310114")
        link = page.locator(".st-key-bar-link-nav-data a")
        expect(link).to_have_attribute("href", re.compile("district=310114"))
        link.click()
        expect(page).to_have_title(re.compile(t("en", "pages.data.title")))
        query = parse_qs(urlsplit(page.url).query)
        assert query == {"lang": ["en"], "district": ["310114"]}
        page.locator(".st-key-bar-link-nav-map a").click()
        frame = map_frame(page)
        wait_selection(frame, "310114")
        assert frame.evaluate("window.dqm.store.get().lang") == "en"


def test_the_map_can_ask_for_a_record_on_the_data_page(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/?lang=en&record=IC01") as page:
        frame = map_frame(page)
        frame.get_by_role("button", name=t("en", "map.panel.data")).first.click()
        expect(page.locator(".st-key-card-record")).to_contain_text("IC01")


def test_an_unknown_address_is_named_on_the_map_until_a_visitor_has_read_it(
    chromium_browser: Browser, app_server: str
) -> None:
    query = "lang=en&district=999&<img src=x onerror=alert(1)>=1"
    with opened(chromium_browser, f"{app_server}/?{query}") as page:
        frame = map_frame(page)
        notice = frame.locator(".dq-notice")
        expect(notice).to_contain_text("district=999")
        assert frame.locator("img[src='x']").count() == 0
        page.get_by_role("radio", name="中").click()
        expect(notice).to_contain_text(t("zh", "pages.notice.ignored", parts="district=999")[:12])
        notice.get_by_role("button", name=t("zh", "map.notice.close")).click()
        expect(notice).to_have_count(0)


def test_a_notice_is_kept_for_a_map_that_comes_late(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, app_server) as page:
        map_frame(page)  # the document is made, its address known
        late: list[Route] = []
        page.route("**/app/static/map-*", lambda route: late.append(route))  # noqa: PLW0108 - wants a function
        page.goto(f"{app_server}/?district=999")
        page.wait_for_selector(".dqm-frame[data-state='loading']")
        # What happens before the map is there: the address has changed, and the page ran again.
        page.evaluate("history.replaceState(history.state, '', '/')")
        page.get_by_role("radio", name="EN").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        settled(page)
        for one in late:
            one.continue_()
        expect(map_frame(page).locator(".dq-notice")).to_contain_text("district=999")


def test_a_message_that_is_not_from_the_frame_changes_nothing(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/?lang=en") as page:
        map_frame(page)
        before = page.url
        page.evaluate(
            "window.postMessage({dqm: 1, nonce: '0', type: 'state', state: {layers: []}}, '*')"
        )
        settled(page)
        assert page.url == before


def test_the_frame_is_sandboxed_without_its_origin(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, app_server) as page:
        frame = map_frame(page)
        tokens = page.locator(".dqm-frame iframe").get_attribute("sandbox") or ""
        assert "allow-same-origin" not in tokens
        assert frame.evaluate("origin") == "null"


def test_a_lost_server_is_told_and_recovers(
    chromium_browser: Browser, new_server: Callable[..., RunningServer]
) -> None:
    first = new_server()
    with opened(chromium_browser, f"{first.url}/?lang=en") as page:
        frame = map_frame(page)
        frame.evaluate("window.stillHere = true")
        first.stop()
        notice = page.get_by_text(t("en", "pages.offline.lost"))
        expect(notice).to_be_visible(timeout=30_000)
        choose(frame, "district", "310114")
        wait_query(page, district="310114")
        expect(page.locator('[role="dialog"]')).to_have_count(0)
        new_server(port=first.port)
        expect(notice).to_have_count(0)
        assert frame.evaluate("window.stillHere")
        link = page.locator(".st-key-bar-link-nav-data a")
        expect(link).to_have_attribute("href", re.compile("district=310114"))


def test_a_map_that_does_not_arrive_can_be_asked_for_again(
    chromium_browser: Browser, app_server: str
) -> None:
    lang = "zh"
    with opened(chromium_browser, f"{app_server}/data?lang={lang}", (390, 844)) as page:
        page.route("**/app/static/map-*", lambda route: route.abort())
        page.goto(f"{app_server}/?lang={lang}")
        expect(page.get_by_text(t(lang, "pages.frame.failed"))).to_be_visible()
        page.unroute("**/app/static/map-*")
        page.get_by_role("button", name=t(lang, "pages.frame.retry")).click()
        map_frame(page)


def test_sharing_shows_the_address_where_copying_is_refused(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/?lang=en&district=310114") as page:
        map_frame(page)
        page.evaluate(
            "() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')); }"
        )
        page.get_by_role("button", name=t("en", "pages.share.label")).click()
        field = page.get_by_label(t("en", "pages.share.by_hand"))
        assert "district=310114" in field.input_value()

"""The page of the hall display, without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from exhibition import render_exhibition
from exhibition.options import check_options
from tests.servers import ROOT
from text import LANGUAGES, t
from ui.exhibition import SCREENS, Chosen

PATIENCE_S = 120


def page(lang: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_S)
    app.query_params["lang"] = lang
    app.run()
    app.switch_page("pages/exhibition.py")
    return app.run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_follows_the_options(lang: str) -> None:
    app = page(lang)
    assert not app.exception
    first = app.session_state["exhibition-made"]
    assert first.html == render_exhibition(check_options({"title": titles()}))
    app.multiselect(key="exhibition-districts").set_value(["310115", "310101"])
    app.multiselect(key="exhibition-themes").set_value([])
    app.text_input(key="exhibition-approval_delta").set_value("GS(2026)0001号").run()
    assert not app.exception
    made = app.session_state["exhibition-made"]
    assert made.options.districts == ("310115", "310101")
    assert made.options.approval_delta == "GS(2026)0001号"
    assert made.html == render_exhibition(made.options)
    assert len(app.get("download_button")) == 2


def test_options_that_cannot_be_are_told_and_the_last_file_stays() -> None:
    app = page("zh")
    before = app.session_state["exhibition-made"]
    app.multiselect(key="exhibition-districts").set_value([]).run()
    assert not app.exception
    assert "districts" in " ".join(one.value for one in app.text)
    assert app.session_state["exhibition-made"] is before
    assert t("zh", "pages.exhibition.older") in " ".join(one.proto.body for one in app.get("html"))
    assert len(app.get("download_button")) == 2


def test_a_screen_of_its_own_is_asked_for_its_pixels() -> None:
    app = page("en")
    app.selectbox(key="exhibition-screen").set_value("own").run()
    app.number_input(key="exhibition-width").set_value(1280)
    app.number_input(key="exhibition-height").set_value(800).run()
    assert not app.exception
    screen = app.session_state["exhibition-made"].options.screen
    assert (screen.width_px, screen.height_px) == (1280, 800)


def titles() -> dict[str, str]:
    return {lang: t(lang, "common.app_name") for lang in LANGUAGES}


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
def test_every_screen_of_the_list_is_one_that_can_be_built(screen: tuple[float, int, int]) -> None:
    diagonal, width, height = screen
    chosen = Chosen(
        {"screen": {"diagonal_in": diagonal, "width_px": width, "height_px": height}}, None
    )
    assert chosen.options().screen == check_options(chosen.written).screen

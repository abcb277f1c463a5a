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
def test_it_builds_the_file_of_the_chosen_options(lang: str) -> None:
    app = page(lang)
    assert not app.exception
    assert not app.get("download_button")
    app.multiselect(key="exhibition-districts").set_value(["310115", "310101"])
    app.multiselect(key="exhibition-themes").set_value([])
    app.text_input(key="exhibition-approval_delta").set_value("GS(2026)0001号")
    app.button(key="exhibition-build").click().run()
    assert not app.exception
    options, html = app.session_state["exhibition-made"]
    assert options.districts == ("310115", "310101")
    assert options.approval_delta == "GS(2026)0001号"
    assert html == render_exhibition(options)
    assert len(app.get("download_button")) == 1
    app.number_input(key="exhibition-idle").set_value(90).run()
    said = " ".join(one.proto.body for one in app.get("html"))
    assert t(lang, "pages.exhibition.older") in said


def test_options_that_cannot_be_are_told_in_sentences() -> None:
    app = page("zh")
    app.multiselect(key="exhibition-districts").set_value([]).run()
    assert not app.exception
    told = " ".join(one.value for one in app.text)
    assert "districts" in told


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
def test_every_screen_of_the_list_is_one_that_can_be_built(screen: tuple[float, int, int]) -> None:
    diagonal, width, height = screen
    chosen = Chosen(
        {"screen": {"diagonal_in": diagonal, "width_px": width, "height_px": height}}, None
    )
    assert chosen.options().screen == check_options(chosen.written).screen

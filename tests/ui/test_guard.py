from __future__ import annotations

import logging

import pytest
from streamlit.testing.v1 import AppTest

from text import DistrictMapError, Message
from ui.guard import sentences


def show_known_problem() -> None:
    from text import DistrictMapError, Message
    from ui.guard import guarded

    class ManyError(DistrictMapError):
        def __init__(self) -> None:
            super().__init__("pages.settings.wrong", n=3)
            wrong = {"name": "<b>n</b>", "value": 1, "allowed": "x"}
            self.defects = [Message("pages.settings.value", wrong)] * 3

    with guarded("en"):
        raise ManyError


def show_unknown_problem() -> None:
    from ui.guard import guarded

    with guarded("zh"):
        raise ZeroDivisionError("secret detail")


def test_every_defect_is_on_the_page_as_text() -> None:
    at = AppTest.from_function(show_known_problem).run(timeout=30)
    assert not at.exception
    shown = [one.value for one in at.text]
    assert sum("<b>n</b>" in one for one in shown) == 3
    assert "correction" in at.subheader[0].value


def test_the_unexpected_is_told_calmly_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "district_quality_map"):
        at = AppTest.from_function(show_unknown_problem).run(timeout=30)
    assert not at.exception
    shown = " ".join(one.value for one in at.text)
    assert "secret" not in shown
    reference = caplog.records[-1].getMessage().rsplit(" ", 1)[-1]
    assert reference in shown
    assert caplog.records[-1].exc_info


def test_a_single_error_has_no_list() -> None:
    assert sentences(DistrictMapError("pages.frame.failed"), "en") == []
    error = DistrictMapError("pages.frame.failed")
    error.defects = [Message("pages.frame.retry"), "plain"]  # type: ignore[attr-defined]  # as subclasses of data/ do
    assert sentences(error, "en") == ["Try again", "plain"]

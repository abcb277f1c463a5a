"""The table of ``make bench``."""

from __future__ import annotations

import json

from commands.checks import _row


def test_a_result_becomes_a_row() -> None:
    line = json.dumps(
        {"name": "toggle", "value": 12.345, "unit": "ms", "bar": 50, "met": True, "beside": 2712.0}
    )
    assert _row(line).split() == [
        *("toggle", "12.35", "ms", "bar", "50", "beside", "2,712", "met"),
    ]


def test_a_missed_bar_stands_out() -> None:
    line = json.dumps({"name": "x", "value": 1, "unit": "s", "bar": 0, "met": False})
    assert _row(line).endswith("NOT MET")


def test_another_line_stays_as_it_is() -> None:
    assert _row("skipped without --full") == "skipped without --full"
    assert _row("[1]") == "[1]"

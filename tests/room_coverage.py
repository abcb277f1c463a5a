"""A pytest plugin: branch coverage room by room, with a least percentage where one is set.

``python -m pytest -p tests.room_coverage --cov --room-floor=95``
"""

from __future__ import annotations

import io
from collections.abc import Generator
from typing import Any

import pytest
from coverage.exceptions import NoDataError

FLOORED = ("geo", "data", "atlas", "layers", "scoring", "siting", "exhibition")
REPORTED = (*FLOORED, "text", "ui")
_TABLE = pytest.StashKey[dict[str, float]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--room-floor",
        type=float,
        default=0.0,
        help=f"least branch coverage in percent of each of {', '.join(FLOORED)}",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, Any, Any]:
    # Around pytest-cov's own wrapper, which combines the data after the last test; later than
    # this a failure no longer reaches the exit status.
    result = yield
    plugin = session.config.pluginmanager.get_plugin("_cov")
    controller = getattr(plugin, "cov_controller", None)
    if controller is not None:
        table = {room: _percent(controller.cov, room) for room in REPORTED}
        session.config.stash[_TABLE] = table
        session.testsfailed += len(_too_low(session.config, table))
    return result


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    table = config.stash.get(_TABLE, {})
    if not table:
        return
    terminalreporter.write_sep("=", "branch coverage by room")
    low = _too_low(config, table)
    for room, percent in table.items():
        floor = f"  at least {config.getoption('--room-floor'):g} %" if room in FLOORED else ""
        mark = "  TOO LOW: run `coverage report --include='{room}/*'`" if room in low else ""
        terminalreporter.write_line(f"{room:10}{percent:6.1f} %{floor}{mark.format(room=room)}")


def _percent(measured: Any, room: str) -> float:
    try:
        return float(measured.report(include=[f"{room}/*"], file=io.StringIO()))
    except NoDataError:
        return 0.0


def _too_low(config: pytest.Config, table: dict[str, float]) -> list[str]:
    return [room for room in FLOORED if table[room] < config.getoption("--room-floor")]

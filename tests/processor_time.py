"""A pytest plugin: the tests that cost most processor time.

``python -m pytest -p tests.processor_time``

A test is charged with its own process and everything that process has started: servers,
browsers, solvers. What a session-wide fixture costs falls on the test that asks first.
``DQM_PROCESSOR_TIMES=file`` keeps a line per test.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest

from commands.processor_time import Ledger

LONGEST: Final = 10
_SPENT: Final = "processor_s"
_TOOK: Final = "took_s"
_START = pytest.StashKey[tuple[float, float]]()
_LEDGER = pytest.StashKey[Ledger]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_LEDGER] = Ledger(os.getpid())
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Collector(), "processor-time-collector")


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_LEDGER].close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.stash[_START] = (item.config.stash[_LEDGER].seconds(), time.monotonic())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "teardown" and _START in item.stash:
        spent_s, began_s = item.stash[_START]
        report.user_properties += [
            (_SPENT, item.config.stash[_LEDGER].seconds() - spent_s),
            (_TOOK, time.monotonic() - began_s),
        ]
    return report


class _Collector:
    """Gathers what the reports say, in the process that prints."""

    def __init__(self) -> None:
        self._spent: dict[str, tuple[float, float]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        said = dict(report.user_properties)
        if report.when != "teardown" or _SPENT not in said:
            return
        spent = (float(str(said[_SPENT])), float(str(said[_TOOK])))
        self._spent[report.nodeid] = spent
        if kept := os.environ.get("DQM_PROCESSOR_TIMES"):
            with Path(kept).open("a", encoding="utf-8") as file:
                file.write(f"{spent[0]:.2f}\t{spent[1]:.2f}\t{report.nodeid}\n")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self._spent:
            return
        terminalreporter.write_sep("=", f"processor time: the {LONGEST} longest")
        order = sorted(self._spent.items(), key=lambda one: -one[1][0])
        for name, (spent_s, took_s) in order[:LONGEST]:
            terminalreporter.write_line(f"{spent_s:7.1f} s in {took_s:5.1f} s  {name}")

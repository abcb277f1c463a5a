"""What every test may ask for: a browser, a server, the reference material.

==========================  ====================================================
``DQM_CHROMIUM``            path of the Chromium for the browser tests
``DQM_REQUIRE_BROWSER=1``   a missing Chromium fails the browser tests instead of skipping them
``DQM_REFERENCE``           folder of the reference material (default: ``../shared``)
==========================  ====================================================
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browsers import LAUNCH_FLAGS, browser_note, browser_required, chromium_path
from tests.servers import ROOT, RunningServer

__all__ = ["LAUNCH_FLAGS", "chromium_path"]

# No test asserts a time: a busy machine is no defect.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_report_header() -> str:
    return browser_note()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not chromium_path():
        terminalreporter.write_line(browser_note())


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """A Chromium of this machine, headless; one per test run, a context per test."""
    path = chromium_path()
    if path is None:
        if browser_required():
            pytest.fail(browser_note())
        pytest.skip(browser_note())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(LAUNCH_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def app_server() -> Iterator[str]:
    """Address of a running application that the whole test run shares."""
    server = RunningServer()
    yield server.url
    server.stop()


@pytest.fixture
def new_server() -> Iterator[Callable[..., RunningServer]]:
    """Starts fresh servers that nobody has asked anything yet; all are stopped after the test.

    ``new_server(environment={"NAME": "value"}, port=8700)``, both optional.
    """
    servers: list[RunningServer] = []

    def start(
        environment: Mapping[str, str] | None = None, port: int | None = None
    ) -> RunningServer:
        server = RunningServer(environment, port)
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Folder of the reference material; a checkout alone does not have it."""
    folder = Path(os.environ.get("DQM_REFERENCE") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(
            f"no reference material at {folder}: set DQM_REFERENCE to its folder to run this test"
        )
    return folder


@pytest.fixture(scope="session")
def reference(shared_folder: Path) -> Path:
    """The published tables and damaged files that other programs were tested with."""
    return shared_folder / "reference"

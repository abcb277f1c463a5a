"""What every test may ask for: a browser, a server, the reference material.

==========================  ====================================================
``DQM_CHROMIUM``            path of the Chromium for the browser tests
``DQM_REQUIRE_BROWSER=1``   what ``.ci/run`` installs (Chromium, nginx) is there: without it a test
                            fails instead of skipping
``DQM_THROTTLE``            how many times slower every page's processor is made
``DQM_EXAMPLES``            multiplies the examples of every property
``DQM_REFERENCE``           folder of the reference material (default: ``../shared``)
==========================  ====================================================
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from streamlit.components.v2 import manifest_scanner

from tests.browsers import LAUNCH_FLAGS, browser_note, browser_required, chromium_path
from tests.examples import USUAL, examples
from tests.servers import ROOT, RunningServer

__all__ = ["LAUNCH_FLAGS", "chromium_path"]

# Every new page under test would read the description of every installed package, 0.1 s each.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
settings.register_profile("usual", examples(USUAL))
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="leave out what is marked whole")
    parser.addoption("--enduring", action="store_true", help="run what is marked enduring, alone")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long files first, and of every test only what this run is for."""
    enduring, quick = config.getoption("--enduring"), config.getoption("--quick")

    def wanted(item: pytest.Item) -> bool:
        if bool(item.get_closest_marker("enduring")) != enduring and not _is_property(item):
            return False
        return not (quick and item.get_closest_marker("whole"))

    kept = [item for item in items if wanted(item)]
    config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
    browsing = Counter(item.path for item in items if item.get_closest_marker("browser"))
    for item in kept:
        if _covers_nothing_more(item):
            item.add_marker("no_cover")
    items[:] = sorted(kept, key=lambda item: -browsing[item.path])


def _covers_nothing_more(item: pytest.Item) -> bool:
    """Whether measuring coverage would cost time and tell nothing.

    In a browser test what would be measured runs in the server; what a property tries forty times
    has its examples beside it; and the English half of a test runs the lines of the Chinese one.
    """
    english = getattr(getattr(item, "callspec", None), "params", {}).get("lang") == "en"
    return english or bool(item.get_closest_marker("browser")) or _is_property(item)


def _is_property(item: pytest.Item) -> bool:
    """Whether a test is tried with many examples, of which endurance has more."""
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False))


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

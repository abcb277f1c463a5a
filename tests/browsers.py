"""Which Chromium the browser tests and the benchmarks use, and how it is started."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest
from playwright.sync_api import Page

LAUNCH_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Nobody but our own servers has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
THROTTLE = int(os.environ.get("DQM_THROTTLE") or 1)
"""How many times slower the processor of every page is made, to find what races."""
_WINDOWED = ("chromium", "chromium-browser", "google-chrome")
# The same engine without windows of its own: a page costs it a third less.
_HEADLESS = ("chromium-headless-shell", *_WINDOWED)


def chromium_path(*, windowed: bool = False) -> str | None:
    """The Chromium of this machine, if there is one; ``windowed``: the one that people use."""
    named = os.environ.get("DQM_CHROMIUM")
    if named:
        return shutil.which(named)
    return next(
        (path for path in map(shutil.which, _WINDOWED if windowed else _HEADLESS) if path), None
    )


def browser_required() -> bool:
    """Whether a test fails, not skips, that lacks Chromium or what else .ci/run installs."""
    return os.environ.get("DQM_REQUIRE_BROWSER") == "1"


def lacking(what: str) -> NoReturn:
    """Skip a test for want of something that ``.ci/run`` installs; there it fails."""
    words = f"{what} not found on this machine"
    if browser_required():
        pytest.fail(words)
    pytest.skip(words)


def browser_note() -> str:
    """One line that says whether the browser tests run."""
    path = chromium_path()
    if path:
        return f"browser tests: run in {path}"
    if browser_required():
        return "browser tests: FAIL, no Chromium found although DQM_REQUIRE_BROWSER=1"
    return "browser tests: SKIPPED, no Chromium found (install it, or set DQM_CHROMIUM)"


def throttle(page: Page) -> None:
    """Slow a page's processor down by `THROTTLE`."""
    if THROTTLE > 1:
        page.context.new_cdp_session(page).send(
            "Emulation.setCPUThrottlingRate", {"rate": THROTTLE}
        )

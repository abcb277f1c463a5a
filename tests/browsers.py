"""Which Chromium the browser tests and the benchmarks use, and how it is started."""

from __future__ import annotations

import os
import shutil

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
    """Whether a missing Chromium is a failure."""
    return os.environ.get("DQM_REQUIRE_BROWSER") == "1"


def browser_note() -> str:
    """One line that says whether the browser tests run."""
    path = chromium_path()
    if path:
        return f"browser tests: run in {path}"
    if browser_required():
        return "browser tests: FAIL, no Chromium found although DQM_REQUIRE_BROWSER=1"
    return "browser tests: SKIPPED, no Chromium found (install it, or set DQM_CHROMIUM)"

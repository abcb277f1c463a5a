"""What a benchmark wants and a machine may not have: peers, a browser, reference data.

Each function gives the reason for which lines are skipped, or None where nothing is lacking.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tests.browsers import chromium_path

ROOT: Final = Path(__file__).resolve().parent.parent
FULL: Final = "takes minutes: --full"


def lacking_peer(*modules: str) -> str | None:
    """Why peers cannot be measured: modules that are not installed."""
    absent = [name for name in modules if find_spec(name) is None]
    return f"not installed (make bench does it): {', '.join(absent)}" if absent else None


def lacking_browser() -> str | None:
    """Why nothing can be measured in a browser."""
    return None if browser_path() else "no Chromium found: install it, or set DQM_CHROMIUM"


def browser_path() -> str | None:
    """The browser of the benchmarks: the one that people use, else the one without windows."""
    return chromium_path(windowed=True) or chromium_path()


def reference_folder() -> Path:
    """The folder of reference data: ``DQM_REFERENCE``, or ``shared`` beside the checkout."""
    return Path(os.environ.get("DQM_REFERENCE") or ROOT.parent / "shared")


def lacking_reference(path: Path) -> str | None:
    """Why something is not held against published data: they are not there."""
    return None if path.exists() else f"no {path.name} in the reference folder (DQM_REFERENCE)"

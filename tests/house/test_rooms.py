"""The floors: where the rooms lie, and what the scripts outside import-linter's sight import."""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path

import pytest

from tests.servers import ROOT

ROOMS = (
    *("atlas", "commands", "data", "exhibition", "geo"),
    *("layers", "scoring", "siting", "text", "ui"),
)
SCRIPTS = sorted([ROOT / "app.py", *(ROOT / "pages").glob("*.py")])
SETUP = ("__init__", "bootstrap", "checks", "console", "serve", "steps", "trouble")


def imported(path: Path) -> set[str]:
    """Top-level names that a script imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_lie_in_the_repository(room: str) -> None:
    found = importlib.import_module(room).__file__
    assert found is not None
    assert Path(found) == ROOT / room / "__init__.py"


def test_the_metadata_installs_no_room() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "[tool.hatch.build.targets.wheel]\nbypass-selection = true" in settings


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_pages_arrange_and_import_nothing_that_calculates(script: Path) -> None:
    assert imported(script) <= {*sys.stdlib_module_names, *ROOMS, "streamlit"}


def test_pages_holds_page_scripts_only() -> None:
    assert SCRIPTS[0].name == "app.py"
    assert len(SCRIPTS) > 1
    strangers = {p.name for p in (ROOT / "pages").iterdir()} - {p.name for p in SCRIPTS}
    assert strangers <= {"__pycache__"}


@pytest.mark.parametrize("module", SETUP)
def test_what_runs_before_the_installation_needs_nothing_installed(module: str) -> None:
    names = imported(ROOT / "commands" / f"{module}.py")
    assert names <= {*sys.stdlib_module_names, "commands"}

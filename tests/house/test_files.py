"""What is and what is not in the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.servers import ROOT

LONGEST = 350
WIDEST = 120
# Dots as classes, or this file would name the registries itself.
REGISTRIES = re.compile(
    r"pypi[.]org|pythonhosted[.]|registry[.]npm|npmmirror[.]|deb[.]debian|tuna[.]tsinghua"
)
PLACES = re.compile(r"(?<![\w.])/(?:work|root|home|Users|tmp/bash_jobs)/")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Every file that a clone would hold."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what is tracked is unknown")
    # A checkout that belongs to another user is still ours to list.
    listed = subprocess.run(
        [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def lines_with(tracked: list[Path], words: re.Pattern[str]) -> list[str]:
    """``file:line`` of every line of a text file that matches."""
    found = []
    for path in tracked:
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode().splitlines(), 1):
            if words.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line[:120]}")
    return found


def test_no_registry_is_named(tracked: list[Path]) -> None:
    assert lines_with(tracked, REGISTRIES) == []


def test_no_path_of_a_machine_is_named(tracked: list[Path]) -> None:
    assert lines_with(tracked, PLACES) == []


def test_files_stay_readable(tracked: list[Path]) -> None:
    own = [path for path in tracked if path.suffix in {".py", ".js", ".ts", ".css"}]
    assert own
    long = {
        str(path.relative_to(ROOT)): count
        for path in own
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_lines_of_scripts_and_style_sheets_stay_readable(tracked: list[Path]) -> None:
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked
        if path.suffix in {".js", ".ts", ".css"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        # A drawing inside an address is one word.
        if len(line) > WIDEST and 'url("data:' not in line
    ]
    assert long == []


def test_no_file_is_large(tracked: list[Path]) -> None:
    assert {str(path) for path in tracked if path.stat().st_size > 1_000_000} == set()


def test_nothing_generated_is_tracked(tracked: list[Path]) -> None:
    generated = {"static", "build", "dist", "node_modules", ".venv", ".cache"}
    assert [path for path in tracked if path.relative_to(ROOT).parts[0] in generated] == []
    assert [path for path in tracked if path.suffix in {".pyc", ".tsbuildinfo"}] == []


def test_the_floors_hold_for_every_room(tracked: list[Path]) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    watched = set(settings["tool"]["importlinter"]["root_packages"])
    rooms = {
        path.parent.name
        for path in tracked
        if path.parent.parent == ROOT and path.name == "__init__.py"
    }
    assert rooms - {"benchmarks"} == watched


def test_every_silenced_check_says_why(tracked: list[Path]) -> None:
    silenced = re.compile(r"# noqa|# type: ignore|ts-expect-error|ts-ignore|biome-ignore")
    reason = re.compile(
        r"# noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)* +[-#–] *\w{2}"
        r"|# type: ignore\[[\w, -]+\] +(?:[-–] *|# *)\w{2}"
        r"|ts-expect-error +\w{2}|biome-ignore [\w/]+: \w{2}"
    )
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked
        if path.suffix in {".py", ".js", ".ts"} and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if silenced.search(line) and not reason.search(line)
    ]
    assert bare == []

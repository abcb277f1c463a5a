"""The set-up: stamps that hold exactly as long as what went in, and no work under a stamp."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands import console, steps
from commands.console import Steps, clean_environment, run_tool
from commands.trouble import SetupError


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like a fresh clone, in which tools are not run but noted."""
    for name, text in {
        "requirements.lock": "a==1",
        "requirements-dev.lock": "a==1\nb==2",
        "requirements-node.lock": "n==1",
        "package.json": "{}",
        "package-lock.json": "{}",
        ".npmrc": "",
        "layers/build.py": "",
        "layers/assets/src/main.js": "1",
        "data/a.csv": "x",
        "geo/a.py": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "VENV", venv)
    monkeypatch.setattr(steps, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(steps, "MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(steps, "BUILT", (tmp_path / "mapdoc.js",))
    monkeypatch.setattr(steps, "_STAMPS", venv / ".stamps")
    monkeypatch.setattr(steps, "_works", lambda python: (venv / "pyvenv.cfg").is_file())
    monkeypatch.setattr(steps, "find_node", lambda: steps.Node("/usr/bin/node", ["/usr/bin/npm"]))
    return tmp_path


@pytest.fixture
def ran(clone: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the tools that a set-up calls, which leave behind what the real ones would."""
    calls: list[str] = []

    def tool(command: Any, *, name: str, **_: Any) -> None:
        calls.append(name)
        if name == "venv":
            (clone / ".venv").mkdir()
            (clone / ".venv" / "pyvenv.cfg").write_text("version = 3.11", encoding="utf-8")
        elif name == "npm":
            (clone / "node_modules" / "leaflet").mkdir(parents=True, exist_ok=True)
        elif name == "assets":
            (clone / "mapdoc.js").write_text("built", encoding="utf-8")

    monkeypatch.setattr(steps, "run_tool", tool)
    return calls


def prepare(lock: str = "requirements.lock") -> None:
    steps.prepare(Steps(4), lock, covered_by=["requirements-dev.lock"])


def test_a_fresh_clone_gets_everything_and_the_second_time_nothing(ran: list[str]) -> None:
    prepare()
    assert ran == ["venv", "pip-requirements", "npm", "assets"]
    prepare()
    assert len(ran) == 4


@pytest.mark.parametrize(
    ("change", "redone"),
    [
        ("requirements.lock", ["pip-requirements"]),
        ("package-lock.json", ["npm", "assets"]),
        ("layers/assets/src/main.js", ["assets"]),
    ],
)
def test_a_change_redoes_what_depends_on_it(
    clone: Path, ran: list[str], change: str, redone: list[str]
) -> None:
    prepare()
    ran.clear()
    (clone / change).write_text("changed", encoding="utf-8")
    prepare()
    assert ran == redone


@pytest.mark.parametrize(
    ("lost", "redone"),
    [
        (".venv", ["venv", "pip-requirements", "npm", "assets"]),
        ("node_modules", ["npm"]),
        ("mapdoc.js", ["assets"]),
    ],
)
def test_what_was_deleted_is_made_again(
    clone: Path, ran: list[str], lost: str, redone: list[str]
) -> None:
    prepare()
    ran.clear()
    path = clone / lost
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    prepare()
    assert ran == redone


def test_the_development_packages_hold_those_of_the_application(ran: list[str]) -> None:
    prepare("requirements-dev.lock")
    ran.clear()
    prepare("requirements.lock")
    assert ran == []
    assert "pip-requirements" not in ran


def test_whoever_only_runs_it_installs_nothing_for_the_checks(
    clone: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare()
    (clone / "package-lock.json").write_text("newer", encoding="utf-8")
    commands: list[list[object]] = []

    def tool(command: Any, *, name: str, **_: Any) -> None:
        if name == "npm":
            commands.append(command)

    monkeypatch.setattr(steps, "run_tool", tool)
    prepare()
    assert "--omit=dev" in commands[-1]
    prepare("requirements-dev.lock")
    assert "--omit=dev" not in commands[-1]
    prepare()
    prepare("requirements-dev.lock")
    assert len(commands) == 2, "the whole holds the part"
    (clone / "package-lock.json").write_text("changed", encoding="utf-8")
    prepare()
    (clone / "package-lock.json").write_text("newer", encoding="utf-8")
    prepare("requirements-dev.lock")
    assert len(commands) == 4, "what was the whole before is not now"


def test_a_failed_installation_leaves_no_stamp(
    clone: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare()
    (clone / "requirements.lock").write_text("a==2", encoding="utf-8")

    def broken(*_: Any, **__: Any) -> None:
        raise SetupError("坏", "broken")

    with monkeypatch.context() as patch:
        patch.setattr(steps, "run_tool", broken)
        with pytest.raises(SetupError):
            prepare()
    ran.clear()
    prepare()
    assert ran == ["pip-requirements"]


def test_a_complete_lock_is_installed_without_resolving_it_again(
    clone: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare()
    commands: list[list[object]] = []
    monkeypatch.setattr(steps, "run_tool", lambda command, **_: commands.append(command))
    steps.install("requirements.lock")
    assert {"--no-deps", "--require-hashes"} <= set(commands[0])


def test_debian_without_venv_is_told_what_to_install(
    clone: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SetupError, match="apt install python3-venv"):
        prepare()


def test_a_small_disk_is_told_before_the_download(
    clone: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = shutil._ntuple_diskusage(10**9, 10**9, 5_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: tiny)
    with pytest.raises(SetupError, match="5 MB are free"):
        prepare()
    assert ran == []


def check(outcome: int, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let the data check end with a status; the commands it was called with."""
    calls: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        return subprocess.CompletedProcess(command, outcome)

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_data_are_checked_again_only_when_they_change(
    clone: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare()
    calls = check(0, monkeypatch)
    steps.check_data(Steps(1))
    steps.check_data(Steps(1))
    assert len(calls) == 1
    (clone / "data" / "a.csv").write_text("y", encoding="utf-8")
    steps.check_data(Steps(1))
    assert len(calls) == 2


def test_damaged_data_are_named_every_time_and_stop_nothing(
    clone: Path,
    ran: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    prepare()
    calls = check(1, monkeypatch)
    steps.check_data(Steps(1))
    steps.check_data(Steps(1))
    assert len(calls) == 2
    assert "the data have defects" in capsys.readouterr().out


@pytest.fixture
def old_node(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def pretend(version: str) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(
            subprocess,
            "run",
            lambda *_, **__: subprocess.CompletedProcess([], 0, stdout=version),
        )

    return pretend


@pytest.mark.parametrize(("version", "number"), [("v24.1.0\n", 24), ("v8.1.0\n", 8), ("what?", 0)])
def test_the_version_of_node_is_read(
    old_node: Callable[[str], None], version: str, number: int
) -> None:
    old_node(version)
    assert steps._node_version("node") == number


def test_a_tool_that_fails_is_explained_and_its_output_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "ROOT", tmp_path)
    monkeypatch.setattr(console, "LOGS", tmp_path / "logs")
    command = ["sh", "-c", "echo 'npm error code EAI_AGAIN'; exit 1"]
    with pytest.raises(SetupError, match="check the network"):
        run_tool(command, name="npm", environment=clean_environment())
    assert "EAI_AGAIN" in (tmp_path / "logs" / "npm.log").read_text(encoding="utf-8")


def test_tools_do_not_inherit_what_leads_them_astray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:3128")
    found = clean_environment()
    assert "PYTHONPATH" not in found
    assert found["PIP_USER"] == "0"
    assert found["HTTPS_PROXY"] == "http://proxy:3128"

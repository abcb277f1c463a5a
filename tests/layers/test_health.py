"""Health names what an administrator has to look at, and says so where nobody has to."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import health as command
from data.errors import FileMissingError
from layers import health
from layers.errors import AssetsError
from layers.health import Health
from tests.data.disks import Fault, full, read_only


def test_nothing_is_amiss_in_a_sound_folder(tmp_path: Path) -> None:
    found = health.health((tmp_path / ".cache", tmp_path / "static"))
    assert found.good
    assert [line.good for line in found.lines()] == [True] * 4


@pytest.mark.parametrize("fault", [read_only, full])
def test_a_disk_that_takes_nothing_is_named(tmp_path: Path, fault: Fault) -> None:
    with fault(tmp_path / "static"):
        found = health.health((tmp_path / "static",))
    assert not found.good
    (line,) = [line for line in found.lines() if not line.good]
    assert "static" in line.label.in_language("en")
    assert "from memory" in line.said.in_language("en")


def test_missing_assets_and_defects_of_the_data_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def unbuilt() -> None:
        raise AssetsError("errors.layers.no_esbuild", folder="node_modules")

    defect = FileMissingError("errors.data.missing_file", file="towns.csv")
    monkeypatch.setattr(health, "build_assets", unbuilt)
    monkeypatch.setattr(health, "find_defects", lambda: ([], [defect]))
    lines = health.health((tmp_path,)).lines()
    assert [line.good for line in lines] == [True, False, False]
    assert "1 defect," in lines[1].said.in_language("en")
    assert "npm ci" in lines[2].said.in_language("en")


@pytest.mark.parametrize(("script", "status"), [(None, 0), (AssetsError("health.built"), 1)])
def test_the_command_tells_both_languages_and_its_status(
    script: AssetsError | None,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(command, "health", lambda: Health((), (), script))
    assert command.main() == status
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 4
    assert out[0].startswith("✓ 数据：")
    assert out[3].startswith("✗ Map script: " if status else "✓ Map script: ")

"""``python -m commands.check``: a clean bill, or every defect."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import check
from data import defects
from data.catalogue import Dataset
from data.errors import DataDefectsError, FileMissingError
from tests.data.folders import copy_of_tables, set_cell


def test_the_shipped_data_are_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([]) == 0
    out = capsys.readouterr().out
    assert "Data check passed" in out
    assert "数据检查通过" in out


def test_every_defect_is_listed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = copy_of_tables(tmp_path)
    set_cell(tables / "districts.csv", 3, "area_km2", "big")
    set_cell(tables / "plan_tasks.csv", 4, "bodies_count", "many")
    monkeypatch.setenv("DQM_DATA_DIR", str(tables))
    assert check.main([]) == 1
    out = capsys.readouterr().out
    assert out.count("districts.csv, row 3") == 1
    assert out.count("plan_tasks.csv, row 4") == 1
    assert out.count("districts.csv 第 3 行") == 1


def test_refresh_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(check, "refresh", lambda: asked.append(True))
    assert check.main(["--refresh"]) == 0
    assert asked == [True]
    assert "Recomputed" in capsys.readouterr().out


def test_a_damaged_catalogue_is_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def damaged() -> list[Dataset]:
        raise DataDefectsError(
            [FileMissingError("errors.data.missing_file", file="catalogue.toml")]
        )

    monkeypatch.setattr(defects, "load_catalogue", damaged)
    assert check.main([]) == 1
    assert "catalogue.toml: the file is missing" in capsys.readouterr().out

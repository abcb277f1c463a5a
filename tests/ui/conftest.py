"""What the tests of the shared room ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers import ROOT


@pytest.fixture
def other_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of tables and index files of one's own, a copy of the shipped to begin with."""
    for path in (ROOT / "data" / "shanghai").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setenv("DQM_DATA_DIR", str(tmp_path))
    return tmp_path

"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers.files import write_atomically


def test_a_file_is_written_with_its_folder_and_readable_by_others(tmp_path: Path) -> None:
    path = tmp_path / "static" / "build" / "map.js"
    write_atomically(path, "重固\n")
    assert path.read_bytes() == "重固\n".encode()
    assert path.stat().st_mode & 0o444 == 0o444
    assert [p.name for p in path.parent.iterdir()] == ["map.js"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.js"
    write_atomically(path, "old")

    def refuse(*_: object) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["map.js"]

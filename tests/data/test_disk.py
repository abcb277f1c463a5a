"""Files appear whole or not at all, and a disk that refuses is named once and stops nobody."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import disk
from data.disk import examine, going_on, keep, write_atomically
from tests.data.disks import FAULTS, Fault, full, no_folder, read_only


@pytest.fixture(autouse=True)
def nothing_told() -> Iterator[None]:
    disk._told.clear()
    yield
    disk._told.clear()


def test_a_file_is_written_with_its_folder_and_readable_by_others(tmp_path: Path) -> None:
    path = tmp_path / "static" / "build" / "map.js"
    write_atomically(path, "重固\n")
    assert path.read_bytes() == "重固\n".encode()
    assert path.stat().st_mode & 0o444 == 0o444
    assert [p.name for p in path.parent.iterdir()] == ["map.js"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "map.js"
    write_atomically(path, "old")
    with full(tmp_path):
        with pytest.raises(OSError, match="too large"):
            write_atomically(path, "new")
        assert not keep(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["map.js"]


def test_what_writes_itself_is_kept_like_a_text(tmp_path: Path) -> None:
    assert keep(tmp_path / "b", lambda path: path.write_bytes(b"\x00"))
    assert (tmp_path / "b").read_bytes() == b"\x00"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_disk_that_refuses_is_named_with_its_reason_and_once(
    tmp_path: Path, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "kept"
    with fault(folder):
        for name in ("a", "b", "c"):
            assert not keep(folder / name, "text")
    (record,) = caplog.records
    assert str(folder) in record.getMessage()
    reasons = ("Read-only file system", "File too large", "File exists", "Not a directory")
    assert any(reason in record.getMessage() for reason in reasons)


def test_a_disk_that_refuses_again_later_is_named_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "kept"
    for _ in range(2):
        with read_only(folder):
            assert not keep(folder / "a", "text")
        assert keep(folder / "a", "text")
    assert len(caplog.records) == 2


def test_another_reason_in_the_same_folder_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with full(tmp_path):
        keep(tmp_path / "a", "text")
    with read_only(tmp_path):
        keep(tmp_path / "a", "text")
    assert len(caplog.records) == 2


def test_a_fault_that_is_not_the_disks_is_not_swallowed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        keep(tmp_path / "a", lambda path: 1 / 0)
    with pytest.raises(ZeroDivisionError), going_on(tmp_path):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_older_files_go_the_newest_few_stay(tmp_path: Path) -> None:
    for age in range(4):
        old = tmp_path / f"a-{age}.json"
        old.write_text("old")
        os.utime(old, (1000 - age, 1000 - age))
    (tmp_path / "b-0.json").write_text("another kind")
    assert keep(tmp_path / "a-new.json", "new", instead_of="a-*.json", spare=2)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "a-0.json", "a-1.json", "a-new.json", "b-0.json",
    ]  # fmt: skip


def test_a_file_that_another_process_removes_meanwhile_does_no_harm(tmp_path: Path) -> None:
    assert disk._age(tmp_path / "gone.html") == 0.0


@pytest.mark.parametrize("fault", FAULTS)
def test_an_examined_disk_says_why_it_takes_nothing(tmp_path: Path, fault: Fault) -> None:
    folder = tmp_path / "kept"
    with fault(folder):
        found = examine(folder)
    assert found.fault
    assert "from memory" in found.fault.in_language("en")


def test_an_examined_disk_that_takes_files_keeps_none_of_the_probe(tmp_path: Path) -> None:
    found = examine(tmp_path / "kept")
    assert found.free_bytes
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_disk_with_little_room_is_told_before_it_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "NEEDED_BYTES", 10**18)
    found = examine(tmp_path)
    assert found.fault
    assert "less than" in found.fault.in_language("en")


def test_a_disk_that_does_not_say_how_free_it_is_is_examined_all_the_same(tmp_path: Path) -> None:
    with no_folder(tmp_path / "kept"):
        found = examine(tmp_path / "kept" / "inside")
    assert found.free_bytes is None
    assert found.fault

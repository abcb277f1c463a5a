"""No cache fails a page: whatever the disk does, what is asked for comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import boundaries, disk, once
from data.boundaries import SOURCES
from layers import document, geometry, payload
from layers.build import Assets, build_assets
from layers.document import write_static
from layers.options import DocumentOptions
from layers.payload import build_payload
from layers.types import Geometry
from tests.data.disks import FAULTS, Fault, full, read_only
from tests.layers import payloads
from tests.layers.test_build import assets, calls, modules

__all__ = ["assets", "modules"]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    for memory in (disk._told, document._unkept):
        memory.clear()
    once.forget()
    yield
    for memory in (disk._told, document._unkept):
        memory.clear()
    once.forget()


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Boundaries of the payloads that were put together."""
    asked: list[str] = []
    monkeypatch.setattr(payload, "load_atlas", asked.append)
    monkeypatch.setattr(payload, "assemble", lambda _: payloads.payload())
    monkeypatch.setattr(payload, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr(document, "build_assets", lambda: Assets("boot()", "", "assets"))
    return asked


@pytest.mark.parametrize("fault", [full, read_only])
def test_boundaries_are_computed_where_they_cannot_be_kept(tmp_path: Path, fault: Fault) -> None:
    cache = tmp_path / ".cache"
    with fault(cache):
        assert len(boundaries.load_boundaries("tianditu", cache=cache).towns) == 216
    assert not list(cache.glob("*"))


@pytest.mark.parametrize("fault", FAULTS)
def test_shapes_are_drawn_where_they_cannot_be_kept(
    tmp_path: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / ".cache"
    made: Any = dict.fromkeys(Geometry.__required_keys__, "made")
    source: Any = type("Source", (), {"source": "amap"})
    monkeypatch.setattr(geometry, "_build", lambda _: made)
    monkeypatch.setattr(geometry, "_digest", lambda _: "0")
    with fault(cache):
        assert geometry.build_geometry(source, cache) == made
    assert not list(cache.glob("*"))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_payload_that_cannot_be_kept_is_put_together_once_for_each_source(
    built: list[str], tmp_path: Path, fault: Fault
) -> None:
    with fault(tmp_path / ".cache"):
        for source in SOURCES * 2:
            assert build_payload(DocumentOptions(boundary=source))["records"]
    assert built == list(SOURCES)


@pytest.mark.parametrize("damage", ["{}", '{"version": 1}', '"text"', "\ufeff", "{"])
def test_a_payload_without_its_parts_is_put_together_anew(
    built: list[str], tmp_path: Path, damage: str
) -> None:
    first = build_payload()
    once.forget()
    (file,) = (tmp_path / ".cache").glob("payload-*")
    file.write_text(damage)
    assert build_payload() == first
    assert json.loads(file.read_text())["version"] == 1


def test_a_kept_payload_that_cannot_be_read_is_put_together_anew(
    built: list[str], tmp_path: Path
) -> None:
    first = build_payload()
    once.forget()
    (file,) = (tmp_path / ".cache").glob("payload-*")
    file.unlink()
    file.mkdir()
    assert build_payload() == first


@pytest.mark.parametrize("fault", FAULTS)
def test_a_document_that_the_disk_does_not_take_is_handed_over(
    built: list[str], tmp_path: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    static = tmp_path / "static"
    with fault(static):
        found = write_static(static)
        assert found.text
        assert found.text.startswith("<!DOCTYPE html>")
        # Asked for again a while later: it is not rendered again.
        monkeypatch.setattr(document, "render", lambda _: pytest.fail("rendered again"))
        assert write_static(static) == found


def test_a_document_is_written_as_soon_as_the_disk_takes_it(
    built: list[str], tmp_path: Path
) -> None:
    with full(tmp_path / "static"):
        found = write_static(tmp_path / "static")
    again = write_static(tmp_path / "static")
    assert (again.name, again.text) == (found.name, None)
    assert (tmp_path / "static" / found.name).read_text() == found.text


def test_a_document_that_lies_on_a_read_only_disk_is_served_from_there(
    built: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    static = tmp_path / "static"
    found = write_static(static)
    for number in range(8):
        (static / f"map-{number}.html").write_text("old")
    with read_only(static):
        assert write_static(static) == write_static(static) == found
    assert [record.getMessage() for record in caplog.records] == [
        f"{static} takes no files: Read-only file system. What would be kept stays in memory."
    ]


@pytest.mark.parametrize("damage", ["", "<html>", "<!DOCTYPE html>\n<html>\n<body>"])
def test_half_a_document_is_written_anew(built: list[str], tmp_path: Path, damage: str) -> None:
    path = tmp_path / write_static(tmp_path).name
    whole = path.read_text()
    path.write_text(damage)
    assert write_static(tmp_path).text is None
    assert path.read_text() == whole


@pytest.mark.parametrize("damage", ["", "<html>"])
def test_half_a_document_that_cannot_be_replaced_is_not_served(
    built: list[str], tmp_path: Path, damage: str
) -> None:
    path = tmp_path / write_static(tmp_path).name
    whole = path.read_text()
    path.write_text(damage)
    with read_only(tmp_path):
        assert write_static(tmp_path).text == whole


def test_a_document_that_disappears_meanwhile_is_written_again(
    built: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / write_static(tmp_path).name
    whole, look = path.read_text(), document._is_whole

    def looked_at_and_removed(one: Path) -> bool:
        found = look(one)
        one.unlink()
        return found

    monkeypatch.setattr(document, "_is_whole", looked_at_and_removed)
    assert write_static(tmp_path).text is None
    assert path.read_text() == whole


@pytest.mark.parametrize("fault", FAULTS)
def test_a_script_that_cannot_be_kept_is_built(
    tmp_path: Path, fault: Fault, assets: Path, modules: Path
) -> None:
    next(modules.rglob("bin/esbuild")).write_text("#!/bin/sh\nprintf built\n")
    with fault(tmp_path / "out"):
        found = build_assets(assets, tmp_path / "out", modules)
    assert found.script == "built"


def test_a_damaged_script_is_built_again(tmp_path: Path, assets: Path, modules: Path) -> None:
    whole = build_assets(assets, tmp_path / "out", modules)
    for name in ("mapdoc.js", "mapdoc.css"):
        (tmp_path / "out" / name).write_text("")
        assert build_assets(assets, tmp_path / "out", modules) == whole
    assert len(calls(tmp_path)) == 6

"""The payload is built once per set of inputs, and a damaged cache is built anew."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import once
from layers import document, fingerprint, payload
from layers.build import Assets
from layers.document import Served, write_static
from layers.options import BasemapOption, DocumentOptions
from layers.payload import build_payload, document_hash
from layers.state import default_state
from layers.types import Payload
from tests.data.folders import copy_of_tables, set_cell
from tests.layers import payloads


class Builder:
    """Stands in for reading and joining everything, and counts."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def load(self, boundary: str) -> str:
        self.calls.append(boundary)
        return boundary

    def assemble(self, atlas: str) -> Payload:
        made = payloads.payload()
        made["build"]["attribution"] = {"zh": atlas, "en": atlas}
        return made


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Builder]:
    found = Builder()
    monkeypatch.setattr(payload, "load_atlas", found.load)
    monkeypatch.setattr(payload, "assemble", found.assemble)
    monkeypatch.setattr(payload, "sources_hash", lambda: "assets")
    once.forget()
    yield found
    once.forget()


def test_the_second_call_is_answered_from_memory(builder: Builder, tmp_path: Path) -> None:
    first = build_payload(cache=tmp_path)
    assert build_payload(cache=tmp_path) == first
    assert builder.calls == ["amap"]


def test_a_new_process_is_answered_from_the_file(builder: Builder, tmp_path: Path) -> None:
    first = build_payload(cache=tmp_path)
    once.forget()
    assert build_payload(cache=tmp_path) == first
    assert builder.calls == ["amap"]


@pytest.mark.parametrize("damage", ["", "{", "[]", "\x00"])
def test_a_damaged_file_is_built_anew(builder: Builder, tmp_path: Path, damage: str) -> None:
    first = build_payload(cache=tmp_path)
    once.forget()
    (file,) = tmp_path.glob("payload-amap-*.json")
    file.write_text(damage)
    assert build_payload(cache=tmp_path) == first
    assert builder.calls == ["amap", "amap"]
    assert json.loads(file.read_text()) != damage


def test_changed_inputs_are_built_anew_and_the_old_file_goes(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_payload(cache=tmp_path)
    once.forget()
    monkeypatch.setattr(payload, "fingerprint", lambda boundary: f"changed {boundary}")
    build_payload(cache=tmp_path)
    assert builder.calls == ["amap", "amap"]
    assert [p.name for p in tmp_path.iterdir()] == ["payload-amap-changed amap.json"]


def test_settings_change_the_document_and_not_what_it_is_made_from(
    builder: Builder, tmp_path: Path
) -> None:
    initial = default_state()
    initial["lang"] = "en"
    tiles = BasemapOption("https://tiles.example/{z}/{x}/{y}.png", "© Tiles")
    options = DocumentOptions(
        approval_shanghai="X", approval_delta="Y", basemap=tiles, initial=initial
    )
    plain, made = build_payload(cache=tmp_path), build_payload(options, cache=tmp_path)
    assert builder.calls == ["amap"]
    assert made["build"]["approval"] == {"shanghai": "X", "delta": "Y"}
    assert made["initial"]["lang"] == "en"
    assert made["basemap"] == tiles.as_payload()
    assert plain["build"]["approval"] == {"shanghai": None, "delta": None}
    assert plain["basemap"] is None
    assert made["build"]["hash"] != plain["build"]["hash"]


def test_both_sources_of_boundaries_have_their_own_file(builder: Builder, tmp_path: Path) -> None:
    build_payload(cache=tmp_path)
    build_payload(DocumentOptions(boundary="tianditu"), cache=tmp_path)
    assert builder.calls == ["amap", "tianditu"]
    assert len(list(tmp_path.iterdir())) == 2


def test_the_fingerprint_follows_data_translations_and_choices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    for folder in ("data/shanghai", "text/locale/zh"):
        (tmp_path / folder).mkdir(parents=True)
    table = tmp_path / "data" / "shanghai" / "towns.csv"
    words = tmp_path / "text" / "locale" / "zh" / "map.po"
    table.write_text("code")
    words.write_text("msgid")
    monkeypatch.setattr(fingerprint, "ROOT", tmp_path)
    fingerprint.code_hash.cache_clear()
    request.addfinalizer(fingerprint.code_hash.cache_clear)
    monkeypatch.setenv("DQM_DATA_DIR", str(tmp_path / "data" / "shanghai"))
    seen = {fingerprint.fingerprint("amap"), fingerprint.fingerprint("tianditu")}
    table.write_text("code,name")
    seen.add(fingerprint.fingerprint("amap"))
    words.write_text("msgstr")
    fingerprint.code_hash.cache_clear()  # read once per process, as the texts are
    seen.add(fingerprint.fingerprint("amap"))
    assert len(seen) == 4
    assert fingerprint.fingerprint("amap") in seen


@pytest.fixture
def static(builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(payload, "assemble", builder.assemble)
    monkeypatch.setattr(document, "build_assets", lambda: Assets("boot()", "", "assets"))
    monkeypatch.setattr(payload, "CACHE", tmp_path / "cache")
    return tmp_path / "static"


def test_the_static_document_is_written_once_under_its_hash(static: Path) -> None:
    path = static / write_static(static).name
    assert path.name == f"map-{document_hash(DocumentOptions())}.html"
    assert path.read_text().startswith("<!DOCTYPE html>")
    path.write_text("kept</html>")
    assert write_static(static) == Served(path.name)
    assert path.read_text() == "kept</html>"


def test_old_documents_go_and_the_newest_few_stay(static: Path) -> None:
    static.mkdir()
    for age in range(8):
        old = static / f"map-{age:016d}.html"
        old.write_text("old")
        os.utime(old, (1_000_000 - age, 1_000_000 - age))
    (static / "other.html").write_text("not ours")
    path = static / write_static(static).name
    assert sorted(p.name for p in static.iterdir()) == sorted(
        [path.name, "other.html", *(f"map-{age:016d}.html" for age in range(3))]
    )


@pytest.mark.usefixtures("builder")
def test_a_payload_given_out_can_be_changed_without_harm_to_the_next(tmp_path: Path) -> None:
    first = build_payload(cache=tmp_path)
    kept = copy.deepcopy(first)
    first["build"]["dataDate"] = "spoilt"
    first["initial"]["layers"].clear()
    assert build_payload(cache=tmp_path) == kept


def test_the_document_just_written_stays_even_if_the_clock_was_set_back(static: Path) -> None:
    static.mkdir()
    for number in range(5):
        future = static / f"map-{number:016d}.html"
        future.write_text("from the future")
        os.utime(future, (4_000_000_000, 4_000_000_000))
    assert (static / write_static(static).name).is_file()


def test_the_document_of_changed_tables_has_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = copy_of_tables(tmp_path)
    monkeypatch.setenv("DQM_DATA_DIR", str(tables))
    before = document_hash(DocumentOptions())
    assert before == document_hash(DocumentOptions())
    set_cell(tables / "districts.csv", 2, "name_en", "Elsewhere")
    assert document_hash(DocumentOptions()) != before

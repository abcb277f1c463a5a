"""Bundling the map's JavaScript and CSS: once per change, with a sentence when it fails."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from layers import build
from layers.build import build_assets, build_module, sources_hash, style_entry
from layers.errors import AssetsError

FAKE = """#!{python}
import os, sys
from pathlib import Path
with open({log!r}, "a") as log:
    log.write(os.getcwd() + " " + " ".join(sys.argv[1:]) + "\\n")
sys.stdout.write("built " + Path(sys.argv[1]).name)
"""

SHEETS = ("tokens", "base", "cards")


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    folder = tmp_path / "assets"
    (folder / "src").mkdir(parents=True)
    (folder / "css").mkdir()
    (folder / "src" / "main.js").write_text("export {};")
    for name in SHEETS:
        (folder / "css" / f"{name}.css").write_text(f".dq-{name} {{ color: red }}")
    (folder / "css" / "main.css").write_text("".join(f'@import "./{one}.css";\n' for one in SHEETS))
    return folder


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A folder of packages whose esbuild writes down how it was called."""
    program = tmp_path / "node_modules" / "@esbuild" / "linux-x64" / "bin" / "esbuild"
    program.parent.mkdir(parents=True)
    program.write_text(FAKE.format(python=sys.executable, log=str(tmp_path / "calls")))
    program.chmod(0o755)
    return tmp_path / "node_modules"


def calls(tmp_path: Path) -> list[str]:
    log = tmp_path / "calls"
    return log.read_text().splitlines() if log.exists() else []


def test_the_script_is_one_classic_bundle_and_the_second_call_builds_nothing(
    tmp_path: Path, assets: Path, modules: Path
) -> None:
    first = build_assets(assets, tmp_path / "out", modules)
    script, style = calls(tmp_path)
    assert "main.js" in script
    assert "--format=iife" in script
    assert "--bundle" in script
    assert "main.css" in style
    assert first.script == "built main.js"
    assert first.style == "built main.css"
    assert build_assets(assets, tmp_path / "out", modules) == first
    assert len(calls(tmp_path)) == 2


@pytest.mark.parametrize("lost", ["mapdoc.js", "mapdoc.css", "mapdoc.hash"])
def test_a_lost_result_is_built_again(
    tmp_path: Path, assets: Path, modules: Path, lost: str
) -> None:
    build_assets(assets, tmp_path / "out", modules)
    (tmp_path / "out" / lost).unlink()
    build_assets(assets, tmp_path / "out", modules)
    assert len(calls(tmp_path)) == 4


def test_a_changed_source_changes_the_hash_and_is_built_again(
    tmp_path: Path, assets: Path, modules: Path
) -> None:
    first = build_assets(assets, tmp_path / "out", modules)
    (assets / "css" / "cards.css").write_text(".dq-cards { color: blue }")
    second = build_assets(assets, tmp_path / "out", modules)
    assert second.hash != first.hash
    assert len(calls(tmp_path)) == 4


def test_moving_text_between_files_changes_the_hash(assets: Path) -> None:
    before = sources_hash(assets)
    base, cards = (assets / "css" / name for name in ("base.css", "cards.css"))
    both = base.read_text() + cards.read_text()
    base.write_text(both)
    cards.write_text("")
    assert sources_hash(assets) != before


@pytest.mark.skipif(
    not (build.MODULES / "@esbuild").is_dir(), reason="npm packages are not installed"
)
def test_styles_come_in_the_order_of_their_imports(tmp_path: Path, assets: Path) -> None:
    style = build_assets(assets, tmp_path / "out", build.MODULES).style
    assert re.findall(r"\.dq-(\w+)", style) == list(SHEETS)


@pytest.mark.parametrize("room", ["layers", "exhibition"])
def test_the_tokens_come_first_and_the_base_second(room: str) -> None:
    entry = style_entry(build.ROOT / room / "assets")
    imported = re.findall('^@import "(.+)";', entry.read_text("utf-8"), re.MULTILINE)
    assert imported[:3] == ["leaflet/dist/leaflet.css", "./tokens.css", "./base.css"]


def test_a_sheet_that_is_not_imported_is_an_error_with_its_name(
    tmp_path: Path, assets: Path, modules: Path
) -> None:
    (assets / "css" / "panel.css").write_text(".dq-panel { color: red }")
    with pytest.raises(AssetsError, match=r"does not import panel\.css"):
        build_assets(assets, tmp_path / "out", modules)
    (assets / "css" / "main.css").unlink()
    with pytest.raises(AssetsError, match=r"base\.css, cards\.css, panel\.css, tokens\.css"):
        build_assets(assets, tmp_path / "out", modules)


def test_a_module_is_bundled_once_per_change(tmp_path: Path, assets: Path, modules: Path) -> None:
    entry = assets / "src" / "main.js"
    assert build_module(entry, tmp_path / "out", modules) == "built main.js"
    assert "--format=esm" in calls(tmp_path)[0]
    build_module(entry, tmp_path / "out", modules)
    assert len(calls(tmp_path)) == 1
    entry.write_text("export default 1;")
    build_module(entry, tmp_path / "out", modules)
    assert len(calls(tmp_path)) == 2


def test_missing_packages_are_said_with_the_command_that_brings_them(
    tmp_path: Path, assets: Path
) -> None:
    with pytest.raises(AssetsError, match="npm ci --ignore-scripts"):
        build_assets(assets, tmp_path / "out", tmp_path / "nothing")


@pytest.mark.skipif(
    not (build.MODULES / "@esbuild").is_dir(), reason="npm packages are not installed"
)
def test_a_fault_in_a_source_is_shown_with_its_file(tmp_path: Path, assets: Path) -> None:
    (assets / "src" / "main.js").write_text("export const x = ;")
    with pytest.raises(AssetsError, match=r"main\.js"):
        build_assets(assets, tmp_path / "out", build.MODULES)
    assert not (tmp_path / "out" / "mapdoc.hash").exists()


def test_a_program_that_cannot_start_is_an_error_with_a_sentence(
    tmp_path: Path, assets: Path, modules: Path
) -> None:
    next(modules.rglob("bin/esbuild")).chmod(0o644)
    with pytest.raises(AssetsError, match="could not be built"):
        build_assets(assets, tmp_path / "out", modules)

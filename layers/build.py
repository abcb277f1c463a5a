"""JavaScript and CSS for the browser: our modules and their packages in one script each.

The sources lie readable in ``layers/assets``; esbuild (installed by
``npm ci --ignore-scripts``) writes ``static/build/mapdoc.{js,css}``. The
result carries the hash of everything that went in, so that a second call
finds nothing to do. From a shell: ``python -m layers.build``. Another document
with entries of its own (`exhibition.document`) is built the same way: ``src/main.js``
for the script, ``css/main.css`` for the order of the style sheets.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.disk import keep
from layers.errors import AssetsError

ROOT: Final = Path(__file__).resolve().parent.parent
ASSETS: Final = ROOT / "layers" / "assets"
OUTPUT: Final = ROOT / "static" / "build"
MODULES: Final = ROOT / "node_modules"
_OPTIONS: Final = (
    "--bundle",
    "--minify",
    "--target=es2020",
    "--charset=utf8",
    "--legal-comments=inline",
    "--log-level=warning",
    "--loader:.png=dataurl",
    "--loader:.svg=dataurl",
)
_TIME_LIMIT_S: Final = 120
_IMPORTED: Final = re.compile(r'^@import "\./([^"]+)";', re.MULTILINE)


@dataclass(frozen=True)
class Assets:
    """The built script and stylesheet.

    Attributes
    ----------
    script, style : str
        Contents of ``mapdoc.js`` and ``mapdoc.css``, or of another entry.
    hash : str
        Of the sources, the locked versions and the build options: 16 hexadecimal digits.
    """

    script: str
    style: str
    hash: str


def build_assets(
    assets: Path = ASSETS,
    output: Path = OUTPUT,
    modules: Path = MODULES,
    *,
    name: str = "mapdoc",
    shared: Path | None = None,
) -> Assets:
    """Build what is not up to date, and read it.

    Parameters
    ----------
    assets, output, modules : Path
        Folders of the sources, of the result and of the npm packages.
    name : str
        Of the files that are written.
    shared : Path, optional
        Folder of other sources from which these import.

    Raises
    ------
    AssetsError
        If the npm packages are not installed, esbuild refuses the sources, or a style
        sheet is not imported.
    """
    digest = sources_hash(*(one for one in (assets, shared) if one))
    entry = str(assets / "src" / "main.js")
    script, style = _kept(
        digest,
        output / f"{name}.hash",
        {
            output / f"{name}.js": lambda: _esbuild(modules, assets, entry, "--format=iife"),
            output / f"{name}.css": lambda: _esbuild(modules, assets, str(style_entry(assets))),
        },
    )
    return Assets(script, style, digest)


def build_module(entry: Path, output: Path = OUTPUT, modules: Path = MODULES) -> str:
    """Bundle one ES module with the packages it imports, if it is not up to date, and read it.

    Parameters
    ----------
    entry : Path
        The module; what lies beside it counts as its sources.
    output, modules : Path
        Folders of the result (``<entry>.js``) and of the npm packages.

    Raises
    ------
    AssetsError
        If the npm packages are not installed, or esbuild refuses the sources.
    """
    (script,) = _kept(
        sources_hash(entry.parent),
        output / f"{entry.stem}.hash",
        {output / entry.name: lambda: _esbuild(modules, entry.parent, str(entry), "--format=esm")},
    )
    return script


def sources_hash(*folders: Path) -> str:
    """Hash of every source file, of the locked versions and of the options of the build.

    Parameters
    ----------
    *folders : Path
        Of the sources; the map's own if left out.
    """
    found = hashlib.sha256("\n".join(_OPTIONS).encode())
    kinds = {".js", ".css", ".svg", ".png"}
    sources = [
        path for one in folders or (ASSETS,) for path in one.rglob("*") if path.suffix in kinds
    ]
    for path in [ROOT / "package-lock.json", *sorted(sources)]:
        # The length parts one file from the next: moving text between files changes the hash.
        content = path.read_bytes()
        found.update(f"\n{path.name} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()[:16]


def style_entry(assets: Path) -> Path:
    """The style sheet that imports all others of its folder, in the order in which they apply.

    Parameters
    ----------
    assets : Path
        Folder of the sources.

    Raises
    ------
    AssetsError
        If it leaves one out, whose rules would be missing.
    """
    entry = assets / "css" / "main.css"
    imported = {entry.name, *_IMPORTED.findall(_reads(entry))}
    left_out = sorted({path.name for path in entry.parent.glob("*.css")} - imported)
    if left_out:
        raise AssetsError("errors.layers.sheets", names=", ".join(left_out))
    return entry


def _kept(digest: str, stamp: Path, make: Mapping[Path, Callable[[], str]]) -> list[str]:
    """The results of a build: from their files where the stamp holds, else made, and kept."""
    found = [_reads(path) for path in make]
    if _reads(stamp) == _stamped(digest, found):
        return found
    made = [build() for build in make.values()]
    kept = [keep(path, text) for path, text in zip(make, made, strict=True)]
    if all(kept):
        keep(stamp, _stamped(digest, made))
    return made


def _stamped(digest: str, results: Iterable[str]) -> str:
    """What the stamp holds: hashes of the sources and of the results, which may get damaged."""
    content = hashlib.sha256("\0".join(results).encode())
    return f"{digest} {content.hexdigest()[:16]}"


def _esbuild(modules: Path, folder: Path, *arguments: str) -> str:
    return _run([str(_program(modules)), *arguments, *_OPTIONS], folder)


def _program(modules: Path) -> Path:
    """The native program: it needs no Node once it is installed."""
    for pattern in ("@esbuild/*/bin/esbuild", "@esbuild/*/esbuild.exe"):
        for path in sorted(modules.glob(pattern)):
            return path
    raise AssetsError("errors.layers.no_esbuild", folder=modules.name)


def _run(command: list[str], folder: Path) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=_TIME_LIMIT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetsError("errors.layers.esbuild", output=str(error)) from error
    if done.returncode:
        raise AssetsError("errors.layers.esbuild", output=done.stderr.strip())
    return done.stdout


def _reads(path: Path) -> str:
    """A file that is kept; empty where there is none, or none that can be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


if __name__ == "__main__":
    try:
        built = build_assets()
    except AssetsError as error:
        sys.exit(str(error))
    print(f"static/build/mapdoc.js, mapdoc.css ({built.hash})")

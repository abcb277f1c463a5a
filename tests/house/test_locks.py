"""The lock files: everything pinned by hash, no address of an index, one set of versions."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from tests.servers import ROOT

LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))


def pins(name: str) -> dict[str, str]:
    """Version of every package in a lock file, with the condition it stands under."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\\]+?) *\\?$", text, re.MULTILINE))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes_and_nothing_else_stands_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line.strip()]
    assert entries
    entry = re.compile(r"[\w.-]+==[\w.+!-]+(?: ; [^#]+?)?(?: +--hash=sha256:[0-9a-f]{64})+ *")
    assert [line[:80] for line in entries if not entry.fullmatch(line)] == []


def test_each_lock_holds_the_smaller_one_in_the_same_versions() -> None:
    names = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
    application, development, benchmarks = map(pins, names)
    assert application.items() < development.items() < benchmarks.items()


def test_the_locks_hold_what_the_metadata_asks_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {
        "requirements.lock": settings["project"]["dependencies"],
        "requirements-dev.lock": settings["dependency-groups"]["dev"],
        "requirements-bench.lock": settings["dependency-groups"]["bench"],
    }
    for lock, entries in groups.items():
        wanted = [entry for entry in entries if isinstance(entry, str)]
        names = {canonical(re.split(r"[\[<>=!~ ]", entry)[0]) for entry in wanted}
        assert names <= set(map(canonical, pins(lock))), lock


def test_npm_packages_are_pinned_by_hash_without_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert lock["packages"][""]["devDependencies"] == asked["devDependencies"]

"""The documents for people: what they name exists, and what exists they name."""

from __future__ import annotations

import re

import pytest

from tests.servers import ROOT

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
SOURCES = ("app.py", "Makefile", ".ci/run", "tests/conftest.py", "tests/browsers.py")
ROOMS = (
    *(
        "benchmarks",
        "commands",
        "data",
        "exhibition",
        "geo",
        "layers",
        "pages",
        "scoring",
        "siting",
        "text",
        "ui",
    ),
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def everything_that_runs() -> str:
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return "\n".join([*map(read, SOURCES), *(path.read_text(encoding="utf-8") for path in paths)])


def targets() -> set[str]:
    rules = re.findall(r"^([a-z][a-z ]*):", read("Makefile"), re.MULTILINE)
    return {name for rule in rules for name in rule.split()}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_commands_that_are_named_exist(name: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b", read(name)))
    assert named
    assert named <= targets()


def test_the_contributor_interface_is_named() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b", read("README.md")))
    assert {"run", "test", "bench"} <= named


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_into_the_repository_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", read(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_is_short() -> None:
    assert len(read("README.md").splitlines()) <= 90


def test_variables_are_documented_and_exist() -> None:
    variable = re.compile(r"\bDQM_[A-Z_]+\b")
    documented = {name for document in DOCUMENTS for name in variable.findall(read(document))}
    assert documented == set(variable.findall(everything_that_runs()))


def test_paths_that_are_named_exist() -> None:
    named = set(re.findall(r"`([\w./-]+/[\w./-]*)`", read("README.md") + read("CONTRIBUTING.md")))
    made_at_run_time = {"build/bench.jsonl", "../shared"}
    assert [p for p in named - made_at_run_time if not (ROOT / p).exists()] == []

"""What a machine does not have is skipped with its reason, and is no missed bar."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from benchmarks import map as map_benchmark
from benchmarks import needs, scoring, siting
from benchmarks.clicks import Times
from benchmarks.report import Figure, figure, run, skipped
from benchmarks.siting_instances import numbered, plane
from siting import p_median


def some(full: bool) -> Iterator[Figure]:
    yield skipped("a", "s", "no peer", bar=1.0)
    yield figure("b", 2.0, "s", bar=1.0)
    yield figure("c", 3.0, "s", skipped="no peer")


def test_a_skipped_line_says_why_and_does_not_count_as_missed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("", some, []) == 0
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {
        "name": "a", "value": None, "unit": "s", "bar": 1.0, "met": None, "beside": None,
        "skipped": "no peer",
    }  # fmt: skip
    assert "skipped" not in second
    assert (third["value"], third["skipped"]) == (3.0, "no peer")


def test_the_table_says_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("", some, ["--table"]) == 0
    _, first, second, third = capsys.readouterr().out.splitlines()
    assert "skipped" in first
    assert first.endswith("(no peer)")
    assert second.endswith("met")
    assert third.endswith("(no peer)")


def test_a_missed_bar_still_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("", lambda _: iter([figure("a", 1.0, "s", bar=2.0)]), []) == 1
    assert json.loads(capsys.readouterr().out)["met"] is False


def test_peers_browser_and_reference_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert needs.lacking_peer("json") is None
    reason = needs.lacking_peer("json", "no_such_peer")
    assert reason
    assert reason.endswith(": no_such_peer")
    monkeypatch.setattr(needs, "chromium_path", lambda *, windowed=False: None)
    assert "no Chromium" in str(needs.lacking_browser())
    headless = {True: None, False: "/usr/bin/headless"}
    monkeypatch.setattr(needs, "chromium_path", lambda *, windowed=False: headless[windowed])
    assert needs.lacking_browser() is None
    assert needs.browser_path() == "/usr/bin/headless"
    assert needs.lacking_reference(tmp_path) is None
    assert "towns.json" in str(needs.lacking_reference(tmp_path / "towns.json"))


def test_a_peer_that_is_not_there_leaves_our_own_figures() -> None:
    own = Times(1.0, 2.0, 3.0, 4.0, 5.0)
    lines = list(map_benchmark._in_browser(own, None, "", "no peer"))
    assert [one.value for one in lines] == [1.0, 2.0, 3.0, 4.0, 5.0, None, None]
    assert [one.met for one in lines] == [True] * 5 + [None] * 2
    assert {one.skipped for one in lines} == {"no peer"}
    lines = list(map_benchmark._in_browser(None, None, "no browser", "no browser"))
    assert {(one.value, one.skipped) for one in lines} == {(None, "no browser")}


def test_with_a_peer_nothing_is_skipped() -> None:
    own, peer = Times(1.0, 2.0, 3.0, 4.0, 5.0), Times(*[100.0] * 5)
    lines = list(map_benchmark._in_browser(own, peer, "", None))
    assert [one.beside for one in lines[:5]] == [100.0] * 5
    assert [one.met for one in lines] == [True] * 7


def test_benchmarks_without_their_peer_come_to_their_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "lacking_peer", lambda *_: "no peer")
    assert {one.skipped for one in scoring._peer()} == {"no peer"}
    tables = plane(np.random.default_rng(1), 9), np.ones(9)
    found = p_median(numbered(*tables), 2)
    seconds, *others = siting.beside_peer(9, tables, found, 0.5, "no peer")
    assert (seconds.value, seconds.skipped) == (0.5, "no peer")
    assert {(one.value, one.skipped) for one in others} == {(None, "no peer")}

"""The audit, changes between editions that cannot be explained, and large or unusual indices."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scoring import (
    ChoiceError,
    audit,
    contributions,
    explain_change,
    read_index,
    score,
    uncertainty,
)
from scoring.uncertainty import MOST_PAIRS
from tests.scoring import made


def test_the_audit_of_an_index() -> None:
    values = np.random.default_rng(3).random((20, 4))
    values[:, 1] = values[:, 0]
    values[:, 3] = 1 - values[:, 0]
    found: Any = audit(score(made.index((2, 2)), made.frame(values)))
    assert found.weights.to_dict() == pytest.approx(
        {"x0": 0.25, "x1": 0.25, "x2": 0.25, "x3": 0.25, "p0": 0.5, "p1": 0.5, "index": 1.0}
    )
    assert found.within[["first", "second"]].to_numpy().tolist() == [["x0", "x1"]]
    assert {tuple(row) for row in found.across[["first", "second"]].to_numpy()} == {
        ("x0", "x3"), ("x1", "x3"),
    }  # fmt: skip
    assert found.alpha["p0"] == pytest.approx(1.0)
    assert found.without.notna().all()
    assert found.importance.between(0, 1).all()
    assert found.within["r"].tolist() == pytest.approx([1.0])


def test_an_audit_of_one_pillar_or_none() -> None:
    one: Any = audit(score(made.index((3,)), made.random_frame(6, 3)))
    assert np.isnan(one.without["p0"])
    raw = made.raw_index((1,))
    raw["pillar"], raw["indicator"][0]["pillar"] = [], "index"
    flat: Any = audit(score(read_index(raw), made.random_frame(6, 1)))
    assert flat.importance.to_dict() == {"index": 1.0}
    assert np.isnan(flat.alpha["index"])


def test_copeland_ranks_but_is_not_taken_apart() -> None:
    index = made.index((2, 1), method={"aggregate": ["arithmetic", "copeland"]})
    result = score(index, made.frame([[1, 1, 1], [0.5, 0.5, 0.5], [0, 0, 0]]))
    assert result.scores["index"].tolist() == [2, 0, -2]
    with pytest.raises(ChoiceError, match="copeland"):
        contributions(result)


def test_changes_that_cannot_be_explained() -> None:
    index = made.index((1, 1))
    table = made.random_frame(3, 2)
    for other, unit, words in (
        (table.drop(index="u2"), "u0", "u2"),
        (table, "u9", "u9"),
    ):
        with pytest.raises(ChoiceError, match=words):
            explain_change((index, other), (index, table), unit)
    holed = made.frame([[None, 0.5], [0.1, 0.2], [0.3, 0.4]])
    with pytest.raises(ChoiceError, match="not ranked"):
        explain_change((index, holed), (index, table), "u0")
    many = made.index((1,) * 16)
    wide = made.random_frame(3, 16)
    with pytest.raises(ChoiceError, match="17 factors"):
        explain_change((many, wide), (many, wide), "u0")


def test_what_stops_applying_is_part_of_the_change() -> None:
    index = made.index((1, 1))
    old = made.frame([[0.9, 0.1], [0.4, 0.4], [0.3, 0.8]])
    new = made.frame([[0.9, "not_applicable"], [0.4, 0.4], [0.3, 0.8]])
    change = explain_change((index, old), (index, new), "u0", what="score")
    assert (change.before, change.after) == (50.0, 90.0)
    assert change.terms["own:p1"] == pytest.approx(40.0)
    same = explain_change((index, old), (index, old), "u0")
    assert set(same.terms) == {"own:p0", "own:p1", "others"}
    assert set(same.terms.values()) == {0.0}


def test_more_units_than_pairs_can_be_compared_for() -> None:
    result = score(made.index((2,)), made.random_frame(MOST_PAIRS + 5, 2))
    found = uncertainty(result, draws=40)
    assert found.beats is None
    assert found.ranking["p_next"].notna().sum() == MOST_PAIRS + 4
    assert found.ranking["tier"].notna().all()

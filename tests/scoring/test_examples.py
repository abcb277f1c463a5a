"""The examples: the Human Development Index, nested means, and the template."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import scoring
from scoring import Result, read_index, read_table, score, uncertainty

EXAMPLES = Path(scoring.__file__).parent / "examples"


def run(name: str) -> Result:
    index = read_index(EXAMPLES / f"{name}.toml")
    return score(index, read_table(EXAMPLES / f"{name}.csv", index))


def test_the_human_development_index_by_the_technical_note() -> None:
    result = run("hdi")
    health = (72.5 - 20) / 65
    education = (13.3 / 18 + 8.7 / 15) / 2
    living = (np.log(16500) - np.log(100)) / (np.log(75000) - np.log(100))
    wanted = (health * education * living) ** (1 / 3)
    assert result.scores.loc["B", "index"] == pytest.approx(wanted, abs=1e-12)
    assert result.ranking.loc["B", "score"] == round(wanted, 3)
    # Equal to three decimals: the rank is shared, and the next one is skipped.
    assert result.ranking["rank"].dropna().astype(int).to_dict() == {
        "A": 1, "B": 3, "C": 3, "D": 5, "F": 1,
    }  # fmt: skip
    capped = result.normalised.loc["F"]
    assert capped["life_expectancy"] == capped["income"] == 1.0
    # Half of a dimension is less than two thirds of its weight.
    assert result.ranking.loc["E", "why_not"] == ("education",)


def test_nested_means() -> None:
    result = run("goals")
    second = (100 * (1 - 8.1 / 42.3) + 100 * (3.1 - 0.2) / 6.8 + 100 * (1 - 0.7 / 1.2)) / 3
    wanted = (100 * (1 - 12.0 / 72.6) + second) / 2
    assert result.scores.loc["Q", "index"] == pytest.approx(wanted)
    assert result.ranking.loc["R", "score"] == 0
    # Two of three indicators are enough; the third is neither zero nor a mean.
    there = (100 * (1.5 - 0.2) / 6.8 + 100 * (1 - 0.9 / 1.2)) / 2
    assert result.scores.loc["S", "goal2"] == pytest.approx(there)
    assert result.present.loc["S", "goal2"] == pytest.approx(2 / 3)


def test_the_template_shows_every_state() -> None:
    result = run("template")
    states = result.states()
    assert states.loc["N3", "complaints"] == "filled"
    rural = [60 / 150000 * 1e4, 150 / 270000 * 1e4]
    assert result.filled().loc["N3", "complaints"] == pytest.approx(np.mean(rural))
    assert result.raw()["complaints"].isna().to_dict()["N3"]
    # What does not apply takes its whole pillar out, and the rest counts alone.
    assert states.loc["N4", "laboratories"] == "not_applicable"
    assert result.scores["services"].isna().to_dict()["N4"]
    assert result.scores.loc["N4", "index"] == pytest.approx(result.scores.loc["N4", "results"])
    assert result.ranking["rank"].notna().all()
    spread = uncertainty(result, draws=500)
    assert set(spread.factors) == {"weights", "normalise", "error", "fill"}
    assert {str(note.message.params["column"]) for note in result.notes} == {"name_zh", "name_en"}

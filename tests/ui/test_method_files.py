"""The method page of other index files: changed, hostile, with every other choice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.indicators import index_file
from layers.standing import official_run
from scoring import read_index
from tests.test_app import markup, opened
from tests.ui.method_pages import page, plain
from text import LANGUAGES, t
from ui.method_words import LEVELS

pytestmark = pytest.mark.whole

EVIL = "<img src=x onerror=alert(1)>"


def test_another_index_file_shows(other_data: Path) -> None:
    path = other_data / "index.toml"
    text = path.read_text("utf-8")
    text = text.replace('edition = "2026-11"', 'edition = "own-7"')
    text = text.replace("draws = 20000", "draws = 700").replace("seed = 20260101", "seed = 4711")
    text = text.replace("weights_cv = 0.25", "weights_cv = 0.15")
    text = text.replace("goalposts = [0, 0.6]", "goalposts = [0.05, 0.725]")
    text = text.replace("weight = 10\n", "weight = 25\n", 1)
    path.write_text(text, "utf-8")
    whole = page("en")
    for shown in ("own-7", "700", "4711", "15%", "0.05", "0.725", "21.7%"):
        assert shown in plain(whole)
    assert "2026-11" not in plain(whole)
    assert official_run().spread.draws == 700


def test_hostile_texts_of_an_index_file_stay_text(other_data: Path) -> None:
    for name in ("index.toml", "index_towns.toml"):
        path = other_data / name
        text = re.sub(r'_(zh|en) = ".*"', f'_\\1 = "{EVIL}"', path.read_text("utf-8"))
        text = re.sub(r"datasets = \[.*\]", f'datasets = ["{EVIL}", "x\\" onclick=\\"a()"]', text)
        text = re.sub(r'edition = ".*"', f'edition = "{EVIL}"', text)
        text = re.sub(r"(?m)^draws = \d+$", "draws = 200", text)  # their number is not the matter
        path.write_text(text, "utf-8")
    for level in LEVELS:
        at = opened("pages/method.py", lang="en", level=level)
        assert not at.exception
        assert not at.text
        whole = "".join(markup(at))
        assert "<img" not in whole
        assert "&lt;img src=x onerror=alert(1)&gt;" in whole
        assert 'onclick="' not in whole


def test_a_file_that_makes_every_other_choice_is_shown_too(other_data: Path) -> None:
    (other_data / "index.toml").write_text(STRANGE, "utf-8")
    index = read_index(index_file())
    for lang in LANGUAGES:
        whole = plain(page(lang))
        for kind in ("zscore", "minmax", "rank"):
            start = t(lang, f"pages.method.normalise.{kind}").split("{")[0]
            assert start in whole
        assert t(lang, "pages.method.log") in whole
        assert t(lang, "pages.method.at.between", how="").rstrip() in whole
        assert t(lang, "pages.method.gap.filled", group="delta_programmes") in whole
        assert "12%" in whole
        assert t(lang, "pages.method.errors.on") in whole
        assert t(lang, "vocab.missing.not_applicable") in whole
        assert "NaN" not in whole
        assert not re.search(r"\bnan\b", whole)
    assert index.method.group == "delta_programmes"


def test_an_index_without_pillars_is_shown_too(other_data: Path) -> None:
    (other_data / "index.toml").write_text(FLAT, "utf-8")
    whole = plain(page("en"))
    assert t("en", "pages.method.no_pillars") in whole
    assert "66.7%" in whole
    assert not re.search(r"\bnan\b", whole, re.IGNORECASE)


STRANGE = """
[index]
id = "strange"
name_en = "Strange"
edition = "1"
[method]
normalise = "zscore"
zscore = [40, 8]
aggregate = ["geometric", "harmonic", "copeland"]
treat = true
group = "delta_programmes"
[uncertainty]
draws = 200
weights_cv = 0.1
[[pillar]]
id = "outer"
name_en = "Outer"
[[pillar]]
id = "inner"
parent = "outer"
name_en = "Inner"
aggregate = "arithmetic"
[[pillar]]
id = "single"
name_en = "Single"
[[indicator]]
id = "mean"
column = "access_mean_km"
pillar = "inner"
name_en = "Mean"
direction = "down"
error = 0.12
error_kind = "relative"
[[indicator]]
id = "worst"
column = "access_worst_km"
pillar = "inner"
name_en = "Worst"
direction = "down"
normalise = "goalposts"
goalposts = [5, 40]
reason_en = "why"
log = true
[[indicator]]
id = "parks"
column = "parks_designated"
pillar = "single"
name_en = "Parks"
normalise = "minmax"
fill = true
[[indicator]]
id = "loose"
column = "centres_fields"
name_en = "Loose"
normalise = "rank"
error = 1.5
"""

FLAT = """
[index]
id = "flat"
name_en = "Flat"
[[indicator]]
id = "mean"
column = "access_mean_km"
name_en = "Mean"
direction = "down"
goalposts = [2, 20]
reason_en = "why"
weight = 2
[[indicator]]
id = "fields"
column = "centres_fields"
name_en = "Fields"
goalposts = [0, 6]
reason_en = "why"
[uncertainty]
draws = 200
"""

"""Bad index files and tables: every defect named at once, with what to do, in both languages."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import (
    ScoringDefectsError,
    check_table,
    read_index,
    read_table,
    score,
    table_of_rows,
)
from tests.scoring import made

HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "{braces}",
    "a\u202eb",
    "名" * 300,
    "{0}%s",
]


def defects(ask: Callable[[], object]) -> list[str]:
    """What is complained about; every sentence must exist in both languages and be filled in."""
    with pytest.raises(ScoringDefectsError) as caught:
        ask()
    found = caught.value
    for lang in ("zh", "en"):
        for one in found.defects:
            assert one.in_language(lang)
    assert str(pickle.loads(pickle.dumps(found))) == str(found)
    return [str(one) for one in found.defects]


def has(found: list[str], *words: str) -> bool:
    return any(all(word in line for word in words) for line in found)


def test_every_defect_of_an_index_file_at_once() -> None:
    raw = made.raw_index((2, 2))
    raw["indicator"][0] |= {"goalposts": [1, 0], "weight": -1, "direction": "sideways"}
    raw["indicator"][1] |= {"normalise": "goalpost", "pillar": "p9", "colour": "red"}
    del raw["indicator"][2]["goalposts"]
    raw["indicator"][3] |= {"weight": 0.0, "id": "x2", "log": True, "fill": True}
    raw["pillar"] += [{"id": "empty", "name_en": "Empty"}, {"id": "p0", "name_en": "Again"}]
    raw["method"] = {"least_share": 2, "scale": [0, "a"], "aggregate": ["median"]}
    raw["uncertainty"] = {"draws": 0, "normalise": [], "interval": 1}
    raw["indexx"] = {}
    found = defects(lambda: read_index(raw))
    for words in (
        ("[[indicator]] x0", "goalposts", "not below"),
        ("[[indicator]] x0", "weight", "negative"),
        ("[[indicator]] x0", "direction", "up, down"),
        ("[[indicator]] x1", "normalise", "goalposts, minmax"),
        ("[[indicator]] x1", "p9"),
        ("[[indicator]] x1", "colour"),
        ("[[indicator]] x2", "no goalposts"),
        ("[[indicator]] x2", "logarithm"),
        ("[[indicator]] x2", "filling by group"),
        ("“x2” stands 2 times",),
        ("“p0” stands 2 times",),
        ("[[pillar]] empty", "no indicator"),
        ("least_share", "share"),
        ("scale", "finite number"),
        ("aggregate", "arithmetic, geometric"),
        ("draws", "whole number"),
        ("normalise", "goalposts, minmax"),
        ("interval",),
        ("indexx", "“index”"),
    ):
        assert has(found, *words), (words, found)


def test_weights_that_sum_to_nothing_and_circles() -> None:
    raw = made.raw_index((2,), indicator={"weight": 0})
    assert has(defects(lambda: read_index(raw)), "“p0”", "sum to nothing")
    raw = made.raw_index((1, 1))
    raw["pillar"][0]["parent"], raw["pillar"][1]["parent"] = "p1", "p0"
    assert has(defects(lambda: read_index(raw)), "circle")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[index\n", "not valid TOML"),
        ("a = 1\na = 2\n", "not valid TOML"),
        ("", "id"),
        (b"\xff\xfe\n", "not UTF-8"),
        ("index = 3\n", "[index]"),
        ("indicator = 'x'\n", "[[indicator]]"),
        ("[[indicator]]\nid = ''\nname_en='x'\n", "short id"),
        ("pillar = [1]\n", "name = value"),
    ],
)
def test_files_that_are_no_index(text: str | bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "index.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert has(defects(lambda: read_index(path)), words)
    if isinstance(text, bytes) or "\n" in text:
        assert has(defects(lambda: read_index(text)), words)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert has(defects(lambda: read_index(tmp_path / "none.toml")), "none.toml", "cannot be read")
    index = made.index((1,))
    assert has(defects(lambda: read_table(tmp_path / "none.csv", index)), "cannot be read")


def test_every_defect_of_a_table_at_once() -> None:
    index = made.index((2, 2))
    text = (
        'unit,x0,x1,X2,x3\na,1,viele,1,\na,"1,234",2,1,\n,inf,3,1,\nb,1e999,0x10,1,not_published\n'
    )
    found = defects(lambda: read_table(text, index))
    for words in (
        ("“2”", "“x1”", "viele"),
        ("“3”", "“x0”", "1,234", "thousands"),
        ("“4”", "inf"),
        ("“5”", "1e999", "finite"),
        ("“5”", "0x10"),
        ("no column “x2”", "“X2”"),
        ("“a” stands more than once", "2, 3"),
        ("Row 4 has no code",),
    ):
        assert has(found, *words), (words, found)
    only = "unit,x0,x1,x2,x3\na,1,1,1,\nb,1,1,1,\n"
    assert has(defects(lambda: read_table(only, index)), "“x3” holds no number")
    ragged = "unit,x0\na,1,2\n"
    assert has(defects(lambda: read_table(ragged, index)), "Line 2 has 3 cells")
    assert has(defects(lambda: read_table("unit,x0,x0\na,1,2\n", index)), "“x0” stands more")
    assert has(defects(lambda: read_table(b"unit\n\xff\n", index)), "UTF-8")
    assert has(defects(lambda: read_table("unit,x0,x1,x2,x3\n", index)), "no rows")


def test_columns_that_cannot_be_divided_logged_or_normalised() -> None:
    raw = made.raw_index((1, 1, 1, 1))
    raw["indicator"][0] |= {"denominator": "people"}
    raw["indicator"][1] |= {"log": True, "goalposts": [1, 2]}
    index = read_index(raw)
    table = made.frame([[1, 0.0, 1, 1], [2, 1.0, 1, 2]]).assign(people=[0, -1])
    found = defects(lambda: check_table(table, index))
    assert has(found, "people", "above zero")
    assert has(found, "x1", "logarithm")
    raw = made.raw_index((1, 1), indicator={"normalise": "minmax"})
    flat = made.frame([[3, 0.0], [3, 1.0]])
    assert has(defects(lambda: score(read_index(raw), flat)), "“x0”", "is 3 everywhere", "minmax")
    raw["indicator"][1]["normalise"] = "fraction"
    below = made.frame([[1, -1.0], [3, -2.0]])
    assert has(defects(lambda: score(read_index(raw), below)), "x1", "above zero")
    raw = made.raw_index((1, 1))
    raw["indicator"][0]["denominator"] = "people"
    gone = made.frame([[1, 0.5], [2, 0.6]]).assign(people=["missing", "not_published"])
    assert has(defects(lambda: score(read_index(raw), gone)), "x0", "denominator")


def test_a_constant_indicator_is_noted_under_goalposts() -> None:
    result = score(made.index((1, 1)), made.frame([[0.5, 0.1], [0.5, 0.2]]).assign(name="x"))
    notes = [str(note) for note in result.notes]
    assert has(notes, "x0", "the same for every unit")
    assert has(notes, "name", "not used")


class Why(Enum):
    GONE = "missing"
    UNPUBLISHED = "not_published"
    NEVER = "not_applicable"


def test_all_words_for_nothing_are_understood() -> None:
    cells: list[Any] = [
        0.5,
        "0.5",
        Why.GONE,
        Why.UNPUBLISHED,
        "不适用",
        "未公布",
        "Missing",
        None,
        np.nan,
        pd.NA,
        "",
    ]
    table = made.frame([[one, 0.5] for one in cells])
    states = score(made.index((1, 1)), table).states()["x0"].tolist()
    assert states == [
        "present", "present", "missing", "not_published", "not_applicable", "not_published",
        "missing", "missing", "missing", "missing", "missing",
    ]  # fmt: skip
    assert has(
        defects(lambda: check_table(made.frame([[True, 1], [2, 2]]), made.index((1, 1)))), "True"
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_names(name: str) -> None:
    raw = made.raw_index((1, 1))
    raw["indicator"][0] |= {"column": name, "name_zh": name}
    table = made.frame([[0.1, 0.2], [0.3, 0.4]]).rename(columns={"x0": name}, index={"u0": name})
    result = score(read_index(raw), table)
    assert result.ranking.loc[name, "rank"] == 2
    table.iloc[0, 0] = name
    for line in defects(lambda: score(read_index(raw), table)):
        assert "\u202e" not in line
        assert len(line) < 500
    bad = made.raw_index((1, 1))
    bad["indicator"][0]["id"] = name
    assert has(defects(lambda: read_index(bad)), "short id")


@settings(max_examples=60)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "index", "pillar", "indicator", "method", "weight", "goalposts",
                         "aggregate", "uncertainty", "normalise", "scale"]), x, max_size=4),
    max_leaves=20,
))  # fmt: skip
def test_no_structure_breaks_the_reader(raw: Any) -> None:
    if isinstance(raw, dict):
        with pytest.raises(ScoringDefectsError):
            read_index(raw)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" + ".a" * 60_000 + " = 1\n", "nested too deeply"),
        ("[" + "a." * 60_000 + "a]\n", "nested too deeply"),
        ('x = {"a b"' + '."c d"' * 20_000 + " = 1}\n", "nested too deeply"),
        ("x = " + "[" * 60_000 + "\n", "nested too deeply"),
        ("[index]\nname zh = 1\n", "line 2, column 6"),
        ("x = '''\n", "breaks off at its end"),
        ("x = 1\nx = 2\n", "line 2, column 6"),
        ("x = " + "9" * 5_000 + "\n", "not valid TOML"),
    ],
)
def test_texts_that_are_no_index_file_are_refused_at_once(text: str, words: str) -> None:
    start = time.monotonic()
    assert has(defects(lambda: read_index(text)), words)
    assert time.monotonic() - start < 5


def test_names_with_dots_between_them_are_still_read() -> None:
    raw = made.raw_index((1, 1))
    prose = "..." * 20 + " a. b. c. " * 40
    text = f'[index]\nid = "x"\nname_en = "{prose}"\nnote_en = """\n{prose}"""\n'
    text += '[[indicator]]\nid = "i"\nname_en = "i"\nnormalise = "minmax"\n'
    assert read_index(text).name.en == prose.strip()
    assert read_index(raw).id == "made"


def test_a_table_that_is_wrong_throughout_is_not_listed_to_its_end() -> None:
    index = read_index(
        "[index]\nid='a'\nname_zh='甲'\n[method]\nnormalise='minmax'\n"
        "[[indicator]]\nid='x'\nname_zh='甲'\n[[indicator]]\nid='y'\nname_zh='乙'\n"
    )
    rows = [(n, (f"u{n}", "nonsense", "1")) for n in range(2, 402)]
    with pytest.raises(ScoringDefectsError) as caught:
        table_of_rows(("code", "x", "y"), rows, index)
    assert len(caught.value.defects) == 51
    assert "350 more" in caught.value.defects[-1].in_language("en")

"""An index of one's own: the engine's numbers, every defect by its place, nothing hostile in."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.own_index import Attempt, Upload, attempt, template
from layers.own_limits import MOST_INDEX_BYTES
from layers.standing import standings, why_unranked
from scoring import read_index, read_table, score, uncertainty
from tests.examples import examples
from text import LANGUAGES, DistrictMapError

TABLE, INDEX = template()
Change = Callable[[str], str]


def tried(table: str | bytes, index: str | bytes) -> Attempt:
    contents = [one if isinstance(one, bytes) else one.encode() for one in (table, index)]
    return attempt(Upload("t.csv", contents[0]), Upload("i.toml", contents[1]))


def said(defects: tuple[DistrictMapError, ...]) -> list[str]:
    """Every complaint in both languages, each filled in."""
    found = [one.in_language(lang) for one in defects for lang in LANGUAGES]
    assert not [one for one in found if "{" in one]
    return found


def with_row(column: str, row: int, value: str) -> str:
    lines = [line.split(",") for line in TABLE.decode().splitlines()]
    lines[row][lines[0].index(column)] = value
    return "\n".join(",".join(line) for line in lines)


def replaced(old: str, new: str) -> str:
    text = INDEX.decode()
    assert old in text
    return text.replace(old, new)


def without(start: str, instead: str = "") -> str:
    """The index file with something else in the place of the lines that start so."""
    lines = INDEX.decode().splitlines()
    return "\n".join(instead if line.startswith(start) else line for line in lines)


def test_the_template_gives_the_engines_numbers() -> None:
    own = tried(TABLE, INDEX).own
    assert own
    index = read_index(INDEX)
    result = score(index, read_table(TABLE, index))
    spread = uncertainty(result)
    assert own.run.spread.record == spread.record
    assert own.run.spread.ranking.equals(spread.ranking)
    assert own.run.result.ranking.equals(result.ranking)
    assert own.run.names["N1"].in_language("zh") == "北川区"
    assert own.run.names["N1"].in_language("en") == "Northbrook"
    assert own.notes == ()


def test_the_engine_keeps_nothing_of_it() -> None:
    first, again = (tried(TABLE, replaced("seed = 1", "seed = 7")).own for _ in range(2))
    assert first
    assert again
    assert again.run.spread is not first.run.spread
    assert again.run.spread.ranking.equals(first.run.spread.ranking)


def test_one_file_alone_is_checked_but_not_run() -> None:
    assert attempt(Upload("t.csv", TABLE), None).own is None
    assert attempt(None, None).own is None
    alone = attempt(None, Upload("i.toml", b"x = ["))
    assert alone.index
    assert alone.own is None
    both = tried(b"\x00\x01" * 50, b"x = [")
    assert both.index
    assert both.table


INDICATOR = (
    '\n[[indicator]]\nid = "i{}"\npillar = "services"\nname_en = "i"\nnormalise = "minmax"\n'
)
HEAD = "code,pass_rate,complaints,population,laboratories,kind\n"
# What is wrong with the table, and what its complaint names.
TABLES: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "text in a number": (with_row("pass_rate", 2, "high"), ("3", "pass_rate", "high")),
    "thousands": (with_row("complaints", 1, '"1,410"'), ("2", "complaints", "1,410")),
    "infinite": (with_row("pass_rate", 1, "1e999"), ("2", "pass_rate", "1e999")),
    "no number": (with_row("pass_rate", 1, "nan"), ("2", "pass_rate", "nan")),
    "too large": (with_row("pass_rate", 1, "1e16"), ("2", "pass_rate", "1e+16")),
    "formula": (with_row("pass_rate", 1, "=1+1"), ("2", "pass_rate", "=1+1")),
    "unit twice": (with_row("code", 2, "N1"), ("2, 3", "N1")),
    "no code": (with_row("code", 4, ""), ("5", "code")),
    "long code": (with_row("code", 4, "x" * 61), ("5", "60")),
    "long name": (with_row("name_en", 4, "x" * 81), ("5", "80")),
    "column twice": (TABLE.replace(b"population", b"code"), ("code",)),
    "no column": (TABLE.replace(b"pass_rate", b"pass_rat"), ("pass_rate", "pass_rat")),
    "a cell too many": (TABLE.replace(b"97.5", b"97,5"), ("2", "9", "8")),
    "a cell too few": (TABLE.replace(b"97.5,", b""), ("2", "7", "8")),
    "no rows": (TABLE.splitlines()[0], ()),
    "zero denominator": (with_row("population", 3, "0"), ("4", "population", "0")),
    "unseen": (with_row("code", 1, "N\u202e1"), ("2", "code")),
    "all missing": (f"{HEAD}a,,1,1,1,u\nb,,2,2,2,u\n", ("pass_rate",)),
}
# What is wrong with the index file, or with what it makes of the table.
INDICES: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "reversed": (replaced("[80, 100]", "[100, 80]"), ("pass_rate", "goalposts", "[100, 80]")),
    "no goalposts": (replaced("goalposts = [80, 100]\n", ""), ("pass_rate", "goalposts")),
    "no reason": (without("reason_"), ("pass_rate",)),
    "no weight": (without("weight = ", "weight = 0"), ("index",)),
    "negative": (replaced("weight = 60", "weight = -1"), ("results", "weight", "-1")),
    "unknown entry": (replaced("digits = 0", "digit = 0"), ("laboratories", "digit", "digits")),
    "unknown pillar": (replaced('pillar = "services"', 'pillar = "service"'), ("services",)),
    "unknown word": (replaced('"down"', '"sideways"'), ("sideways", "up, down")),
    "not TOML": ('[index]\nid = "x"\nname zh = 1\n', ("3", "6")),
    "breaks off": ("x = '''", ()),
    "nested": ("x = " + "[" * 5000, ()),
    "dotted": ("x" + ".a" * 20000 + " = 1", ()),
    "not text": (b"\xff\xfe\x00", ("UTF-8",)),
    "too large": (b"#" * (MOST_INDEX_BYTES + 1), ("128 kB",)),
    "long name": (replaced('"My index"', f'"{"x" * 81}"'), ("name_en", "80")),
    "control in a name": (replaced('"My index"', r'"My \u0000 index"'), ("name_en",)),
    "many": (INDEX.decode() + "".join(map(INDICATOR.format, range(98))), ()),
}
RUNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "constant": (replaced('"goalposts" ', '"minmax" '), ("pass_rate", "9", "minmax")),
    "nothing uncertain": (
        without("weights_cv", "weights_cv = 0\nerror = false\nfill = false").replace(
            'normalise = ["as_declared", "percentile"]', ""
        ),
        (),
    ),
    "weights vary too much": (replaced("weights_cv = 0.25", "weights_cv = 9"), ("9",)),
    "too many draws": (replaced("draws = 20000", "draws = 9999999"), ("9999999", "6")),
    "endless": (replaced('"goalposts" ', '"none" ').replace("per = 10000", "per = 1e300"), ()),
}


def wrong(found: Attempt, defects: tuple[DistrictMapError, ...], words: tuple[str, ...]) -> None:
    assert found.own is None
    assert defects
    for lang in LANGUAGES:
        lines = [one.in_language(lang) for one in defects]
        assert any(all(word in line for word in words) for line in lines), lines
    assert len(set(said(defects))) == len(LANGUAGES) * len(defects)


@pytest.mark.parametrize("name", TABLES)
def test_what_is_wrong_with_a_table_is_named_with_its_place(name: str) -> None:
    table, words = TABLES[name]
    found = tried(table, INDEX)
    wrong(found, found.table, words)
    assert found.index == ()


@pytest.mark.parametrize("name", INDICES)
def test_what_is_wrong_with_an_index_file_is_named_with_its_place(name: str) -> None:
    index, words = INDICES[name]
    found = tried(TABLE, index)
    wrong(found, found.index, words)
    assert found.table == ()


@pytest.mark.parametrize("name", RUNS)
def test_what_cannot_be_calculated_is_named(name: str) -> None:
    index, words = RUNS[name]
    flat = f"{HEAD}a,9,1,1,1,u\nb,9,2,1,2,u\n"
    found = tried(flat if name == "constant" else TABLE, index)
    wrong(found, found.table, words)


def test_every_defect_is_named_at_once() -> None:
    table = with_row("pass_rate", 1, "a").replace("388", "x", 1).replace("150000", "b")
    found = tried(table, INDEX)
    assert len(found.table) == 3
    both = tried(TABLE, replaced("[80, 100]", "[100, 80]").replace("weight = 60", "weight = -2"))
    assert len(both.index) == 2


def test_units_that_lack_too_much_are_listed_with_what_they_lack() -> None:
    own = tried(with_row("laboratories", 1, "").replace("97.5", "missing"), INDEX).own
    assert own
    why = why_unranked(own.run)
    assert [one.in_language("zh") for one in why["N1"]] == ["质量成效", "质量服务"]
    assert len(standings(own.run)) == 5


def test_what_is_not_used_is_noted_but_names_of_units_are_used() -> None:
    lines = TABLE.decode().splitlines()
    wide = "\n".join([lines[0] + ",remark", *(f"{line},r" for line in lines[1:])])
    found = tried(wide, INDEX).own
    assert found
    assert [getattr(one, "column", "") for one in found.notes] == ["remark"]
    assert said(found.notes)


def test_units_without_names_go_by_their_codes() -> None:
    nameless = "\n".join(
        ",".join(cell for at, cell in enumerate(line.split(",")) if at not in {1, 2})
        for line in TABLE.decode().splitlines()
    )
    own = tried(nameless, INDEX).own
    assert own
    assert own.run.names["N1"].in_language("zh") == "N1"


def test_a_table_in_gb18030_gives_the_same_numbers() -> None:
    own, other = tried(TABLE, INDEX).own, tried(TABLE.decode().encode("gb18030"), INDEX).own
    assert own
    assert other
    assert other.encoding == "GB18030"
    assert other.run.spread.record == own.run.spread.record


@examples(100)
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_no_pair_of_files_raises(table: bytes, index: bytes) -> None:
    for one, other in ((table, INDEX), (TABLE, index), (TABLE + table, INDEX + index)):
        found = tried(one, other)
        assert found.own or found.table or found.index
        for defect in (*found.table, *found.index):
            assert all(defect.in_language(lang) for lang in LANGUAGES)


@examples(60)
@given(
    st.lists(
        st.tuples(st.floats(-1e16, 1e16) | st.just(0.0), st.floats(0, 1e16) | st.just(5.0)),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["minmax", "zscore", "rank", "percentile", "distance", "fraction", "none"]),
    st.sampled_from(["arithmetic", "geometric", "harmonic", "power", "copeland"]),
)
def test_no_page_ever_gets_a_rank_without_interval_or_a_score_without_end(
    rows: list[tuple[float, float]], normalise: str, aggregate: str
) -> None:
    index = (
        '[index]\nid = "x"\nname_en = "x"\n[uncertainty]\ndraws = 20\n'
        f'normalise = ["{normalise}"]\n'
        f'[method]\nnormalise = "minmax"\naggregate = ["{aggregate}"]\n'
        '[[indicator]]\nid = "x"\nname_en = "x"\n[[indicator]]\nid = "y"\nname_en = "y"\n'
    )
    table = "c,x,y\n" + "".join(f"u{n},{x!r},{y!r}\n" for n, (x, y) in enumerate(rows))
    found = tried(table, index)
    said((*found.table, *found.index))
    if found.own is None:
        assert found.table
        return
    for one in standings(found.own.run):
        assert 1 <= one.low <= one.high <= one.of
        assert np.isfinite(one.score)
        assert 0 <= one.p_top3 <= 1

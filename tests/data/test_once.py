"""What is computed once: by one of many, kept within a bound, never kept wrong.

The invariants of `data.once`, each with its test (4 and 5 in `test_once_together`):

1. equal questions are computed once, and answered with the same object;
2. questions that differ in anything are answered apart: function, arguments and
   their types, data, data folder;
3. a changed file shows in the next call, one that changes while somebody
   computes too, and one of the same size in the same moment;
4. of many threads that ask at once, one computes;
5. an error reaches everybody who waited and is not kept; a thread that is
   stopped from outside is replaced by one that waited;
6. what belongs to an object is kept for it alone, and goes with it;
7. all results together stay within the bound, the least asked-for go first;
8. inside one look, everything comes from one state of the data.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import load_districts, once
from data.files import SHIPPED, digest
from data.once import Keyed, fingerprint, kept_bytes, kept_count, one_look
from data.sizes import size_of
from tests.data.counted import counted
from tests.data.folders import copy_of_tables, set_cell


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    once.forget()
    yield
    once.forget()


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = copy_of_tables(tmp_path)
    monkeypatch.setenv("DQM_DATA_DIR", str(place))
    return place


def test_equal_questions_are_computed_once_however_they_are_put() -> None:
    ask, counter = counted()
    first = ask("a")
    assert ask("a", 0) is ask(question="a") is ask("a", more=0) is first
    assert counter.calls == 1


def test_an_argument_that_differs_in_value_or_type_is_another_question() -> None:
    ask, counter = counted()
    questions = (1, 1.0, True, "1", None, (1,), ("1",))
    assert [ask(one) for one in questions] == [(one, 0) for one in questions]
    assert [repr(ask(one)) for one in questions] == [repr((one, 0)) for one in questions]
    assert counter.calls == len(questions)


def test_two_functions_never_share_an_answer() -> None:
    (ask, _), (other, _) = counted(lambda *_: "first"), counted(lambda *_: "second")
    assert (ask(1), other(1)) == ("first", "second")


def test_what_cannot_be_compared_is_known_by_its_key() -> None:
    @dataclass(frozen=True, eq=False)
    class Held(Keyed):
        name: str

        @property
        def once_key(self) -> str:
            return self.name

    ask, counter = counted()
    assert ask(Held("a")) is ask(Held("a"))
    assert ask(Held("b")) is not ask(Held("a"))
    assert counter.calls == 2
    with pytest.raises(TypeError, match="unhashable"):
        ask({"a"})


class Brought(Keyed):
    """What a visitor brought: its key says nothing, the object counts."""

    @property
    def once_key(self) -> str:
        return ""

    @property
    def once_owners(self) -> tuple[object, ...]:
        return (self,)


def test_what_belongs_to_an_object_is_kept_for_it_alone_and_goes_with_it() -> None:
    ask, counter = counted(lambda *_: object())
    mine, yours = Brought(), Brought()
    assert ask(mine) is ask(mine) is not ask(yours)
    assert (counter.calls, kept_count()) == (2, 2)
    del mine
    gc.collect()
    assert kept_count() == 1
    assert kept_bytes() == sum(one.size for one in once._kept.values())
    del yours
    gc.collect()
    assert (kept_count(), kept_bytes()) == (0, 0)


def test_a_parameter_that_changes_nothing_is_not_part_of_the_question() -> None:
    told: list[str] = []

    @once.once_whatever("tell")
    def make(question: int, tell: Callable[[str], None]) -> int:
        tell("asked")
        return question

    assert [make(1, told.append), make(1, tell=print), make(2, told.append)] == [1, 1, 2]
    assert told == ["asked", "asked"]


def test_lists_and_dicts_count_by_their_content_at_the_time() -> None:
    ask, counter = counted(lambda *given: repr(given))
    listed = ["a"]
    first = ask(listed, {"b": [1]})
    assert ask(["a"], {"b": [1]}) is first
    listed.append("c")
    assert ask(listed, {"b": [1]}) != first
    assert ask(["a"], {"b": [True]}) != first
    assert ask(("a",), {"b": [1]}) != first
    assert counter.calls == 4


def test_a_changed_table_shows_in_the_next_call(tables: Path) -> None:
    ask, counter = counted(lambda *_: load_districts()["name_en"].iloc[0])
    before = ask(1)
    set_cell(tables / "districts.csv", 2, "name_en", "Elsewhere")
    assert ask(1) == "Elsewhere" != before
    assert counter.calls == 2


def test_a_change_of_the_same_size_in_the_same_moment_shows_too(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    for text in ("a", "b", "a"):
        path.write_text(text)
        assert digest(path) == digest(path)
        found = digest(path)
        path.write_text("z")
        assert digest(path) != found


def test_the_folder_and_our_own_files_are_in_the_fingerprint(
    tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.toml").write_text("a = 1")
    monkeypatch.setattr(once, "_HERE", tmp_path)
    seen = [fingerprint()]
    (tmp_path / "plan.toml").write_text("a = 2")
    seen.append(fingerprint())
    (tables / "index.toml").unlink()  # the shipped one stands in
    seen.append(fingerprint())
    (tables / "more").mkdir()
    (tables / "more" / "table.csv").write_text("x")
    seen.append(fingerprint())
    monkeypatch.setenv("DQM_DATA_DIR", str(SHIPPED))
    seen.append(fingerprint())
    assert len(set(seen)) == len(seen)
    assert fingerprint() == seen[-1]


def test_a_folder_that_is_not_there_has_a_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DQM_DATA_DIR", "/nowhere")
    assert fingerprint() == fingerprint()


def test_what_was_computed_while_the_data_changed_is_not_kept(tables: Path) -> None:
    def change(*_: object) -> str:
        was = (tables / "districts.csv").read_text("utf-8")
        (tables / "districts.csv").write_text(was + "\n", "utf-8")
        return was

    ask, counter = counted(change)
    ask(1)
    assert kept_count() == 0
    ask(1)
    assert counter.calls == 2


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 60)), max_size=60))
def test_the_bound_holds_and_the_latest_answer_stays(asked: list[tuple[int, int]]) -> None:
    once.forget()
    most = 50 * (size_of(b"") + 30)
    ask, _ = counted(lambda question, size: b"x" * int(size) * 10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(once, "MOST_BYTES", most)
        for question, size in asked:
            assert ask(question, size) == b"x" * size * 10
            assert kept_bytes() <= most
            assert ask(question, size) is ask(question, size)
    assert kept_bytes() == sum(one.size for one in once._kept.values())


def test_the_least_asked_for_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    ask, counter = counted(lambda question, _: bytes(1000))
    monkeypatch.setattr(once, "MOST_BYTES", 3 * size_of(bytes(1000)))
    for question in (1, 2, 3, 1, 4):
        ask(question)
    assert (counter.calls, kept_count()) == (4, 3)
    for question in (1, 3, 4):
        ask(question)
    assert counter.calls == 4
    ask(2)
    assert counter.calls == 5


def test_what_is_larger_than_the_bound_is_answered_and_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(once, "MOST_BYTES", 100)
    ask, counter = counted(lambda *_: bytes(1000))
    assert ask(1) == ask(1) == bytes(1000)
    assert (counter.calls, kept_count(), kept_bytes()) == (2, 0, 0)


def test_inside_one_look_everything_comes_from_one_state(tables: Path) -> None:
    ask, counter = counted()
    with one_look(), one_look():
        ask(1)
        set_cell(tables / "districts.csv", 2, "name_en", "Elsewhere")
        ask(1)
        assert counter.calls == 1
    ask(1)
    assert counter.calls == 2


@pytest.mark.parametrize(
    ("value", "least"),
    [
        (np.zeros((100, 10)), 8000),
        (np.zeros((100, 10))[:, :5], 4000),
        (pd.DataFrame({"a": ["word" * 100] * 100}), 40_000),
        ({"a": ["b" * 1000], "c": ("d" * 1000,)}, 2000),
        (SHIPPED, 1),
        (np.array(["x" * 1000], dtype=object), 1000),
    ],
)
def test_sizes_are_not_estimated_too_low(value: object, least: int) -> None:
    assert least <= size_of(value) <= 10 * least + 2000


def test_tables_that_are_given_out_may_be_edited() -> None:
    table = load_districts()
    table["name_en"] = "spoilt"
    assert not load_districts()["name_en"].eq("spoilt").any()

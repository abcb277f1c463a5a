"""JSON inside a script element: nothing gets out of it, nothing gets lost."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.errors import PayloadError
from layers.serialise import content_hash, escape_for_script, to_json

# "Cs" are the surrogates: a text that holds one is refused, see below.
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=20,
)


class Scripts(HTMLParser):
    """The texts of all scripts, and the names of all other elements."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.others: list[str] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = tag == "script"
        if self._open:
            self.scripts.append("")
        else:
            self.others.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.scripts[-1] += data


@given(values)
def test_any_value_survives_the_way_through_html(value: object) -> None:
    reader = Scripts()
    reader.feed(f"<script>{escape_for_script(to_json(value))}</script>")
    reader.close()
    assert reader.others == []
    (text,) = reader.scripts
    assert json.loads(text) == value


@given(texts)
def test_no_character_with_a_meaning_in_html_or_old_javascript_is_left(text: str) -> None:
    assert not set("<>&\u2028\u2029") & set(escape_for_script(to_json([text])))


def test_equal_values_give_equal_text_whatever_the_order_of_their_keys() -> None:
    one, other = {"b": 1, "a": {"d": 2, "c": 3}}, {"a": {"c": 3, "d": 2}, "b": 1}
    assert to_json(one) == to_json(other) == '{"a":{"c":3,"d":2},"b":1}'


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"records": [{"id": "IC01", "point": [121.4, float("nan")]}]}, r"IC01\]\.point\[1\].*nan"),
        ({"records": [{"id": "IC02", "km": float("inf")}]}, r"IC02\]\.km .* inf"),
        ({"towns": [{"code": "310118106", "name": {"zh": "\ud800"}}]}, r"310118106\].*U\+D800"),
        ({"records": [{"id": "IC\ud800", "km": 1}]}, r"IC\\ud800\]\.id.*U\+D800"),
        ({"\udfff": 1}, r"U\+DFFF"),
        ({"records": [{"id": "IC03", 7: 1}]}, r"IC03\].* key 7"),
        ({"records": [{"no name": object()}]}, r"records\[0\]\.no name .* object"),
        (float("-inf"), r"^/ .* -inf"),
        ("\ud812", r"^/ .*U\+D812"),
        ({1: 2}, r"^/ .* key 1"),
        (object(), r"^/ .* object"),
        ([b"bytes"], r"\[0\] .* bytes"),
    ],
)
def test_what_json_cannot_carry_is_refused_with_the_name_of_its_record(
    value: object, said: str
) -> None:
    with pytest.raises(PayloadError, match=said):
        to_json(value)


def test_the_hash_tells_texts_apart() -> None:
    assert content_hash("重固") == content_hash("重固") != content_hash("重古")
    assert len(content_hash("")) == 16

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import LANGUAGES
from ui.state import (
    DEFAULT,
    FILTERS,
    KINDS,
    LAYERS,
    METHODS,
    PALETTES,
    REGIONS,
    Known,
    Selection,
    State,
    View,
    format_query,
    from_frame,
    notice,
    page_query,
    parse,
)

FRAME_JS = Path(__file__).parents[2] / "ui" / "assets" / "frame.js"
KNOWN = Known(
    ids={
        "district": frozenset({"310114", "310115"}),
        "town": frozenset({"310118106"}),
        "unit": frozenset({"310115500"}),
        "record": frozenset({"IC01", "IP03"}),
    },
    figures=("centre_distance_km", "area_km2"),
    filters={
        "level": ("national", "municipal"),
        "status": ("designated", "candidate", "planned"),
        "confidence": ("high", "medium", "low"),
        "field": ("food", "metrology"),
    },
)


def part_of(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the values, in their order."""
    return st.sets(st.sampled_from(values)).map(lambda s: tuple(v for v in values if v in s))


selections = st.one_of(
    st.none(),
    *(
        st.builds(Selection, st.just(kind), st.sampled_from(sorted(KNOWN.ids[kind])))
        for kind in KINDS
    ),
)
views = st.builds(
    View,
    st.floats(-180, 180).map(lambda x: round(x, 5) + 0.0),
    st.floats(-85, 85).map(lambda x: round(x, 5) + 0.0),
    st.floats(0, 22).map(lambda x: round(x, 2) + 0.0),
)
years = st.tuples(st.integers(1000, 9999), st.integers(1000, 9999)).map(
    lambda pair: (min(pair), max(pair))
)
states = st.builds(
    State,
    lang=st.sampled_from(LANGUAGES),
    region=st.sampled_from(REGIONS),
    selection=selections,
    layers=part_of(LAYERS),
    figure=st.sampled_from((*KNOWN.figures, None)),
    method=st.sampled_from(METHODS),
    classes=st.integers(3, 7),
    palette=st.sampled_from(PALETTES),
    year=st.none() | years,
    view=st.none() | views,
    **{name: part_of(KNOWN.filters[name]) for name in FILTERS},
)


@given(states, st.sampled_from((None, "amap", "tianditu")))
def test_a_state_survives_the_address(state: State, boundary: str | None) -> None:
    query = {key: [value] for key, value in format_query(state, boundary).items()}
    read = parse(query, KNOWN)
    assert read.state == state
    assert read.boundary == boundary
    assert read.ignored == ()


@given(states)
def test_a_state_survives_the_frame(state: State) -> None:
    assert from_frame(json.loads(json.dumps(state.as_json())), KNOWN, state.lang) == state


@given(st.dictionaries(st.text(), st.lists(st.text(), max_size=3)))
def test_any_address_gives_a_known_state(query: dict[str, list[str]]) -> None:
    read = parse(query, KNOWN)
    assert read.state.lang in LANGUAGES
    assert set(read.state.layers) <= set(LAYERS)
    chosen = read.state.selection
    assert chosen is None or chosen.id in KNOWN.ids[chosen.kind]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_any_message_of_a_browser_gives_a_known_state(message: object) -> None:
    assert from_frame(message, KNOWN, "en").lang == "en"


def test_the_default_needs_no_query() -> None:
    assert format_query(DEFAULT) == {}
    assert parse({}, KNOWN).state == DEFAULT


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ({"nonsense": ["1"]}, ("nonsense=1",)),
        ({"district": ["999999"]}, ("district=999999",)),
        ({"layers": ["parks,castles"]}, ("layers=castles",)),
        ({"record": ["<img src=x onerror=alert(1)>"]}, ("record=<img src=x onerror=alert(1)>",)),
        ({"lang": ["fr"]}, ("lang=fr",)),
        ({"lang": ["en", "zh"]}, ("lang=zh",)),
        ({"classes": ["99"]}, ("classes=99",)),
        ({"classes": [""]}, ("classes=",)),
        ({"year": ["2023-2015"]}, ("year=2023-2015",)),
        ({"year": ["２０１５-2023"]}, ("year=２０１５-2023",)),
        ({"view": ["nan,31,9"]}, ("view=nan,31,9",)),
        ({"view": ["121,31"]}, ("view=121,31",)),
        ({"boundary": ["google"]}, ("boundary=google",)),
        ({"record": ["IC01"], "district": ["310114"]}, ("district=310114",)),
    ],
)
def test_what_is_unknown_is_named(query: dict[str, list[str]], ignored: tuple[str, ...]) -> None:
    assert parse(query, KNOWN).ignored == ignored


def test_no_layer_at_all_is_a_state_of_its_own() -> None:
    assert parse({"layers": ["none"]}, KNOWN).state.layers == ()
    assert format_query(State(layers=())) == {"layers": "none"}


def test_the_notice_shortens_what_is_long_and_counts_the_rest() -> None:
    message = notice([f"k{i}=" + "x" * 500 for i in range(20)])
    assert message is not None
    for lang in LANGUAGES:
        sentence = message.in_language(lang)
        assert "k0=" in sentence
        assert "12" in sentence
        assert len(sentence) < 700
    assert notice([]) is None


def test_links_to_other_pages_carry_language_and_selection_only() -> None:
    state = State(lang="en", selection=Selection("district", "310114"), layers=("parks",))
    assert page_query(state) == {"lang": "en", "district": "310114"}


@pytest.mark.skipif(which("node") is None, reason="no Node on this machine")
def test_the_browser_writes_the_same_address_as_python() -> None:
    cases = [
        DEFAULT,
        State(lang="en", selection=Selection("record", "IC01"), layers=()),
        State(layers=("parks", "centres"), figure=None, method="equal", classes=4),
        State(palette="amber", region="delta", level=("national",), year=(2015, 2023)),
        State(view=View(121.4, 31.2, 11), status=("designated", "planned")),
        State(view=View(-0.00001, 31.123456, 10.755), field=("food",), confidence=("low",)),
    ]
    script = (
        f"import {{formatQuery, isState}} from {json.dumps(FRAME_JS.as_uri())};"
        "const {cases, usual} = JSON.parse(process.argv[1]);"
        "const both = (s) => [isState(s), formatQuery(s, usual, 'tianditu')];"
        "console.log(JSON.stringify(cases.map(both)))"
    )
    given_ = json.dumps({"cases": [c.as_json() for c in cases], "usual": DEFAULT.as_json()})
    done = subprocess.run(
        ["node", "--no-warnings", "--input-type=module", "-e", script, given_],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    for case, (fine, query) in zip(cases, json.loads(done.stdout), strict=True):
        assert fine
        expected = format_query(case, "tianditu")
        assert dict(pair.split("=") for pair in query.split("&")) == expected

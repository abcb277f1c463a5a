"""A canary: what of Streamlit's inside we hold on to is listed, and is there in this version."""

from __future__ import annotations

import pytest
import streamlit

from tests.house import hooks
from tests.house.hooks import Hook, exists, hooks_in, listed, used


def broken(entries: dict[str, Hook], places: dict[str, list[str]]) -> list[str]:
    """A sentence for each listed hook that the installed Streamlit does not have."""
    return [
        f"Streamlit {streamlit.__version__} no longer has {name}, on which "
        f"{', '.join(places.get(name, ['nothing']))} rely. Without it: {hook.without}."
        for name, hook in entries.items()
        if not exists(hook)
    ]


def test_every_hook_that_is_used_is_listed_and_no_other() -> None:
    places, entries = used(), listed()
    unlisted = [
        f"{name} is used in {', '.join(places[name])} and not listed in hooks.toml: say there "
        "what people see without it"
        for name in sorted(places.keys() - entries.keys())
    ]
    unused = [f"{name} is listed and not used" for name in sorted(entries.keys() - places.keys())]
    assert unlisted + unused == []


def test_this_streamlit_has_every_hook() -> None:
    assert broken(listed(), used()) == []


def test_a_lost_hook_is_told_with_its_places_and_what_people_see(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_header = {
        name: text.replace("stHeader`", "stTop`") for name, text in hooks.scripts().items()
    }
    monkeypatch.setattr(hooks, "scripts", lambda: without_header)
    (sentence,) = broken(listed(), used())
    assert "no longer has testid:stHeader, on which ui/assets/app.css rely." in sentence
    assert "Streamlit's own header, tools and running man lie over our bar." in sentence


@pytest.mark.parametrize(
    "name",
    [
        "testid:stNothing", "testid:stMai", "class:stNothing", "data:nothing",
        "attribute:role=nothings", "attribute:data-nothing=true", "component:setNothing",
        "option:server.nothing", "path:_stcore/nothing", "python:streamlit.nothing",
        "python:streamlit.runtime.get_instance().nothing",
    ],
)  # fmt: skip
def test_what_streamlit_does_not_have_is_not_found(name: str) -> None:
    assert not exists(Hook(name, ""))


def test_a_hook_is_looked_for_in_its_own_script_with_all_its_texts() -> None:
    assert exists(Hook("testid:stSpinner", "", chunk="Spinner"))
    assert not exists(Hook("testid:stSpinner", "", chunk="Radio"))
    assert not exists(Hook("testid:stSpinner", "", texts=("stSpinner", "stNothing")))
    assert not exists(Hook("python:streamlit.runtime", "", python=("streamlit.nothing",)))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.css", '.stApp > [data-testid="stX"]:hover {}', "class:stApp testid:stX"),
        ("a.css", '[class*="st-key-a"] [role="tab"] {}', "class:st-key- attribute:role=tab"),
        ("a.css", ".st-key-a button[aria-x] {}", "class:st-key- attribute:aria-x"),
        ("a.css", ".dqm-a[data-x], .dqm-b i.own, .react-aria-X input {}", "class:react-aria-X"),
        ("a.css", "@media (width > 1.5px) { .dqm-a { top: .5px } }", ""),
        ("a.js", 'app.querySelector(".stX a[aria-label=Up]")', "class:stX attribute:aria-label=Up"),
        ("a.js", 'part.querySelectorAll(`[data-${name}="${value}"].dqm-a`)', ""),
        ("a.js", "component.setStateValue('a', 1)", "component:setStateValue"),
        ("a.js", "app.dataset.testRunState", "data:test-run-state"),
        ("a.py", 'page.get_by_test_id("stX").first', "testid:stX"),
        ("a.py", "import streamlit as st\nst.title('a')\nst._main", "python:streamlit._main"),
        ("a.py", "from streamlit.a import b", "python:streamlit.a.b"),
        ("a.py", "import streamlit.a\nimport os", "python:streamlit.a"),
        ("a.py", "from streamlit import b\nb().d", "python:streamlit.b().d python:streamlit.b"),
        ("a.py", "from streamlit.testing.v1 import AppTest", ""),
        ("a.service", "run app.py --server.port 1", "option:server.port"),
        ("config.toml", "[client]\ntoolbarMode = 1", "option:client.toolbarMode"),
    ],
)  # fmt: skip
def test_hooks_are_found_however_they_are_written(name: str, text: str, found: str) -> None:
    assert set(hooks_in(text, name)) == set(found.split())

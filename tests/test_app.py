"""The pages as Streamlit runs them, without a browser."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from text import LANGUAGES, t
from ui.bar import PAGES as SCRIPTS

ROOT = Path(__file__).resolve().parents[1]
APP = str(ROOT / "app.py")
PAGES = tuple(SCRIPTS.values())
PATIENCE_S = 180
HOSTILE = {
    "lang": "<b onclick=x>",
    "district": "<img src=x onerror=alert(1)>",
    "layers": "${7*7},`x`,parks",
    "view": "1e999,nan,inf",
    "year": "\u2028-\u202e",
    "record": "' OR 1=1 --",
    "__proto__": "x" * 5000,
}


def opened(page: str, **query: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=PATIENCE_S)
    for name, value in query.items():
        at.query_params[name] = value
    if page != "app.py":
        at.switch_page(page)
    return at.run()


def markup(at: AppTest) -> list[str]:
    """Our own HTML on the page, without the stylesheet."""
    found = [str(getattr(one, "value", "")) for one in at.get("html")]
    return [one for one in found if not one.startswith("<style>")]


def test_every_page_stands_in_the_bar() -> None:
    scripts = {f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py")}
    assert scripts | {"app.py"} == set(PAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_in_its_language(page: str, lang: str) -> None:
    at = opened(page, lang=lang)
    assert not at.exception
    assert not at.text, "an error card is on the page"
    brand = "".join(one for one in markup(at) if "dqm-brand" in one)
    assert t(lang, "common.app_name") in brand


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_address_is_ignored_and_harmless(page: str) -> None:
    at = opened(page, **HOSTILE)
    assert not at.exception
    assert not at.text
    for one in markup(at):
        assert "<img src=x" not in one
        assert "<b onclick" not in one


def test_the_data_page_names_what_it_ignored_as_text() -> None:
    at = opened("pages/data.py", lang="en", district="<img src=x>")
    notices = [one for one in markup(at) if 'class="dqm-notice"' in one]
    assert len(notices) == 1
    assert "district=&lt;img src=x&gt;" in notices[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_record_can_be_opened_by_its_address(lang: str) -> None:
    at = opened("pages/data.py", lang=lang, record="IC01")
    cards = [one for one in markup(at) if "IC01" in one]
    assert len(cards) == 1
    assert "上海市计量测试技术研究院" in cards[0]
    assert "Shanghai Institute of Measurement" in cards[0]


def test_the_search_box_takes_its_words_from_the_address_and_narrows() -> None:
    everything = len(opened("pages/data.py", lang="en").dataframe[0].value)
    at = opened("pages/data.py", lang="en", q="metrology")
    assert at.text_input[0].value == "metrology"
    found = len(at.dataframe[0].value)
    assert 0 < found < everything
    at.text_input[0].set_value("no such thing anywhere").run()
    assert not at.dataframe
    assert at.info[0].value == t("en", "pages.data.none")


def test_a_filter_narrows_to_its_value() -> None:
    at = opened("pages/data.py", lang="en")
    at.multiselect(key="records-layer").set_value(["parks"]).run()
    layers = set(at.dataframe[0].value[t("en", "pages.data.col.layer")])
    assert layers == {t("en", "vocab.layer.parks")}


def test_the_language_switch_redraws_the_page() -> None:
    at = opened("pages/data.py", lang="en")
    assert at.title[0].value == t("en", "pages.data.title")
    at.button_group(key="language").set_value("zh").run()
    assert at.title[0].value == t("zh", "pages.data.title")


def test_damaged_data_are_named_on_both_pages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for path in (ROOT / "data" / "shanghai").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    parks = tmp_path / "parks.csv"
    parks.write_text(parks.read_text("utf-8").replace(",designated,", ",<b>maybe</b>,", 1), "utf-8")
    monkeypatch.setenv("DQM_DATA_DIR", str(tmp_path))
    for page in PAGES:
        at = opened(page, lang="en")
        assert not at.exception
        shown = "\n".join(one.value for one in at.text)
        assert "parks.csv" in shown
        assert "<b>maybe</b>" in shown
        assert "status" in shown


@pytest.mark.parametrize("script", PAGES)
def test_a_page_arranges_and_imports_from_the_shared_room_only(script: str) -> None:
    tree = ast.parse((ROOT / script).read_text("utf-8"))
    rooms = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [a.name for a in node.names]
        )
    }
    assert rooms - set(sys.stdlib_module_names) <= {"streamlit", "text", "ui"}


def test_the_stylesheet_and_scripts_ask_nobody_outside() -> None:
    for path in (ROOT / "ui" / "assets").iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/", "")
        assert not re.search(r"https?://|@import [\"'u]|url\(\s*['\"]?//", text), path.name

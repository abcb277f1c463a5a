"""A changed table shows in the very next run of every page, in a session that is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.data.folders import copy_of_tables, set_cell
from tests.servers import ROOT

pytestmark = [pytest.mark.whole, pytest.mark.no_cover]

BEFORE = {
    "ranking": "黄浦区",
    "scorecard": "黄浦区",
    "compare": "黄浦",
    "siting": "黄浦",
    "plan": "新材料技术先导质量创新工程",
    "method": "",
    "data": "制造业质量竞争力指数",
    "exhibition": "黄浦区",
}
"""Page, and words of the shipped tables that stand on it."""
CHANGES = (
    ("districts.csv", "name_zh", "改名区"),
    ("districts.csv", "short_zh", "改名"),
    ("plan_tasks.csv", "title_zh", "改名工程"),
    ("observations.csv", "indicator_zh", "改名指数"),
)
AFTER = {
    "ranking": "改名区",
    "scorecard": "改名区",
    "compare": "改名",
    "siting": "改名",
    "plan": "改名工程",
    "method": "改名指标体系",
    "data": "改名指数",
    "exhibition": "改名区",
}


def said(at: AppTest) -> str:
    """Everything that a page shows, or gives to choose from."""
    assert not at.exception
    assert not at.text, [one.value for one in at.text]
    found = [str(getattr(one, "value", "")) for one in at.get("html")]
    found += [str(option) for box in (*at.selectbox, *at.multiselect) for option in box.options]
    return "\n".join(one for one in found if not one.startswith("<style>"))


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[str, str]]]:
    """What each page says before the tables change, and in its next run."""
    tables = copy_of_tables(tmp_path_factory.mktemp("changed"))
    for path in tables.glob("index*.toml"):  # few draws: their number is not the matter here
        text = re.sub(r"(?m)^draws = \d+$", "draws = 200", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DQM_DATA_DIR", str(tables))
        pages = {}
        for page in BEFORE:
            pages[page] = AppTest.from_file(str(ROOT / "app.py"), default_timeout=180)
            pages[page].query_params["district"] = "310101"
            pages[page].switch_page(f"pages/{page}.py").run()
        before = {page: said(at) for page, at in pages.items()}
        for file, column, value in CHANGES:
            set_cell(tables / file, 2, column, value)
        _rename_index(tables / "index.toml")
        yield {page: (before[page], said(at.run())) for page, at in pages.items()}


def _rename_index(path: Path) -> None:
    text = path.read_text("utf-8")
    name = next(line for line in text.splitlines() if line.startswith("name_zh"))
    path.write_text(text.replace(name, 'name_zh = "改名指标体系"', 1), "utf-8")


@pytest.mark.parametrize("page", BEFORE)
def test_a_changed_table_shows_in_the_next_run(
    twice: dict[str, tuple[str, str]], page: str
) -> None:
    before, after = twice[page]
    assert BEFORE[page] in before
    assert AFTER[page] not in before
    assert AFTER[page] in after

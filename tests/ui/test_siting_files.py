"""A plan as files and as a drawing, with names that want to be formulas and markup."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from layers.catchments import CLASSES, catchments_svg, class_of, counts
from layers.options import DocumentOptions
from layers.payload import build_payload
from siting import Control, p_median, verify
from text import LANGUAGES, t
from ui.downloads import to_csv
from ui.siting_export import to_geojson, to_html, to_xlsx, town_rows
from ui.siting_map import drawing
from ui.siting_places import places_for, problem_for
from ui.siting_plan import Plan
from ui.siting_question import Question
from ui.siting_words import proof
from ui.siting_worker import Answer

HOSTILE = (
    '=HYPERLINK("http://x")',
    "+1",
    "-2",
    "@SUM",
    "\tx",
    "\rx",
    '<img src=x onerror=alert(1)>"&',
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    question = Question(k=3)
    places = places_for(question)
    solution = p_median(problem_for(question, places), 3)
    # What is kept is shared by everybody: only a copy may be spoilt.
    names = ("towns", "candidates", "existing")
    places = replace(places, **{name: getattr(places, name).copy() for name in names})
    for table in (places.towns, places.candidates, places.existing):
        for at, name in enumerate(HOSTILE):
            table.loc[table.index[at], ["name_zh", "name_en"]] = name
    return Plan(question, places, Answer(solution, verify(solution)), {})


class Tags(HTMLParser):
    """Which tags a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_csv_and_workbook_hold_no_formula_and_numbers_stay_numbers(plan: Plan, lang: str) -> None:
    text = to_csv(town_rows(lang, plan)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 217
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
    book = load_workbook(io.BytesIO(to_xlsx(lang, plan)))
    towns = book.worksheets[-1]
    assert towns.max_row == 217
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "inlineStr"}
                if cell.data_type != "n" and isinstance(cell.value, str):
                    assert not cell.value.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert isinstance(towns.cell(2, 4).value, float)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_geojson_holds_centres_towns_and_the_plan(plan: Plan, lang: str) -> None:
    whole = json.loads(to_geojson(lang, plan))
    kinds = [one["properties"]["kind"] for one in whole["features"]]
    assert kinds.count("new") == 3
    assert kinds.count("existing") == len(plan.places.existing)
    assert kinds.count("town") == 216
    assert whole["plan"][t(lang, "pages.siting.print.proof")].startswith(
        t(lang, "pages.siting.proof.optimal")
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_to_print_says_what_it_rests_on_and_holds_no_foreign_markup(
    plan: Plan, lang: str
) -> None:
    page = to_html(lang, plan, DocumentOptions()).decode()
    tags = Tags()
    tags.feed(page)
    assert not tags.found & {"img", "script", "iframe", "link", "object"}
    names = ("question", "constraints", "data", "distance", "proof", "checked", "date")
    for name in names:
        assert t(lang, f"pages.siting.print.{name}") in page
    assert t(lang, "pages.siting.approval.none") in page
    assert "&lt;img" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_drawing_is_sound_xml_with_every_town_and_no_foreign_element(
    plan: Plan, lang: str
) -> None:
    geometry = build_payload()["geometry"]
    svg = catchments_svg(drawing(lang, plan), geometry, "zh" if lang == "zh" else "en")
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    names = {one.tag.rsplit("}")[-1] for one in root.iter()}
    assert names <= {"svg", "g", "path", "rect", "circle", "line", "text"}
    assert len([one for one in root.iter() if one.get("data-town")]) == 216
    assert len([one for one in root.iter() if one.get("data-spoke")]) == 216
    assert len(svg) < 400_000


def test_gains_fall_into_their_classes() -> None:
    gains = [40.0, 30.0, 29.9, 15.0, 5.0, 4.9, 0.05, 0.04, 0.0, -0.05, -0.06, -15.0, -15.1]
    assert [class_of(gain) for gain in gains] == [0, 0, 1, 1, 2, 3, 3, 4, 4, 4, 5, 5, 6]
    assert sum(counts(gains)) == len(gains)
    assert len(counts(gains)) == len(CLASSES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_badge_is_green_only_with_proof_and_check(plan: Plan, lang: str) -> None:
    green, words, _ = proof(lang, plan)
    assert green
    assert words == t(lang, "pages.siting.proof.optimal")
    solution = plan.answer.solution
    wrong = replace(solution, objective=solution.objective * 0.9, bound=solution.bound * 0.9)
    bad = replace(plan, answer=Answer(wrong, verify(wrong)))
    assert not proof(lang, bad)[0]
    assert proof(lang, bad)[1] == t(lang, "pages.siting.proof.failed")
    stopped = p_median(solution.problem, 5, Control(cancelled=lambda: True))
    open_plan = replace(plan, answer=Answer(stopped, verify(stopped)))
    green, words, _ = proof(lang, open_plan)
    assert not green
    assert t(lang, "pages.siting.proof.optimal") not in words

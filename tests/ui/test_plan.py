"""The page of the plan: everything in order, links that keep their word, no target called met."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from data import load_observations, load_plan_targets, load_plan_tasks, load_records
from data.plan import Records, Shown, View, load_target_figures, load_task_views
from layers.options import DocumentOptions
from layers.payload import build_payload
from layers.standing import by_code
from tests.test_app import markup, opened
from text import LANGUAGES, plural, t
from ui.downloads import to_csv
from ui.known import known
from ui.plan import tasks_of_plan
from ui.plan_files import figure_rows, sheet, task_rows
from ui.plan_targets import compared
from ui.plan_tasks import Wish, fits
from ui.plan_views import links_of
from ui.state import LAYERS, parse
from ui.symbols import symbol_rules
from ui.workbook import workbook

pytestmark = pytest.mark.whole

ALL = [f"T{n:02}" for n in range(1, 22)] + [f"S{n}" for n in range(1, 6)]
HAN = re.compile(r"[\u3400-\u9fff]")


def test_every_task_has_views_or_records_or_says_why_not() -> None:
    views, records = load_task_views(), load_records()
    assert set(views) == set(ALL)
    for shown in views.values():
        assert bool(shown.views or shown.records) != bool(shown.nothing_zh and shown.nothing_en)
        reasons = [(one.reason_zh, one.reason_en) for one in shown.views]
        reasons += [(one.reason_zh, one.reason_en) for one in shown.records]
        assert all(zh and en for zh, en in reasons)
        assert not HAN.search("".join(en for _, en in (*reasons, ("", shown.nothing_en))))
        assert {id for group in shown.records for id in group.ids} <= set(records.index)


def test_all_tasks_stand_in_the_order_of_the_plan_with_their_own_wording() -> None:
    tasks = tasks_of_plan()
    assert [one.id for one in tasks] == ALL
    for lang in LANGUAGES:
        whole = unescape("".join(markup(opened("pages/plan.py", lang=lang))))
        assert re.findall(r'id="task-(\w+)"', whole) == ALL
        for one in tasks:
            assert str(one.row[f"title_{lang}"]) in whole
            assert str(one.row["title_zh"]) in whole
        assert whole.count('class="dqm-role"') == 3
    assert [one.id for one in tasks if one.named] == ["T04", "T18", "S2"]


def test_every_link_is_understood_and_its_count_is_what_the_map_shows() -> None:
    words, records = known(), build_payload(DocumentOptions())["records"]
    links = [(task, link) for task in tasks_of_plan() for link in task.links]
    assert len(links) > 25
    for task, link in links:
        for lang in LANGUAGES:
            address = urlsplit(link.address(lang))
            assert address.path == "./"
            parsed = parse(parse_qs(address.query), words)
            assert parsed.ignored == (), task.id
            assert parsed.state == replace(link.state, lang=lang)
        state = link.state
        if link.names:
            assert state.selection
            assert state.selection.kind == "record"
            chosen = next(one for one in records if one["id"] == state.selection.id)
            assert [chosen["layer"]] == list(state.layers) == list(link.layers)
            assert chosen["name"]["zh"] == link.names["zh"]
            continue
        there = [
            one
            for one in records
            if one["layer"] in state.layers
            and (not state.level or one["level"] in state.level)
            and (not state.status or one["status"] in state.status)
            and (not state.field or set(one["fields"]) & set(state.field))
        ]
        assert link.count == len(there) > 0, task.id
        assert link.count < len(records)
        for layer, count in link.layers.items():
            assert count == sum(one["layer"] == layer for one in there)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_the_links_and_their_counts(lang: str) -> None:
    whole = "".join(markup(opened("pages/plan.py", lang=lang)))
    for task in tasks_of_plan():
        row = whole.split(f'id="task-{task.id}"')[1].split("</li>")[0]
        assert row.count("<a ") == len(task.links)
        for link in task.links:
            assert f'href="{link.address(lang).replace("&", "&amp;")}"' in row
            if not link.names:
                assert plural(lang, "pages.plan.on_map", link.count) in row
        if not task.links:
            why = task.shown.nothing_zh if lang == "zh" else task.shown.nothing_en
            assert why in row


def test_a_candidate_and_what_is_under_construction_never_look_like_what_stands() -> None:
    whole = "".join(markup(opened("pages/plan.py", lang="zh")))
    rows = {id: whole.split(f'id="task-{id}"')[1].split("</li>")[0] for id in ("T10", "T14", "T17")}
    assert re.findall(r"dqm-sym-([\w-]+)", rows["T10"]) == ["parks-solid", "demonstration-hollow"]
    assert re.findall(r"dqm-sym-([\w-]+)", rows["T14"]) == [
        "demonstration-solid",
        "demonstration-hollow",
    ]
    assert re.findall(r"dqm-sym-([\w-]+)", rows["T17"]) == ["centres-hollow", "centres-solid"]
    drawn = re.findall(r"\.dqm-sym-([\w-]+) \{", symbol_rules())
    fills = ("dashed", "hollow", "solid")
    assert sorted(drawn) == sorted(f"{layer}-{fill}" for layer in LAYERS for fill in fills)


def test_what_is_not_in_the_catalogue_is_never_linked() -> None:
    views = (
        View(("parks",), "x", "x", field=("nothing of the kind",)),
        View(("parks",), "x", "x", status=("candidate",)),
    )
    shown = Shown(views, (Records(("XX99",), "x", "x"),))
    assert links_of(shown, known()) == []


def test_filters_narrow_the_tasks() -> None:
    at = opened("pages/plan.py", lang="zh")
    at.toggle(key="plan-named").set_value(True).run()
    assert re.findall(r'id="task-(\w+)"', "".join(markup(at))) == ["T04", "T18", "S2"]
    at.toggle(key="plan-named").set_value(False)
    at.selectbox(key="plan-category-zh").set_value("三、保障措施").run()
    assert re.findall(r'id="task-(\w+)"', "".join(markup(at))) == ALL[-5:]
    at.text_input(key="plan-words").set_value("<b>no such thing").run()
    assert not at.exception
    assert at.info[0].value == t("zh", "pages.plan.none")


def test_search_reads_both_languages_and_the_bodies() -> None:
    tasks = tasks_of_plan()
    for words, wanted in (("biomedicine", "T03"), ("上海海关", "S3"), ("一带一路", "T21")):
        assert [one.id for one in tasks if fits(one, Wish(words))] == [wanted]


def test_later_figures_are_the_tables_own_and_no_other_place_or_kind() -> None:
    seen, targets = load_observations(), load_plan_targets()
    figures = load_target_figures()
    assert set(figures) <= set(targets.index)
    for target, one in figures.items():
        for id in (*one.later, *one.before):
            assert seen.loc[id, "scope"] == "city"
            assert seen.loc[id, "kind"] == "observed"
            assert str(seen.loc[id, "source"])
            if one.bearing == "same":
                assert str(seen.loc[id, "unit"]) == str(targets.loc[target, "unit"])
        if not (one.later or one.before):
            assert targets.loc[target, "later_zh"]
        assert one.bearing != "same" or one.later
        assert one.bearing != "before" or not one.later
        for id in one.before:
            assert int(str(seen.loc[id, "year_en"])[:4]) < 2021


@pytest.mark.parametrize("lang", LANGUAGES)
def test_targets_stand_against_figures_and_none_is_called_met(lang: str) -> None:
    rows = compared(by_code(load_plan_targets()))
    whole = unescape("".join(markup(opened("pages/plan.py", lang=lang))))
    assert sorted(re.findall(r'id="target-(\w+)"', whole)) == sorted(one.id for one in rows)
    assert len(rows) == 25
    for one in rows:
        row = whole.split(f'id="target-{one.id}"')[1].split("</li>")[0]
        for figure in (*one.later, *one.before):
            assert str(figure[f"value_{lang}"]) in row
            assert str(figure[f"year_{lang}"]) in row
            assert str(figure["source"]) in row
        bare = one.figures is None or one.figures.bearing == "before"
        assert (t(lang, "pages.plan.no_later") in row) == bare
        if one.figures:
            assert t(lang, f"pages.plan.bearing.{one.figures.bearing}") in row
    assert "≥ 90" in whole
    verdict = {
        "zh": r"已完成|已达标|已实现|完成率",
        "en": r"(?<!whether a target was )\bmet\b|achieved",
    }
    assert t(lang, "pages.plan.targets_lead") in whole
    assert not re.search(verdict[lang], whole)


def test_the_files_hold_every_task_target_and_figure() -> None:
    tasks = tasks_of_plan()
    read = list(csv.DictReader(io.StringIO(to_csv(task_rows(tasks)).decode("utf-8-sig"))))
    assert [one["id"] for one in read] == list(load_plan_tasks().index)
    assert read[0]["map_links"] == tasks[0].links[0].address("zh")
    assert read[0]["map_records"] == str(tasks[0].links[0].count)
    assert read[6]["map_nothing_en"]
    rows = figure_rows(compared(by_code(load_plan_targets())))
    assert list(dict.fromkeys(one["target"] for one in rows)) == list(load_plan_targets().index)
    satisfaction = [one["value"] for one in rows if one["target"] == "Q10"]
    assert satisfaction == [82.49, 84.69, 82.44]
    assert {one["bearing"] for one in rows} == {"same", "near", "before", "none_found"}
    assert len({tuple(one) for one in rows}) == 1
    assert workbook({"targets": sheet(rows)})[:2] == b"PK"


def test_hostile_wording_stays_text_and_a_missing_record_takes_its_link_along(
    other_data: Path,
) -> None:
    path = other_data / "plan_tasks.csv"
    evil = "<img src=x onerror=alert(1)>"
    path.write_text(
        path.read_text("utf-8").replace("生物医药质量提升工程", evil).replace("市交通委", evil),
        "utf-8",
    )
    pilots = other_data / "pilots.csv"
    kept = [line for line in pilots.read_text("utf-8").splitlines() if not line.startswith("PS37,")]
    pilots.write_text("\n".join(kept) + "\n", "utf-8")
    at = opened("pages/plan.py", lang="zh")
    assert not at.exception
    whole = "".join(markup(at))
    assert "<img" not in whole
    assert whole.count("&lt;img src=x onerror=alert(1)&gt;") >= 2
    assert "record=PS37" not in whole
    assert "record=PS34" in whole


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_data_page_sends_on_to_the_plan(lang: str) -> None:
    at = opened("pages/data.py", lang=lang)
    whole = unescape("".join(markup(at)))
    assert t(lang, "pages.plan.elsewhere") in whole
    assert str(load_plan_tasks().iloc[6][f"title_{lang}"]) not in whole

"""The page of the plan: what it holds, its tasks with what the map shows of them, its targets."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data import load_plan_targets, load_plan_tasks
from data.plan import load_task_views
from layers.standing import by_code
from text import plural, t
from ui.downloads import offer_file, to_csv
from ui.known import known
from ui.markup import Html, element, show
from ui.plan_files import figure_rows, sheet, task_rows
from ui.plan_targets import KINDS, compared, target_list
from ui.plan_tasks import Task, ask, by_category, fits, task_list
from ui.plan_views import links_of
from ui.workbook import workbook


def show_plan(lang: str) -> None:
    """Tasks and safeguards, then targets against later figures.

    Raises
    ------
    DistrictMapError
        If a table has defects.
    """
    tasks, targets = tasks_of_plan(), by_code(load_plan_targets())
    _summary(lang, tasks, targets)
    with st.container(key="plan-tasks"):
        st.subheader(t(lang, "pages.plan.tasks"), anchor="tasks")
        wish = ask(lang, tasks)
        found = [one for one in tasks if fits(one, wish)]
        show(element("p", plural(lang, "pages.plan.found", len(found)), class_="dqm-eye"))
        if not found:
            st.info(t(lang, "pages.plan.none"))
        for number, (category, members) in enumerate(by_category(found).items()):
            with st.container(key=f"card-plan-{number}", border=True):
                show(task_list(lang, category, members))
        with st.container(horizontal=True, key="plan-tasks-downloads"):
            _offer(lang, "plan_tasks", lambda: task_rows(tasks))
    with st.container(key="plan-targets"):
        st.subheader(t(lang, "pages.plan.targets"), anchor="targets")
        show(element("p", t(lang, "pages.plan.targets_lead"), class_="dqm-caveat"))
        rows = compared(targets)
        for kind in KINDS:
            with st.container(key=f"card-plan-{kind}", border=True):
                show(target_list(lang, kind, [one for one in rows if one.row["kind"] == kind]))
        with st.container(horizontal=True, key="plan-targets-downloads"):
            _offer(lang, "plan_targets_and_later_figures", lambda: figure_rows(rows))


def tasks_of_plan() -> list[Task]:
    """Tasks and safeguards in the order of the plan, each with its links to the map."""
    views, words = load_task_views(), known()
    return [
        Task(id, row, tuple(links_of(views[id], words)), views[id])
        for id, row in by_code(load_plan_tasks()).items()
        if id in views
    ]


def _summary(lang: str, tasks: list[Task], targets: dict[str, dict[str, Any]]) -> None:
    show(element("p", t(lang, "pages.plan.lead"), class_="dqm-lead"))
    kinds = [one.row["kind"] for one in tasks]
    named = sum(one.named for one in tasks)
    figures = (
        (kinds.count("task"), "n_tasks"),
        (kinds.count("safeguard"), "n_safeguards"),
        (len(targets), "n_targets"),
        (named, "n_named"),
    )
    shown = [
        element("li", element("strong", str(n)), " ", element("span", t(lang, f"pages.plan.{key}")))
        for n, key in figures
    ]
    show(element("ul", Html("".join(shown)), class_="dqm-figures"))


def _offer(lang: str, name: str, rows: Any) -> None:
    label = {kind: t(lang, f"pages.plan.download.{kind}") for kind in ("csv", "xlsx")}
    offer_file(label["csv"], lambda: to_csv(rows()), f"{name}.csv", "plan")
    offer_file(label["xlsx"], lambda: workbook({name: sheet(rows())}), f"{name}.xlsx", "plan")

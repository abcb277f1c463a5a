"""The page of the plan: what it holds, its tasks with what the map shows of them, its targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from data import load_plan_targets, load_plan_tasks
from data.once import once
from data.plan import load_task_views
from layers.standing import by_code
from text import plural, t
from ui.downloads import offer_file, to_csv
from ui.known import known
from ui.markup import Html, element, show
from ui.plan_files import figure_rows, sheet, task_rows
from ui.plan_targets import KINDS, compared, target_list
from ui.plan_tasks import Task, Wish, ask, by_category, fits, task_list
from ui.plan_views import links_of
from ui.workbook import workbook


def show_plan(lang: str) -> None:
    """Tasks and safeguards, then targets against later figures.

    Raises
    ------
    DistrictMapError
        If a table has defects.
    """
    tasks, targets = tasks_of_plan(), targets_of_plan()
    _summary(lang, tasks, targets)
    with st.container(key="plan-tasks"):
        st.subheader(t(lang, "pages.plan.tasks"), anchor="tasks")
        wish = ask(lang, tasks)
        n, cards = _task_cards(lang, wish)
        show(element("p", plural(lang, "pages.plan.found", n), class_="dqm-eye"))
        if not n:
            st.info(t(lang, "pages.plan.none"))
        for number, card in enumerate(cards):
            with st.container(key=f"card-plan-{number}", border=True):
                show(card)
        with st.container(horizontal=True, key="plan-tasks-downloads"):
            _offer(lang, "plan_tasks", lambda: task_rows(tasks))
    with st.container(key="plan-targets"):
        st.subheader(t(lang, "pages.plan.targets"), anchor="targets")
        show(element("p", t(lang, "pages.plan.targets_lead"), class_="dqm-caveat"))
        for kind, card in zip(KINDS, _target_cards(lang), strict=True):
            with st.container(key=f"card-plan-{kind}", border=True):
                show(card)
        with st.container(horizontal=True, key="plan-targets-downloads"):
            _offer(lang, "plan_targets_and_later_figures", lambda: figure_rows(compared(targets)))


@once
def tasks_of_plan() -> tuple[Task, ...]:
    """Tasks and safeguards in the order of the plan, each with its links to the map."""
    views, words = load_task_views(), known()
    return tuple(
        Task(id, row, tuple(links_of(views[id], words)), views[id])
        for id, row in by_code(load_plan_tasks()).items()
        if id in views
    )


@once
def targets_of_plan() -> Mapping[str, Mapping[str, Any]]:
    """Rows of the targets by their id."""
    return by_code(load_plan_targets())


@once
def _task_cards(lang: str, wish: Wish) -> tuple[int, tuple[Html, ...]]:
    """How many tasks are wished for, and a card per category."""
    found = [one for one in tasks_of_plan() if fits(one, wish)]
    cards = (task_list(lang, *one) for one in by_category(found).items())
    return len(found), tuple(cards)


@once
def _target_cards(lang: str) -> tuple[Html, ...]:
    rows = compared(targets_of_plan())
    return tuple(
        target_list(lang, kind, [one for one in rows if one.row["kind"] == kind]) for kind in KINDS
    )


def _summary(lang: str, tasks: Sequence[Task], targets: Mapping[str, Any]) -> None:
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

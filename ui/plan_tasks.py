"""The tasks and safeguards of the plan on the page: filters, and a row per task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import streamlit as st

from data.plan import Shown
from text import plural, t
from ui.markup import Html, element, quoted
from ui.plan_views import MapLink
from ui.symbols import symbol


@dataclass(frozen=True)
class Task:
    """A task or safeguard.

    Attributes
    ----------
    id : str
    row : Mapping of str to Any
        Of the table of tasks.
    links : tuple of MapLink
    shown : Shown
        What the links were made from, or why there are none.
    """

    id: str
    row: Mapping[str, Any]
    links: tuple[MapLink, ...]
    shown: Shown

    @property
    def named(self) -> bool:
        """Whether the plan names the districts."""
        return bool(self.row["district_role"] != "none")


@dataclass(frozen=True)
class Wish:
    """What to show: search words, a category by its Chinese name, those that name districts."""

    words: str = ""
    category: str | None = None
    named: bool = False


def ask(lang: str, tasks: Iterable[Task]) -> Wish:
    """Search box and filters."""
    names = {str(one.row["category_zh"]): str(one.row[f"category_{lang}"]) for one in tasks}
    with st.container(horizontal=True, key="plan-filters", vertical_alignment="bottom"):
        words = st.text_input(t(lang, "pages.plan.search"), key="plan-words", width=320)
        category = st.selectbox(
            t(lang, "pages.plan.category"),
            list(names),
            index=None,
            format_func=lambda one: names[one],
            placeholder=t(lang, "pages.plan.any"),
            key=f"plan-category-{lang}",
            width=360,
        )
        named = st.toggle(t(lang, "pages.plan.only_named"), key="plan-named", width="content")
    return Wish(words, category, named)


def fits(task: Task, wish: Wish) -> bool:
    """Whether a task is among those that are asked for; all words must occur in it."""
    if wish.category and task.row["category_zh"] != wish.category:
        return False
    if wish.named and not task.named:
        return False
    text = "\n".join(str(value) for value in (task.id, *task.row.values())).casefold()
    return all(word in text for word in wish.words.casefold().split())


def by_category(tasks: Iterable[Task]) -> dict[tuple[str, str], list[Task]]:
    """Tasks under the names of their category (Chinese, English), in the order of the plan."""
    found: dict[tuple[str, str], list[Task]] = {}
    for one in tasks:
        names = str(one.row["category_zh"]), str(one.row["category_en"])
        found.setdefault(names, []).append(one)
    return found


def task_list(lang: str, category: tuple[str, str], tasks: Iterable[Task]) -> Html:
    """One category: its name, and a row per task."""
    heading = element("h3", category[0 if lang == "zh" else 1], class_="dqm-plan-category")
    rows = Html("".join(_row(lang, one) for one in tasks))
    return Html(heading + element("ol", rows, class_="dqm-tasks"))


def _row(lang: str, task: Task) -> Html:
    row = task.row
    kind = t(lang, f"vocab.plan_kind.{row['kind']}")
    number = element("span", element("small", kind), element("strong", str(row["number"])))
    title = [element("h4", str(row[f"title_{lang}"]))]
    if lang != "zh":
        title.append(element("p", quoted(str(row["title_zh"]), lang), class_="dqm-wording"))
    bodies = element("p", str(row[f"bodies_{lang}"]), class_="dqm-bodies")
    if task.named:
        words = t(lang, f"pages.plan.role.{row['district_role']}")
        title.append(element("span", words, class_="dqm-role"))
    text = element("div", *title, bodies)
    return element("li", number, text, _links(lang, task), id=f"task-{task.id}")


def _links(lang: str, task: Task) -> Html:
    if not task.links:
        why = task.shown.nothing_zh if lang == "zh" else task.shown.nothing_en
        said = why or t(lang, "pages.plan.nothing_left")
        return element("div", element("p", "— ", said), class_="dqm-on-map dqm-none")
    parts: list[Html] = []
    for reason, links in groupby(task.links, key=lambda one: one.reason[lang]):
        parts += [_link(lang, one) for one in links]
        parts.append(element("small", reason))
    return element("div", *parts, class_="dqm-on-map")


def _link(lang: str, link: MapLink) -> Html:
    symbols = [symbol(name, link.statuses) for name in link.layers]
    if link.names:
        words = element("span", quoted(link.names[lang], lang))
        return element("a", *symbols, words, href=link.address(lang), target="_self")
    each = " · ".join(
        t(lang, "pages.plan.per_layer", layer=t(lang, f"vocab.layer.{name}"), n=n)
        for name, n in link.layers.items()
    )
    many = plural(lang, "pages.plan.on_map", link.count)
    inside = element("span", many, " ", element("em", each))
    return element("a", *symbols, inside, href=link.address(lang), target="_self")

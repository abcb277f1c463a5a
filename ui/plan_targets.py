"""The targets of the plan against what was published later; nothing here says that one was met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from data import load_observations
from data.plan import Figures, load_target_figures
from layers.standing import by_code
from text import formats, t
from ui.datasets import text_of
from ui.markup import Html, element, link, quoted

KINDS: Final = ("quantitative", "qualitative", "structural")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Target:
    """A target and the figures beside it.

    Attributes
    ----------
    id : str
    row : Mapping of str to Any
        Of the table of targets.
    figures : Figures or None
        How the figures bear on it; None where none was found.
    later, before : tuple of Mapping
        Rows of the table of observations.
    """

    id: str
    row: Row
    figures: Figures | None
    later: tuple[Row, ...]
    before: tuple[Row, ...]


def compared(targets: Mapping[str, Row]) -> list[Target]:
    """Every target with what was published of it, in the order of the table."""
    seen, known = by_code(load_observations()), load_target_figures()
    found = []
    for id, row in targets.items():
        figures = known.get(id)
        later, before = (
            tuple({**seen[one], "id": one} for one in ids if one in seen)
            for ids in ((figures.later, figures.before) if figures else ((), ()))
        )
        if not (later or before or text_of(row["later_zh"])):
            figures = None
        found.append(Target(id, row, figures, later, before))
    return found


def target_list(lang: str, kind: str, targets: Iterable[Target]) -> Html:
    """The targets of one kind."""
    heading = element("h3", t(lang, f"pages.plan.kind.{kind}"), class_="dqm-plan-category")
    rows = Html("".join(_row(lang, one) for one in targets))
    return Html(heading + element("ul", rows, class_="dqm-targets"))


def planned(lang: str, row: Row) -> Html:
    """What the plan sets: value, unit and year, or that it gives no number."""
    value, unit = text_of(row["value_text"]), text_of(row["unit"])
    if value is None:
        words = text_of(row[f"note_{lang}"]) or t(lang, "pages.plan.no_number")
        return element("span", quoted(words, lang), class_="dqm-none")
    number = formats.number(lang, float(value)) if value.isdigit() else value
    sign = "≥ " if row["comparator"] == ">=" else ""
    parts = [element("strong", sign + number)]
    if unit:
        parts.append(element("small", t(lang, f"vocab.unit.{unit}")))
    if year := text_of(row["year"]):
        parts.append(element("small", t(lang, "pages.plan.by_year", year=year)))
    return element("span", Html(" ".join(parts)), class_="dqm-value")


def _row(lang: str, one: Target) -> Html:
    section = quoted(str(one.row["section"]), lang)
    where = element("small", t(lang, "pages.plan.section"), " ", section)
    title = [element("h4", str(one.row[f"title_{lang}"]))]
    if lang != "zh":
        title.append(element("p", quoted(str(one.row["title_zh"]), lang), class_="dqm-wording"))
    note = text_of(one.row[f"note_{lang}"])
    if note and text_of(one.row["value_text"]):
        title.append(element("p", quoted(note, lang), class_="dqm-bodies"))
    cells = (
        element("div", *title, where),
        element("div", element("em", t(lang, "pages.plan.planned")), planned(lang, one.row)),
        element("div", element("em", t(lang, "pages.plan.later")), *_figures(lang, one)),
    )
    return element("li", *cells, id=f"target-{one.id}")


def _figures(lang: str, one: Target) -> list[Html]:
    nothing = element("p", t(lang, "pages.plan.no_later"), class_="dqm-none")
    if one.figures is None:
        return [nothing]
    stated = [] if one.later or one.before else [_stated(lang, one.row)]
    earlier = [_observation(lang, row) for row in one.before]
    note = one.figures.note_zh if lang == "zh" else one.figures.note_en
    bearing = t(lang, f"pages.plan.bearing.{one.figures.bearing}")
    told = element(
        "p", element("span", bearing, class_="dqm-bearing"), " ", note, class_="dqm-bodies"
    )
    label = element("em", t(lang, "pages.plan.before"))
    if one.figures.bearing == "before":
        return [nothing, label, *earlier, *stated, told]
    found = [*(_observation(lang, row) for row in one.later), *stated, told]
    return [*found, label, *earlier] if earlier else found


def _observation(lang: str, row: Row) -> Html:
    unit = text_of(row["unit"])
    value = element("strong", quoted(str(row[f"value_{lang}"]), lang))
    measured = f" {t(lang, f'vocab.unit.{unit}')}" if unit else ""
    source = link(str(row["source"]), text_of(row["source_url"]), lang)
    about = [
        element("span", quoted(str(row[f"indicator_{lang}"]), lang)),
        element("span", quoted(str(row[f"year_{lang}"]), lang)),
        element("span", t(lang, "pages.plan.source"), source),
    ]
    if note := text_of(row[f"note_{lang}"]):
        about.append(element("span", quoted(note, lang)))
    listed = Html(" · ".join(about))
    return element("p", value, element("small", measured, " · ", listed), class_="dqm-seen")


def _stated(lang: str, row: Row) -> Html:
    """The figure that the table of targets itself holds."""
    source = text_of(row["later_source"])
    words = quoted(source, lang) if source else t(lang, "pages.plan.no_source")
    said = element("strong", quoted(str(row[f"later_{lang}"]), lang))
    told = element("small", " · ", t(lang, "pages.plan.source"), words)
    return element("p", said, told, class_="dqm-seen")

"""A plan in words and figures: what page, print and files say alike."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable
from typing import Any

from data.once import once
from siting import Access, SitingError
from siting.solution import Model
from text import Message, t
from text.formats import NBSP, distance_km, number
from ui.markup import Html, element
from ui.siting_ask import distance_name, field_name, limit_name
from ui.siting_places import Places
from ui.siting_plan import SHARES, Plan, Step, TownRow
from ui.siting_question import OWN_CANDIDATES, OWN_DEMAND, OWN_DISTANCE, Question


def amount(lang: str, unit: str, value: float) -> str:
    """A distance or a time: "9.6 km", "850 m", "12.5 min"; words where there is no way."""
    if not math.isfinite(value):
        return t(lang, "pages.siting.no_way")
    if unit == "km":
        return distance_km(lang, value)
    return f"{number(lang, value, 1)}{NBSP}{t(lang, f'pages.siting.unit.{unit}')}"


def worded(lang: str, model: Model, unit: str, value: float) -> str:
    """An objective or bound, as it is shown, with its unit."""
    if not math.isfinite(value):
        return "–"
    if model == "maximal_covering":
        return f"{number(lang, value * 100, 1)}%"
    return number(lang, value) if model == "set_covering" else amount(lang, unit, value)


def shown(lang: str, plan: Plan, value: float, *, curve: bool = False) -> str:
    """An objective or bound of a plan, or of its curve, with its unit."""
    model = plan.curve_model if curve else plan.answer.solution.model
    return worded(lang, model, plan.unit, value)


def apart(lang: str, plan: Plan, value: float) -> str:
    """How far two values of the curve are apart."""
    if plan.curve_model == "maximal_covering":
        return t(lang, "pages.siting.points", value=number(lang, abs(value) * 100, 1))
    return amount(lang, plan.unit, abs(value))


def listed(lang: str, names: Iterable[str]) -> str:
    """Names in a sentence."""
    return ("、" if lang == "zh" else ", ").join(names)


@once
def conditions(lang: str, asked: Question, places: Places) -> list[str]:
    """The conditions of a question as short sentences."""
    said = [
        t(lang, "pages.siting.said.candidates", n=len(places.candidates)),
        t(
            *(lang, "pages.siting.said.existing"),
            n=len(places.existing),
            field=field_name(lang, asked.field),
        ),
        distance_name(lang, asked.distance),
        *constraints(lang, asked, places),
        t(lang, "pages.siting.said.points"),
    ]
    if asked.demand == "population":
        said.insert(0, t(lang, "pages.siting.said.population"))
    if asked.demand == OWN_DEMAND:
        said.insert(0, t(lang, "pages.siting.said.weights", column=asked.column))
    if asked.candidates == OWN_CANDIDATES:
        said.append(t(lang, "pages.siting.said.file"))
    return said


def constraints(lang: str, asked: Question, places: Places) -> list[str]:
    """What is forced, barred and limited, as short sentences; nothing where nothing is."""
    names = places.names(lang)
    said = [
        t(lang, f"pages.siting.said.{name}", names=listed(lang, (names[id] for id in ids)))
        for name, ids in (("must", asked.must), ("forbid", asked.forbid))
        if ids
    ]
    if asked.limit is not None:
        said.append(t(lang, "pages.siting.said.limit", n=asked.limit))
    if asked.limits:
        single = listed(lang, (limit_name(lang, places, one) for one in asked.limits))
        said.append(t(lang, "pages.siting.said.limits", limits=single))
    return said


def proof(lang: str, plan: Plan) -> tuple[bool, str, str]:
    """Whether it is proven, the badge's words, and the line of bounds."""
    answer, solution = plan.answer, plan.answer.solution
    sizes = {
        "candidates": len(solution.problem.candidates),
        "demand": int(solution.problem.counts.sum()),
    }
    value, bound = (plan.shown(one) for one in (solution.objective, solution.bound))
    if answer.proven:
        line = t(lang, "pages.siting.proof.equal", value=shown(lang, plan, value), **sizes)
        return True, t(lang, "pages.siting.proof.optimal"), line
    low, high = sorted((value, bound))
    line = t(
        *(lang, "pages.siting.proof.bound"),
        lower=shown(lang, plan, low),
        upper=shown(lang, plan, high),
        **sizes,
    )
    if not answer.checked.ok:
        return False, t(lang, "pages.siting.proof.failed"), line
    if not math.isfinite(plan.gap_percent):
        return False, t(lang, "pages.siting.proof.unknown"), line
    percent = f"{plan.gap_percent:.1f}"
    return False, t(lang, "pages.siting.proof.gap", percent=percent), line


def checked(lang: str, plan: Plan) -> str:
    """What the independent check found, in one line."""
    found = plan.answer.checked
    n, failed = len(found.checks), len(found.failed)
    if failed:
        return t(lang, "pages.siting.checked.failed", n=n, failed=failed)
    parts = [t(lang, "pages.siting.checked.ok", n=n)]
    if plan.answer.proven:
        how = "replayed" if found.proven else "highs"
        parts.append(t(lang, f"pages.siting.checked.{how}"))
    return " · ".join(parts)


def figures(lang: str, plan: Plan) -> list[tuple[str, str, str, Html]]:
    """Before and after: label, both values, and the change with sign and word."""
    before, after = plan.access
    rows = [
        (
            t(lang, f"pages.siting.figure.{name}"),
            amount(lang, plan.unit, getattr(before, name)),
            amount(lang, plan.unit, getattr(after, name)),
            _nearer(lang, plan, getattr(before, name), getattr(after, name)),
        )
        for name in ("mean", "p95", "worst")
    ]
    rows += [_share(lang, plan, limit, before, after) for limit in SHARES[plan.unit]]
    label = t(lang, "pages.siting.figure.gini")
    less = before.gini - after.gini
    values = ["—" if math.isnan(one.gini) else f"{one.gini:.3f}" for one in (before, after)]
    key = "same" if abs(less) < 0.0005 else "more_equal" if less > 0 else "less_equal"
    words = t(lang, f"pages.siting.{key}", value=f"{abs(less):.3f}")
    if math.isnan(less):
        words = t(lang, "pages.siting.no_gini")
    change = _change(words, 0 if key == "same" or math.isnan(less) else less)
    return [*rows, (label, values[0], values[1], change)]


def town_note(lang: str, plan: Plan, row: TownRow) -> str:
    """A town's gain in one line, and whether the way crosses the Yangtze."""
    said = t(
        *(lang, "pages.siting.note"),
        town=plan.name(row.code, lang),
        district=plan.places.districts[row.district][lang],
        before=amount(lang, plan.unit, row.before),
        after=amount(lang, plan.unit, row.after),
        centre=centre_name(lang, plan, row.after_centre),
    )
    return f"{said} · {t(lang, 'pages.siting.across')}" if row.across_after else said


def centre_name(lang: str, plan: Plan, id: str) -> str:
    """A centre's name, marked where it is new; a word where none can be reached."""
    if not id:
        return t(lang, "pages.siting.no_way")
    name = plan.name(id, lang)
    return t(lang, "pages.siting.new", name=name) if id.startswith("new:") else name


def across(lang: str, row: TownRow) -> str:
    """Whether the way to the nearest centre crosses the Yangtze, and when."""
    if not (row.across_before or row.across_after):
        return ""
    both = row.across_before and row.across_after
    when = "both" if both else "before" if row.across_before else "after"
    return t(lang, f"pages.siting.across.{when}")


def broken(lang: str, plan: Plan) -> list[str]:
    """Which conditions one's own sites do not keep."""
    districts = plan.places.districts
    return [
        t(
            *(lang, f"pages.siting.own.breaks.{kind}"),
            name=districts[id][lang] if kind == "limit" else plan.name(id, lang),
            n=plan.question.limit_of(id) if kind == "limit" else 0,
        )
        for kind, id in plan.own_breaks()
    ]


def named(lang: str, error: SitingError, places: Places) -> SitingError:
    """An error of the engine that calls places by their names instead of their ids."""
    names = places.names(lang)

    def of(value: Any) -> Any:
        if isinstance(value, Message):
            return told(value)
        parts = value.split(", ") if isinstance(value, str) else []
        if not any(part in names for part in parts):
            return value
        return listed(lang, (names.get(part, part) for part in parts))

    def told(message: Message) -> Message:
        return Message(message.key, {key: of(value) for key, value in message.params.items()})

    same = copy.copy(error)
    same.message = told(error.message)
    if "defects" in same.__dict__:
        same.__dict__["defects"] = tuple(map(told, same.__dict__["defects"]))
    return same


def measured(lang: str, asked: Question) -> str:
    """How distances are measured, and what does not hold of it."""
    name = distance_name(lang, asked.distance)
    if asked.distance == OWN_DISTANCE:
        return name
    return f"{name} · {t(lang, 'pages.siting.distance.caveat')}"


def order_head(lang: str) -> tuple[str, ...]:
    """Head of the table of steps."""
    return tuple(
        t(lang, f"pages.siting.order.{name}") for name in ("step", "site", "value", "best", "price")
    )


def order_rows(lang: str, plan: Plan) -> list[tuple[str, ...]]:
    """Each step: number, site, value once built, the best of as many, what the order costs."""
    return [
        (
            str(n),
            plan.name(step.site, lang),
            shown(lang, plan, step.value, curve=True),
            "—" if step.best is None else shown(lang, plan, step.best, curve=True),
            _price(lang, plan, step),
        )
        for n, step in enumerate(plan.order(), 1)
    ]


def own_in_words(lang: str, plan: Plan) -> str:
    """One's own sites, their value and the best of as many, in one line."""
    names = listed(lang, (plan.name(str(id), lang) for id in plan.own_sites.index))
    best = plan.best(len(plan.own_sites))
    mine = shown(lang, plan, plan.own(), curve=True)
    return t(
        *(lang, "pages.siting.own.line"),
        names=names,
        mine=mine,
        best="—" if best is None else shown(lang, plan, best, curve=True),
    )


def _price(lang: str, plan: Plan, step: Step) -> str:
    if step.best is None:
        return t(lang, "pages.siting.order.unknown")
    if not (math.isfinite(step.value) and math.isfinite(step.best)):
        return t(lang, "pages.siting.no_way")
    if step.free:
        return t(lang, "pages.siting.order.free")
    return t(lang, "pages.siting.order.costs", value=apart(lang, plan, step.value - step.best))


def _share(
    lang: str, plan: Plan, limit: float, before: Access, after: Access
) -> tuple[str, str, str, Html]:
    was, now = before.shares[limit] * 100, after.shares[limit] * 100
    more = now - was
    words = t(lang, "pages.siting.more", value=number(lang, more, 1))
    within = f"{round(limit)}{NBSP}{t(lang, f'pages.siting.unit.{plan.unit}')}"
    return (
        t(lang, "pages.siting.figure.share", within=within),
        f"{number(lang, was, 1)}%",
        f"{number(lang, now, 1)}%",
        _change(words if more >= 0.05 else t(lang, "pages.siting.same"), more),
    )


def _nearer(lang: str, plan: Plan, before: float, after: float) -> Html:
    if math.isinf(before):
        reached = math.isfinite(after)
        key = "pages.siting.reached" if reached else "pages.siting.same"
        return _change(t(lang, key), 1.0 if reached else 0.0)
    nearer = before - after
    if abs(nearer) < 0.05:
        return _change(t(lang, "pages.siting.same"), 0)
    key = "nearer" if nearer > 0 else "farther"
    return _change(
        t(lang, f"pages.siting.{key}", value=amount(lang, plan.unit, abs(nearer))), nearer
    )


def _change(words: str, gain: float) -> Html:
    kind = "better" if gain > 0 else "worse" if gain < 0 else "same"
    return element("span", words.replace(" km", f"{NBSP}km"), class_=f"dqm-{kind}")

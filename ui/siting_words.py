"""A plan in words and figures: what page, print and files say alike."""

from __future__ import annotations

import math

from layers.catchments import Drawing, Mark, TownMark
from siting import Access
from text import t
from text.formats import NBSP, distance_km, number
from ui.markup import Html, element
from ui.siting_plan import Plan, TownRow

SHARES_KM = (5.0, 10.0, 20.0)


def shown(lang: str, plan: Plan, value: float, *, curve: bool = False) -> str:
    """An objective or bound with its unit, as the model measures it."""
    model = plan.curve_model if curve else plan.answer.solution.model
    if not math.isfinite(value):
        return "–"
    if model == "maximal_covering":
        return f"{number(lang, value * 100, 1)}%"
    return number(lang, value) if model == "set_covering" else distance_km(lang, value)


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
    before, after = plan.answer.solution.access_before, plan.answer.solution.access_after
    rows = [
        (
            t(lang, f"pages.siting.figure.{name}"),
            distance_km(lang, getattr(before, name)),
            distance_km(lang, getattr(after, name)),
            _nearer(lang, getattr(before, name) - getattr(after, name)),
        )
        for name in ("mean", "p95", "worst")
    ]
    rows += [_share(lang, km, before, after) for km in SHARES_KM]
    less = before.gini - after.gini
    key = "same" if abs(less) < 0.0005 else "more_equal" if less > 0 else "less_equal"
    label, unequal = t(lang, "pages.siting.figure.gini"), f"{abs(less):.3f}"
    change = _change(t(lang, f"pages.siting.{key}", value=unequal), 0 if key == "same" else less)
    return [*rows, (label, f"{before.gini:.3f}", f"{after.gini:.3f}", change)]


def town_note(lang: str, plan: Plan, row: TownRow) -> str:
    """A town's gain in one line."""
    return t(
        *(lang, "pages.siting.note"),
        town=plan.name(row.code, lang),
        district=plan.places.districts[row.district][lang],
        before=distance_km(lang, row.before_km),
        after=distance_km(lang, row.after_km),
        centre=centre_name(lang, plan, row.after_centre),
    )


def centre_name(lang: str, plan: Plan, id: str) -> str:
    """A centre's name, marked where it is new."""
    name = plan.name(id, lang)
    return t(lang, "pages.siting.new", name=name) if id.startswith("new:") else name


def across(lang: str, row: TownRow) -> str:
    """Whether the way to the nearest centre crosses the Yangtze, and when."""
    if not (row.across_before or row.across_after):
        return ""
    both = row.across_before and row.across_after
    when = "both" if both else "before" if row.across_before else "after"
    return t(lang, f"pages.siting.across.{when}")


def drawing(lang: str, plan: Plan) -> Drawing:
    """The plan as the map draws it."""
    centres, towns = plan.centres, plan.places.towns
    spot = {
        str(id): (float(row["lon"]), float(row["lat"]))
        for table in (centres, towns)
        for id, row in table.iterrows()
    }
    names = [plan.name(str(id), lang) for id in plan.sites.index]
    listed = ", ".join(names) or t(lang, "pages.siting.map.none")
    return Drawing(
        towns=[
            TownMark(
                code=row.code,
                at=spot[row.code],
                gain_km=row.gain_km,
                centre=spot[row.after_centre],
                moved=row.moved,
                note=town_note(lang, plan, row),
            )
            for row in plan.towns
        ],
        existing=[
            Mark(spot[str(id)], plan.name(str(id), lang)) for id in plan.places.existing.index
        ],
        sites=[
            Mark(spot[f"new:{id}"], name) for id, name in zip(plan.sites.index, names, strict=True)
        ],
        label=t(lang, "pages.siting.map", names=listed),
    )


def _share(lang: str, km: float, before: Access, after: Access) -> tuple[str, str, str, Html]:
    was, now = before.shares[km] * 100, after.shares[km] * 100
    more = now - was
    words = t(lang, "pages.siting.more", value=number(lang, more, 1))
    return (
        t(lang, "pages.siting.figure.share", km=round(km)),
        f"{number(lang, was, 1)}%",
        f"{number(lang, now, 1)}%",
        _change(words if more >= 0.05 else t(lang, "pages.siting.same"), more),
    )


def _nearer(lang: str, km: float) -> Html:
    if abs(km) < 0.05:
        return _change(t(lang, "pages.siting.same"), 0)
    key = "nearer" if km > 0 else "farther"
    return _change(t(lang, f"pages.siting.{key}", value=distance_km(lang, abs(km))), km)


def _change(words: str, gain: float) -> Html:
    kind = "better" if gain > 0 else "worse" if gain < 0 else "same"
    return element("span", words.replace(" km", f"{NBSP}km"), class_=f"dqm-{kind}")

"""Plans for tests: questions answered in this process, tables that a visitor might bring."""

from __future__ import annotations

import numpy as np

from siting import Labelled, labelled
from ui.siting_places import NOTHING, Own, km_between, place_table, places_for, problem_for
from ui.siting_plan import Plan
from ui.siting_question import Question
from ui.siting_worker import Answer, Point, Task, Told, solve

GANGXI, CHANGXING, DATUAN = "310151112", "310151116", "310115134"
NASTY = '=1+1"><img src=x onerror=alert(1)>'


def planned(question: Question, own: Own = NOTHING) -> Plan:
    """A question, answered in this process."""
    places = places_for(question, own)
    radius = float(question.radius) if question.covers else None
    problem = problem_for(question, places, own)
    told: list[Told] = []
    solve(Task(1, problem, question.model, question.k, radius, 5, None), told.append, lambda: False)
    faults = [one.what for one in told if isinstance(one.what, Exception)]
    if faults:
        raise faults[0]
    answer = next(one.what for one in told if isinstance(one.what, Answer))
    points = {one.what.k: one.what for one in told if isinstance(one.what, Point)}
    return Plan(question, places, answer, points)


TOWNS = places_for(Question()).towns
IDS = list(map(str, TOWNS.index))


def own_points(*names: str) -> Own:
    at = [(121.5 + 0.02 * n, 31.0) for n in range(len(names))]
    table = place_table(
        [f"own-{n}" for n in range(1, len(names) + 1)],
        (names, names),
        ([lon for lon, _ in at], [lat for _, lat in at]),
        [("310112106",)] * len(names),
        ["310112"] * len(names),
    )
    return Own(candidates=table)


def weights(**values: str) -> Labelled:
    rows = [[name, values.get(str(id), "1")] for id, name in TOWNS["name_zh"].items()]
    return labelled(["街镇", "企业数"], rows)


def matrix(change: dict[tuple[str, str], str] | None = None, unit: str = "km") -> Own:
    """Straight-line distances as a visitor's own table, some cells written otherwise."""
    places = places_for(Question())
    sites = [*places.candidates.index, *places.existing.index]
    near = km_between(places.demand, places.candidates, 1.0)
    old = km_between(places.demand, places.existing, 1.0)
    rows = []
    for row, line in zip(IDS, np.hstack([near, old]).tolist(), strict=True):
        cells = [(change or {}).get((row, id), repr(v)) for id, v in zip(sites, line, strict=True)]
        rows.append([row, *cells])
    return Own(matrix=labelled(["", *sites], rows), unit=unit)

"""Where new centres go: proven, explained, fast, for any table of demand and candidates.

Ask with `make_problem`, answer with one of the four models, check with `verify`::

    problem = make_problem(towns, sites, km, weights=people, existing=["A"], existing_cost=a_km)
    plan = p_median(problem, k=3)
    plan.site_names, plan.objective, plan.bound, plan.status
    verify(plan, problem).ok

======================  =========================================================
`p_median`              least mean cost with k new centres
`maximal_covering`      most demand within a radius of a centre
`set_covering`          fewest new centres so that all demand is within a radius
`p_center`              least worst cost
`trade_off`             one of them for k = 1, 2, 3 …
`nested_order`          in which order to build a plan
`objective`             what a choice of one's own is worth
`access`                mean, P95, worst, Gini and shares, before or after
`labelled`, `aligned`   a table with names on both sides, in the order of a problem
======================  =========================================================

All is computed on one thread and may run in a process of its own: problems and
solutions can be pickled, a `Control` is made where the search runs, for example with
``on_progress=queue.put`` and ``cancelled=event.is_set``.
"""

from siting.covering import maximal_covering, set_covering
from siting.curve import Phase, nested_order, objective, trade_off
from siting.errors import (
    ProblemDefectsError,
    QuestionError,
    SitingError,
    UnansweredError,
    UnreachableError,
)
from siting.labelled import Labelled, aligned, labelled
from siting.measures import Access, access
from siting.pcenter import p_center
from siting.pmedian import p_median
from siting.problem import Problem, make_problem
from siting.progress import Progress
from siting.questions import Control
from siting.solution import Certificate, Model, Solution, Status
from siting.verify import Check, Verification, verify

__all__ = [
    "Access",
    "Certificate",
    "Check",
    "Control",
    "Labelled",
    "Model",
    "Phase",
    "Problem",
    "ProblemDefectsError",
    "Progress",
    "QuestionError",
    "SitingError",
    "Solution",
    "Status",
    "UnansweredError",
    "UnreachableError",
    "Verification",
    "access",
    "aligned",
    "labelled",
    "make_problem",
    "maximal_covering",
    "nested_order",
    "objective",
    "p_center",
    "p_median",
    "set_covering",
    "trade_off",
    "verify",
]

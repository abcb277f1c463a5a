"""Where new centres go: proven, explained, fast.

Ask with `make_problem` (or `problem_from_tables`), answer with one of the four
models, check with `verify`::

    problem = make_problem(towns, sites, km, weights=people, existing=["A"], existing_cost=a_km)
    plan = p_median(problem, k=3)
    plan.site_names, plan.objective, plan.bound, plan.status
    verify(plan, problem).ok
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
from siting.measures import Access, access
from siting.pcenter import p_center
from siting.pmedian import p_median
from siting.problem import Problem, make_problem
from siting.progress import Progress
from siting.questions import Control
from siting.solution import Certificate, Model, Solution, Status
from siting.verify import Verification, verify

__all__ = [
    "Access",
    "Certificate",
    "Control",
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

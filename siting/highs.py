"""Mixed-integer models in HiGHS: sparse in, values and bounds out, stoppable.

Huangfu, Q. & Hall, J. A. J. (2018), Parallelizing the dual revised simplex
method, doi:10.1007/s12532-017-0130-5.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from highspy import cb
from scipy import sparse

from siting.core import Bools, Floats
from siting.progress import Watch


@dataclass(frozen=True)
class Model:
    """Least ``cost @ x`` with ``lower <= matrix @ x <= upper`` and ``0 <= x <= 1``.

    Attributes
    ----------
    cost : ndarray of float64, shape (columns,)
    matrix : scipy.sparse.csr_array, shape (rows, columns)
    lower, upper : ndarray of float64, shape (rows,)
    whole : ndarray of bool, shape (columns,)
        Which columns are 0 or 1.
    constant : float
        Added to the objective.
    """

    cost: Floats
    matrix: sparse.csr_array
    lower: Floats
    upper: Floats
    whole: Bools
    constant: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What HiGHS found.

    Attributes
    ----------
    values : ndarray of float64, shape (columns,), or None
        Best values; None if it found none.
    lower : float
        Proven lower bound, constant included.
    complete : bool
        Whether the search ran to its end.
    impossible : bool
        Whether no values satisfy the rows.
    duals : ndarray of float64, shape (rows,), or None
        Of a model without whole columns.
    """

    values: Floats | None
    lower: float
    complete: bool
    impossible: bool
    duals: Floats | None


def solve(
    model: Model,
    watch: Watch,
    *,
    step: float = 0.0,
    scale: float = 1.0,
    first: bool = False,
) -> Outcome:
    """Run HiGHS on one thread until it is done or the watch says stop.

    Parameters
    ----------
    model : Model
    watch : Watch
    step : float, optional
        The least by which two objectives can differ, if known: the search may end
        as soon as nothing better by that much is left.
    scale : float, optional
        What one unit of the model's objective means to the watch.
    first : bool, optional
        Whether any values that satisfy the rows will do.

    Notes
    -----
    No values to begin with are handed over: HiGHS 1.16 may then give them back as
    the solution although it found, and reports, a better objective.
    """
    highs = _Silent()
    options: dict[str, int | float] = {
        "threads": 1,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": step * (1 - 1e-6),
        "mip_feasibility_tolerance": 1e-9,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
        "time_limit": watch.left_s,
    }
    if first:
        options["mip_max_improving_sols"] = 1
    for name, value in options.items():
        highs.setOptionValue(name, value)
    highs.passModel(_as_highs(model))
    _listen(highs, model, watch, scale)
    highs.run()
    return _outcome(highs, model, watch)


class _Silent(highspy.Highs):
    """HiGHS without the banner that its wrapper prints before it can be told to be silent."""

    def __init__(self) -> None:
        # Past the wrapper's own callbacks: ours are set later.
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)


def _as_highs(model: Model) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = model.matrix.shape
    lp.col_cost_ = model.cost
    lp.col_lower_, lp.col_upper_ = np.zeros(len(model.cost)), np.ones(len(model.cost))
    lp.row_lower_, lp.row_upper_ = model.lower, model.upper
    lp.offset_ = model.constant
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = model.matrix.indptr
    lp.a_matrix_.index_ = model.matrix.indices
    lp.a_matrix_.value_ = model.matrix.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    if model.whole.any():
        lp.integrality_ = [kinds[int(one)] for one in model.whole]
    return lp


def _listen(highs: highspy.Highs, model: Model, watch: Watch, scale: float) -> None:
    """Stream the bounds to the watch and let it interrupt."""

    def heard(
        kind: cb.HighsCallbackType,
        _message: str,
        out: cb.HighsCallbackOutput,
        into: cb.HighsCallbackInput,
        _data: object,
    ) -> None:
        if kind == cb.HighsCallbackType.kCallbackMipLogging:
            watch.bounds(out.mip_dual_bound * scale, out.mip_primal_bound * scale)
        elif watch.stop():
            into.user_interrupt = True

    kinds = [cb.HighsCallbackType.kCallbackSimplexInterrupt]
    if model.whole.any():
        kinds += [
            cb.HighsCallbackType.kCallbackMipInterrupt,
            cb.HighsCallbackType.kCallbackMipLogging,
        ]
    highs.setCallback(heard, None)
    for kind in kinds:
        highs.startCallback(kind)


def _outcome(highs: highspy.Highs, model: Model, watch: Watch) -> Outcome:
    status = highs.getModelStatus()
    info, solution = highs.getInfo(), highs.getSolution()
    complete = status == highspy.HighsModelStatus.kOptimal
    if status == highspy.HighsModelStatus.kTimeLimit and watch.stopped is None:
        watch.stopped = "time"
    whole = model.whole.any()
    bound = info.mip_dual_bound if whole else info.objective_function_value
    feasible = info.primal_solution_status == 2 and solution.value_valid
    values = np.array(solution.col_value) if feasible else None
    if values is not None and whole:
        # What is called optimal must be as good as is said.
        own = model.constant + float(model.cost @ values)
        slack = 1e-6 * max(1.0, abs(own))
        complete &= abs(own - info.objective_function_value) <= slack
    return Outcome(
        values=values,
        lower=bound if (complete or whole) else float("-inf"),
        complete=complete,
        impossible=status == highspy.HighsModelStatus.kInfeasible,
        duals=np.array(solution.row_dual) if complete and not whole else None,
    )

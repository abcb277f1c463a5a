"""How sound the index is: its audit, and which open choice moves the ranks most."""

from __future__ import annotations

from typing import Final

from data.once import once
from layers.standing import Run
from scoring import Audit, Sensitivity, audit, sensitivity

HIGH: Final = 0.75
LOW: Final = -0.4
"""Correlations from which on, or down to which, a pair is named."""
DESIGN: Final = 1000
"""Rows of the design of the sensitivity analysis."""


@once
def audited(run: Run) -> Audit:
    """The audit of a run."""
    return audit(run.result, HIGH, LOW)


@once
def sensitive(run: Run) -> Sensitivity:
    """First-order and total influence of every open choice on the ranks of a run."""
    return sensitivity(run.result, run.sampler, n=DESIGN)

"""Composite indices: scores, ranks with intervals, and why.

Five lines, on any table of any units::

    from scoring import read_index, score, uncertainty
    index = read_index("index.toml")
    result = score(index, frame)              # a data frame, a row per unit
    spread = uncertainty(result)              # intervals, tiers, P(beats the next)
    print(spread.ranking)                     # rank, low, high, p_top3, p_next, tier …
"""

from scoring.audit import Audit, audit
from scoring.cells import State
from scoring.draws import Sampler
from scoring.editions import Change, explain_change
from scoring.errors import (
    ChoiceError,
    IndexFileError,
    ScoringDefectsError,
    ScoringError,
    TableError,
)
from scoring.explain import (
    Trait,
    bands,
    contributions,
    indicator_ranks,
    similar,
    strengths,
    weaknesses,
)
from scoring.moves import up_one_rank
from scoring.read import index_to_dict, read_index
from scoring.record import Record
from scoring.result import Result, score
from scoring.sensitivity import Sensitivity, sensitivity
from scoring.table import Table, check_table, read_table, table_of_rows
from scoring.uncertainty import Spread, uncertainty

__all__ = [
    "Audit",
    "Change",
    "ChoiceError",
    "IndexFileError",
    "Record",
    "Result",
    "Sampler",
    "ScoringDefectsError",
    "ScoringError",
    "Sensitivity",
    "Spread",
    "State",
    "Table",
    "TableError",
    "Trait",
    "audit",
    "bands",
    "check_table",
    "contributions",
    "explain_change",
    "index_to_dict",
    "indicator_ranks",
    "read_index",
    "read_table",
    "score",
    "sensitivity",
    "similar",
    "strengths",
    "table_of_rows",
    "uncertainty",
    "up_one_rank",
    "weaknesses",
]

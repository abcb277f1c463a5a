"""Composite indices: scores, ranks with intervals, and why.

Five lines, on any table of any units::

    from scoring import read_index, score, uncertainty
    index = read_index(Path("index.toml"))
    result = score(index, frame)              # a data frame, a row per unit
    spread = uncertainty(result)              # intervals, tiers, P(beats the next)
    print(result.ranking.join(spread.ranking, rsuffix="_drawn"))
"""

from scoring.read import index_to_dict, read_index
from scoring.record import Record
from scoring.result import Result, score
from scoring.table import State, Table, check_table, read_table

__all__ = [
    "Record",
    "Result",
    "State",
    "Table",
    "check_table",
    "index_to_dict",
    "read_index",
    "read_table",
    "score",
]

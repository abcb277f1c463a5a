"""The record of a run: every choice, the data, the seed. Same record, same numbers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from scoring.model import Index
from scoring.read import index_to_dict, read_index
from scoring.table import Table

ENGINE: Final = "1"
"""Changes when the same record would give other numbers."""


@dataclass(frozen=True)
class Record:
    """What a run was made from.

    Attributes
    ----------
    engine : str
    index : dict
        The whole index, as `scoring.read_index` takes it.
    units : tuple of str
    table : str
        SHA-256 of the cells that the index reads.
    sampler : str
        Key of what draws columns; empty without one.
    versions : dict of str to str
        Of what calculates; the last bits may depend on them, published figures do not.
    """

    engine: str
    index: Mapping[str, Any]
    units: tuple[str, ...]
    table: str
    sampler: str
    versions: Mapping[str, str]

    @property
    def key(self) -> str:
        """SHA-256 of the record: equal keys, equal numbers."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @property
    def seed(self) -> int:
        """The seed of all draws."""
        return int(self.index["uncertainty"]["seed"])

    @property
    def draws(self) -> int:
        """The number of draws."""
        return int(self.index["uncertainty"]["draws"])

    def to_json(self) -> str:
        """The record as a text, always the same for the same record."""
        content = {**self.__dict__, "units": list(self.units)}
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def restore(self) -> Index:
        """The index of the record."""
        return read_index(self.index)


def make_record(index: Index, table: Table, sampler: str = "") -> Record:
    """The record of a run of an index on a table."""
    return Record(
        ENGINE, index_to_dict(index), table.units, fingerprint(table), sampler,
        {"numpy": np.__version__},
    )  # fmt: skip


def fingerprint(table: Table) -> str:
    """SHA-256 of a table's units, cells, states and groups."""
    found = hashlib.sha256("\0".join((*table.units, "", *table.groups)).encode())
    for name in sorted(table.values):
        found.update(f"\0{name}\0".encode())
        found.update(np.ascontiguousarray(table.values[name], dtype="<f8").tobytes())
        found.update(",".join(state.value for state in table.states[name]).encode())
    return found.hexdigest()

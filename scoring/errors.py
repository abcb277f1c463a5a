"""What can go wrong with an index.

::

    DistrictMapError (text.errors)
    └── ScoringError
        ├── ScoringDefectsError  every defect of an index file or a table, raised once
        ├── IndexFileError       one thing wrong with an index file: an entry of ``.defects``
        ├── TableError           one thing wrong with a table: an entry of ``.defects``
        └── ChoiceError          a question that this index or this run cannot answer
"""

from __future__ import annotations

from collections.abc import Sequence

from text.errors import DefectsError, DistrictMapError

_LONGEST = 80


class ScoringError(DistrictMapError):
    """Something is wrong with an index, its table, or a question about them."""


class IndexFileError(ScoringError):
    """One thing wrong with an index file.

    Attributes
    ----------
    where : str
        The section and its id, e.g. ``[[indicator]] centres``.
    field : str
        Name of the entry; empty where a whole section is meant.
    """

    def __init__(
        self, key: str, /, *, where: str = "", field: str = "", value: object = "", **params: object
    ) -> None:
        self.where, self.field = where, field
        super().__init__(key, where=where, field=field, value=shortened(value), **params)


class TableError(ScoringError):
    """One thing wrong with a table.

    Attributes
    ----------
    row, column : str
        Label of the row (its line, if it was read from a file) and the column;
        empty where all of them are meant.
    """

    def __init__(
        self, key: str, /, *, row: str = "", column: str = "", value: object = "", **params: object
    ) -> None:
        self.row, self.column = row, column
        super().__init__(
            key, row=shortened(row), column=shortened(column), value=shortened(value), **params
        )


class ChoiceError(ScoringError):
    """A question that this index or this run cannot answer."""


class ScoringDefectsError(DefectsError, ScoringError):
    """An index file or a table with defects, each a `ScoringError` in ``defects``."""

    defects: tuple[ScoringError, ...]

    def __init__(self, defects: Sequence[ScoringError]) -> None:
        super().__init__("errors.scoring.defects", defects)


def shortened(value: object) -> str:
    """A value as a message can hold it: on one line, not too long, nothing invisible."""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"

"""What can go wrong with data files.

::

    DistrictMapError (text.errors)
    └── DataFileError         one thing wrong with a file: an entry of ``.defects``
        ├── DataDefectsError  every defect that was found, raised once
        ├── FileMissingError  a file is not there or cannot be read
        ├── FileDamagedError  its bytes, header or rows cannot be understood
        └── ValueDefectError  one cell holds what it must not hold
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from text.errors import DefectsError, DistrictMapError, first_named

Place = TypeVar("Place")


class DataFileError(DistrictMapError):
    """Something is wrong with a file of the data.

    Attributes
    ----------
    file : str
        Name of the file.
    row : int or None
        Line in the file, the header being line 1.
    column, value : str or None
        The cell and what it holds.
    """

    def __init__(
        self,
        key: str,
        /,
        *,
        file: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **params: object,
    ) -> None:
        self.file, self.row, self.column, self.value = file, row, column, value
        shown = _short(value) if value is not None else ""
        super().__init__(key, file=file, row=row, column=column, value=shown, **params)


class FileMissingError(DataFileError):
    """A file is not there or cannot be read."""


class FileDamagedError(DataFileError):
    """The bytes, the header or the rows of a file cannot be understood."""


class ValueDefectError(DataFileError):
    """One cell holds what it must not hold."""


class DataDefectsError(DefectsError, DataFileError):
    """Data with defects, each a `DataFileError` in ``defects``, in the order of files and rows."""

    defects: tuple[DataFileError, ...]

    def __init__(self, defects: Iterable[DataFileError]) -> None:
        ordered = sorted(defects, key=lambda one: (one.file, one.row or 0))
        super().__init__("errors.data.defects", ordered, file=ordered[0].file)


def some_named(
    places: Sequence[Place], defect: Callable[[Place], DataFileError], file: str
) -> list[DataFileError]:
    """The first defects of a kind in a file, see `text.errors.first_named`."""
    last = 0

    def named(place: Place) -> DataFileError:
        nonlocal last
        found = defect(place)
        last = max(last, found.row or 0)
        return found

    return first_named(
        places, named, lambda n: FileDamagedError("errors.own.more", file=file, row=last, n=n)
    )


def _short(value: str) -> str:
    """A value as a message can hold it: on one line, not too long."""
    line = " ".join(value.split())
    return line if len(line) <= 80 else f"{line[:79]}…"

"""What can be wrong with a question about new centres.

::

    DistrictMapError (text.errors)
    └── SitingError
        ├── ProblemDefectsError   every defect of the tables, in ``.defects``
        ├── QuestionError         a k, a radius or a site that the tables do not allow
        ├── UnreachableError      demand that no allowed choice can serve, in ``.rows``
        └── UnansweredError       stopped before any answer was found
"""

from __future__ import annotations

from collections.abc import Sequence

from text.errors import DefectsError, DistrictMapError
from text.message import Message

NAMED = 5
"""So many names stand in a sentence; the rest is counted."""


class SitingError(DistrictMapError):
    """A question that cannot be answered as it is put."""


class QuestionError(SitingError):
    """A number or a site that the tables do not allow."""


class UnansweredError(SitingError):
    """Stopped before any allowed choice was found."""


class UnreachableError(SitingError):
    """Demand that no allowed choice can serve.

    Attributes
    ----------
    rows : tuple of str
        Names of the demand rows.
    """

    def __init__(self, key: str, rows: Sequence[str], **params: object) -> None:
        self.rows = tuple(rows)
        super().__init__(key, rows=listed(rows), n=len(rows), **params)


class ProblemDefectsError(DefectsError, SitingError):
    """Tables with defects, each a `Message` in ``defects``."""

    defects: tuple[Message, ...]

    def __init__(self, defects: Sequence[Message]) -> None:
        super().__init__("errors.siting.defects", defects)


def listed(names: Sequence[str]) -> Message | str:
    """Names for a sentence: all of a few, else the first and how many more."""
    if len(names) <= NAMED:
        return ", ".join(names)
    shown = ", ".join(names[:NAMED])
    return Message("errors.siting.and_more", {"shown": shown, "n": len(names) - NAMED})

"""Errors of the hall display.

::

    DistrictMapError
    └── ExhibitionError
        └── ExhibitionDefectsError   everything that is wrong with the options, at once
"""

from __future__ import annotations

from text.errors import DistrictMapError
from text.message import Message


class ExhibitionError(DistrictMapError):
    """Root of the errors of this room."""


class ExhibitionDefectsError(ExhibitionError):
    """One or more options are not usable.

    Attributes
    ----------
    defects : list of Message
        A sentence for each of them.
    """

    def __init__(self, defects: list[Message]) -> None:
        self.defects = defects
        super().__init__("errors.exhibition.options", n=len(defects))

    def in_language(self, lang: str) -> str:
        """The number of defects, then each on a line of its own."""
        return "\n".join(
            [super().in_language(lang), *(f"· {one.in_language(lang)}" for one in self.defects)]
        )

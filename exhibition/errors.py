"""Errors of the hall display.

::

    DistrictMapError
    └── ExhibitionError
        └── ExhibitionDefectsError   everything that is wrong with the options, at once
"""

from __future__ import annotations

from collections.abc import Sequence

from text.errors import DefectsError, DistrictMapError
from text.message import Message


class ExhibitionError(DistrictMapError):
    """Root of the errors of this room."""


class ExhibitionDefectsError(DefectsError, ExhibitionError):
    """One or more options are not usable, each a `Message` in ``defects``."""

    defects: tuple[Message, ...]

    def __init__(self, defects: Sequence[Message]) -> None:
        super().__init__("errors.exhibition.options", defects)

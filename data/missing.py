"""Why a value is not a number: three kinds of nothing, beside zero, which is a number."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from text import t


class Missing(Enum):
    """A value that is absent, and why.

    Attributes
    ----------
    MISSING
        It may exist; this collection does not have it.
    NOT_PUBLISHED
        Whoever measures it has not published it.
    NOT_APPLICABLE
        The question makes no sense here.
    """

    MISSING = "missing"
    NOT_PUBLISHED = "not_published"
    NOT_APPLICABLE = "not_applicable"

    def in_language(self, lang: str) -> str:
        """The word for it in ``lang``."""
        return t(lang, f"vocab.missing.{self.value}")


Value: TypeAlias = float | Missing

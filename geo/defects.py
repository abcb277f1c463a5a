"""One thing that is wrong with one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from geo.errors import GeometryDefectsError
from text.message import Message

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Defect:
    """A defect: its kind, where it is, and the numbers that show it.

    Attributes
    ----------
    kind : str
        Stable name, e.g. ``"overlap"``; the sentence is ``errors.geo.defect.<kind>``.
    where : str
        The thing: a code, or a path inside a file such as ``features[3].geometry``.
    level : {"error", "warning"}
        A warning does not stop an import.
    lon, lat : float or None
        The place, degrees, where there is one.
    params : mapping
        Further values of the sentence.
    """

    kind: str
    where: str
    level: Level = "error"
    lon: float | None = None
    lat: float | None = None
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> Message:
        """The sentence, in no language yet."""
        at = "" if self.lon is None else f"({self.lon:.5f}, {self.lat:.5f})"
        return Message(
            f"errors.geo.defect.{self.kind}", {"where": self.where, "at": at, **self.params}
        )

    def in_language(self, lang: str) -> str:
        """The sentence in ``lang`` (``"zh"`` or ``"en"``)."""
        return self.message.in_language(lang)


def require(defects: Iterable[Defect]) -> None:
    """Raise once for every defect that is an error.

    Raises
    ------
    GeometryDefectsError
        Holding all errors; warnings alone pass.
    """
    errors = [defect for defect in defects if defect.level == "error"]
    if errors:
        raise GeometryDefectsError(errors)

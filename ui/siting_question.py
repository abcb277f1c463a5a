"""A question about new centres, as the page asks it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from siting.solution import Model

MODELS: Final[tuple[Model, ...]] = ("p_median", "maximal_covering", "set_covering", "p_center")
DEMANDS: Final = ("towns", "population", "parks")
OWN_DEMAND: Final = "weights"
CANDIDATES: Final = ("towns", "parks")
OWN_CANDIDATES: Final = "file"
DISTANCES: Final = ("straight", "detour")
OWN_DISTANCE: Final = "matrix"
DETOUR: Final = 1.32
"""Mean detour of 25 Chinese cities."""
RADII: Final = {"km": (5, 10, 15, 20, 30), "min": (10, 15, 20, 30, 45, 60)}
"""Radii that can be chosen, by the unit of the distances."""
MOST: Final = 5


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes
    ----------
    model : str
    k : int
        New centres; without meaning for set covering.
    radius : int
        Of the covering models, in the unit of the distances.
    demand : {"towns", "population", "parks", "weights"}
        Who is to be served: towns alike; the population of each district spread
        equally over its towns, an assumption; parks alike; towns by a visitor's
        own weights.
    column : str
        Of the visitor's own weights.
    candidates : {"towns", "parks", "file"}
    field : str
        Only existing centres of this field count; all if empty.
    distance : {"straight", "detour", "matrix"}
        How far it is: straight lines, those times `DETOUR`, or a visitor's own table.
    must, forbid : tuple of str
        Candidates that are built in any case, or never.
    limit : int or None
        At most so many new centres in each district.
    limits : tuple of (str, int)
        The same for single districts.
    own : tuple of str
        Sites to compare the answer with: places, or points of `ui.siting_pins`.
        Without meaning for the answer itself.
    """

    model: Model = "p_median"
    k: int = 3
    radius: int = 10
    demand: str = "towns"
    column: str = ""
    candidates: str = "towns"
    field: str = ""
    distance: str = "straight"
    must: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    limit: int | None = None
    limits: tuple[tuple[str, int], ...] = ()
    own: tuple[str, ...] = ()

    @property
    def covers(self) -> bool:
        """Whether the radius belongs to the question."""
        return self.model in {"maximal_covering", "set_covering"}

    @property
    def factor(self) -> float:
        """What straight-line distances are multiplied by."""
        return DETOUR if self.distance == "detour" else 1.0

    @property
    def private(self) -> bool:
        """Whether it rests on files of the visitor, which no address can carry."""
        return (
            self.candidates == OWN_CANDIDATES
            or self.demand == OWN_DEMAND
            or self.distance == OWN_DISTANCE
        )

    @property
    def conditions(self) -> int:
        """How many conditions differ from the usual."""
        usual = Question()
        names = ("candidates", "field", "distance", "must", "forbid", "limit", "limits")
        return sum(getattr(self, name) != getattr(usual, name) for name in names)

    def limit_of(self, district: str) -> int | None:
        """The most new centres in a district; None without a limit."""
        found = [n for code, n in self.limits if code == district]
        found += [] if self.limit is None else [self.limit]
        return min(found, default=None)

    def shared(self) -> Question:
        """The part of it that an address can carry."""
        usual = Question()
        kept = self
        if kept.candidates == OWN_CANDIDATES:
            mine = tuple(id for id in kept.own if not id.startswith("own-"))
            kept = replace(kept, candidates=usual.candidates, must=(), forbid=(), own=mine)
        if kept.demand == OWN_DEMAND:
            kept = replace(kept, demand=usual.demand, column="")
        return replace(kept, distance=usual.distance) if kept.distance == OWN_DISTANCE else kept

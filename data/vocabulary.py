"""The controlled terms of the tables: ``vocab.<group>.<term>`` has a text in both languages."""

from __future__ import annotations

from typing import Final, Literal, get_args

from text import messages

LAYERS: Final = ("demonstration", "pilots", "parks", "centres")
Level = Literal[
    "national", "interprovincial", "municipal", "district", "industry", "enterprise", "unstated"
]
LEVELS: Final[tuple[str, ...]] = get_args(Level)
Status = Literal[
    "designated",
    "in_operation",
    "member",
    "under_construction",
    "candidate",
    "planned",
    "practice",
    "goal",
]
STATUSES: Final[tuple[str, ...]] = get_args(Status)
ESTABLISHED: Final = frozenset({"designated", "in_operation", "member"})
"""Statuses that count as there; a candidate, a plan or a practice does not."""

Confidence = Literal["high", "medium", "low"]
CONFIDENCES: Final[tuple[str, ...]] = get_args(Confidence)
YEAR_TEXTS: Final = ("exact", "range", "or_earlier", "circa", "up_to", "not_stated")
SOURCE_KINDS: Final = ("published", "republished", "general_knowledge")
TOWN_KINDS: Final = ("subdistrict", "town", "township", "statistical_unit")

CENTRE_CATEGORIES: Final = frozenset(
    {
        "testing_institute",
        "national_inspection_centre",
        "industry_inspection_centre",
        "municipal_inspection_centre",
        "national_metrology_centre",
        "municipal_metrology_centre",
        "metrology_station",
    }
)
"""What tests or measures. A regulator, a standards body, a cluster or a platform does not."""

DISTRICT_WIDE_M: Final = 8000
"""From this precision on a point stands for a whole area and is no place."""


def terms(group: str) -> tuple[str, ...]:
    """Every term of a group, as the catalogue of texts lists it.

    Parameters
    ----------
    group : str
        ``"category"``, ``"field"``, ``"place"`` …
    """
    prefix = f"vocab.{group}."
    return tuple(key.removeprefix(prefix) for key in messages("en") if key.startswith(prefix))

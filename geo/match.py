"""Which official town a named polygon is: by district and name, then by alias."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """A town as the division codes know it.

    Attributes
    ----------
    code, district, name : str
    alias : str
        Another name in use, empty if there is none.
    """

    code: str
    district: str
    name: str
    alias: str = ""


def match_names(wanted: Sequence[tuple[str, str]], towns: Sequence[Named]) -> list[str | None]:
    """The code of each (district, name), or None.

    Codes that a file itself carries are not used: OpenStreetMap lacks many and
    has swapped some.

    Parameters
    ----------
    wanted : sequence of (district, name)
        District by the same kind of name or code as in ``towns``.
    towns : sequence of Named

    Returns
    -------
    list of str or None
        A code is given once at most; a second claim to it goes without.
    """
    by_name = {(town.district, town.name): town.code for town in towns}
    by_alias = {(town.district, town.alias): town.code for town in towns if town.alias}
    taken: set[str] = set()
    result: list[str | None] = [None] * len(wanted)
    for names in (by_name, by_alias):
        for index, key in enumerate(wanted):
            code = names.get(key)
            if result[index] is None and code is not None and code not in taken:
                result[index] = code
                taken.add(code)
    return result

"""Numbers with their units, as both languages write them.

The figure and its unit are joined by a no-break space, so that "9.6 km" never
falls apart at the end of a line.
"""

from __future__ import annotations

from babel.numbers import format_decimal

from text.catalogue import LOCALES, t

NBSP = "\u00a0"


def number(lang: str, value: float, digits: int = 0) -> str:
    """``value`` with thousands separators and exactly ``digits`` decimals."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=LOCALES[lang])


def distance_km(lang: str, value_km: float, *, estimate: bool = False) -> str:
    """A distance: "9.6 km", "850 m" below one kilometre, "about 14 km" for an estimate.

    Parameters
    ----------
    value_km : float
        Kilometres, not negative.
    estimate : bool
        Whether an end of the distance is only roughly known; it is then
        rounded to a whole kilometre and says "about".
    """
    if estimate:
        return t(
            lang,
            "common.about",
            value=f"{number(lang, max(1, round(value_km)))}{NBSP}km",
        )
    if round(value_km * 1000) < 1000:
        return f"{number(lang, round(value_km * 100) * 10)}{NBSP}m"
    return f"{number(lang, value_km, 1)}{NBSP}km"


def precision(lang: str, value_m: float) -> str:
    """How far a point may be off: "±1.5 km", "±700 m"."""
    if value_m < 1000:
        return f"±{number(lang, value_m)}{NBSP}m"
    value_km = value_m / 1000
    return f"±{number(lang, value_km, 0 if value_km == int(value_km) else 1)}{NBSP}km"


def people(lang: str, count: float) -> str:
    """A population: "189.0 万人", "1.89 million people"; small ones in full."""
    figure, unit = people_parts(lang, count)
    return f"{figure}{NBSP if lang == 'zh' else ' '}{unit}"


def people_parts(lang: str, count: float) -> tuple[str, str]:
    """The figure and the unit of a population, where they are set apart."""
    if lang == "zh":
        if count >= 10_000:
            return number(lang, count / 10_000, 1), "万人"
        return number(lang, count), "人"
    if count >= 1_000_000:
        return number(lang, count / 1_000_000, 2), "million people"
    return number(lang, count), "people"


def area_km2(lang: str, value_km2: float, digits: int = 1) -> str:
    """An area in square kilometres: "464.2 km²"."""
    return NBSP.join(area_parts(lang, value_km2, digits))


def area_parts(lang: str, value_km2: float, digits: int = 1) -> tuple[str, str]:
    """The figure and the unit of an area, where they are set apart."""
    return number(lang, value_km2, digits), "km²"

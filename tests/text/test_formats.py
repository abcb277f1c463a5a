"""Numbers and units as LOOK prescribes them, in both languages."""

from __future__ import annotations

import pytest

from text import formats


@pytest.mark.parametrize(
    ("value_km", "estimate", "zh", "en"),
    [
        (9.64, False, "9.6 km", "9.6 km"),
        (0.853, False, "850 m", "850 m"),
        (0.0, False, "0 m", "0 m"),
        (0.9996, False, "1.0 km", "1.0 km"),
        (13.7, True, "约 14 km", "about 14 km"),
        (0.2, True, "约 1 km", "about 1 km"),
        (1234.5, False, "1,234.5 km", "1,234.5 km"),
    ],
)
def test_distance(value_km: float, estimate: bool, zh: str, en: str) -> None:
    for lang, expected in (("zh", zh), ("en", en)):
        shown = formats.distance_km(lang, value_km, estimate=estimate)
        assert shown.replace("\u00a0", " ") == expected


def test_a_figure_never_parts_from_its_unit() -> None:
    assert "\u00a0km" in formats.distance_km("en", 3.2)
    assert "\u00a0km²" in formats.area_km2("zh", 464.2)


@pytest.mark.parametrize(
    ("count", "zh", "en"),
    [
        (1_890_400, "189.0 万人", "1.89 million people"),
        (503_400, "50.3 万人", "503,400 people"),
        (5_600, "5,600 人", "5,600 people"),
    ],
)
def test_people(count: int, zh: str, en: str) -> None:
    assert formats.people("zh", count).replace("\u00a0", " ") == zh
    assert formats.people("en", count).replace("\u00a0", " ") == en


@pytest.mark.parametrize(
    ("value_m", "expected"), [(700, "±700 m"), (1500, "±1.5 km"), (3000, "±3 km")]
)
def test_precision(value_m: float, expected: str) -> None:
    assert formats.precision("en", value_m).replace("\u00a0", " ") == expected

"""Label points and extents of the drawn shapes."""

from __future__ import annotations

import pytest

from layers.errors import PayloadError
from layers.labels import Shapes

LARGE_AND_SMALL = {
    "type": "MultiPolygon",
    "coordinates": [
        [[[121.0, 31.0], [121.1, 31.0], [121.1, 31.1], [121.0, 31.1], [121.0, 31.0]]],
        [[[121.9, 31.0], [121.91, 31.0], [121.91, 31.01], [121.9, 31.01], [121.9, 31.0]]],
    ],
}


@pytest.fixture
def shapes() -> Shapes:
    return Shapes(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": {"code": "1"}, "geometry": LARGE_AND_SMALL},
                {
                    "type": "Feature",
                    "properties": {"code": "2"},
                    "geometry": {"type": "MultiPolygon", "coordinates": []},
                },
            ],
        },
        "town",
    )


def test_the_label_stands_in_the_largest_part(shapes: Shapes) -> None:
    lon, lat = shapes.label("1")
    assert lon == pytest.approx(121.05, abs=0.02)
    assert lat == pytest.approx(31.05, abs=0.02)


def test_the_extent_holds_every_part(shapes: Shapes) -> None:
    assert shapes.bbox("1") == [121.0, 31.0, 121.91, 31.1]


@pytest.mark.parametrize("code", ["2", "3"])
def test_an_area_without_a_shape_is_named(shapes: Shapes, code: str) -> None:
    with pytest.raises(PayloadError, match=f"town {code}"):
        shapes.label(code)

"""The host's logo: what is shown is a picture, whatever the file holds beside."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from benchmarks.uploads_made import LOGOS, png
from exhibition import check_options
from exhibition.errors import ExhibitionDefectsError
from exhibition.logo import LOGO_SIDE, checked_logo
from text import LANGUAGES
from text.message import Message


def saved(image: Image.Image, kind: str = "PNG", **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def shown(content: bytes) -> tuple[Image.Image, bytes]:
    found = checked_logo(content)
    assert isinstance(found, str), found.in_language("en")
    written = base64.b64decode(found.partition(",")[2])
    return Image.open(io.BytesIO(written)), written


def refusal(content: bytes) -> str:
    with pytest.raises(ExhibitionDefectsError) as caught:
        check_options({}, logo=content)
    assert all(caught.value.in_language(lang) for lang in LANGUAGES)
    return caught.value.in_language("en")


SQUARE = Image.new("RGB", (60, 40), "#12603c")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (LOGOS["logo_30000"](), "3000 pixels"),
        (LOGOS["logo_thin"](), "3000 pixels"),
        (png(10_000, 10_000), "3000 pixels"),
        (LOGOS["logo_header"](), "PNG or JPEG"),
        (LOGOS["logo_script"](), "PNG or JPEG"),
        (LOGOS["logo_jpeg_3_bytes"](), "PNG or JPEG"),
        (saved(SQUARE)[:-30], "damaged"),
        (saved(Image.effect_noise((90, 90), 50), "JPEG")[:-900], "damaged"),
        (saved(SQUARE, "GIF"), "PNG or JPEG"),
        (saved(SQUARE, "WEBP"), "PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG or JPEG"),
        (
            saved(SQUARE, save_all=True, append_images=[Image.new("RGB", (60, 40), "red")]),
            "several pictures",
        ),
        (png(10, 10, data=b"nonsense"), "damaged"),
    ],
)
def test_what_is_no_whole_picture_within_the_bounds_is_refused(content: bytes, word: str) -> None:
    assert word in refusal(content)


def test_a_jpeg_of_very_many_passes_is_refused_before_it_is_decoded() -> None:
    content = saved(SQUARE, "JPEG", progressive=True)
    scan = content[content.rindex(b"\xff\xda") : -2]
    assert shown(content)[0].size == SQUARE.size
    assert "damaged" in refusal(content[:-2] + scan * 60 + content[-2:])


def test_only_the_pixels_go_into_the_display() -> None:
    exif = Image.Exif()
    exif[0x010E] = "<script>remark</script>"
    for kind, more in (("PNG", {}), ("JPEG", {"quality": 95})):
        content = saved(SQUARE, kind, exif=exif, icc_profile=b"<script>", **more)
        image, written = shown(content + b"<script>alert(1)</script>")
        assert b"script" not in written
        assert image.format == kind
        assert image.convert("RGB").getpixel((5, 5)) == pytest.approx((18, 96, 60), abs=3)


@pytest.mark.parametrize(
    ("image", "mode", "pixel"),
    [
        (Image.new("RGBA", (8, 8), (1, 2, 3, 77)), "RGBA", (1, 2, 3, 77)),
        (Image.new("LA", (8, 8), (9, 77)), "RGBA", (9, 9, 9, 77)),
        (Image.new("1", (8, 8), 1), "RGB", (255, 255, 255)),
        (Image.new("I;16", (8, 8), 40_000), "L", 156),
        (SQUARE.convert("P"), "RGB", SQUARE.convert("P").convert("RGB").getpixel((0, 0))),
    ],
)
def test_every_kind_of_png_keeps_what_is_seen(image: Image.Image, mode: str, pixel: object) -> None:
    found, _ = shown(saved(image))
    assert found.mode == mode
    assert found.getpixel((0, 0)) == pixel


def test_a_photo_stands_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found, _ = shown(saved(SQUARE, "JPEG", exif=exif))
    assert found.size == (40, 60)
    assert not found.getexif()


def test_a_large_picture_is_shown_no_larger_than_any_screen_draws_it() -> None:
    found, _ = shown(png(LOGO_SIDE, LOGO_SIDE))
    assert found.size == (540, 540)
    assert shown(saved(SQUARE))[0].size == SQUARE.size


def test_a_logo_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    content = saved(Image.new("RGB", (31, 17), "#123456"))
    first = checked_logo(content)
    refused = checked_logo(content[:-30])
    monkeypatch.setattr(Image, "open", None)
    assert checked_logo(bytes(bytearray(content))) == first
    assert checked_logo(content[:-30]) == refused


@settings(max_examples=80)
@given(st.integers(0, 400), st.integers(0, 255), st.sampled_from(["PNG", "JPEG"]))
def test_any_damage_is_shown_as_a_picture_or_refused(at: int, value: int, kind: str) -> None:
    content = bytearray(saved(SQUARE, kind))
    content[at % len(content)] = value
    found = checked_logo(bytes(content))
    assert isinstance(found, Message) or shown(bytes(content))[0].size

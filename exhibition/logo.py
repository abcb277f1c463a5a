"""The host's logo: decoded once, in full and within bounds, and written anew.

Nothing of the file that somebody brought goes into the display but its pixels:
no remarks, no places where a photo was taken, nothing that stands behind the
picture's end.
"""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from typing import Final

from PIL import Image, ImageOps

from text.message import Message

LOGO_BYTES: Final = 300_000
LOGO_SIDE: Final = 3_000
"""Pixels: more than any screen draws, and decoded in a tenth of a second."""
_SHOWN: Final = (2_000, 540)
"""Width and height that the widest screen allowed can show, pixels."""
_KINDS: Final = ("PNG", "JPEG")
"""No SVG: it can hold scripts."""
_SCAN: Final = b"\xff\xda"
_MOST_SCANS: Final = 50
"""Passes over a JPEG, each of which may take a handful of bytes; programs write ten."""


class _RefusedError(Exception):
    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.message = Message(key, params)


@lru_cache(maxsize=8)
def checked_logo(content: bytes) -> str | Message:
    """A logo as a ``data:`` address, or what is wrong with it.

    Parameters
    ----------
    content : bytes
        PNG or JPEG, of at most `LOGO_BYTES` and `LOGO_SIDE` pixels a side.
    """
    if len(content) > LOGO_BYTES:
        return Message("errors.exhibition.logo_kind", {"size": len(content), "most": LOGO_BYTES})
    try:
        return _written(*_decoded(content))
    except _RefusedError as error:
        return error.message


def _decoded(content: bytes) -> tuple[Image.Image, str]:
    """The picture as it is seen, and its format."""
    try:
        image = Image.open(io.BytesIO(content), formats=_KINDS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _RefusedError("errors.exhibition.logo_large", most=LOGO_SIDE) from error
    except Exception as error:  # Pillow raises whatever the damage leads to
        most = {"size": len(content), "most": LOGO_BYTES}
        raise _RefusedError("errors.exhibition.logo_kind", **most) from error
    kind = str(image.format)
    if max(image.size) > LOGO_SIDE:  # the header says so, nothing has been decoded yet
        raise _RefusedError("errors.exhibition.logo_large", most=LOGO_SIDE)
    if getattr(image, "is_animated", False):
        raise _RefusedError("errors.exhibition.logo_moving")
    if kind == "JPEG" and content.count(_SCAN) > _MOST_SCANS:
        raise _RefusedError("errors.exhibition.logo_damaged")
    try:
        image.load()
        return ImageOps.exif_transpose(_plain(image)), kind
    except Exception as error:  # the same
        raise _RefusedError("errors.exhibition.logo_damaged") from error


def _plain(image: Image.Image) -> Image.Image:
    """The same in eight bits a colour, with transparency where there is any."""
    if image.mode.startswith("I"):  # grey of 16 bits, which Pillow would cut off at 255
        return image.point(lambda value: value * (1 / 256)).convert("L")
    exif = image.getexif()
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info = {"exif": exif.tobytes()} if exif else {}
    return plain


def _written(image: Image.Image, kind: str) -> str:
    image.thumbnail(_SHOWN, Image.Resampling.LANCZOS)
    image.info = {}
    out = io.BytesIO()
    if kind == "JPEG":
        image.save(out, "JPEG", quality=95, subsampling=0)
    else:
        image.save(out, "PNG", optimize=True)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(out.getvalue()).decode()}"

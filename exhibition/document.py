"""The display as one HTML text: the map document with another script, and one more JSON block."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from data.disk import write_atomically
from data.once import once_whatever
from exhibition.content import hall_block, screen_texts
from exhibition.options import ExhibitionOptions
from layers.build import ASSETS as MAP_ASSETS
from layers.build import ROOT, Assets, build_assets
from layers.document import render
from layers.payload import build_payload
from layers.types import Payload

ASSETS: Final = ROOT / "exhibition" / "assets"
BLOCK_ID: Final = "dqm-hall"
STEPS: Final = ("assets", "map", "scorecards", "document")
"""What `build_exhibition` tells of, in turn."""


def hall_assets() -> Assets:
    """The display's script and stylesheet, built if they are not up to date.

    Raises
    ------
    AssetsError
        If the npm packages are not installed, or esbuild refuses the sources.
    """
    return build_assets(ASSETS, name="hall", shared=MAP_ASSETS)


def build_exhibition(
    path: Path, options: ExhibitionOptions, progress: Callable[[str], None] | None = None
) -> int:
    """Write the display; a file that is there stays until the new one is complete.

    Parameters
    ----------
    path : Path
    options : ExhibitionOptions
    progress : callable, optional
        Told the name of each of `STEPS` before it begins.

    Returns
    -------
    int
        Bytes written.

    Raises
    ------
    DistrictMapError
        If the data do not load, or cannot be carried.
    """
    text = render_exhibition(options, progress)
    write_atomically(path, text)
    return len(text.encode("utf-8"))


@once_whatever("progress")
def render_exhibition(
    options: ExhibitionOptions, progress: Callable[[str], None] | None = None
) -> str:
    """The display as text; equal options and data give equal bytes."""
    tell = progress or (lambda _step: None)
    tell("assets")
    assets = hall_assets()
    tell("map")
    payload = build_payload(options.document())
    tell("scorecards")
    hall = hall_block(payload, options)
    tell("document")
    opening = f"hl-opening hl-opening--{options.look}"
    return render(_slim(payload, options), assets, {BLOCK_ID: hall}, opening)


def _slim(payload: Payload, options: ExhibitionOptions) -> Payload:
    """The payload without what a hall has no use for: search strings, panels, the map's texts."""
    made = Payload(**payload)
    made["text"] = screen_texts()
    made["units"], made["figures"] = [], []
    made["build"] = {**payload["build"], "appName": options.title or payload["build"]["appName"]}
    made["initial"] = {**payload["initial"], "lang": options.languages[0]}
    made["districts"] = [{**one, "pinyin": [], "facts": []} for one in payload["districts"]]
    made["towns"] = [{**one, "pinyin": [], "facts": [], "values": {}} for one in payload["towns"]]
    made["records"] = [
        {**one, "pinyin": [], "nearest": None, "note": None} for one in payload["records"]
    ]
    return made

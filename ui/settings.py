"""Settings of an installation: environment variables, read once and checked.

======================== ============================================ ==========
variable                 meaning                                      default
======================== ============================================ ==========
DQM_BOUNDARY             source of the district boundaries: ``amap``  amap
                         or ``tianditu`` (for public display)
DQM_BASEMAP_URL          address template of a tile service, with     none
                         ``{z}``, ``{x}`` and ``{y}``
DQM_BASEMAP_ATTRIBUTION  whom that service asks to be named           empty
DQM_BASEMAP_MAX_ZOOM     its largest zoom level, 1 to 22              18
DQM_TIANDITU_KEY         key of Tianditu; its vector map is then the  none
                         basemap
DQM_APPROVAL_SHANGHAI    map approval number (审图号), Shanghai view   none
DQM_APPROVAL_DELTA       the same for the view of the Delta           none
DQM_DATA_DIR             folder of the tables, read by ``data.files`` data/shanghai
======================== ============================================ ==========

Whoever sets a basemap lets the visitors' browsers ask that service for its
tiles; without one the map asks nobody.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from layers.options import BasemapOption, DocumentOptions
from text import DistrictMapError, Message
from text.errors import DefectsError
from ui.state import BOUNDARIES

_TIANDITU: Final = (
    "https://t{s}.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk="
)
_KEY: Final = re.compile(r"[0-9A-Za-z]{8,64}")
_PREFIX: Final = "DQM_"
_NAMES: Final = (
    *("DQM_BOUNDARY", "DQM_BASEMAP_URL", "DQM_BASEMAP_ATTRIBUTION", "DQM_BASEMAP_MAX_ZOOM"),
    *("DQM_TIANDITU_KEY", "DQM_APPROVAL_SHANGHAI", "DQM_APPROVAL_DELTA"),
    "DQM_DATA_DIR",
)
# The tests' own variables share the prefix.
_FOREIGN: Final = (
    *("DQM_CHROMIUM", "DQM_REQUIRE_BROWSER", "DQM_REFERENCE"),
    *("DQM_EXAMPLES", "DQM_PROCESSOR_TIMES", "DQM_THROTTLE"),
)


class SettingsError(DefectsError):
    """One or more settings are not usable, each a `Message` in ``defects``."""

    defects: tuple[Message, ...]

    def __init__(self, defects: Sequence[Message]) -> None:
        super().__init__("pages.settings.wrong", defects)


@dataclass(frozen=True)
class Settings:
    """What an installation has set; see the table above."""

    boundary: str = "amap"
    basemap: BasemapOption | None = None
    approval_shanghai: str | None = None
    approval_delta: str | None = None

    def options(self, boundary: str | None = None) -> DocumentOptions:
        """The settings as the map document takes them.

        Parameters
        ----------
        boundary : {"amap", "tianditu"}, optional
            Another source for this visitor, from the address.
        """
        source = boundary or self.boundary
        return DocumentOptions(
            boundary="tianditu" if source == "tianditu" else "amap",
            approval_shanghai=self.approval_shanghai,
            approval_delta=self.approval_delta,
            basemap=self.basemap,
        )


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read and check the settings.

    Parameters
    ----------
    environment : Mapping[str, str]
        Environment variables; others are not looked at.

    Raises
    ------
    SettingsError
        Naming every variable that is wrong, and what it may be.
    """
    values = {name: environment.get(name, "").strip() for name in _NAMES}
    problems = [
        Message("pages.settings.unknown", {"name": name, "known": ", ".join(_NAMES)})
        for name in sorted(environment)
        if name.startswith(_PREFIX) and name not in (*_NAMES, *_FOREIGN)
    ]
    boundary = values["DQM_BOUNDARY"] or "amap"
    if boundary not in BOUNDARIES:
        allowed = ", ".join(BOUNDARIES)
        problems.append(_wrong("DQM_BOUNDARY", boundary, allowed))
    basemap = _basemap(values, problems)
    if problems:
        raise SettingsError(problems)
    return Settings(
        boundary=boundary,
        basemap=basemap,
        approval_shanghai=values["DQM_APPROVAL_SHANGHAI"] or None,
        approval_delta=values["DQM_APPROVAL_DELTA"] or None,
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return read_settings(os.environ)


def _basemap(values: Mapping[str, str], problems: list[Message]) -> BasemapOption | None:
    url, key = values["DQM_BASEMAP_URL"], values["DQM_TIANDITU_KEY"]
    text = values["DQM_BASEMAP_MAX_ZOOM"] or "18"
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 22):
        problems.append(_wrong("DQM_BASEMAP_MAX_ZOOM", text, "1 – 22"))
        text = "18"
    if key and not _KEY.fullmatch(key):
        # A key is a secret: say that it is wrong, not what it is.
        problems.append(_wrong("DQM_TIANDITU_KEY", "…", "[0-9A-Za-z]{8,64}"))
        return None
    if not url and not key:
        return None
    attribution = values["DQM_BASEMAP_ATTRIBUTION"] or ("" if url else "天地图 Tianditu")
    try:
        return BasemapOption(url or _TIANDITU + key, attribution, int(text))
    except DistrictMapError as error:
        problems.append(error.message)
        return None


def _wrong(name: str, value: str, allowed: str) -> Message:
    return Message("pages.settings.value", {"name": name, "value": value, "allowed": allowed})

"""What can be set about a document before it is made; the settings come from whoever calls."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, get_args

from data.once import Keyed
from layers.errors import OptionError
from layers.state import default_state
from layers.types import Approval, Basemap, Boundary
from layers.types_state import State

_HOST: Final = re.compile(
    r"(?P<scheme>https?)://(?P<host>(?:[^/?#\\.:@\s]*\{[^/?#\\.:@\s]*\.)?[A-Za-z0-9.-]+)"
    r"(?P<port>:\d{1,5})?/\S*"
)
_TILE_PLACEHOLDERS: Final = ("{x}", "{y}", "{z}")
_MAX_ZOOM: Final = 22


@dataclass(frozen=True)
class BasemapOption:
    """A tile service under the map.

    Parameters
    ----------
    url : str
        Address template with ``{z}``, ``{x}`` and ``{y}`` (or ``{-y}``); ``{s}`` may stand
        in the first label of the host.
    attribution : str
        Plain text, shown bottom-left.
    max_zoom : int
        Largest zoom level of the service, 1 to 22.

    Raises
    ------
    OptionError
        If the template is not an http(s) address with the three placeholders.
    """

    url: str
    attribution: str
    max_zoom: int = 18

    def __post_init__(self) -> None:
        complete = all(part in self.url.replace("{-y}", "{y}") for part in _TILE_PLACEHOLDERS)
        if not complete or not _HOST.fullmatch(self.url):
            raise OptionError("errors.layers.basemap_url", url=self.url)
        if not 1 <= self.max_zoom <= _MAX_ZOOM:
            raise OptionError("errors.layers.basemap_zoom", zoom=self.max_zoom, largest=_MAX_ZOOM)

    def policy_source(self) -> str:
        """The service as a source of a content security policy: ``https://*.tile.example``."""
        return policy_source(self.url)

    def as_payload(self) -> Basemap:
        """The basemap as the document reads it."""
        return Basemap(url=self.url, attribution=self.attribution, maxZoom=self.max_zoom)


@dataclass(frozen=True)
class DocumentOptions(Keyed):
    """Settings of one document.

    Parameters
    ----------
    boundary : {"amap", "tianditu"}
        Source of the district boundaries.
    approval_shanghai, approval_delta : str or None
        Map approval numbers (审图号) of the two views. Empty counts as None;
        the document then says that none is set.
    basemap : BasemapOption or None
        None draws the map without tiles and without any outside request.
    initial : State
        What the document shows when it opens.

    Raises
    ------
    OptionError
        If the boundary source is unknown.
    """

    boundary: Boundary = "amap"
    approval_shanghai: str | None = None
    approval_delta: str | None = None
    basemap: BasemapOption | None = None
    initial: State = field(default_factory=default_state)

    def __post_init__(self) -> None:
        if self.boundary not in get_args(Boundary):
            raise OptionError(
                "errors.layers.boundary",
                source=self.boundary,
                known=", ".join(get_args(Boundary)),
            )

    @property
    def once_key(self) -> str:
        """Every setting."""
        return repr(self)

    def approval(self) -> Approval:
        """The approval numbers as the document reads them."""
        return Approval(
            shanghai=(self.approval_shanghai or "").strip() or None,
            delta=(self.approval_delta or "").strip() or None,
        )


def policy_source(url: str) -> str:
    """Scheme, host and port of a tile template, with a star for a first label that varies.

    Raises
    ------
    OptionError
        If the template is no http(s) address.
    """
    found = _HOST.fullmatch(url)
    if not found:
        raise OptionError("errors.layers.basemap_url", url=url)
    first, _, rest = found["host"].partition(".")
    host = f"*.{rest}" if "{" in first else found["host"]
    return f"{found['scheme']}://{host}{found['port'] or ''}"

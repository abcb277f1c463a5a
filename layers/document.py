"""The map document: one HTML text made from a `folium.Map` and our own folium element.

folium gives the page and its life cycle (figure, header, body, script); its
own Leaflet, jQuery and Bootstrap addresses are all dropped, because the
bundle of `layers.build` brings Leaflet and our modules, and our JavaScript
creates the one Leaflet map. Nothing from data passes through a template or a
script: text from data is in the JSON block only.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

import folium
from branca.element import Element, Figure
from folium.template import Template

from data.disk import going_on, keep, sweep
from layers.build import Assets, build_assets
from layers.errors import PayloadError
from layers.options import DocumentOptions, policy_source
from layers.outside import require_self_contained
from layers.payload import build_payload, document_hash
from layers.serialise import escape_for_script, to_json
from layers.types import Payload
from text import LANGUAGES, t

DATA_ID: Final = "dqm-data"
CONTAINER_ID: Final = "dqm-app"
_KEPT: Final = 4
_STATIC: Final = "map-*.html"
_END: Final = b"</html>"
_HTML_LANG: Final = {"zh": "zh-Hans", "en": "en"}
_unkept: dict[str, str] = {}


class Page(Figure):
    """The HTML page around the map: like branca's, with a language and an escaped title."""

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="{{ this.lang|e }}">\n'
        "<head>\n"
        "{{ this.header.render(**kwargs) }}\n"
        "<title>{{ this.title|e }}</title>\n"
        "</head>\n"
        "<body>\n"
        "{{ this.html.render(**kwargs) }}\n"
        "{{ this.script.render(**kwargs) }}\n"
        "</body>\n"
        "</html>\n"
    )

    def __init__(self, title: str, lang: str) -> None:
        super().__init__(title=title)
        self.lang = lang
        self.header.add_child(_Verbatim('<meta charset="utf-8">'), name="meta_http")


class MapDocument(folium.Map):
    """A folium map without tiles and without outside scripts, as the host of our element.

    Parameters
    ----------
    payload : Payload
        What the map shows.
    assets : Assets
        Our script and stylesheet.
    more : mapping of str to object
        Further JSON blocks, by the id of their element.
    opening : str, optional
        See `render`.
    """

    _template = Template(
        "{% macro header(this, kwargs) %}"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<link rel="icon" href="data:,">'
        "{% endmacro %}"
        "{% macro html(this, kwargs) %}"
        '<div class="folium-map dq-app" id="' + CONTAINER_ID + '"></div>'
        "{% endmacro %}"
    )

    def __init__(
        self,
        payload: Payload,
        assets: Assets,
        more: Mapping[str, object] | None = None,
        opening: str | None = None,
    ) -> None:
        super().__init__(tiles=None, zoom_control=False)
        self.default_js = []
        self.default_css = []
        lang = payload["initial"]["lang"]
        self.page = Page(payload["build"]["appName"][lang], _HTML_LANG[lang])
        self.page.add_child(self, name="map")
        self.add_child(MapElement(payload, assets, more, opening), name="element")


class MapElement(Element):
    """Our folium element: policy, style, data and script, put into the page as they are.

    branca compiles what other elements render as a Jinja template once more;
    a name that holds ``{{`` would run there. This element hands over finished
    text instead.
    """

    def __init__(
        self,
        payload: Payload,
        assets: Assets,
        more: Mapping[str, object] | None = None,
        opening: str | None = None,
    ) -> None:
        super().__init__()
        self._name = "MapElement"
        self._title = payload["build"]["appName"][payload["initial"]["lang"]]
        self._opening = opening
        for end, text in (("</script", assets.script), ("</style", assets.style)):
            if end in text.lower() or "<!--" in text:
                raise PayloadError("errors.layers.markup", markup=end)
        self._blocks = {
            id: escape_for_script(to_json(value))
            for id, value in {DATA_ID: payload, **(more or {})}.items()
        }
        self._assets = assets
        basemap = payload["basemap"]
        self._policy = content_policy(assets.script, basemap["url"] if basemap else None)

    def render(self, **kwargs: Any) -> str:
        """Put the parts into the page's header, body and script."""
        page = self.get_root()
        assert isinstance(page, Page), "the element belongs into a MapDocument"
        policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(self._policy)}">'
        hint = " ".join(t(lang, "layers.document.noscript") for lang in LANGUAGES)
        page.header.add_child(_Verbatim(policy), name="policy", index=1)
        page.header.add_child(_Verbatim(f"<style>{self._assets.style}</style>"), name="style")
        first = f"<noscript>{escape(hint)}</noscript>"
        if self._opening:
            title = f"<b>{escape(self._title)}</b>"
            first = f'<div class="{escape(self._opening)}">{title}{first}</div>'
        page.html.add_child(_Verbatim(first), name="first")
        for id, data in self._blocks.items():
            block = f'<script type="application/json" id="{escape(id)}">{data}</script>'
            page.html.add_child(_Verbatim(block), name=id)
        page.script.add_child(_Verbatim(f"<script>{self._assets.script}</script>"), name="script")
        return ""


class _Verbatim(Element):
    """Finished text: no template ever reads it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **kwargs: Any) -> str:
        return self._text


def render(
    payload: Payload,
    assets: Assets | None = None,
    more: Mapping[str, object] | None = None,
    opening: str | None = None,
) -> str:
    """The whole document as text; equal input gives equal bytes.

    Parameters
    ----------
    payload : Payload
        See `layers.payload`.
    assets : Assets, optional
        See `layers.build`; built if left out.
    more : mapping of str to object, optional
        Further JSON blocks, by the id of their element.
    opening : str, optional
        Class of an element that shows the title before the data are read; the
        script takes it away.

    Raises
    ------
    PayloadError
        If a value cannot be carried (naming the record).
    OutsideAddressError
        If script, style or markup would ask the network for something.
    """
    document = MapDocument(payload, assets or build_assets(), more, opening)
    return require_self_contained(document.page.render())


def content_policy(script: str, basemap_url: str | None = None) -> str:
    """The content security policy of the document.

    Only our script runs, known by its hash: no handler in an attribute, no
    ``eval``, no request but images from the basemap that was asked for.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()
    images = "data: blob:" + (f" {policy_source(basemap_url)}" if basemap_url else "")
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        f"img-src {images}; font-src data:; base-uri 'none'; form-action 'none'"
    )


@dataclass(frozen=True)
class Served:
    """The document as the app hands it out.

    Attributes
    ----------
    name : str
        Of the file. It changes with the content, so a browser may keep it for good.
    text : str or None
        The document itself where the disk does not take it.
    """

    name: str
    text: str | None = None


def write_static(folder: Path, options: DocumentOptions | None = None) -> Served:
    """Write the document where the app serves it, unless it is there already.

    Parameters
    ----------
    folder : Path
        The folder of static files; ``map-<hash>.html`` goes there. The newest few stay,
        for sessions that opened with them.
    options : DocumentOptions, optional
        Settings; the defaults if left out.
    """
    options = options or DocumentOptions()
    path = folder / f"map-{document_hash(options)}.html"
    if _is_whole(path):
        with going_on(folder):
            os.utime(path)  # touch would make an empty file of one that has just been removed
            sweep(path, _STATIC, _KEPT - 1)
        if path.is_file():
            return Served(path.name)
    text = _unkept.get(path.name) or render(build_payload(options))
    _unkept.clear()
    if keep(path, text, instead_of=_STATIC, spare=_KEPT - 1):
        return Served(path.name)
    _unkept[path.name] = text
    return Served(path.name, text)


def _is_whole(path: Path) -> bool:
    """Whether a document can be read to its end, as a server must."""
    try:
        with path.open("rb") as file:
            file.seek(-len(_END), os.SEEK_END)
            return file.read() == _END
    except OSError:
        return False

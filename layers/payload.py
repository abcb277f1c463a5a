"""The one JSON object of the map document, put together from the layers.

Reading, joining and simplifying take seconds, so what does not depend on a
setting is kept: in memory, and in ``.cache/`` under the hash of all it was
made from.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, cast

from data.disk import keep
from data.once import once
from layers.atlas import Atlas, load_atlas
from layers.build import sources_hash
from layers.districts import DistrictLayer
from layers.figures import figure_specs
from layers.fingerprint import ROOT, fingerprint
from layers.options import DocumentOptions
from layers.registry import SITE_LAYERS
from layers.serialise import content_hash, to_json
from layers.state import default_state
from layers.texts import bi
from layers.towns import TownLayer
from layers.types import Approval, Boundary, Build, Payload
from layers.types_state import Lang
from text import LANGUAGES, messages

VERSION: Final = 1
DATA_DATE: Final = "2026-11"
"""When the facts were compiled, see ``data/catalogue.toml``."""
CACHE: Final = ROOT / ".cache"
_TEXT_ROOMS: Final = ("map.", "vocab.", "common.")


def build_payload(options: DocumentOptions | None = None, cache: Path | None = None) -> Payload:
    """The payload of one document.

    Parameters
    ----------
    options : DocumentOptions, optional
        Settings; the defaults if left out.
    cache : Path, optional
        Folder for what has been computed; ``.cache/`` if left out.

    Raises
    ------
    DistrictMapError
        If the data do not load, or cannot be carried.
    """
    options = options or DocumentOptions()
    base = _base(options.boundary, cache or CACHE)
    payload = Payload(**base)
    payload["build"] = Build(**base["build"])
    payload["build"]["approval"] = options.approval()
    payload["initial"] = options.initial
    payload["basemap"] = options.basemap.as_payload() if options.basemap else None
    payload["build"]["hash"] = document_hash(options)
    return payload


@once
def document_hash(options: DocumentOptions) -> str:
    """Hash of everything a document is made from, without making it."""
    parts = {
        "made_from": fingerprint(options.boundary),
        "assets": sources_hash(),
        "approval": options.approval(),
        "initial": options.initial,
        "basemap": options.basemap.as_payload() if options.basemap else None,
    }
    return content_hash(to_json(parts))


def assemble(atlas: Atlas) -> Payload:
    """Put the parts of a payload together, with default settings and without a hash."""
    sites = [layer(atlas) for layer in SITE_LAYERS]
    towns = TownLayer(atlas)
    boundary = atlas.boundaries.source
    return Payload(
        version=VERSION,
        build=Build(
            dataDate=DATA_DATE,
            boundary=boundary,
            approval=Approval(shanghai=None, delta=None),
            appName=bi("layers.app_name"),
            attribution=bi("layers.attribution", boundary=bi(f"layers.boundary.{boundary}")),
            hash="",
        ),
        initial=default_state(),
        text=texts(),
        layers=[layer.spec() for layer in sites],
        figures=[*figure_specs(atlas.figures), *atlas.index_figures.specs()],
        districts=DistrictLayer(atlas).items(),
        towns=towns.items(),
        units=towns.units(),
        records=[record for layer in sites for record in layer.items()],
        geometry=atlas.geometry,
        views=atlas.views,
        basemap=None,
    )


def texts() -> dict[Lang, dict[str, str | list[str]]]:
    """The catalogues' messages that the document itself shows, in both languages."""
    return {
        lang: {key: text for key, text in messages(lang).items() if key.startswith(_TEXT_ROOMS)}
        for lang in LANGUAGES
    }


@once
def _base(boundary: Boundary, cache: Path) -> Payload:
    path = cache / f"payload-{boundary}-{fingerprint(boundary)}.json"
    found = _read(path)
    if found is None:
        found = assemble(load_atlas(boundary))
        keep(path, to_json(found), instead_of=f"payload-{boundary}-*.json")
    return found


def _read(path: Path) -> Payload | None:
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(found, dict) and found.keys() == Payload.__required_keys__
    return cast(Payload, found) if whole else None

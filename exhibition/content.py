"""What the display says: scenes of the tour, the districts' cards, what it was made from.

Figures are the atlas's and the scorecards' own: the display calculates nothing, so that it cannot
disagree with the application.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from atlas.districts import TOWN_KINDS, DistrictFacts, district_facts
from data.missing import Missing
from exhibition.options import ExhibitionOptions
from exhibition.themes import THEMES, in_centre
from exhibition.types import (
    Figure,
    Hall,
    HallCard,
    Ramp,
    Scene,
    SceneView,
    ScreenSizes,
    Strength,
    Times,
)
from layers.cards import Card, IndicatorRow, cards
from layers.districts import towns_in_words
from layers.facts import area_digits, missing_word
from layers.standing import official_run
from layers.texts import bi, bi_of, same
from layers.types import Bi, District, Payload
from layers.types_state import Lang
from scoring.model import Text
from text import LANGUAGES, formats, messages

_BREAKS: Final = [4, 8, 16]
_SPOKEN: Final = ("exhibition.screen.", "vocab.status.", "vocab.level.")


def hall_block(payload: Payload, options: ExhibitionOptions) -> Hall:
    """The display's JSON block.

    Parameters
    ----------
    payload : Payload
        Of the map document, with the same boundaries and approval numbers.
    options : ExhibitionOptions
    """
    run = official_run()
    found = cards(run)
    by_code = {one["code"]: one for one in payload["districts"]}
    shown = [by_code[code] for code in options.districts]
    counts = {
        one["code"]: sum(count["total"] for count in one["counts"].values())
        for one in payload["districts"]
    }
    return Hall(
        title=options.title or payload["build"]["appName"],
        index=_bi(run.result.index.name),
        logo=options.logo,
        languages=[*options.languages],
        look=options.look,
        screen=ScreenSizes(
            pitch_mm=round(options.screen.pitch_mm, 4),
            target_px=options.screen.target_px,
            text_px=options.screen.text_px,
        ),
        times=Times(
            scene_s=options.scene_s, idle_s=options.idle_s, countdown_s=options.countdown_s
        ),
        scenes=[
            _overview(payload),
            *(_district(one, at, len(shown)) for at, one in enumerate(shown, 1)),
            *(THEMES[name](payload) for name in options.themes),
        ],
        districts=[*options.districts],
        cards={code: _card(known, found.get(code)) for code, known in district_facts().items()},
        ramp=Ramp(breaks=_BREAKS, most=max(counts.values()), counts=counts),
        sources={view: _sources(payload, view) for view in ("shanghai", "delta")},
    )


def screen_texts() -> dict[Lang, dict[str, str | list[str]]]:
    """The messages that the display itself shows, in both languages."""
    return {
        lang: {
            key: words
            for key, words in messages(lang).items()
            if key.startswith(_SPOKEN) and ".theme." not in key and ".row." not in key
        }
        for lang in LANGUAGES
    }


def _overview(payload: Payload) -> Scene:
    return Scene(
        kind="overview",
        id="overview",
        eyebrow=bi("exhibition.screen.overview.eyebrow"),
        title=[bi("exhibition.screen.overview.first"), bi("exhibition.screen.overview.second")],
        lead=bi("exhibition.screen.overview.lead"),
        rows=[],
        callouts=[],
        records=[one["id"] for one in payload["records"]],
        view=SceneView(region="shanghai", box=payload["views"]["shanghai"]),
        members=[],
        hub=None,
        areas=None,
        lens=payload["views"]["centre"],
        lensName=bi("exhibition.screen.overview.lens"),
        lensRecords=in_centre(payload, payload["records"]),
        notes=[],
    )


def _district(one: District, at: int, of: int) -> Scene:
    return Scene(
        kind="district",
        id=one["code"],
        eyebrow=bi("exhibition.screen.district.eyebrow", at=at, of=of),
        title=[one["name"]],
        lead=None,
        rows=[],
        callouts=[],
        records=[],
        view=SceneView(region="shanghai", box=one["bbox"]),
        members=[],
        hub=None,
        areas=None,
        lens=None,
        lensName=None,
        lensRecords=[],
        notes=[],
    )


def _card(known: DistrictFacts, card: Card | None) -> HallCard:
    standing = card.standing if card else None
    return HallCard(
        ranked=standing is not None,
        rank=standing.rank if standing else 0,
        low=standing.low if standing else 0,
        high=standing.high if standing else 0,
        of=standing.of if standing else 0,
        tied=standing.tied if standing else False,
        strength=_strength(card.strengths[0]) if card and card.strengths else None,
        figures=_figures(known),
    )


def _figures(known: DistrictFacts) -> list[Figure]:
    """Area, residents, towns: each number apart from its unit.

    The towns without the statistical units, which are no towns: there is no room for both.
    """
    return [
        _figure("area", known.area_km2, _area_parts, same(known.area_year)),
        _figure("population", known.residents, formats.people_parts, same("2024")),
        _figure(
            *("towns", known.towns_count, lambda lang, n: (formats.number(lang, n), "")),
            towns_in_words(known, TOWN_KINDS),
        ),
    ]


def _area_parts(lang: str, value_km2: float) -> tuple[str, str]:
    return formats.area_parts(lang, value_km2, area_digits(value_km2))


def _figure(
    label: str, value: float | Missing, parts: Callable[[str, float], tuple[str, str]], note: Bi
) -> Figure:
    number, unit = same(""), same("")
    if isinstance(value, Missing):
        number = bi(f"layers.missing.{missing_word(value)}")
    else:
        zh, en = parts("zh", value), parts("en", value)
        number, unit = (Bi(zh=zh[at], en=en[at]) for at in (0, 1))
    return Figure(
        label=bi(f"layers.fact.{label}"),
        number=number,
        unit=unit,
        note=note,
        missing=isinstance(value, Missing),
    )


def _strength(row: IndicatorRow) -> Strength:
    def written(value: float) -> Bi:
        return bi_of(lambda lang: formats.number(lang, value, row.of.digits))

    return Strength(
        name=_bi(row.of.name),
        value=written(row.value),
        unit=_bi(row.of.unit),
        median=same("") if math.isnan(row.median) else written(row.median),
        source=_bi(row.of.source),
    )


def _bi(text: Text) -> Bi:
    return Bi(zh=text.in_language("zh"), en=text.in_language("en"))


def _sources(payload: Payload, view: str) -> Bi:
    build = payload["build"]
    date = build["dataDate"]
    if view == "delta":
        return bi("exhibition.screen.sources.delta", date=date)
    return bi("exhibition.screen.sources.shanghai", date=date, sources=build["attribution"])

"""What the display says: scenes of the tour, the districts' cards, what it was made from.

Figures are the payload's own texts and the scorecards' own ranks: the display
calculates nothing, so that it cannot disagree with the application.
"""

from __future__ import annotations

import math
import re
from typing import Final

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
from layers.standing import official_run
from layers.texts import bi, bi_of, bi_plural, same
from layers.types import Bi, District, Fact, Payload
from layers.types_state import Lang
from scoring.model import Text
from text import LANGUAGES, formats, messages

_BREAKS: Final = [4, 8, 16]
_FIGURES: Final = 3
_SPOKEN: Final = ("exhibition.screen.", "vocab.status.", "vocab.level.")
_NUMBER: Final = re.compile(r"([\d.,]+)\s*(.*)", re.DOTALL)


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
        cards={
            one["code"]: _card(
                one,
                found.get(one["code"]),
                sum(unit["district"] == one["code"] for unit in payload["units"]),
            )
            for one in payload["districts"]
        },
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


def _card(one: District, card: Card | None, units: int) -> HallCard:
    standing = card.standing if card else None
    return HallCard(
        ranked=standing is not None,
        rank=standing.rank if standing else 0,
        low=standing.low if standing else 0,
        high=standing.high if standing else 0,
        of=standing.of if standing else 0,
        tied=standing.tied if standing else False,
        strength=_strength(card.strengths[0]) if card and card.strengths else None,
        figures=[_figure(_without_units(fact, units)) for fact in one["facts"][:_FIGURES]],
    )


def _without_units(fact: Fact, units: int) -> Fact:
    """The towns without the statistical units, which are no towns: there is no room for both."""
    note, tail = fact["note"], bi_plural("layers.fact.units", units)
    if note is None:
        return fact
    return {
        **fact,
        "note": Bi(
            zh=note["zh"].removesuffix(f" · {tail['zh']}"),
            en=note["en"].removesuffix(f" · {tail['en']}"),
        ),
    }


def _figure(fact: Fact) -> Figure:
    """A fact of the panel, its number apart from its unit."""
    parts = {lang: _NUMBER.fullmatch(fact["value"][lang]) for lang in ("zh", "en")}
    zh, en = parts["zh"], parts["en"]
    if fact["missing"] or zh is None or en is None:
        return Figure(
            label=fact["label"],
            number=fact["value"],
            unit=same(""),
            note=fact["note"],
            missing=True,
        )
    return Figure(
        label=fact["label"],
        number=Bi(zh=zh[1], en=en[1]),
        unit=Bi(zh=zh[2], en=en[2]),
        note=fact["note"],
        missing=False,
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

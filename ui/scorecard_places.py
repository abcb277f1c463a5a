"""The towns and records of a scorecard, as static HTML."""

from __future__ import annotations

from collections import defaultdict

from data.once import once
from layers.symbols import fill_of
from layers.types import Record
from text import formats, plural, t
from ui.markup import Html, element, quoted
from ui.scorecard_facts import Scorecard, TownRow
from ui.scorecard_parts import address, language
from ui.symbols import symbol

SHOWN = 12
"""Records that are shown at once."""


@once
def town_table(lang: str, card: Scorecard) -> Html:
    """A row per town: its records, how far the nearest centre is, its decile with interval."""
    share = formats.number(lang, card.town_interval * 100)
    heads = [
        element("th", t(lang, f"pages.card.town.{one}", share=share), scope="col")
        for one in ("name", "records", "centre", "decile")
    ]
    rows = [_town(lang, row) for row in card.towns]
    table = element("thead", element("tr", *heads)) + element("tbody", *rows)
    whole = element("table", Html(table), class_="dqm-table dqm-score-towns")
    label = plural(lang, "pages.card.towns", len(rows))
    return element("div", whole, class_="dqm-scroll", tabindex="0", role="region", aria_label=label)


@once
def record_list(lang: str, card: Scorecard) -> Html:
    """Every record, each leading to the map; the rest of a long list folds away."""
    if not card.records:
        return element("p", t(lang, "pages.card.no_records"), class_="dqm-lead")
    items = [_record(lang, one) for one in card.records]
    whole = element("ul", *items[:SHOWN], class_="dqm-score-records")
    if rest := items[SHOWN:]:
        more = element("summary", plural(lang, "pages.card.records.more", len(rest)))
        folded = element("ul", *rest, class_="dqm-score-records")
        whole = Html(whole + element("details", more, folded, class_="dqm-score-more"))
    return whole


def decile_words(lang: str, decile: tuple[int, int, int] | None) -> str:
    """A decile with its interval, or that there is none."""
    if decile is None:
        return t(lang, "layers.missing.missing")
    first, low, high = decile
    return t(lang, "pages.card.town.decile_of", n=first, low=low, high=high)


def _town(lang: str, row: TownRow) -> Html:
    town = row.town
    name: list[str] = [quoted(town["name"][language(lang)], lang)]
    if lang == "en":
        name += [" ", element("small", town["suffix"]["en"])]
    there = row.km is not None
    nothing = element("span", t(lang, "layers.missing.missing"), class_="dqm-nothing dqm-missing")
    far = formats.distance_km(lang, row.km, estimate=True) if row.km is not None else nothing
    query = {"town": town["code"], "lang": lang}
    to_map = element("a", *name, href=address("", query), target="_self")
    return element(
        "tr",
        element("th", to_map, scope="row"),
        element("td", _signs(lang, row.records)),
        element("td", far, class_="dqm-figure" if there else None),
        element("td", *_decile(lang, row.decile)),
    )


def _signs(lang: str, records: tuple[Record, ...]) -> Html:
    """A symbol per layer and fill with its count; the names for whoever cannot see them."""
    if not records:
        return element("span", "0", class_="dqm-none")
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for one in records:
        groups[one["layer"], fill_of(one["status"])].append(one)
    parts = []
    for (layer, _), found in groups.items():
        listed = t(lang, "pages.card.list").join(_named(lang, one) for one in found)
        sign = symbol(layer, [found[0]["status"]])
        parts.append(
            element("span", sign, str(len(found)), role="img", aria_label=listed, title=listed)
        )
    return element("span", *parts, class_="dqm-score-signs")


def _named(lang: str, record: Record) -> str:
    name = record["name"][language(lang)]
    return f"{name} · {t(lang, 'vocab.status.' + record['status'])}"


def _decile(lang: str, decile: tuple[int, int, int] | None) -> tuple[str, str]:
    words = decile_words(lang, decile)
    if decile is None:
        return element("span", words, class_="dqm-nothing dqm-missing"), ""
    first, low, high = decile
    cells = [
        element("i", class_="own" if at == first else "in" if low <= at <= high else None)
        for at in range(1, 11)
    ]
    return element("span", *cells, class_="dqm-rankbar", aria_hidden="true"), f" {words}"


def _record(lang: str, record: Record) -> Html:
    sign = symbol(record["layer"], [record["status"]])
    query = {"record": record["id"], "lang": lang}
    name = element(
        "a", quoted(record["name"][language(lang)], lang), href=address("", query), target="_self"
    )
    said = [
        t(lang, f"vocab.layer.{record['layer']}"),
        t(lang, f"vocab.level.{record['level']}"),
        t(lang, f"vocab.status.{record['status']}"),
        record["year"]["text"][language(lang)],
    ]
    if record["point"] is None or record["precision_m"] is None:
        said.append(t(lang, "pages.data.not_placed"))
    elif record["districtWide"]:
        said.append(t(lang, "pages.card.district_wide"))
    else:
        said.append(formats.precision(lang, record["precision_m"]))
    sure = t(lang, f"vocab.confidence.{record['confidence']}")
    said.append(t(lang, "pages.card.confidence", word=sure.lower()))
    about = element("small", quoted(" · ".join(said), lang))
    return element("li", sign, element("div", name, about))

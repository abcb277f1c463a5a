"""The districts of a comparison, each with its rank, and how sure their order is."""

from __future__ import annotations

from collections.abc import Sequence

from data.once import once
from layers.cards import Profile
from layers.comparison import Comparison, Pair, most_alike
from layers.ranks import why_unranked
from layers.standing import Run, Standing, standings
from text import formats, t
from ui.compare_choice import address_of
from ui.compare_words import pair_words, percent, tier_words
from ui.marks import COLOURS, mark
from ui.markup import Html, element, quoted
from ui.scorecard_parts import address, language, rank_scale, rank_words


@once
def heads(lang: str, found: Comparison) -> Html:
    """A card per district: mark, name, rank with interval, score, ways to other pages."""
    cards = [
        _head(lang, found, place, profile, standing)
        for place, (profile, standing) in enumerate(
            zip(found.profiles, found.standings, strict=True)
        )
    ]
    return element("div", *cards, class_="dqm-heads", data_count=str(len(cards)))


@once
def order_words(lang: str, found: Comparison, names: Sequence[str]) -> Html:
    """Tiers and, for each two, who is ahead of whom with which probability."""
    if not found.pairs:
        return element("p", t(lang, "pages.compare.no_pairs"), class_="dqm-lead")
    sure = found.run.result.index.uncertainty.tier
    rows = [_pair(lang, one, names, sure) for one in found.pairs]
    tiers = element("p", tier_words(lang, found), class_="dqm-lead")
    return Html(tiers + element("ul", *rows, class_="dqm-pairs"))


@once
def suggestions(lang: str, run: Run, code: str) -> Html:
    """The districts most alike, each a way to compare them with this one."""
    ranked = {one.code: one for one in standings(run)}
    links = []
    for other in most_alike(run, code):
        query = address_of((code, other), {"lang": lang})
        name = quoted(run.names[other].in_language(lang), lang)
        rank = element("small", rank_words(lang, ranked[other])) if other in ranked else Html("")
        href = address("compare", query)
        links.append(element("a", name, " ", rank, href=href, target="_self"))
    return element("p", *links, class_="dqm-score-alike")


def _head(
    lang: str, found: Comparison, place: int, profile: Profile, standing: Standing | None
) -> Html:
    other = "en" if lang == "zh" else "zh"
    first, second = profile.name.in_language(lang), profile.name.in_language(other)
    small = [element("small", element("span", second, lang=other))] if second != first else []
    name = element("h2", mark(place, 20), quoted(first, lang), *small, class_="dqm-head-name")
    query = {"district": profile.code, "lang": lang}
    links = [
        element("a", t(lang, f"pages.compare.to.{page}"), href=address(path, query), target="_self")
        for page, path in (("scorecard", "scorecard"), ("map", ""))
    ]
    body = _ranked(lang, found, standing) if standing else _unranked(lang, found, profile.code)
    return element(
        "article",
        name,
        body,
        element("p", *links, class_="dqm-score-links"),
        class_="dqm-head-card",
        style=f"--mark:{COLOURS[place]}",
    )


def _ranked(lang: str, found: Comparison, one: Standing) -> Html:
    index = found.run.result.index
    before = t(lang, "pages.compare.rank_before.tied" if one.tied else "pages.compare.rank_before")
    after = t(lang, "pages.compare.rank_after", of=one.of)
    figure = element(
        "p", f"{before} ", element("strong", str(one.rank)), f" {after}", class_="dqm-head-rank"
    )
    interval = t(
        lang,
        "pages.compare.interval",
        share=formats.number(lang, 100 * index.uncertainty.interval),
        low=one.low,
        high=one.high,
    )
    score = formats.number(lang, one.score, index.digits)
    said = [
        element("b", interval),
        element("span", t(lang, "pages.compare.score", score=score)),
        element("span", t(lang, "pages.ranking.tier", n=one.tier)),
    ]
    return Html(figure + rank_scale(lang, one) + element("p", *said, class_="dqm-head-said"))


def _unranked(lang: str, found: Comparison, code: str) -> Html:
    why = why_unranked(found.run, code)[language(lang)]
    return element("p", quoted(why, lang), class_="dqm-caveat")


def _pair(lang: str, one: Pair, names: Sequence[str], sure: float) -> Html:
    """The two shares as a bar, the middle left empty for draws that are neither."""
    sides = [
        element("span", mark(place), percent(lang, p, sure), class_="dqm-pair-side")
        for place, p in ((one.first, one.p_first), (one.second, one.p_second))
    ]
    bar = element(
        "span",
        *(
            element("i", style=f"width:{100 * p:.1f}%;background:{COLOURS[place]}")
            for place, p in ((one.first, one.p_first), (one.second, one.p_second))
        ),
        class_="dqm-pair-bar",
        aria_hidden="true",
    )
    words = element("span", pair_words(lang, one, names, sure), class_="dqm-pair-words")
    row = element("span", sides[0], bar, sides[1], class_="dqm-pair-row", aria_hidden="true")
    return element("li", words, row)

"""All ranks with their intervals in one drawing, made to be taken away as a picture."""

from __future__ import annotations

from collections.abc import Sequence

from data.once import once
from layers.payload import DATA_DATE
from layers.standing import Run, Standing, standings
from text import formats, t
from ui.markup import Html, element, quoted
from ui.pieces import interval_share


@once
def ranking_chart(lang: str, run: Run, chosen: str | None, *, own: bool = False) -> Html:
    """Title, a line per unit, what the marks mean, note, source and record.

    Parameters
    ----------
    lang : {"zh", "en"}
    run : Run
    chosen : str or None
        Code of the unit to mark.
    own : bool
        Whether it is an index of one's own: it says so.
    """
    rows, index = standings(run), run.result.index
    share = interval_share(rows[0])
    mark = element("span", t(lang, "pages.own.mark"), class_="dqm-unofficial") if own else Html()
    title = t(lang, "pages.ranking.chart.title", share=share)
    legend = element(
        "p",
        element("span", element("b", class_="dqm-dot"), t(lang, "pages.ranking.chart.rank")),
        element("span", element("i"), t(lang, "pages.ranking.chart.interval", share=share)),
        element("span", element("u"), t(lang, "pages.ranking.chart.median")),
        class_="dqm-chart-legend",
    )
    note = quoted(index.note.in_language(lang), lang)
    source = t(lang, f"pages.ranking.chart.{'own' if own else 'source'}", date=DATA_DATE)
    return element(
        "div",
        element("h3", quoted(index.name.in_language(lang), lang), mark, class_="dqm-chart-name"),
        element("p", title, class_="dqm-chart-title"),
        element("ol", *_lines(lang, rows, chosen), class_="dqm-chart-lines"),
        _axis(rows[0].of),
        legend,
        element("p", note, class_="dqm-chart-note"),
        element("p", source, " · ", record_words(lang, run), class_="dqm-chart-note"),
        class_="dqm-chart",
    )


def record_words(lang: str, run: Run) -> str:
    """Record, draws and seed of a run in one line."""
    drawn = run.result.index.uncertainty
    said = {"draws": formats.number(lang, drawn.draws), "seed": drawn.seed}
    return t(lang, "pages.ranking.record", key=run.spread.record.key[:16], **said)


def _lines(lang: str, rows: Sequence[Standing], chosen: str | None) -> list[Html]:
    found = []
    tier = rows[0].tier
    for one in rows:
        marks = ["dqm-chosen"] if one.code == chosen else []
        marks += ["dqm-break"] if one.tier != tier else []
        tier = one.tier
        left, right = 100 * (one.low - 1) / one.of, 100 * (one.of - one.high) / one.of
        span = element("i", style=f"left:{left:.2f}%;right:{right:.2f}%")
        median = element("u", style=f"left:{_middle(one.median, one):.2f}%")
        own = element("b", style=f"left:{_middle(one.rank, one):.2f}%")
        said = f"{one.rank} ({one.low}–{one.high})"
        found.append(
            element(
                "li",
                element("span", quoted(one.name.in_language(lang), lang), class_="dqm-chart-unit"),
                element("span", span, median, own, class_="dqm-chart-plot", aria_hidden="true"),
                element("span", said, class_="dqm-chart-said"),
                class_=" ".join(marks) or None,
            )
        )
    return found


def _axis(of: int) -> Html:
    step = max(1, round(of / 5))
    ticks = sorted({1, *range(step, of - step // 2, step), of})
    marks = [element("span", str(n), style=f"left:{100 * (n - 0.5) / of:.2f}%") for n in ticks]
    return element("div", element("div", *marks), class_="dqm-chart-axis", aria_hidden="true")


def _middle(rank: int, one: Standing) -> float:
    return 100 * (rank - 0.5) / one.of

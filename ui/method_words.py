"""The choices of an index file in words, and the numbers as this page writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal

from data.once import Keyed, once
from layers.standing import Run
from scoring.model import ROOT, Index
from text import formats, t
from ui.markup import Html, element, quoted, show

Level = Literal["district", "town"]
LEVELS: Final[tuple[Level, ...]] = ("district", "town")
_MOST_DIGITS: Final = 6
_MINUS: Final = "\u2212"


@dataclass(frozen=True)
class Method(Keyed):
    """What every section shows.

    Attributes
    ----------
    lang : {"zh", "en"}
    level : {"district", "town"}
    run : Run
    query : dict of str to str
        What the links to other pages carry.
    """

    lang: str
    level: Level
    run: Run
    query: dict[str, str]

    @cached_property
    def once_key(self) -> str:
        """Of the run, in a language, with what the links carry."""
        return f"{self.lang} {self.level} {self.run.once_key} {self.query}"

    @property
    def once_owners(self) -> tuple[object, ...]:
        """Those of the run."""
        return self.run.once_owners

    @property
    def index(self) -> Index:
        """The index file."""
        return self.run.result.index

    @property
    def groups(self) -> tuple[str, ...]:
        """Ids of all that hold indicators, in the order of the file."""
        loose = any(one.parent == ROOT for one in self.index.indicators)
        return (*(one for one in self.index.pillars if one != ROOT), *((ROOT,) if loose else ()))

    def name(self, id: str) -> Html:
        """The name of a pillar or an indicator, as the file gives it."""
        known = {one.id: one.name for one in self.index.indicators}
        text = known[id] if id in known else self.index.node(id).name
        return quoted(text.in_language(self.lang), self.lang)

    @property
    def units(self) -> str:
        """What is ranked: "districts", "towns"."""
        return t(self.lang, f"pages.method.units.{self.level}")


def lead(*sentences: str) -> None:
    """Put sentences on the page, a paragraph each."""
    show(leads(*sentences))


def leads(*sentences: str) -> Html:
    """A paragraph per sentence."""
    return Html("".join(element("p", one, class_="dqm-lead") for one in sentences))


def amount(lang: str, value: float) -> str:
    """A number of the file with as many decimals as it has there."""
    decimals = len(f"{value:.{_MOST_DIGITS}f}".rstrip("0").partition(".")[2])
    return formats.number(lang, value, decimals).replace("-", _MINUS)


def span(lang: str, pair: Sequence[float]) -> str:
    """Two ends: "0 – 100"."""
    return f"{amount(lang, pair[0])} – {amount(lang, pair[1])}"


def percent(lang: str, share: float) -> str:
    """A share of one, with one decimal where there is one: "12.5%"."""
    return amount(lang, round(100 * share, 1)) + "%"


def whole_percent(lang: str, share: float) -> str:
    """A share of one as a whole percentage; below zero with a true minus."""
    return formats.number(lang, round(100 * share) + 0.0).replace("-", _MINUS) + "%"


def signed(lang: str, value: float, digits: int = 2) -> str:
    """A correlation."""
    return formats.number(lang, round(value, digits) + 0.0, digits).replace("-", _MINUS)


def fraction(value: float) -> str:
    """A share as a fraction: "2/3"."""
    found = Fraction(value).limit_denominator(100)
    return str(found)


def normalisation(lang: str, index: Index, kind: str) -> str:
    """What a normalisation does, with the numbers of the file."""
    method = index.method
    return t(
        lang,
        f"pages.method.normalise.{kind}",
        low=amount(lang, method.scale[0]),
        high=amount(lang, method.scale[1]),
        mean=amount(lang, method.zscore[0]),
        sd=amount(lang, method.zscore[1]),
    )


def aggregation(lang: str, index: Index, kind: str) -> str:
    """What an aggregation is called, with the numbers of the file where it has any."""
    method = index.method
    return t(
        lang,
        f"pages.method.aggregate.{kind}",
        power=amount(lang, method.power),
        floor=amount(lang, method.floor),
    )


def by_level(method: Method, kinds: Sequence[str]) -> str:
    """Aggregations from the pillars upwards, as one sentence."""
    lang, top = method.lang, method.run.result.plan.nodes[-1].level
    if top == 1:
        return aggregation(lang, method.index, kinds[0])
    said = []
    for level in range(1, top + 1):
        place = {1: "inside", top: "across"}.get(level, "between")
        words = aggregation(lang, method.index, kinds[min(level, len(kinds)) - 1])
        said.append(t(lang, f"pages.method.at.{place}", how=words))
    return t(lang, "pages.method.semicolon").join(said)


@once
def footer(method: Method) -> Html:
    """Which index and which run a chart shows, for whoever takes it away as a picture."""
    lang, index = method.lang, method.index
    run = t(lang, "pages.method.of_run", key=method.run.spread.record.key[:16])
    name = quoted(index.name.in_language(lang), lang)
    return element("p", name, " ", index.edition, " · ", run, class_="dqm-eye")

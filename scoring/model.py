"""What an index is: indicators in pillars in an index, and every choice that turns them into ranks.

Objects are frozen and plain: two equal ones give the same numbers, and
`scoring.read` turns them into a dictionary and back without loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

NORMALISATIONS: Final = (
    "goalposts",
    "minmax",
    "zscore",
    "rank",
    "borda",
    "percentile",
    "distance",
    "fraction",
    "none",
)
"""``distance`` is the distance to the maximum, ``fraction`` the fraction of it."""

AGGREGATIONS: Final = ("arithmetic", "geometric", "harmonic", "power", "copeland")
ROOT: Final = "index"
"""Id of the top of the tree."""


@dataclass(frozen=True)
class Text:
    """A text in both languages; where one is missing, the other stands in."""

    zh: str = ""
    en: str = ""

    def in_language(self, lang: str) -> str:
        """The text in ``lang``, else in the other language."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


@dataclass(frozen=True)
class Indicator:
    """One column of the table, and how it counts.

    Attributes
    ----------
    id, parent : str
        Its own id and that of its pillar.
    column : str
        Column of the table; the id if the file names none.
    name, unit, reason, source : Text
        ``reason`` says why the goalposts stand where they stand.
    datasets : tuple of str
        Ids of the data sets it is made from, for whoever shows the source.
    direction : {1, -1}
        1: more is better.
    weight : float
        Within the pillar; weights need not sum to one.
    normalise : str or None
        One of `NORMALISATIONS`; None: as the method says.
    goalposts : tuple of float or None
        Worst and best reading in order of size (low, high), in units of the
        indicator after its denominator.
    log : bool
        The natural logarithm is taken before anything else.
    denominator : str
        Column to divide by; empty for none.
    per : float
        What the quotient is multiplied by, e.g. 100,000 people.
    error : float or None
        Standard error; None: unknown.
    error_kind : {"absolute", "relative"}
    fill : bool
        A missing value may be filled from the unit's declared group.
    treat : bool or None
        Whether outliers are winsorised; None: as the method says.
    step : float
        Smallest possible change (1 for counts); 0 for any.
    limits : tuple of float
        Feasible range for "what would move it up", in units of the column.
    digits : int
        Decimals shown.
    """

    id: str
    parent: str
    column: str
    name: Text = Text()
    unit: Text = Text()
    reason: Text = Text()
    source: Text = Text()
    datasets: tuple[str, ...] = ()
    direction: int = 1
    weight: float = 1.0
    normalise: str | None = None
    goalposts: tuple[float, float] | None = None
    log: bool = False
    denominator: str = ""
    per: float = 1.0
    error: float | None = None
    error_kind: Literal["absolute", "relative"] = "absolute"
    fill: bool = False
    treat: bool | None = None
    step: float = 0.0
    limits: tuple[float, float] | None = None
    digits: int = 2


@dataclass(frozen=True)
class Node:
    """A pillar, a sub-pillar, or the index itself (id ``index``, no parent)."""

    id: str
    parent: str
    name: Text = Text()
    reason: Text = Text()
    weight: float = 1.0
    aggregate: str | None = None


@dataclass(frozen=True)
class Method:
    """How values become scores.

    Attributes
    ----------
    normalise : str
        For indicators that name none.
    scale : tuple of float
        Range of normalised values.
    zscore : tuple of float
        Mean and standard deviation of ``zscore``.
    aggregate : tuple of str
        Per level from the pillars upwards; the last one holds above.
    power : float
        Exponent of the aggregation ``power``.
    floor : float
        Least value that a geometric, harmonic or power mean works with.
    treat : bool
    skew, kurtosis, most_treated
        Winsorising goes on while both thresholds are passed, at most so many values.
    least_share : float
        Share of a pillar's weight that must be present.
    group : str
        Column that declares the group for filling; empty for none.
    """

    normalise: str = "goalposts"
    scale: tuple[float, float] = (0.0, 100.0)
    zscore: tuple[float, float] = (50.0, 10.0)
    aggregate: tuple[str, ...] = ("arithmetic",)
    power: float = 0.5
    floor: float = 1.0
    treat: bool = False
    skew: float = 2.0
    kurtosis: float = 3.5
    most_treated: int = 5
    least_share: float = 2 / 3
    group: str = ""


@dataclass(frozen=True)
class Uncertainty:
    """What is drawn, how often, and from which seed.

    Attributes
    ----------
    draws, seed : int
    interval : float
        Share of the draws inside the interval of a rank.
    tier : float
        Probability from which on a tier breaks.
    weights_cv : float
        Coefficient of variation of a weight among equal ones; 0: weights are not drawn.
    normalise : tuple of str
        Alternatives, drawn evenly; ``as_declared`` is the index as it stands.
    aggregate : tuple of tuple of str
        Alternatives per level, drawn evenly.
    error, fill, records : bool
        Whether indicator errors, filled values and the sampler's columns are drawn.
    """

    draws: int = 20_000
    seed: int = 20_260_101
    interval: float = 0.9
    tier: float = 0.9
    weights_cv: float = 0.25
    normalise: tuple[str, ...] = ("as_declared",)
    aggregate: tuple[tuple[str, ...], ...] = ()
    error: bool = True
    fill: bool = True
    records: bool = True


@dataclass(frozen=True)
class Index:
    """An index, complete.

    Attributes
    ----------
    id, edition : str
    name, note : Text
        ``note`` is what the index says on its face.
    unit_column : str
        Column with the codes of the units in a file; else the first one.
    digits : int
        Decimals that scores are published with, hence ranked by.
    present : {"ranks", "deciles"}
        ``deciles``: no ordinal rank is shown.
    indicators : tuple of Indicator
    nodes : tuple of Node
        Without the index itself.
    aggregate : str or None
        Of the index itself, if not as the method says.
    method : Method
    uncertainty : Uncertainty
    """

    id: str
    name: Text
    indicators: tuple[Indicator, ...]
    nodes: tuple[Node, ...]
    edition: str = ""
    note: Text = Text()
    unit_column: str = ""
    digits: int = 1
    present: Literal["ranks", "deciles"] = "ranks"
    aggregate: str | None = None
    method: Method = Method()
    uncertainty: Uncertainty = Uncertainty()

    def indicator(self, id: str) -> Indicator:
        """The indicator of an id.

        Raises
        ------
        KeyError
        """
        return {one.id: one for one in self.indicators}[id]

    def node(self, id: str) -> Node:
        """A pillar, or the index itself under the id ``index``.

        Raises
        ------
        KeyError
        """
        top = Node(ROOT, "", self.name, self.note, 1.0, self.aggregate)
        return {ROOT: top, **{one.id: one for one in self.nodes}}[id]

    @property
    def pillars(self) -> tuple[str, ...]:
        """Ids of the nodes that hold indicators, in the file's order; else ``index``."""
        holding = {one.parent for one in self.indicators}
        found = tuple(one.id for one in self.nodes if one.id in holding)
        return found or (ROOT,)

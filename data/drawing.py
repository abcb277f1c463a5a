"""Drawing the catalogue: which records hold, and where their points lie.

A record counts with the probability that its confidence stands for. A point
is drawn evenly from the disc of its precision. A centre or park without a
point, or with one that stands for a whole district, lies in one of the towns
of its district; where no district is known either, in any town of the city,
and counts for that town's district in that draw.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from data.files import current_state
from data.ground import Ground, Level, Records, fields_of, load_ground, plane_km
from data.indicators import Draws, as_declared, values
from data.once import Keyed, once
from data.reach import Reach, reach
from data.records import LAYER_FILES
from data.tables import DISTRICTS, TOWNS

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

COUNTS_WITH: Final = {"high": 1.0, "medium": 0.8, "low": 0.4}
"""Probability that a record holds, by its confidence."""
_METHOD: Final = "1"
"""Changes when the same records would give other draws."""


class RecordSampler(Keyed):
    """Draws the indicators of the shipped index; fits `scoring.Sampler`.

    Parameters
    ----------
    level : {"district", "town"}
    folder : Path or str, optional
        Where the tables lie.
    """

    def __init__(self, level: Level = "district", folder: Path | str | None = None) -> None:
        self._ground = load_ground(level, folder)
        _, state = current_state(folder, DISTRICTS, TOWNS, *LAYER_FILES)
        text = repr((_METHOD, level, state, sorted(COUNTS_WITH.items())))
        self.key = hashlib.sha256(text.encode()).hexdigest()
        self.columns = tuple(values(self._ground, as_declared(self._ground)))

    @property
    def once_key(self) -> str:
        """The key of the draws."""
        return self.key

    def draw(self, random: np.random.Generator, draws: int) -> dict[str, Floats]:
        """Per indicator an array of shape (areas, draws), not to be written to.

        Those of districts are kept: other weights, and the question what would move a
        district up, are asked of the same draws. Those of towns would be ten times as large.
        """
        if self._ground.level == "town":
            return self.drawn(random, draws)
        stream = random.bit_generator.state
        return dict(_kept(self, (stream["state"]["state"], stream["state"]["inc"]), draws))

    def drawn(self, random: np.random.Generator, draws: int) -> dict[str, Floats]:
        """What `draw` gives, computed."""
        return values(self._ground, draw(self._ground, random, draws))


@once
def _kept(sampler: RecordSampler, stream: tuple[int, int], draws: int) -> dict[str, Floats]:
    """The draws of one block; ``stream`` is where its PCG64 generator stands."""
    bits = np.random.PCG64()
    bits.state = {**bits.state, "state": {"state": stream[0], "inc": stream[1]}}
    found = sampler.drawn(np.random.Generator(bits), draws)
    for column in found.values():
        column.flags.writeable = False
    return found


def draw(ground: Ground, random: np.random.Generator, count: int) -> Draws:
    """Draw records and positions.

    Parameters
    ----------
    ground : Ground
    random : numpy.random.Generator
    count : int
        Number of draws.
    """
    honours, centres, building, parks, pilots = (
        _hold(one, random, count)
        for one in (ground.honours, ground.centres, ground.building, ground.parks, ground.pilots)
    )
    towns = ground.town_xy_km[:, :, None] + _disc(ground.town_precision_km, random, count)
    centre_reach, guests = _positions(ground, ground.centres, centres, towns, random)
    park_reach = None
    if ground.level == "town":
        park_reach = _positions(ground, ground.parks, parks, towns, random)[0]
    return Draws(honours, centres, building, parks, pilots, centre_reach, park_reach, guests)


def _hold(records: Records, random: np.random.Generator, count: int) -> Flags:
    chance = records.column("confidence").map(COUNTS_WITH).to_numpy(dtype=np.float64)
    return np.asarray(random.random((len(chance), count)) < chance[:, None], dtype=bool)


def _disc(radius_km: Floats, random: np.random.Generator, count: int) -> Floats:
    """Offsets drawn evenly from discs, shape (points, 2, draws)."""
    shape = len(radius_km), count
    far = radius_km[:, None] * np.sqrt(random.random(shape))
    turn = 2 * np.pi * random.random(shape)
    return np.stack([far * np.cos(turn), far * np.sin(turn)], axis=1)


def _positions(
    ground: Ground, records: Records, kept: Flags, towns: Floats, random: np.random.Generator
) -> tuple[Reach, tuple[Ints, Ints]]:
    table, count = records.table, kept.shape[1]
    points = plane_km(table["lon"].to_numpy(), table["lat"].to_numpy())
    fixed = (table["placed"] & ~table["district_wide"]).to_numpy(dtype=bool)
    precision = table["precision_m"].fillna(0).to_numpy(dtype=np.float64) / 1000
    at = np.nan_to_num(points)[:, :, None] + _disc(np.where(fixed, precision, 0.0), random, count)
    guests, homes = [], []
    for record in np.flatnonzero(~fixed):
        codes = table["district_codes"].iloc[record]
        own = [at for at, code in enumerate(ground.districts) if code in codes]
        possible = np.flatnonzero(np.isin(ground.district_of, own))
        if not len(possible):
            possible = np.arange(len(ground.district_of))
        town = possible[random.integers(len(possible), size=count)]
        spread = _disc(np.ones(1), random, count)[0] * ground.town_radius_km[town]
        at[record] = towns[town, :, np.arange(count)].T + spread
        if not codes:
            guests.append(int(record))
            homes.append(ground.district_of[town])
    found = reach(
        towns, at, kept, fields_of(table["fields"]), nearest_only=ground.level == "district"
    )
    wide = np.array(homes, dtype=np.int64).reshape(len(guests), count)
    return found, (np.array(guests, dtype=np.int64), wide)

"""What can be chosen for one hall, from a TOML file or from the page, and checked as a whole."""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, cast

from data import load_districts
from data.once import Keyed
from exhibition.check import Reader
from exhibition.errors import ExhibitionDefectsError
from exhibition.logo import LOGO_BYTES, checked_logo
from exhibition.themes import THEMES
from layers.options import DocumentOptions
from layers.types import Bi, Boundary
from layers.types_state import Lang
from text import LANGUAGES, t
from text.message import Message

Look = Literal["dark", "light"]
LOOKS: Final = ("dark", "light")
BOUNDARIES: Final = ("amap", "tianditu")
TARGET_MM: Final = 20
TEXT_MM_PER_M: Final = 5
LARGEST_TEXT: Final = 36
"""Size up to which the smallest words can grow, px of the design: then there is no more room."""
_MM_PER_INCH: Final = 25.4
_LONGEST: Final = {"title": 24, "approval": 60}


@dataclass(frozen=True)
class Screen:
    """The screen and who looks at it.

    Attributes
    ----------
    diagonal_in : float
    width_px, height_px : int
    distance_m : float
        Of the viewers.
    """

    diagonal_in: float = 55.0
    width_px: int = 1920
    height_px: int = 1080
    distance_m: float = 1.5

    @property
    def pitch_mm(self) -> float:
        """Width of a pixel in millimetres."""
        return self.diagonal_in * _MM_PER_INCH / math.hypot(self.width_px, self.height_px)

    @property
    def unit(self) -> float:
        """How many pixels one of the design takes: 1 on the sizes it is drawn for, 2 at 4K."""
        wide, high = sorted((self.width_px, self.height_px), reverse=True)
        return min(wide / (3840 if wide > 2.6 * high else 1920), high / 1080)

    @property
    def target_px(self) -> int:
        """Least side of what is touched: 20 mm, rounded up to whole pixels."""
        return math.ceil(TARGET_MM / self.pitch_mm)

    @property
    def text_px(self) -> int:
        """Least size of text: 5 mm per metre of viewing distance, rounded up to whole pixels."""
        return math.ceil(TEXT_MM_PER_M * self.distance_m / self.pitch_mm)


@dataclass(frozen=True)
class ExhibitionOptions(Keyed):
    """Options of one hall display; `check_options` makes them from what anybody wrote.

    Attributes
    ----------
    districts, themes : tuple of str
        Codes and names, in the order of the tour.
    languages : tuple of str
        The first is the one the tour speaks and a reset returns to.
    look : {"dark", "light"}
    boundary : {"amap", "tianditu"}
    screen : Screen
    scene_s, idle_s, countdown_s : int
        Seconds per scene, until the countdown, and of the countdown.
    approval_shanghai, approval_delta : str or None
        Map approval numbers, shown exactly as given.
    title : Bi
    logo : str or None
        The host's logo as a ``data:`` address.
    """

    districts: tuple[str, ...]
    themes: tuple[str, ...] = tuple(THEMES)
    languages: tuple[Lang, ...] = ("zh", "en")
    look: Look = "dark"
    boundary: Boundary = "amap"
    screen: Screen = Screen()
    scene_s: int = 10
    idle_s: int = 60
    countdown_s: int = 20
    approval_shanghai: str | None = None
    approval_delta: str | None = None
    title: Bi | None = None
    logo: str | None = None

    @cached_property
    def once_key(self) -> str:
        """Hash of every option, the logo with them."""
        return hashlib.sha256(repr(self).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def once_owners(self) -> tuple[object, ...]:
        """Itself, if it holds a logo: that somebody brought."""
        return (self,) if self.logo else ()

    def document(self) -> DocumentOptions:
        """The options that the map document shares with the application."""
        return DocumentOptions(
            boundary=self.boundary,
            approval_shanghai=self.approval_shanghai,
            approval_delta=self.approval_delta,
        )


def read_options(path: Path) -> ExhibitionOptions:
    """Options from a TOML file.

    Raises
    ------
    ExhibitionDefectsError
        If the file cannot be read, or naming every option that is not usable.
    """
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = Message("errors.exhibition.file", {"file": path.name, "why": str(error)})
        raise ExhibitionDefectsError([message]) from error
    return check_options(written, path.parent)


def options_toml(written: Mapping[str, object], remark: str) -> str:
    """Options as an options file: what `read_options` reads, without a logo's path.

    Parameters
    ----------
    written : mapping
        Texts, numbers, lists of texts, and tables of them.
    remark : str
        What stands above them, one line.
    """
    plain = {name: value for name, value in written.items() if not isinstance(value, Mapping)}
    tables = {name: value for name, value in written.items() if isinstance(value, Mapping)}
    parts = [f"[{name}]\n{_lines(table)}" for name, table in tables.items()]
    return "\n".join([f"# {remark}\n{_lines(plain)}", *parts])


def _lines(table: Mapping[str, object]) -> str:
    """A table's lines: what JSON writes of texts, numbers and lists of them, TOML reads alike."""
    written = {name: json.dumps(value, ensure_ascii=False) for name, value in table.items()}
    return "".join(f"{name} = {value}\n" for name, value in written.items())


def check_options(
    written: Mapping[str, object], folder: Path | None = None, logo: bytes | None = None
) -> ExhibitionOptions:
    """Options from what somebody wrote.

    Parameters
    ----------
    written : mapping
        As the TOML file has it; what is left out keeps its default.
    folder : Path, optional
        Where a relative path of the logo starts.
    logo : bytes, optional
        The logo itself, in place of a path.

    Raises
    ------
    ExhibitionDefectsError
        Naming every option that is not usable, all at once.
    """
    codes = tuple(map(str, load_districts().index))
    reader = Reader(written)
    screen, idle, approval, title = map(reader.table, ("screen", "idle", "approval", "title"))
    whole = Screen()
    made = ExhibitionOptions(
        districts=reader.some("districts", codes, codes),
        themes=reader.some("themes", tuple(THEMES), tuple(THEMES), least=0),
        languages=cast("tuple[Lang, ...]", reader.some("languages", LANGUAGES, ("zh", "en"))),
        look=cast(Look, reader.one("theme", LOOKS, "dark")),
        boundary=cast(Boundary, reader.one("boundary", BOUNDARIES, "amap")),
        screen=Screen(
            diagonal_in=screen.number("diagonal_in", whole.diagonal_in, 10, 300),
            width_px=screen.whole("width_px", whole.width_px, 640, 16_000),
            height_px=screen.whole("height_px", whole.height_px, 480, 16_000),
            distance_m=screen.number("distance_m", whole.distance_m, 0.3, 10),
        ),
        scene_s=idle.whole("scene_s", 10, 5, 120),
        idle_s=idle.whole("idle_s", 60, 5, 3600),
        countdown_s=idle.whole("countdown_s", 20, 3, 300),
        approval_shanghai=approval.text("shanghai", _LONGEST["approval"]),
        approval_delta=approval.text("delta", _LONGEST["approval"]),
        title=_title({lang: title.text(lang, _LONGEST["title"]) for lang in LANGUAGES}),
        logo=_logo(reader, folder, logo),
    )
    if not reader.defects and made.screen.text_px > LARGEST_TEXT * made.screen.unit:
        far = made.screen.pitch_mm * LARGEST_TEXT * made.screen.unit / TEXT_MM_PER_M
        reader.fault("errors.exhibition.too_far", most=f"{far:.1f}")
    for part in (screen, idle, approval, title, reader):
        part.refuse_unknown()
    if reader.defects:
        raise ExhibitionDefectsError(reader.defects)
    return made


def _title(written: Mapping[str, str | None]) -> Bi | None:
    if not any(written.values()):
        return None
    named = {lang: written[lang] or t(lang, "layers.app_name") for lang in LANGUAGES}
    return Bi(zh=named["zh"], en=named["en"])


def _logo(reader: Reader, folder: Path | None, given: bytes | None) -> str | None:
    name = reader.text("logo", 400)
    content = given
    if name and content is None:
        try:
            with ((folder or Path()) / name).open("rb") as file:
                content = file.read(
                    LOGO_BYTES + 1
                )  # one more is enough to see that it is too large
        except OSError as error:
            reader.fault("errors.exhibition.logo_file", file=name, why=error.strerror or "")
    if content is None:
        return None
    found = checked_logo(content)
    if isinstance(found, Message):
        reader.defects.append(found)
        return None
    return found

"""The page of the hall display: options, what they come to, the file, the file at work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data import load_districts
from data.once import once
from exhibition import THEMES, ExhibitionOptions, check_options, render_exhibition
from exhibition.document import STEPS
from exhibition.options import BOUNDARIES, LOOKS, options_toml
from text import LANGUAGES, t
from ui.components import packed, preview
from ui.downloads import offer_file
from ui.markup import element, facts, show
from ui.settings import Settings
from ui.uploads import native_words

SCREENS: Final[dict[str, tuple[float, int, int]]] = {
    "wide32": (32, 1920, 1080),
    "wide55": (55, 1920, 1080),
    "wide55_4k": (55, 3840, 2160),
    "two": (109, 3840, 1080),
    "tall55": (55, 1080, 1920),
}
"""Diagonal in inches, width and height in pixels."""
_ORDERS: Final = {"zh_en": ("zh", "en"), "en_zh": ("en", "zh"), "zh": ("zh",), "en": ("en",)}
_MADE: Final = "exhibition-made"
FILE_NAME: Final = "exhibition.html"
OPTIONS_NAME: Final = "exhibition.toml"
_OWN_SCREEN: Final = "own"


@dataclass(frozen=True)
class Chosen:
    """What the form says: options as an options file has them, and the logo."""

    written: Mapping[str, object]
    logo: bytes | None

    def options(self) -> ExhibitionOptions:
        """The same, checked."""
        return check_options(self.written, logo=self.logo)


@dataclass(frozen=True)
class Made:
    """A file, and the options it was built of: checked, and as they were written."""

    options: ExhibitionOptions
    written: Mapping[str, object]
    html: str


def ask(lang: str, installed: Settings) -> Chosen:
    """Draw the options; what they say now."""
    names = load_districts()[f"name_{lang}"]
    codes = list(map(str, names.index))
    districts = st.multiselect(
        _label(lang, "districts"),
        codes,
        default=codes,
        format_func=lambda code: str(names[code]),
        key="exhibition-districts",
    )
    themes = st.multiselect(
        _label(lang, "themes"),
        list(THEMES),
        default=list(THEMES),
        format_func=lambda one: t(lang, f"pages.exhibition.theme.{one}"),
        key="exhibition-themes",
    )
    left, right = st.columns(2)
    with left:
        order = _pick(lang, "languages", list(_ORDERS))
        look = _pick(lang, "look", list(LOOKS))
        boundary = _pick(lang, "boundary", list(BOUNDARIES), BOUNDARIES.index(installed.boundary))
        screen = _pick(lang, "screen", [*SCREENS, _OWN_SCREEN], 1)
    diagonal, width, height = SCREENS.get(screen, (55, 1920, 1080))
    if screen == _OWN_SCREEN:
        with left:
            width = _number(lang, "width", width, 640, 16_000)
            height = _number(lang, "height", height, 480, 16_000)
    with right:
        diagonal = _number(lang, "diagonal", float(diagonal), 10.0, 300.0, f"-{screen}")
        distance = _number(lang, "distance", 1.5, 0.3, 10.0)
        scene = _number(lang, "scene", 10, 5, 120)
        idle = _number(lang, "idle", 60, 5, 3600)
        countdown = _number(lang, "countdown", 20, 3, 300)
    with left:
        shanghai = _text(lang, "approval_shanghai", installed.approval_shanghai or "")
        delta = _text(lang, "approval_delta", installed.approval_delta or "")
    with right:
        titles = {one: _text(lang, f"title_{one}", t(one, "common.app_name")) for one in LANGUAGES}
    show(native_words(lang, "exhibition-upload"))
    with st.container(key="exhibition-upload"):
        logo = st.file_uploader(
            _label(lang, "logo"), ["png", "jpg", "jpeg"], max_upload_size=1, key="exhibition-logo"
        )
    return Chosen(
        {
            "districts": districts,
            "themes": themes,
            "languages": list(_ORDERS[order]),
            "theme": look,
            "boundary": boundary,
            "screen": {
                "diagonal_in": diagonal,
                "width_px": width,
                "height_px": height,
                "distance_m": distance,
            },
            "idle": {"scene_s": scene, "idle_s": idle, "countdown_s": countdown},
            "approval": {"shanghai": shanghai, "delta": delta},
            "title": titles,
        },
        logo.getvalue() if logo else None,
    )


def show_sizes(lang: str, chosen: Chosen) -> None:
    """What the options come to: length of the tour, sizes on the screen.

    Raises
    ------
    ExhibitionDefectsError
        Naming every option that is not usable.
    """
    options = chosen.options()
    screen = options.screen
    scenes = 1 + len(options.districts) + len(options.themes)
    rows = {
        "tour": {"n": scenes, "minutes": f"{scenes * options.scene_s / 60:.1f}"},
        "target": {"px": screen.target_px, "mm": f"{screen.target_px * screen.pitch_mm:.1f}"},
        "text": {"px": screen.text_px, "mm": f"{screen.text_px * screen.pitch_mm:.1f}"},
    }
    show(
        facts(
            (
                t(lang, f"pages.exhibition.size.{name}"),
                t(lang, f"pages.exhibition.size.{name}_value", **values),
            )
            for name, values in rows.items()
        )
    )
    if not (options.approval_shanghai and options.approval_delta):
        show(element("p", t(lang, "pages.exhibition.no_approval"), class_="dqm-notice"))


def make(lang: str, chosen: Chosen) -> None:
    """Build the file of the options, unless it has been built for somebody already.

    Raises
    ------
    ExhibitionDefectsError
        Naming every option that is not usable; the file built before stays.
    """
    options = chosen.options()
    made: Made | None = st.session_state.get(_MADE)
    if made and made.options == options:
        options = made.options  # with a logo, what is kept belongs to this object
    bars: list[DeltaGenerator] = []

    def tell(step: str) -> None:
        if not bars:
            bars.append(st.progress(0.0, text=t(lang, "pages.exhibition.building")))
        share = (STEPS.index(step) + 1) / (len(STEPS) + 1)
        bars[0].progress(share, t(lang, f"exhibition.build.{step}"))

    html = render_exhibition(options, tell)
    # The same file keeps its words: whoever wrote an option differently has not changed it.
    if not made or made.options is not options or made.html != html:
        st.session_state[_MADE] = Made(options, chosen.written, html)
    for bar in bars:
        bar.empty()


def offer(lang: str, chosen: Chosen) -> None:
    """The file that was built last, to take away and to try; nothing before the first."""
    made: Made | None = st.session_state.get(_MADE)
    if made is None:
        return
    if made.written != chosen.written:
        show(element("p", t(lang, "pages.exhibition.older"), class_="dqm-notice", role="status"))
    content = made.html.encode("utf-8")
    with st.container(key="exhibition-files", horizontal=True):
        label = t(lang, "pages.exhibition.download", megabytes=f"{len(content) / 1e6:.2f}")
        offer_file(label, lambda: content, FILE_NAME, "exhibition")
        toml = options_toml(made.written, t(lang, "pages.exhibition.toml")).encode("utf-8")
        offer_file(
            t(lang, "pages.exhibition.options"),
            lambda: toml,
            OPTIONS_NAME,
            "exhibition",
            plain=True,
        )
    title = t(lang, "pages.exhibition.preview")
    show(element("p", title, class_="dqm-lead"))
    with st.container(key="exhibition-preview"):
        preview(key="exhibition-frame", data=_preview(title, made.options, made.html))


@once
def _preview(title: str, options: ExhibitionOptions, html: str) -> bytes:
    screen = options.screen
    size = {"width": screen.width_px, "height": screen.height_px}
    return packed({"html": html, "title": title, **size})


def _label(lang: str, name: str) -> str:
    return t(lang, f"pages.exhibition.label.{name}")


def _pick(lang: str, name: str, choices: list[str], index: int = 0) -> str:
    return st.selectbox(
        _label(lang, name),
        choices,
        index=index,
        format_func=lambda one: t(lang, f"pages.exhibition.{name}.{one}"),
        key=f"exhibition-{name}",
    )


def _number(lang: str, name: str, value: Any, least: Any, most: Any, key: str = "") -> Any:
    style = "%g" if isinstance(value, float) else "%d"
    label = _label(lang, name)
    return st.number_input(label, least, most, value, format=style, key=f"exhibition-{name}{key}")


def _text(lang: str, name: str, value: str) -> str:
    return st.text_input(_label(lang, name), value, max_chars=60, key=f"exhibition-{name}")

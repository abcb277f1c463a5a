"""The visitor's own tables: candidates, weights, distances. They stay in the session.

Nothing of them is written to disk, told to another session or put into an address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd
import streamlit as st

from data.errors import DataDefectsError
from data.own import MOST_POINTS, SYSTEMS, System, clean, read_points
from data.spreadsheets import MOST_BYTES, read_rows
from siting import Labelled, ProblemDefectsError, labelled
from text import DistrictMapError, Message, t
from ui.downloads import to_csv
from ui.guard import sentences
from ui.markup import element, show
from ui.siting_places import Places, km_between, matrix_names, place_table, places_for
from ui.siting_question import OWN_CANDIDATES, OWN_DEMAND, OWN_DISTANCE, Question
from ui.siting_state import SYSTEM, ask, bring, brought, question
from ui.uploads import native_words

SLOTS: Final = ("candidates", "weights", "matrix")
KINDS: Final = {
    "candidates": ("CSV", "XLSX", "GeoJSON"),
    "weights": ("CSV", "XLSX"),
    "matrix": ("CSV", "XLSX"),
}
_UNITS: Final = ("km", "min")
_MOST_COLUMNS: Final = MOST_POINTS + 200
"""As many candidates as a file may hold, and the existing centres."""


@dataclass(frozen=True)
class Note:
    """What became of the last file of a slot.

    Attributes
    ----------
    file : str
    summary : Message or None
        What was read; None where nothing was.
    problem : DistrictMapError or None
    """

    file: str
    summary: Message | None = None
    problem: DistrictMapError | None = None


def offer_files(lang: str, asked: Question) -> None:
    """A place for each kind of table, with its template.

    Parameters
    ----------
    lang : {"zh", "en"}
    asked : Question
        What the templates are for.
    """
    places = places_for(replace(asked, demand="towns"), brought())
    show(native_words(lang, "siting-slots"))
    show(element("p", t(lang, "pages.siting.file.lead"), class_="dqm-lead"))
    makers: dict[str, Callable[[], bytes]] = {
        "candidates": _points_template,
        "weights": lambda: _weights_template(lang, places),
        "matrix": lambda: _matrix_template(lang, places),
    }
    for slot in SLOTS:
        with st.container(key=f"siting-slot-{slot}"):
            title = element("strong", t(lang, f"pages.siting.file.{slot}"))
            form = element("small", t(lang, f"pages.siting.file.{slot}_form"))
            show(element("p", title, form, class_="dqm-slot-title"))
            _options(lang, slot)
            _upload(lang, slot)
            _result(lang, slot)
            st.download_button(
                t(lang, "pages.siting.file.template"),
                data=makers[slot],
                file_name=f"siting-{slot}.csv",
                mime="text/csv",
                key=f"siting-template-{slot}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def show_file_problems(lang: str) -> None:
    """What is wrong with files that could not be used, row by row."""
    for slot in SLOTS:
        told = _told(slot)
        if told and told.problem:
            title = t(lang, "pages.siting.file.refused", file=told.file)
            show_refusal(lang, slot, title, told.problem)


def show_refusal(lang: str, key: str, title: str, error: DistrictMapError) -> None:
    """A card that says why something cannot be done, a sentence per defect, as text."""
    lines = sentences(error, lang) or [error.in_language(lang)]
    with st.container(border=True, key=f"card-error-siting-{key}"):
        st.subheader(title, anchor=False)
        for line in lines:
            st.text(line)


def take_file(slot: str, name: str, content: bytes) -> None:
    """Read a file and use it, or note what is wrong with it; what was there before stays.

    Parameters
    ----------
    slot : {"candidates", "weights", "matrix"}
    name : str
        Of the file, as the browser says.
    content : bytes
    """
    file = clean(name)
    try:
        summary = _TAKE[slot](file, content)
    except (DataDefectsError, ProblemDefectsError) as error:
        _tell(slot, Note(file, problem=error))
    else:
        _tell(slot, Note(file, summary))


def remove(slot: str) -> None:
    """Take a table away; the question goes back to what needs none."""
    bring(**{slot: None})
    st.session_state.pop(_key(slot), None)
    ask(candidates=question().candidates, demand=question().demand, distance=question().distance)


def _take_candidates(file: str, content: bytes) -> Message:
    system: System = st.session_state.get(SYSTEM, SYSTEMS[0])
    found = read_points(content, file, system if system in SYSTEMS else SYSTEMS[0])
    towns = found["town"].tolist()
    table = place_table(
        [f"own-{n}" for n in range(1, len(found) + 1)],
        (found["name"], found["name"]),
        (found["lon"], found["lat"]),
        [(town,) for town in towns],
        [town[:6] for town in towns],
    )
    bring(candidates=table)
    ask(candidates=OWN_CANDIDATES, must=(), forbid=(), own=())
    known = Message(f"pages.siting.file.system.{system}")
    return Message("pages.siting.file.points", {"n": len(found), "system": known})


def _take_weights(file: str, content: bytes) -> Message:
    found = _labelled(file, content)
    bring(weights=found)
    ask(demand=OWN_DEMAND, column=found.columns[0])
    return Message("pages.siting.file.columns", {"n": len(found.rows), "m": len(found.columns)})


def _take_matrix(file: str, content: bytes) -> Message:
    found = _labelled(file, content)
    bring(matrix=found)
    demand = question().demand
    ask(distance=OWN_DISTANCE, demand="towns" if demand == "parks" else demand)
    return Message("pages.siting.file.cells", {"n": len(found.rows), "m": len(found.columns)})


_TAKE: Final[dict[str, Callable[[str, bytes], Message]]] = {
    "candidates": _take_candidates,
    "weights": _take_weights,
    "matrix": _take_matrix,
}


def _labelled(file: str, content: bytes) -> Labelled:
    table = read_rows(content, file, columns=_MOST_COLUMNS, corner=True)
    rows = [(clean(str(row[0] or "")), *row[1:]) for _, row in table.rows]
    return labelled([clean(name) for name in table.header], rows)


def _options(lang: str, slot: str) -> None:
    """What a file cannot say itself."""
    if slot == "candidates":
        st.selectbox(
            t(lang, "pages.siting.file.system"),
            SYSTEMS,
            format_func=lambda one: t(lang, f"pages.siting.file.system.{one}"),
            key=SYSTEM,
        )
    if slot == "matrix":
        st.selectbox(
            t(lang, "pages.siting.file.unit"),
            _UNITS,
            format_func=lambda one: t(lang, f"pages.siting.file.unit.{one}"),
            key="siting-unit",
            on_change=_unit_chosen,
        )
    weights = brought().weights
    if slot == "weights" and weights is not None and len(weights.columns) > 1:
        st.selectbox(
            t(lang, "pages.siting.file.column"),
            weights.columns,
            key="siting-column",
            on_change=_column_chosen,
        )


def _unit_chosen() -> None:
    bring(unit=st.session_state["siting-unit"])
    ask(radius=question().radius)


def _column_chosen() -> None:
    ask(column=st.session_state["siting-column"], demand=OWN_DEMAND)


def _upload(lang: str, slot: str) -> None:
    """A field for a file; it is empty again once the file has been read."""
    turn = st.session_state.setdefault(_key(slot, "turn"), 0)
    key = _key(slot, f"upload-{turn}")
    with st.container(key=f"siting-upload-{slot}"):
        st.file_uploader(
            t(lang, f"pages.siting.file.{slot}"),
            key=key,
            label_visibility="collapsed",
            on_change=_uploaded,
            args=(slot, key),
        )
    words = t(
        *(lang, "pages.siting.file.limits"),
        kinds=" / ".join(KINDS[slot]),
        most=MOST_BYTES // 1_000_000,
    )
    show(element("p", words, class_="dqm-eye"))


def _uploaded(slot: str, key: str) -> None:
    file = st.session_state.get(key)
    if file is None:
        return
    st.session_state[_key(slot, "turn")] += 1
    # One byte more than allowed is enough to see that it is too large.
    take_file(slot, file.name, file.read(MOST_BYTES + 1))


def _result(lang: str, slot: str) -> None:
    told = _told(slot)
    if told is None:
        return
    if told.problem:
        words = t(lang, "pages.siting.file.refused", file=told.file)
        show(element("p", words, class_="dqm-notice", role="status"))
    elif told.summary:
        words = told.summary.in_language(lang)
        file = element("strong", told.file)
        show(element("p", file, " ", element("small", words), class_="dqm-pin", role="status"))
    if getattr(brought(), slot) is not None:
        st.button(
            t(lang, "pages.siting.file.remove"),
            key=f"siting-file-remove-{slot}",
            on_click=remove,
            args=(slot,),
        )


def _told(slot: str) -> Note | None:
    told: Note | None = st.session_state.get(_key(slot))
    return told


def _tell(slot: str, told: Note) -> None:
    st.session_state[_key(slot)] = told


def _key(slot: str, part: str = "note") -> str:
    return f"siting-file-{slot}-{part}"


def _points_template() -> bytes:
    return to_csv([{"name": "A", "lon": 121.47, "lat": 31.23}])


def _weights_template(lang: str, places: Places) -> bytes:
    weights = zip(places.towns[f"name_{lang}"], strict=True)
    return to_csv({"name": name, "weight": 1} for (name,) in weights)


def _matrix_template(lang: str, places: Places) -> bytes:
    """The whole table as it must look, filled with straight-line distances."""
    rows, columns = matrix_names(places)
    names = _unique(columns, lang)
    km = km_between(rows, columns, 1.0).round(3).tolist()
    return to_csv(
        {t(lang, "pages.siting.col.town"): name, **dict(zip(names, line, strict=True))}
        for name, line in zip(_unique(rows, lang), km, strict=True)
    )


def _unique(table: pd.DataFrame, lang: str) -> list[str]:
    """Names where they tell the places apart, else ids."""
    names = table[f"name_{lang}"]
    clear = ~names.duplicated(keep=False)
    return [
        str(name) if one else str(id)
        for id, name, one in zip(table.index, names, clear, strict=True)
    ]

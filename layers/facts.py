"""Rows of the panels: a label, a value with its unit, a note that says when and from where."""

from __future__ import annotations

from data.missing import Missing
from layers.texts import bi, bi_of
from layers.types import Bi, Fact, MissingWord
from text import formats


def fact(label: str, value: Bi, note: Bi | None = None) -> Fact:
    """A row with a value.

    Parameters
    ----------
    label : str
        Last part of the message id ``layers.fact.<label>``.
    value, note : Bi
        Finished texts.
    """
    return Fact(label=bi(f"layers.fact.{label}"), value=value, note=note, missing=None)


def gap(label: str, why: Missing, note: Bi | None = None) -> Fact:
    """A row without a value, which says which of the three kinds of nothing it is."""
    word = missing_word(why)
    return Fact(
        label=bi(f"layers.fact.{label}"),
        value=bi(f"layers.missing.{word}"),
        note=note,
        missing=word,
    )


def missing_word(why: Missing) -> MissingWord:
    """The word of the contract for a kind of nothing."""
    word: MissingWord = why.value
    return word


def area_fact(value: float | Missing, note: Bi | None = None, label: str = "area") -> Fact:
    """An area in km²."""
    if isinstance(value, Missing):
        return gap(label, value, note)
    return fact(label, bi_of(lambda lang: formats.area_km2(lang, value, area_digits(value))), note)


def area_digits(value_km2: float) -> int:
    """Decimals of an area of a district or town."""
    return 1 if value_km2 >= 10 else 2


def people_fact(value: float | Missing, note: Bi | None = None, label: str = "population") -> Fact:
    """A number of people."""
    if isinstance(value, Missing):
        return gap(label, value, note)
    return fact(label, bi_of(lambda lang: formats.people(lang, value)), note)


def distance_fact(value_km: float | Missing, note: Bi | None = None) -> Fact:
    """A distance between two points that are only roughly known, hence "about"."""
    if isinstance(value_km, Missing):
        return gap("centre_distance", value_km, note)
    return fact(
        "centre_distance",
        bi_of(lambda lang: formats.distance_km(lang, value_km, estimate=True)),
        note,
    )

"""The root of every error the application raises on purpose.

::

    DistrictMapError
    ├── TextMissingError          text/       a message id that no catalogue holds
    ├── DefectsError              text/       everything wrong at once; the rooms have one each
    ├── (geo/errors.py)           geo/        places: coordinates, polygons, joins
    ├── (data/errors.py)          data/       files: rows, columns, values
    ├── (layers/errors.py)        layers/     the map document
    ├── (scoring/errors.py)       scoring/    index files, their tables, questions to a run
    ├── (siting/errors.py)        siting/     contradictory or impossible questions
    └── (exhibition/errors.py)    exhibition/ options of the hall display

An error carries the id of a message and its parameters, not a sentence, so
that the same error reads in the visitor's language on screen and in English
in a log. Every message says what is wrong, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from text.message import Message

MOST_NAMED: Final = 50
Place = TypeVar("Place")
Found = TypeVar("Found", bound="DistrictMapError")


class DistrictMapError(Exception):
    """Something is wrong that a person can put right.

    Parameters
    ----------
    key : str
        Id of the message in the catalogues, e.g. ``"errors.data.missing_file"``.
    **params : object
        Values for the message's ``{placeholders}``.
    """

    def __init__(self, key: str, /, **params: object) -> None:
        self.message = Message(key, params)
        super().__init__(key, params)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)

    def in_language(self, lang: str) -> str:
        """The sentence in ``lang`` (``"zh"`` or ``"en"``)."""
        return self.message.in_language(lang)

    def __str__(self) -> str:
        return self.in_language("en")


class DefectsError(DistrictMapError):
    """Several things are wrong, all told at once.

    Parameters
    ----------
    key : str
        Id of the head line, which says how many there are (``{n}``).
    defects : sequence of Message or DistrictMapError
        One for each.
    **params : object
        Further values for the head line.

    Attributes
    ----------
    defects : tuple of Message or DistrictMapError
    """

    def __init__(
        self, key: str, defects: Sequence[Message | DistrictMapError], **params: object
    ) -> None:
        self.defects = tuple(defects)
        super().__init__(key, n=len(self.defects), **params)

    def in_language(self, lang: str) -> str:
        """The head line, then a line per defect."""
        return "\n".join(
            [super().in_language(lang), *(f"- {one.in_language(lang)}" for one in self.defects)]
        )


class TextMissingError(DistrictMapError):
    """A message id that the catalogue of a language does not hold."""

    def __str__(self) -> str:
        # The catalogue itself is at fault here, so this one sentence is not in it.
        return "No text for {key!r} in the {lang!r} catalogue: add it to text/locale/.".format(
            **self.message.params
        )


def _rebuild(
    cls: type[DistrictMapError], args: tuple[object, ...], state: dict[str, object]
) -> DistrictMapError:
    """Unpickle without calling ``__init__``, whose signature subclasses may narrow."""
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


def first_named(
    places: Sequence[Place], defect: Callable[[Place], Found], more: Callable[[int], Found]
) -> list[Found]:
    """The first defects of a kind, and one that says how many more there are.

    What is wrong throughout is not listed to its end: a defect costs far more
    than the cell that has it.

    Parameters
    ----------
    places : sequence
        All that have the defect, in their order.
    defect : callable
        Says what is wrong with one.
    more : callable
        Says how many are not named.
    """
    found = [defect(one) for one in places[:MOST_NAMED]]
    if len(places) > MOST_NAMED:
        found.append(more(len(places) - MOST_NAMED))
    return found

"""The catalogues of translations: gettext files, one per domain and language.

``text/locale/<language>/<domain>.po`` hold symbolic message ids
(``map.search.placeholder``); Chinese and English are both translations of
them. All domains of a language form one catalogue, and an id may stand in one
domain only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

from text.errors import TextMissingError

LANGUAGES: Final = ("zh", "en")
"""The languages of the interface, Simplified Chinese first."""

LOCALES: Final = {"zh": "zh_Hans_CN", "en": "en"}
"""The Unicode locale behind each language."""

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")

LOCALE_FOLDER: Final = Path(__file__).parent / "locale"


@lru_cache(maxsize=4)
def messages(lang: str) -> dict[str, str | list[str]]:
    """Every message of one language.

    Parameters
    ----------
    lang : {"zh", "en"}

    Returns
    -------
    dict[str, str | list[str]]
        A sentence per id, or the list of plural forms: one in Chinese; singular
        and plural in English.

    Raises
    ------
    ValueError
        If two domains hold the same id, or a message has no translation.
    """
    found: dict[str, str | list[str]] = {}
    for path in sorted((LOCALE_FOLDER / lang).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=LOCALES[lang], abort_invalid=True):
                if not message.id:
                    continue
                key = message.id if isinstance(message.id, str) else message.id[0]
                string = message.string
                forms = (
                    [string] if isinstance(string, str) else [form or "" for form in string or ()]
                )
                if key in found or not all(forms):
                    fault = "stands twice" if key in found else "has no translation"
                    raise ValueError(f"{path.parent.name}/{path.name}: {key!r} {fault}")
                found[key] = forms[0] if isinstance(message.id, str) else forms
    return found


def t(lang: str, key: str, /, **params: object) -> str:
    """The sentence behind an id.

    Parameters
    ----------
    lang : {"zh", "en"}
    key : str
        Message id.
    **params : object
        Values of the ``{placeholders}``. They are inserted as they are: the
        result is text, and whoever shows it must not read it as markup. Where
        there are plural forms, ``n`` chooses one.

    Raises
    ------
    TextMissingError
        If the catalogue does not hold the id.
    """
    return _fill(_form(lang, key, params.get("n")), params)


def plural(lang: str, key: str, n: int, /, **params: object) -> str:
    """The sentence in the plural form that ``n`` asks for; ``{n}`` is filled in."""
    return _fill(_form(lang, key, n), {"n": n, **params})


def bilingual(key: str, /, **params: object) -> dict[str, str]:
    """The sentence in every language, as the map document wants it."""
    return {lang: t(lang, key, **params) for lang in LANGUAGES}


def _form(lang: str, key: str, n: object) -> str:
    try:
        forms = messages(lang)[key]
    except KeyError:
        raise TextMissingError("text.missing", lang=lang, key=key) from None
    return forms if isinstance(forms, str) else forms[0 if n == 1 else -1]


def _fill(sentence: str, params: dict[str, object]) -> str:
    """Replace each ``{name}`` in one pass: a value that itself holds braces stays as it is."""
    return _PLACEHOLDER.sub(lambda match: str(params.get(match[1], match[0])), sentence)

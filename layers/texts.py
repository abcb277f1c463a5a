"""Texts in both languages, as the document carries them."""

from __future__ import annotations

from collections.abc import Callable

from layers.types import Bi
from text import messages, plural, t


def bi(key: str, /, **params: object) -> Bi:
    """The sentence of the catalogues in both languages.

    A parameter that is itself a text in both languages is put in in the
    language of the whole.
    """
    return Bi(zh=t("zh", key, **_in("zh", params)), en=t("en", key, **_in("en", params)))


def bi_plural(key: str, n: int, /) -> Bi:
    """The sentence in the plural form that ``n`` asks for."""
    return Bi(zh=plural("zh", key, n), en=plural("en", key, n))


def bi_of(write: Callable[[str], str]) -> Bi:
    """What a function of the language writes: ``bi_of(lambda lang: people(lang, n))``."""
    return Bi(zh=write("zh"), en=write("en"))


def same(text: str) -> Bi:
    """A text that reads the same in both languages: a symbol, a year, a quotation."""
    return Bi(zh=text, en=text)


def join(parts: list[Bi], zh: str = "、", en: str = ", ") -> Bi:
    """Several texts as a list in one sentence."""
    return Bi(zh=zh.join(p["zh"] for p in parts), en=en.join(p["en"] for p in parts))


def has(key: str) -> bool:
    """Whether the catalogues hold a message."""
    return key in messages("en")


def _in(lang: str, params: dict[str, object]) -> dict[str, object]:
    return {
        name: value[lang] if isinstance(value, dict) and lang in value else value
        for name, value in params.items()
    }

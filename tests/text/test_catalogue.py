"""The catalogues: complete in both languages, safe with any value, plain about gaps."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import (
    DistrictMapError,
    Message,
    TextMissingError,
    catalogue,
    messages,
    plural,
    t,
)

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def forms(entry: str | list[str]) -> list[str]:
    return [entry] if isinstance(entry, str) else entry


def test_both_languages_hold_the_same_ids() -> None:
    assert messages("zh").keys() == messages("en").keys()


def test_both_languages_use_the_same_placeholders() -> None:
    differing = {
        key
        for key, entry in messages("zh").items()
        if {p for f in forms(entry) for p in PLACEHOLDER.findall(f)} - {"n"}
        != {p for f in forms(messages("en")[key]) for p in PLACEHOLDER.findall(f)} - {"n"}
    }
    assert not differing


def test_plural_entries_have_the_forms_of_their_language() -> None:
    for key, entry in messages("en").items():
        if isinstance(entry, list):
            assert len(entry) == 2, key
            assert len(forms(messages("zh")[key])) == 1, key


@given(st.text())
def test_any_value_is_inserted_as_it_is(value: str) -> None:
    assert t("en", "common.about", value=value) == f"about {value}"


def test_a_missing_text_is_named() -> None:
    with pytest.raises(TextMissingError, match=r"no\.such\.text"):
        t("en", "no.such.text")


@pytest.fixture
def two_domains(tmp_path, monkeypatch):  # type: ignore[no-untyped-def]  # pytest's own fixtures
    def write(**domains: str) -> None:
        for lang in ("zh", "en"):
            (tmp_path / lang).mkdir(exist_ok=True)
            for name, body in domains.items():
                (tmp_path / lang / f"{name}.po").write_text(body, encoding="utf-8")
        monkeypatch.setattr(catalogue, "LOCALE_FOLDER", tmp_path)
        messages.cache_clear()

    yield write
    messages.cache_clear()


def test_an_id_in_two_domains_is_refused(two_domains) -> None:  # type: ignore[no-untyped-def]  # fixture
    two_domains(a='msgid "x"\nmsgstr "1"\n', b='msgid "x"\nmsgstr "2"\n')
    with pytest.raises(ValueError, match="stands twice"):
        messages("en")


def test_an_untranslated_message_is_refused(two_domains) -> None:  # type: ignore[no-untyped-def]  # fixture
    two_domains(a='msgid "x"\nmsgstr ""\n')
    with pytest.raises(ValueError, match="has no translation"):
        messages("en")


def test_plural_forms(two_domains) -> None:  # type: ignore[no-untyped-def]  # fixture
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    two_domains(
        a=head + 'msgid "x"\nmsgid_plural "x"\nmsgstr[0] "{n} town"\nmsgstr[1] "{n} towns"\n'
    )
    assert [plural("en", "x", n) for n in (0, 1, 2)] == ["0 towns", "1 town", "2 towns"]
    assert [t("en", "x", n=n) for n in (0, 1, 2)] == ["0 towns", "1 town", "2 towns"]


def test_an_error_speaks_both_languages_and_survives_pickling() -> None:
    error = DistrictMapError("common.about", value=Message("common.about", {"value": 3}))
    copy = pickle.loads(pickle.dumps(error))
    assert copy.in_language("zh") == "约 约 3"
    assert str(copy) == "about about 3"

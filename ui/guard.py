"""What a visitor sees when something is wrong: a sentence with a remedy, never a traceback."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from data.once import one_look
from text import DistrictMapError, Message, t

_LOG = logging.getLogger("district_quality_map")
_MOST_SHOWN = 100


@contextmanager
def guarded(lang: str) -> Iterator[None]:
    """Show the errors of the block on the page; the block sees one state of the data.

    A `DistrictMapError` is shown with everything it names; anything else is
    logged under a reference that the visitor can pass on. Streamlit's own
    signals (rerun, stop) are no `Exception` and pass through.
    """
    try:
        with one_look():
            yield
    except DistrictMapError as error:
        _LOG.warning("shown to a visitor: %s", error)
        show_problem(lang, error)
    except Exception:  # noqa: BLE001 - the page's last line: logged, and told without details
        reference = secrets.token_hex(4)
        _LOG.exception("unexpected, reference %s", reference)
        with _card(lang, "pages.error.unexpected"):
            st.text(t(lang, "pages.error.reference", reference=reference))


def show_problem(lang: str, error: DistrictMapError) -> None:
    """Draw one error with all its defects, as text.

    Parameters
    ----------
    lang : {"zh", "en"}
    error : DistrictMapError
        Its ``defects``, if it has any, are listed one by one.
    """
    defects = sentences(error, lang)
    with _card(lang, "pages.error.known"):
        st.text(error.message.in_language(lang) if defects else error.in_language(lang))
        for sentence in defects[:_MOST_SHOWN]:
            st.text(sentence)
        if len(defects) > _MOST_SHOWN:
            st.text(t(lang, "pages.error.more", n=len(defects) - _MOST_SHOWN))
        st.text(t(lang, "pages.error.then"))


def sentences(error: DistrictMapError, lang: str) -> list[str]:
    """The defects that an error collects, one sentence each."""
    found = getattr(error, "defects", ())
    return [
        one.in_language(lang) if isinstance(one, (DistrictMapError, Message)) else str(one)
        for one in found
    ]


@contextmanager
def _card(lang: str, title: str) -> Iterator[None]:
    # A page may show several; each needs a key of its own.
    with st.container(border=True, key=f"card-error-{secrets.token_hex(4)}"):
        st.subheader(t(lang, title), anchor=False)
        yield

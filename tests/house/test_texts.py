"""Texts on screen: every id that the code asks for exists, and every text is asked for."""

from __future__ import annotations

import re

from tests.servers import ROOT
from text import messages

ROOMS = (
    *("app.py", "atlas", "commands", "data", "exhibition", "geo", "layers"),
    *("pages", "scoring", "siting", "text", "ui"),
)
# Ids with a part that is filled in: f"vocab.{kind}.{id}", `map.tool.${name}`.
_QUOTED = re.compile(r"""["'`]([a-z_]+(?:\.(?:[a-z0-9_]+|\$?\{[^}\n]*\}))+\.?)["'`]""")
_ASKED = re.compile(
    r"""(?<![\w.])(?:t|plural|bi|bilingual|Message|tr\.t|tr\.plural)\(\s*"""
    r"""(?:[\w.]*lang\w*(?:\(\))?,\s*)?["']([a-z_]+(?:\.[a-z0-9_]+)+)["']"""
)


def sources() -> str:
    paths = []
    for room in ROOMS:
        path = ROOT / room
        paths += (
            [path] if path.is_file() else [p for p in path.rglob("*") if p.suffix in {".py", ".js"}]
        )
    return "\n".join(p.read_text(encoding="utf-8") for p in paths if "test" not in p.parts)


def test_every_text_that_is_asked_for_exists() -> None:
    asked = set(_ASKED.findall(sources()))
    assert asked
    assert asked - messages("zh").keys() == set()


def test_every_text_is_asked_for() -> None:
    quoted = set(_QUOTED.findall(sources()))
    literal = {key for key in quoted if "{" not in key and not key.endswith(".")}
    open_ended = [
        re.compile(
            "[a-z0-9_.]+".join(map(re.escape, re.split(r"\$?\{[^}]*\}|(?<=\.)$", key))),
        )
        for key in quoted - literal
    ]
    unused = {
        key
        for key in messages("zh")
        if key not in literal and not any(pattern.fullmatch(key) for pattern in open_ended)
    }
    assert unused == set()


def test_english_texts_hold_no_han_characters() -> None:
    # A place's name may carry the other script beside it; a sentence of the interface may not.
    han = re.compile(r"[\u3400-\u9fff]")
    named = {
        key
        for key, entry in messages("en").items()
        if han.search("".join(entry)) and not key.startswith("vocab.")
    }
    assert named == set()

"""Index files: TOML into an `Index`, with every defect at once, and back into a dictionary."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any, Final

from scoring import fields
from scoring.errors import IndexFileError, ScoringDefectsError, shortened
from scoring.fields import Reader
from scoring.model import ROOT, Index, Indicator, Method, Node, Text, Uncertainty

_TEXTS: Final = frozenset({"name", "note", "reason", "source", "unit"})
_AT: Final = re.compile(r"at line (\d+), column (\d+)")
# Reading a dotted name takes time with the square of its parts: 60,000 of them a minute.
_DEEP: Final = re.compile(
    r"""(?:\A|(?<=[\n\[{,]))[ \t]*+(?:(?:"[^"\n]*+"|'[^'\n]*+'|[\w-]++)[ \t]*+\.[ \t]*+){30}"""
)


def read_index(source: Path | str | bytes | Mapping[str, Any]) -> Index:
    """An index from its file.

    Parameters
    ----------
    source : Path, str, bytes or mapping
        A path; or the text of the file (anything with a line break); or what
        `index_to_dict` gave.

    Raises
    ------
    ScoringDefectsError
        With every defect of the file.
    """
    raw = source if isinstance(source, Mapping) else _parsed(source)
    reader = Reader()
    for name in raw:
        if name not in fields.SECTIONS:
            reader.note("unknown_section", str(name), near=fields.closest(str(name), _sections()))
    top = reader.section(raw.get("index", {}), fields.INDEX, "[index]")
    if "id" not in top:
        _absent(reader, raw.get("index"), "id", "[index]")
    if not (top.get("name_zh") or top.get("name_en")):
        reader.note("missing", "[index]", "name_zh")
    method = reader.section(raw.get("method", {}), fields.METHOD, "[method]")
    drawn = reader.section(raw.get("uncertainty", {}), fields.UNCERTAINTY, "[uncertainty]")
    nodes = _entries(reader, raw, "pillar")
    indicators = _entries(reader, raw, "indicator")
    if not indicators and not reader.complained("[[indicator]]", "indicator"):
        reader.note("no_indicators", "[[indicator]]")
    _check_tree(reader, nodes, indicators)
    _check_indicators(reader, indicators, {**_defaults(Method), **method}, drawn)
    if reader.defects:
        raise ScoringDefectsError(reader.defects)
    return Index(
        indicators=tuple(_indicator(one) for one in indicators),
        nodes=tuple(Node(**_texts({"parent": ROOT, **one})) for one in nodes),
        method=Method(**method),
        uncertainty=Uncertainty(**drawn),
        **_texts(top),
    )


def index_to_dict(index: Index) -> dict[str, Any]:
    """The index as the structure of its file; `read_index` takes it back."""
    return {
        "index": _plain(index, leave={"indicators", "nodes", "method", "uncertainty"}),
        "method": _plain(index.method),
        "uncertainty": _plain(index.uncertainty),
        "pillar": [_plain(node) for node in index.nodes],
        "indicator": [_indicator_plain(one) for one in index.indicators],
    }


def _parsed(source: Path | str | bytes) -> dict[str, Any]:
    where = "TOML"
    try:
        if isinstance(source, bytes):
            text = source.decode("utf-8-sig")
        elif isinstance(source, str) and "\n" in source:
            text = source
        else:
            where = Path(source).name
            text = Path(source).read_text(encoding="utf-8-sig")
        if not _DEEP.search(text):
            return tomllib.loads(text.replace("\r\n", "\n"))
        fault = IndexFileError("errors.scoring.index.nested", where=where)
    except UnicodeDecodeError:
        fault = IndexFileError("errors.scoring.index.encoding", where=where)
    except OSError as reason:
        fault = IndexFileError(
            "errors.scoring.index.unreadable", where=where, reason=reason.strerror
        )
    except ValueError as reason:
        fault = _no_toml(where, str(reason))
    except RecursionError:
        fault = IndexFileError("errors.scoring.index.nested", where=where)
    raise ScoringDefectsError([fault])


def _no_toml(where: str, reason: str) -> IndexFileError:
    """The complaint of the TOML reader, as a place in the file where it gives one."""
    at = _AT.search(reason)
    if at:
        place = {"line": at[1], "column": at[2]}
        return IndexFileError("errors.scoring.index.toml_at", where=where, **place)
    if "end of document" in reason:
        return IndexFileError("errors.scoring.index.toml_end", where=where)
    return IndexFileError("errors.scoring.index.toml", where=where, reason=shortened(reason))


def _sections() -> list[str]:
    return list(fields.SECTIONS)


def _absent(reader: Reader, raw: object, name: str, where: str) -> None:
    """Name an entry that is missing, unless what stands there is already complained about."""
    if not isinstance(raw, Mapping) or name not in raw:
        reader.note("missing", where, name)


def _entries(reader: Reader, raw: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    allowed = fields.PILLAR if kind == "pillar" else fields.INDICATOR
    listed = raw.get(kind, [])
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        reader.note("list", f"[[{kind}]]", kind)
        return []
    found = []
    for number, one in enumerate(listed, 1):
        name = one.get("id") if isinstance(one, Mapping) else None
        where = f"[[{kind}]] {name if isinstance(name, str) and name else number}"
        entry = reader.section(one, allowed, where)
        if "id" not in entry:
            _absent(reader, one, "id", where)
        if not (entry.get("name_zh") or entry.get("name_en")):
            reader.note("missing", where, "name_zh")
        found.append(entry)
    return found


def _check_tree(
    reader: Reader, nodes: list[dict[str, Any]], indicators: list[dict[str, Any]]
) -> None:
    ids = [one["id"] for one in (*nodes, *indicators) if "id" in one]
    for name, count in Counter(ids).items():
        if count > 1:
            reader.note("twice", name, n=count)
    if ROOT in ids:
        reader.note("reserved", ROOT)
    parents = {one["id"]: one.get("parent", ROOT) for one in nodes if "id" in one}
    _check_weights(reader, nodes, indicators, {ROOT, *parents})
    for name in parents:
        if _circular(name, parents):
            reader.note("circle", f"[[pillar]] {name}")


def _check_weights(
    reader: Reader,
    nodes: list[dict[str, Any]],
    indicators: list[dict[str, Any]],
    known: set[str],
) -> None:
    children: dict[str, list[float]] = {name: [] for name in known}
    for kind, one in (*(("pillar", n) for n in nodes), *(("indicator", i) for i in indicators)):
        name = "parent" if kind == "pillar" else "pillar"
        parent = one.get(name, ROOT)
        if parent in known:
            children[parent].append(one.get("weight", 1.0))
        else:
            where = f"[[{kind}]] {one.get('id', '')}"
            near = fields.closest(parent, sorted(known))
            reader.note("no_pillar", where, name, value=parent, near=near)
    for name, weights in sorted(children.items()):
        if not weights and name != ROOT:
            reader.note("no_children", f"[[pillar]] {name}")
        elif weights and sum(weights) <= 0:
            reader.note("no_weight", name)


def _circular(name: str, parents: dict[str, str]) -> bool:
    seen = set()
    while name in parents:
        if name in seen:
            return True
        seen.add(name)
        name = parents[name]
    return False


def _check_indicators(
    reader: Reader, indicators: list[dict[str, Any]], method: dict[str, Any], drawn: dict[str, Any]
) -> None:
    for one in indicators:
        where = f"[[indicator]] {one.get('id', '')}"
        kinds = {one.get("normalise", method["normalise"]), *drawn.get("normalise", ())}
        goalposts = one.get("goalposts")
        if "goalposts" in kinds and not goalposts:
            if not reader.complained(where, "goalposts"):
                reader.note("no_goalposts", where, "goalposts")
        elif goalposts:
            if not (one.get("reason_zh") or one.get("reason_en")):
                reader.note("no_reason", where, "reason_zh")
            if one.get("log") and goalposts[0] <= 0:
                reader.note("log_goalposts", where, "goalposts", value=list(goalposts))
        if one.get("fill") and not method["group"]:
            reader.note("no_group", where, "fill")


def _defaults(kind: type) -> dict[str, Any]:
    return {one.name: one.default for one in fields_of(kind)}


def _indicator(entry: dict[str, Any]) -> Indicator:
    renamed = {("parent" if key == "pillar" else key): value for key, value in entry.items()}
    return Indicator(**_texts({"parent": ROOT, "column": entry["id"], **renamed}))


def _texts(entry: dict[str, Any]) -> dict[str, Any]:
    """Fold ``name_zh`` and ``name_en`` into one `Text`, and so on."""
    folded: dict[str, Any] = {}
    for key, value in entry.items():
        name, _, lang = key.rpartition("_")
        if name in _TEXTS and lang in {"zh", "en"}:
            old = folded.get(name, Text())
            folded[name] = Text(value, old.en) if lang == "zh" else Text(old.zh, value)
        else:
            folded[key] = value
    return folded


def _plain(one: object, leave: Iterable[str] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in fields_of(one):  # type: ignore[arg-type]  # only dataclasses come here
        value = getattr(one, each.name)
        if each.name in leave or value is None:
            continue
        if isinstance(value, Text):
            found |= {f"{each.name}_{lang}": getattr(value, lang) for lang in ("zh", "en")}
        else:
            found[each.name] = _listed(value)
    return found


def _listed(value: Any) -> Any:
    return [_listed(one) for one in value] if isinstance(value, tuple) else value


def _indicator_plain(one: Indicator) -> dict[str, Any]:
    entry = _plain(one)
    entry["pillar"] = entry.pop("parent")
    entry["direction"] = "up" if one.direction == 1 else "down"
    entry["error"] = fields.UNKNOWN if one.error is None else one.error
    return entry

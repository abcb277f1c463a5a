"""Reading what somebody wrote into an options file: every fault is kept, none stops the reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from text.message import Message


class Reader:
    """One table of an options file.

    Parameters
    ----------
    written : mapping of str to object
        The table.
    path : str
        Its name with a dot behind it, empty for the whole file.
    defects : list of Message, optional
        Where faults are kept; tables of one file share one list.
    """

    def __init__(
        self, written: Mapping[str, object], path: str = "", defects: list[Message] | None = None
    ) -> None:
        self._written = written
        self._path = path
        self._known: set[str] = set()
        self.defects: list[Message] = [] if defects is None else defects

    def fault(self, key: str, **params: object) -> None:
        """Keep a fault."""
        self.defects.append(Message(key, params))

    def table(self, name: str) -> Reader:
        """A table inside this one; empty where it is left out."""
        found = self._take(name)
        if found is not None and not isinstance(found, Mapping):
            self._wrong(name, found, "[" + self._path + name + "]")
        inside = {str(k): v for k, v in found.items()} if isinstance(found, Mapping) else {}
        return Reader(inside, f"{self._path}{name}.", self.defects)

    def one(self, name: str, allowed: Sequence[str], default: str) -> str:
        """One of some words."""
        found = self._take(name)
        if found is None:
            return default
        if isinstance(found, str) and found in allowed:
            return found
        self._wrong(name, found, ", ".join(allowed))
        return default

    def some(
        self, name: str, allowed: Sequence[str], default: Sequence[str], least: int = 1
    ) -> tuple[str, ...]:
        """Several of some words, each once, in the order they were written."""
        found = self._take(name)
        if found is None:
            return tuple(default)
        if isinstance(found, (list, tuple)) and len(found) >= least:
            strange = [one for one in found if not (isinstance(one, str) and one in allowed)]
            if not strange and len(set(found)) == len(found):
                return tuple(map(str, found))
        self._wrong(name, found, ", ".join(allowed))
        return tuple(default)

    def number(self, name: str, default: float, least: float, most: float) -> float:
        """A number within bounds."""
        found = self._take(name)
        if found is None:
            return default
        if (
            isinstance(found, (int, float))
            and not isinstance(found, bool)
            and least <= found <= most
        ):
            return float(found)
        self._wrong(name, found, f"{least:g} – {most:g}")
        return default

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number within bounds."""
        found = self._take(name)
        if found is None:
            return default
        if isinstance(found, int) and not isinstance(found, bool) and least <= found <= most:
            return found
        self._wrong(name, found, f"{least} – {most}")
        return default

    def text(self, name: str, longest: int) -> str | None:
        """A text on one line, spaces around it left out; None where there is none."""
        found = self._take(name)
        if found is None:
            return None
        if not isinstance(found, str) or not found.isprintable() or len(found) > longest:
            self._wrong(name, found, f"1 – {longest}")
            return None
        return found.strip() or None

    def refuse_unknown(self) -> None:
        """Every name that nobody has asked for is a fault: it may be a misspelt one."""
        for name in self._written:
            if name not in self._known:
                known = ", ".join(sorted(self._known))
                self.fault("errors.exhibition.unknown", name=_shown(self._path + name), known=known)

    def _take(self, name: str) -> object:
        self._known.add(name)
        return self._written.get(name)

    def _wrong(self, name: str, value: object, allowed: str) -> None:
        self.fault(
            "errors.exhibition.value",
            name=self._path + name,
            value=_shown(value),
            allowed=allowed,
        )


def _shown(value: object) -> str:
    """What somebody wrote, on one line and not too long."""
    return "".join(one if one.isprintable() else "\ufffd" for one in str(value)[:80])

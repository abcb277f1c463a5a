"""What of Streamlit's inside this application holds on to: found in our files, and in Streamlit.

A hook is written ``kind:name``, see `used`. What each is for stands in ``hooks.toml``.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from pydoc import locate
from typing import Final

import streamlit
from streamlit import config

from tests.servers import ROOT

LIST: Final = Path(__file__).with_suffix(".toml")
INSTALLED: Final = Path(streamlit.__file__).parent
_OWN: Final = {"hooks.py", "hooks.toml", "test_hooks.py"}
_PLACES: Final = (
    *("app.py", "pages/*.py", "ui/**/*.py", "ui/assets/*.css", "ui/assets/*.js"),
    *("commands/*.py", "deploy/*", ".streamlit/config.toml"),
    *("tests/**/*.py", "benchmarks/**/*.py"),
)
# What is written alike in every language.
_ANYWHERE: Final = (
    ("testid", re.compile(r"""data-testid[~^*|$]?=\\?["']([\w-]+)""")),
    ("testid", re.compile(r"""get_by_test_id\(["']([\w-]+)""")),
    ("class", re.compile(r"(?<![\w-])\.(st[A-Z]\w+)")),
    ("class", re.compile(r"(?<![\w-])(st-key-)")),
    ("data", re.compile(r"\bdata-(stale|test-[a-z-]+)")),
    ("path", re.compile(r"(_stcore/[a-z-]+|(?<![\w/])app/static)\b")),
    ("option", re.compile(r"--((?:browser|client|global|logger|runner|server|theme)\.\w+)")),
    ("option", re.compile(r"""get_option\(["']([\w.]+)""")),
)
_DATASET: Final = re.compile(r"\bdataset\.((?:test|stale)\w*)")
_COMPONENT: Final = re.compile(r"\b(setStateValue|setTriggerValue|parentElement)\b")
_CALLED: Final = re.compile(
    r"""(?:querySelector(?:All)?|closest|matches)\(\s*(["'`])(.*?)\1""", re.DOTALL
)
_RULE: Final = re.compile(r"([^{}]+)\{")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_FILLED: Final = re.compile(r"\$\{[^}]*\}")
_SELECTOR: Final = re.compile(
    r"""\.(?P<class>[a-zA-Z_][\w-]*)|\[(?P<attribute>[a-z-]+)(?=[~^*|$\]=])"""
    r"""(?:[~^*|$]?=["']?(?P<value>[^"'\]]*))?"""
)
# What stands around a name in a minified script: it is a string, a class among others, a word.
_WHOLE: Final = ("[`\"']", "[`\"']")
_AMONG: Final = ("[`\"' ]", "[`\"' $]")
_WORD: Final = (r"[^\w-]", r"[^\w-]")
# Of HTML itself, or told of elsewhere.
_PLAIN: Final = {"class", "data-testid", "hidden", "href", "lang", "scope", "type"}


@dataclass(frozen=True)
class Hook:
    """An entry of the list.

    Attributes
    ----------
    name : str
    without : str
        What people see where Streamlit no longer has it.
    chunk : str
        Beginning of the name of the one script of Streamlit's that has it; empty: any.
    texts : tuple of str
        What is looked for there, if it is not the name itself.
    python : tuple of str
        Dotted names that must exist beside.
    """

    name: str
    without: str
    chunk: str = ""
    texts: tuple[str, ...] = ()
    python: tuple[str, ...] = ()


def listed(path: Path = LIST) -> dict[str, Hook]:
    """The list, by the names of its hooks."""
    found: dict[str, Hook] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["hook"]:
        for name in entry["names"]:
            assert name not in found, f"{name} stands twice in {path.name}"
            found[name] = Hook(
                name,
                entry["without"],
                entry.get("chunk", ""),
                tuple(entry.get("texts", ())),
                tuple(entry.get("python", ())),
            )
    return found


@cache
def used() -> dict[str, list[str]]:
    """Every hook our files hold on to, with the files.

    ``testid:stApp``, ``class:stMain``, ``data:stale`` (an attribute of Streamlit's own),
    ``attribute:role=radiogroup`` (another attribute it sets), ``component:setStateValue``,
    ``python:streamlit.runtime`` (anything but ``import streamlit``), ``option:server.port``,
    ``path:_stcore/health``.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for pattern in _PLACES:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.name not in _OWN:
                text = path.read_text(encoding="utf-8")
                for hook in sorted(set(hooks_in(text, path.name))):
                    found[hook].append(path.relative_to(ROOT).as_posix())
    return dict(found)


def hooks_in(text: str, name: str) -> Iterator[str]:
    """The hooks in the text of one file."""
    for kind, pattern in _ANYWHERE:
        yield from (f"{kind}:{one}" for one in pattern.findall(text))
    for one in _DATASET.findall(text):
        yield "data:" + re.sub("[A-Z]", lambda big: f"-{big[0].lower()}", one)
    suffix = Path(name).suffix
    if suffix == ".css":
        for rule in _RULE.findall(_COMMENT.sub("", text)):
            yield from _in_selector(rule)
    elif suffix == ".js":
        yield from _in_script(text)
    elif suffix == ".py":
        yield from _in_python(ast.parse(text))
    elif name == "config.toml":
        for section, options in tomllib.loads(text).items():
            yield from (f"option:{section}.{one}" for one in options)


def _in_script(text: str) -> Iterator[str]:
    yield from (f"component:{one}" for one in _COMPONENT.findall(text))
    for _, selector in _CALLED.findall(text):
        yield from _in_selector(_FILLED.sub("\0", selector))


def _in_selector(selector: str) -> Iterator[str]:
    """Classes that are not ours, and attributes of elements that are not ours."""
    if selector.lstrip().startswith("@"):
        return
    for one in selector.split(","):
        ours = False
        for part in _SELECTOR.finditer(one):
            name = part["class"]
            if name:
                theirs = not name.startswith(("dqm-", "st-key-"))
                if theirs and not ours:  # an element of ours may have classes without "dqm-"
                    yield f"class:{name}"
                ours = name.startswith("dqm-") or (ours and theirs)
            elif not ours and part["attribute"] not in _PLAIN:
                value = part["value"]
                yield f"attribute:{part['attribute']}" + ("" if value is None else f"={value}")


def _in_python(tree: ast.AST) -> Iterator[str]:
    """Modules and names from inside Streamlit, what is asked of them, and private names."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit"):
            if node.module not in {"streamlit_folium", "streamlit.testing.v1"}:
                for one in node.names:
                    names[one.asname or one.name] = f"{node.module}.{one.name}"
        elif isinstance(node, ast.Import):
            inner = [one.name for one in node.names if one.name.startswith("streamlit.")]
            yield from (f"python:{name}" for name in inner)
    yield from (f"python:{name}" for name in names.values())
    for node in ast.walk(tree):
        chain = _chain(node) if isinstance(node, ast.Attribute) else []
        if chain and "()" in chain[1:-1] and chain[0] in names:
            yield f"python:{names[chain[0]]}" + "".join(
                one if one == "()" else f".{one}" for one in chain[1:]
            )
        elif chain and chain[0] == "st" and any(one.startswith("_") for one in chain):
            yield "python:streamlit." + ".".join(chain[1:])


def _chain(node: ast.expr) -> list[str]:
    """``a.b().c`` as its parts; empty if it begins with something else than a name."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Call):
        before = _chain(node.func)
        return [*before, "()"] if before else []
    if isinstance(node, ast.Attribute):
        before = _chain(node.value)
        return [*before, node.attr] if before else []
    return []


@cache
def scripts() -> dict[str, str]:
    """The scripts of the installed Streamlit, by name."""
    return {
        path.name: path.read_text(encoding="utf-8", errors="replace")
        for path in sorted((INSTALLED / "static" / "static" / "js").glob("*.js"))
    }


@cache
def server() -> str:
    """The source of its server."""
    paths = sorted((INSTALLED / "web" / "server").rglob("*.py"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def exists(hook: Hook) -> bool:
    """Whether the installed Streamlit has what a hook holds on to."""
    kind, _, name = hook.name.partition(":")
    if any(locate(one) is None for one in hook.python):
        return False
    if kind == "python":
        return bool(hook.python) or locate(name) is not None
    if kind == "option":
        return name in config.get_config_options()
    if kind == "path":
        return all(text in server() for text in hook.texts or [name])
    around = {"testid": _WHOLE, "class": _AMONG}.get(kind, _WORD)
    if kind == "data":
        name = f"data-{name}"
    elif kind == "attribute":
        attribute, _, value = name.partition("=")
        valued = attribute in {"role", "aria-label"}  # others are true or false
        name, around = (value, _WHOLE) if valued else (attribute, _WORD)
    if hook.texts:
        around = _WORD
    chunks = [text for one, text in scripts().items() if one.startswith(hook.chunk)]
    return any(all(_holds(one, text, *around) for text in hook.texts or [name]) for one in chunks)


def _holds(script: str, text: str, before: str, after: str) -> bool:
    """Whether a text stands in a minified script with the right characters around it."""
    at = script.find(text)
    while at >= 0:
        around = script[max(0, at - 1) : at], script[at + len(text) : at + len(text) + 1]
        if re.fullmatch(before, around[0]) and re.fullmatch(after, around[1]):
            return True
        at = script.find(text, at + 1)
    return False

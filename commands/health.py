"""``python -m commands.health``: how the application stands; exit status 1 if something is amiss.

To be run as the user the server runs as: it looks whether that one can keep files, too.
"""

from __future__ import annotations

import sys

from commands.console import say
from layers.health import health
from text import LANGUAGES, t


def main() -> int:
    """Look, report, and return the exit status."""
    found = health()
    for lang in LANGUAGES:
        for line in found.lines():
            label, said = line.label.in_language(lang), line.said.in_language(lang)
            say(t(lang, "health.line", mark="✓" if line.good else "✗", label=label, said=said))
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main())

"""``python -m commands.exhibit``: the hall display as one file, ``dist/exhibition.html``.

``--options file.toml`` chooses districts, themes, screen and all the rest (see
``deploy/exhibition.toml``); a file with defects is refused with a sentence for
each of them, and the display that was there stays.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from commands.console import ROOT, say
from exhibition import build_exhibition, check_options, read_options
from exhibition.document import STEPS
from text import LANGUAGES, DistrictMapError, t

TARGET: Final = ROOT / "dist" / "exhibition.html"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, report, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m commands.exhibit", description=__doc__)
    parser.add_argument("--options", type=Path, help="a TOML file; the defaults if left out")
    parser.add_argument("--output", type=Path, default=TARGET)
    chosen = parser.parse_args(arguments)
    try:
        options = read_options(chosen.options) if chosen.options else check_options({})
        size = build_exhibition(chosen.output, options, _tell)
    except DistrictMapError as error:
        for lang in LANGUAGES:
            print(error.in_language(lang), file=sys.stderr)
        return 1
    megabytes = f"{size / 1_000_000:.2f}"
    for lang in LANGUAGES:
        say(t(lang, "exhibition.build.written", file=chosen.output, megabytes=megabytes))
    return 0


def _tell(step: str) -> None:
    at = STEPS.index(step) + 1
    words = " · ".join(t(lang, f"exhibition.build.{step}") for lang in LANGUAGES)
    say(f"[{at}/{len(STEPS)}] {words}")


if __name__ == "__main__":
    sys.exit(main())

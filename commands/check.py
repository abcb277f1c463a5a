"""``python -m commands.check``: read every table and name everything that is wrong.

If nothing is, what the map is made of is joined and kept, so that no visitor waits for it.

``--refresh`` first writes the hashes and rows of the files into the catalogue.
Checks the folder that ``DQM_DATA_DIR`` names; hashes only of the shipped one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from commands.console import say
from data.catalogue import refresh
from data.defects import find_defects
from data.errors import DataDefectsError
from layers.payload import build_payload
from text import LANGUAGES, t


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, report, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m commands.check", description=__doc__)
    parser.add_argument("--refresh", action="store_true")
    if parser.parse_args(arguments).refresh:
        refresh()
        for lang in LANGUAGES:
            say(t(lang, "data.check.refreshed"))
    datasets, defects = find_defects()
    if defects:
        for lang in LANGUAGES:
            say(DataDefectsError(defects).in_language(lang))
        return 1
    build_payload()  # what the first visitor would wait for
    rows = sum(dataset.rows for dataset in datasets)
    for lang in LANGUAGES:
        say(t(lang, "data.check.good", n=len(datasets), rows=rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tests.oracles``: what leaves the product now, beside what left it before.

--write      keep what is found now, after the differences have been looked at
--dump       a folder for all values as text, to be compared line by line with another state's
--screens    a folder for pictures of every page at three sizes; nothing else is done
--beside     another such folder: how many points of each picture differ
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browsers import LAUNCH_FLAGS, chromium_path
from tests.oracles.collect import of_map, of_pages
from tests.oracles.hashes import differences, hashes_of, read, write
from tests.oracles.screens import compare, take
from tests.servers import RunningServer
from text import LANGUAGES


def main() -> int:
    """Compare; exit status 1 if anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracles", description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--dump", type=Path)
    parser.add_argument("--screens", type=Path)
    parser.add_argument("--beside", type=Path)
    asked = parser.parse_args()
    server = RunningServer()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium_path(), args=list(LAUNCH_FLAGS)
            )
            if asked.screens:
                take(browser, server.url, asked.screens)
                return compare(asked.screens, asked.beside) if asked.beside else 0
            map_files = {lang: [*of_map(browser, server.url, lang)] for lang in LANGUAGES}
            browser.close()
    finally:
        server.stop()
    wrong = 0
    for lang in LANGUAGES:
        dump = asked.dump / lang if asked.dump else None
        for page, found in hashes_of([*map_files[lang], *of_pages(lang)], dump).items():
            lines = differences(read(page, lang), found)
            wrong += len(lines)
            for line in lines:
                sys.stdout.write(f"{lang} {line}\n")
            if asked.write:
                write(page, lang, found)
    sys.stdout.write(f"{wrong} differences\n")
    return int(bool(wrong) and not asked.write)


if __name__ == "__main__":
    sys.exit(main())

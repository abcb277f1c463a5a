"""Put on the path of a measured server: it tells on a signal how much it keeps.

Python imports a module of this name by itself when it starts.
"""

from __future__ import annotations

import json
import signal
import sys


def tell(*_: object) -> None:
    """Print one line: size and number of the kept results."""
    once = sys.modules.get("data.once")
    if once is not None:
        said = {"kept_bytes": once.kept_bytes(), "kept": once.kept_count()}
        print(json.dumps(said), flush=True)


if hasattr(signal, "SIGUSR1"):
    signal.signal(signal.SIGUSR1, tell)

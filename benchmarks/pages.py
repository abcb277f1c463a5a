"""What a run of each page costs the server, and how long twenty visitors wait for theirs.

``python -m benchmarks.pages [--table] [--full]``: a real server, asked over its
websocket as a browser asks it. Processor time is that of the server process
alone (user and system); the visitors share the machine with it. An action is a
change that the address tells: another page, district, language, number of
centres or view. What is asked for the first time is computed then; it is told
apart, before the visitors come. Bars: the budget of the pages.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks.report import Figure, figure, run, skipped
from benchmarks.visitors import Step, Visitor, connect, visit
from layers.build import ROOT
from tests.servers import RunningServer

PAGES: Final = (
    *("map", "ranking", "scorecard", "compare", "siting", "plan", "method", "exhibition", "data"),
)
WARM_MS: Final = 80
LATE_MS: Final = 600
KEPT_MB: Final = 200
VISITORS: Final = 20
PAUSE_S: Final = 5.0
ACTIONS: Final = 3
FULL_ACTIONS: Final = 24
_NO_PROC: Final = "this system does not tell the processor time of a process in /proc"
_FIRST_RUNS: Final = 3
_RUNS: Final = 10
_FULL_RUNS: Final = 50
_DISTRICTS: Final = ("310101", "310107", "310115", "310151")
_CHANGES: Final = {
    "map": ("", "colour=index_score", "region=delta"),
    "ranking": ("", "view=towns"),
    "compare": ("with=310115", "with=310104,310151"),
    "siting": ("", "k=2", "k=4", "model=p_center", "model=maximal_covering"),
    "method": ("", "level=town"),
    "data": ("", "tab=datasets"),
}
"""What is asked of a page beside language and district."""


def measure(full: bool) -> Iterator[Figure]:
    """Every line of the benchmark."""
    telling = os.pathsep.join((str(Path(__file__).parent / "telling"), str(ROOT)))
    server = RunningServer({"PYTHONPATH": telling})
    try:
        for page in PAGES:
            spent = asyncio.run(_warm_ms(server, page, _FULL_RUNS if full else _RUNS))
            if spent is None:
                yield skipped(f"{page}, warm run", "ms", _NO_PROC, bar=WARM_MS)
            else:
                yield figure(f"{page}, warm run", spent, "ms", bar=WARM_MS, better="less")
        actions = FULL_ACTIONS if full else ACTIONS
        found = ways(actions + 1)
        first = asyncio.run(_first_ms(server, found))
        yield figure("a question asked for the first time, median", median(first), "ms")
        yield figure("a question asked for the first time, longest", max(first), "ms")
        visits = visit(server.url, found, VISITORS, PAUSE_S, actions)
        who = f"{VISITORS} visitors, one action per {PAUSE_S:g} s"
        yield figure(f"{who}, median", 1000 * visits.late_s(0.5), "ms")
        yield figure(f"{who}, p95", 1000 * visits.late_s(), "ms", bar=LATE_MS, better="less")
        yield figure(f"{who}, longest", 1000 * visits.late_s(1.0), "ms")
        for error in visits.errors:
            print(error, file=sys.stderr)
        yield figure(f"{who}, errors", len(visits.errors), "", bar=0, better="less")
        told = _told(server)
        yield figure("kept results (estimated)", told["kept_bytes"] / 1e6, "MB",
                     bar=KEPT_MB, better="less")  # fmt: skip
        yield figure("kept results, number", told["kept"], "")
        resident = _resident_mb(server)
        if resident is not None:
            yield figure("memory of the server process", resident, "MB")
    finally:
        server.stop()


def ways(length: int) -> list[list[Step]]:
    """A way for each visitor: every page in turn, each from another one on, with other wishes."""
    found = []
    for number in range(VISITORS):
        way = []
        for at, page in enumerate(PAGES[number % len(PAGES) :] + PAGES[: number % len(PAGES)]):
            turn = number + at
            lang = ("zh", "en")[turn % 2]
            more = _CHANGES.get(page, ("",))
            wishes = [f"lang={lang}", f"district={_DISTRICTS[turn % len(_DISTRICTS)]}"]
            wishes += [one] if (one := more[turn % len(more)]) else []
            way.append(Step("" if page == "map" else page, "&".join(wishes)))
        # Twice each page: another district and the other language, then the next page.
        found.append([step for one in way for step in (one, _changed(one))][:length])
    return found


def _changed(step: Step) -> Step:
    swapped = {"lang=zh": "lang=en", "lang=en": "lang=zh"}
    parts = [swapped.get(one, one) for one in step.query.split("&")]
    return Step(step.page, "&".join(parts))


async def _first_ms(server: RunningServer, ways: Sequence[Sequence[Step]]) -> list[float]:
    """How long one visitor waits for each thing that the others will ask for."""
    found = []
    async with connect(server.url) as line:
        visitor = Visitor(line)
        for step in dict.fromkeys(step for way in ways for step in way):
            began = time.perf_counter()
            await visitor.ask(step)
            found.append(1000 * (time.perf_counter() - began))
    return found


async def _warm_ms(server: RunningServer, page: str, runs: int) -> float | None:
    """Processor time of one more run of a page that somebody has seen already."""
    step = Step("" if page == "map" else page, "lang=zh")
    async with connect(server.url) as line:
        visitor = Visitor(line)
        for _ in range(_FIRST_RUNS):
            await visitor.ask(step)
        await asyncio.sleep(0.5)
        before = _processor_s(server)
        for _ in range(runs):
            await visitor.ask(step)
        after = _processor_s(server)
    if visitor.failed:
        raise RuntimeError(f"{page} told of an error:\n{server.log()}")
    return None if before is None or after is None else 1000 * (after - before) / runs


def _processor_s(server: RunningServer) -> float | None:
    """User and system time of the process up to now; None where the system does not tell."""
    try:
        stat = Path(f"/proc/{server.pid}/stat").read_text("utf-8")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))


def _resident_mb(server: RunningServer) -> float | None:
    try:
        status = Path(f"/proc/{server.pid}/status").read_text("utf-8")
    except OSError:
        return None
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


def _told(server: RunningServer) -> dict[str, Any]:
    """What the server says of its kept results, see ``benchmarks/telling``."""
    os.kill(server.pid, signal.SIGUSR1)
    end = time.monotonic() + 10
    while time.monotonic() < end:
        lines = [one for one in server.log().splitlines() if one.startswith('{"kept_bytes"')]
        if lines:
            found: dict[str, Any] = json.loads(lines[-1])
            return found
        time.sleep(0.1)
    raise RuntimeError(f"the server did not tell what it keeps:\n{server.log()}")


if __name__ == "__main__":
    sys.exit(run(__doc__ or "", measure))

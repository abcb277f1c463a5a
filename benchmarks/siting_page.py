"""Siting in the application: from a question to its proven answer, k = 1 … 5, within two seconds.

Once through the process that searches, with and without conditions, and once in
Chromium: from the choice of k to the proof on the screen. Every answer comes with its
trade-off curve and its independent check, as a visitor gets it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from playwright.sync_api import sync_playwright

from benchmarks.clicks import SIZE
from benchmarks.needs import browser_path, lacking_browser
from benchmarks.report import Figure, figure, run, skipped
from tests.browsers import LAUNCH_FLAGS
from tests.servers import RunningServer
from text import plural, t
from ui.siting_places import places_for, problem_for
from ui.siting_question import MODELS, MOST, Question
from ui.siting_solver import Solver

BAR_S: Final = 2.0
CONDITIONED: Final = Question(must=("310151116",), forbid=("310118106", "310117001"), limit=2)


def measure(full: bool) -> Iterator[Figure]:  # noqa: ARG001 - all of it is quick
    """Answers with their proof, as the page asks for them."""
    solver = Solver()
    solver.ask(problem_for(Question(k=5, distance="detour")), Question(k=5)).wait(60)
    for k in range(1, MOST + 1):
        asked = [Question(model=model, k=k, radius=20) for model in MODELS]
        yield from answered(solver, f"siting.page.k{k}", asked)
        conditioned = [replace(CONDITIONED, model=one.model, k=k, radius=30) for one in asked]
        yield from answered(solver, f"siting.page.k{k}.conditions", conditioned)
    solver.close()
    yield from in_browser()


def answered(solver: Solver, name: str, asked: list[Question]) -> Iterator[Figure]:
    """The slowest of some questions, and whether all were proven and checked."""
    seconds, proven = [], True
    for question in asked:
        begin = time.perf_counter()
        job = solver.ask(problem_for(question, places_for(question)), question)
        job.wait(60)
        seconds.append(time.perf_counter() - begin)
        proven &= job.answer is not None and job.answer.proven
    yield figure(name, max(seconds), "s", bar=BAR_S, better="less")
    yield figure(f"{name}.proven", float(proven), f"all {len(asked)} models", bar=1.0)


def in_browser() -> Iterator[Figure]:
    """From the choice of k to as many sites and the green seal on the screen."""
    reason = lacking_browser()
    if reason:
        yield skipped("siting.page.browser", "s", reason, bar=BAR_S)
        return
    server = RunningServer()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=browser_path(), args=list(LAUNCH_FLAGS)
            )
            page = browser.new_page(viewport=SIZE)
            page.set_default_timeout(60_000)
            page.goto(f"{server.url}/siting?lang=en&k=5&demand=population")
            page.wait_for_selector(".dqm-proof.dqm-proven")
            seconds = []
            for k in range(1, MOST + 1):
                page.get_by_role("combobox", name=t("en", "pages.siting.label.k")).click()
                begin = time.perf_counter()
                page.get_by_role(
                    "option", name=plural("en", "pages.siting.ask.k", k), exact=True
                ).click()
                page.wait_for_function(
                    "(k) => document.querySelectorAll('.dqm-sites li').length === k"
                    " && document.querySelector('.dqm-proof.dqm-proven')",
                    arg=k,
                )
                seconds.append(time.perf_counter() - begin)
            browser.close()
    finally:
        server.stop()
    yield figure("siting.page.browser", max(seconds), "s", bar=BAR_S, better="less")


if __name__ == "__main__":
    sys.exit(run(str(__doc__).splitlines()[0], measure))

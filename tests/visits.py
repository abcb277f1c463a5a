"""Every page with an address that shows all it has, and when it is there to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Frame, Page, expect

from layers.own_index import template
from tests.app_pages import give_file, map_frame, settled

TABLE, INDEX = template()
TABLE_PICKER, INDEX_PICKER = ".st-key-own-table", ".st-key-own-index"
RANKED = {"districts": 16, "towns": 216, "own": 6}
FOUR = "district=310114&with=310112,310115,310151"
CONDITIONS = "must=310151116&forbid=310151112&limit=1&own=121.60000_31.00000"


@dataclass(frozen=True)
class Visit:
    """A page as it is looked at.

    Attributes
    ----------
    path : str
        Its address, without the language.
    ready : Callable
        Waits until all of it is drawn.
    inside : Callable or None
        The frame that holds a document of its own.
    """

    path: str
    ready: Callable[[Page], None]
    inside: Callable[[Page], Frame] | None = None

    def address(self, server: str, lang: str) -> str:
        """The whole address."""
        return f"{server}{self.path}{'&' if '?' in self.path else '?'}lang={lang}"


def seen(*selectors: str) -> Callable[[Page], None]:
    """Ready when something stands at each selector and the page's script has run."""

    def wait(page: Page) -> None:
        for one in selectors:
            page.wait_for_selector(one)
        settled(page)

    return wait


def ranking_ready(page: Page, view: str = "districts") -> None:
    """All rows are there; of the own index, after both files of the template."""
    if view == "own":
        give_file(page, INDEX_PICKER, "template.toml", INDEX)
        give_file(page, TABLE_PICKER, "template.csv", TABLE)
    expect(page.locator(".dqm-ranking td.dqm-rank")).to_have_count(RANKED[view])
    settled(page)


def _map_ready(page: Page) -> None:
    map_frame(page)
    settled(page)


data_ready = seen('[data-testid="stDataFrame"]')
scorecard_ready = seen(
    ".dqm-score-records, .dqm-score-towns", ".dqm-drawing svg", ".st-key-card-score-records h2"
)
compare_ready = seen(
    ".dqm-compare",
    ".st-key-card-compare-map svg",
    "[class*='st-key-download-compare-'] button",
)
siting_ready = seen(".dqm-proof.dqm-proven", ".dqm-plan svg", '[data-testid="stDataFrame"]')
plan_ready = seen("#task-S5", "#target-Q15", ".st-key-plan-targets-downloads button")
method_ready = seen(".dqm-heat", ".st-key-card-method-known p", ".st-key-method-audit-files button")
exhibition_ready = seen(".dqm-preview iframe")

VISITS = {
    "map": Visit("/?district=310114", _map_ready, map_frame),
    "data": Visit("/data?record=IC01", data_ready),
    **{
        f"ranking-{view}": Visit(f"/ranking?view={view}", partial(ranking_ready, view=view))
        for view in RANKED
    },
    "scorecard": Visit("/scorecard?district=310118", scorecard_ready),
    "compare": Visit(f"/compare?{FOUR}", compare_ready),
    "siting": Visit(f"/siting?{CONDITIONS}", siting_ready),
    "plan": Visit("/plan", plan_ready),
    "method-district": Visit("/method", method_ready),
    "method-town": Visit("/method?level=town", method_ready),
    "exhibition": Visit("/exhibition", exhibition_ready),
}
"""By name; more than one of a page where its views have little in common."""

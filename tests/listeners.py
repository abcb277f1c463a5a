"""Listening to a browser's page: what a listener raises fails the test, and at once.

Playwright leaves an exception in a listener to itself: a request that was to be answered never is,
and the test waits for as long as it has patience. Here it closes the page, which ends every wait,
and `heard_out` raises what was wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Error, Page, Route

from tests.browsers import throttle

Listen = Callable[..., None]


@contextmanager
def heard_out(page: Page) -> Iterator[Listen]:
    """Hands out ``listen(event, listener)``; the page's own crash is listened to already.

    ``listen("route", listener)`` answers the page's requests instead of the network.
    """
    wrong: list[BaseException] = []

    def careful(listener: Callable[[Any], object]) -> Callable[[Any], None]:
        def hear(heard: Any) -> None:
            try:
                listener(heard)
            except BaseException as reason:  # noqa: BLE001 - raised below, where the test hears of it
                wrong.append(reason)
                page.close()

        return hear

    def listen(event: str, listener: Callable[[Any], object]) -> None:
        if event == "route":
            page.route("**/*", careful(listener))
        else:
            page.on(event, careful(listener))  # type: ignore[call-overload]  # one of many names

    listen("crash", _crashed)
    throttle(page)
    try:
        yield listen
    except Error as reason:
        if wrong:
            raise wrong[0] from reason
        raise
    if wrong:
        raise wrong[0]


def thrown(error: Error) -> None:
    """A listener to ``pageerror``: no script of ours may throw."""
    raise AssertionError(f"a script threw: {error}")


def refusing_all_but(address: str) -> Callable[[Route], None]:
    """A listener to requests for a page that is a file of its own."""

    def refuse(route: Route) -> None:
        if route.request.url == address:
            route.continue_()
        else:
            route.abort()

    return refuse


def _crashed(page: Page) -> None:
    raise AssertionError(f"the browser's page crashed at {page.url}")

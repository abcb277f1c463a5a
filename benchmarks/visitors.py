"""Visitors without a browser: they speak Streamlit's own messages over a websocket."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Subprotocol

_PATIENCE_S: Final = 60.0
_ERROR: Final = "card-error-"
"""Part of the key of every card that tells a visitor of an error, see `ui.guard`."""


@dataclass(frozen=True)
class Step:
    """A page of the application under an address.

    Attributes
    ----------
    page : str
        Last part of its path; empty for the map.
    query : str
    """

    page: str = ""
    query: str = ""


@dataclass
class Visits:
    """What the visitors saw.

    Attributes
    ----------
    arrival_s : list of float
        From opening the connection to the end of the first run, one per visitor.
    answer_s : list of float
        From sending an action to the end of its run, one per action.
    received_bytes : list of int
        Bytes on the wire per action.
    errors : list of str
        Pages that told of an error, or did not answer.
    """

    arrival_s: list[float] = field(default_factory=list)
    answer_s: list[float] = field(default_factory=list)
    received_bytes: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def late_s(self, share: float = 0.95) -> float:
        """The answer time that so many of the actions do not exceed."""
        answers = sorted(self.answer_s)
        return answers[min(len(answers) - 1, int(share * len(answers)))]


class Visitor:
    """A session of the application: asks for runs, and reads each to its end.

    Parameters
    ----------
    line : websockets.ClientConnection
    """

    def __init__(self, line: websockets.ClientConnection) -> None:
        self._line = line
        self._page: str | None = None
        self._hash = ""
        self._known: set[str] = set()
        self.failed = False

    async def ask(self, step: Step) -> int:
        """Ask for one run and read until it has finished; the bytes received."""
        request = BackMsg()
        run = request.rerun_script
        run.query_string = step.query
        if step.page == self._page:
            run.page_script_hash = self._hash
        else:
            run.page_name = step.page
        # Like a browser: what it has already is not sent again.
        run.cached_message_hashes.extend(self._known)
        self._page = step.page
        await self._line.send(request.SerializeToString())
        received = 0
        while True:
            frame = await asyncio.wait_for(self._line.recv(), _PATIENCE_S)
            received += len(frame)
            message = ForwardMsg()
            message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
            if self._heard(message):
                return received

    def _heard(self, message: ForwardMsg) -> bool:
        """Take in a message; whether it ends the run."""
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self._known.add(message.hash)
        if kind == "navigation":
            self._hash = message.navigation.page_script_hash
        if kind == "delta":
            self.failed |= _ERROR in message.delta.add_block.id
            self.failed |= message.delta.new_element.WhichOneof("type") == "exception"
        return kind == "script_finished"


def connect(base_url: str) -> websockets.connect:
    """A connection to the running application at ``http://…``."""
    address = base_url.replace("http://", "ws://") + "/_stcore/stream"
    return websockets.connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None)


def visit(
    base_url: str, steps: Sequence[Sequence[Step]], visitors: int, pause_s: float, actions: int
) -> Visits:
    """Let ``visitors`` act ``actions`` times each, one action per ``pause_s``.

    Parameters
    ----------
    base_url : str
        Address of the running application, ``http://127.0.0.1:8600``.
    steps : sequence of sequence of Step
        Ways through the application, for the visitors in turn: the first step
        is where one arrives, each action goes on to the next, round and round.
        Every step is one run in Python.
    visitors, actions : int
        How many visitors, and actions of each.
    pause_s : float
        Seconds from one action of a visitor to the next.
    """
    # In a thread of its own: the browser that is measured beside runs a loop in this one.
    with ThreadPoolExecutor(1) as pool:
        whole = _visit(base_url, steps, visitors, pause_s, actions)
        return pool.submit(asyncio.run, whole).result()


async def _visit(
    base_url: str, steps: Sequence[Sequence[Step]], visitors: int, pause_s: float, actions: int
) -> Visits:
    visits = Visits()

    async def one(number: int) -> None:
        way = steps[number % len(steps)]
        now = way[0]
        # Spread over the pause: visitors do not act in step.
        await asyncio.sleep(pause_s * number / visitors)
        try:
            async with connect(base_url) as line:
                visitor = Visitor(line)
                began = time.perf_counter()
                await visitor.ask(now)
                visits.arrival_s.append(time.perf_counter() - began)
                for action in range(1, actions + 1):
                    await asyncio.sleep(max(0.0, began + pause_s - time.perf_counter()))
                    now = way[action % len(way)]
                    began = time.perf_counter()
                    received = await visitor.ask(now)
                    visits.answer_s.append(time.perf_counter() - began)
                    visits.received_bytes.append(received)
                    if visitor.failed:
                        visits.errors.append(str(now))
                        visitor.failed = False
        except (OSError, TimeoutError, websockets.WebSocketException) as error:
            visits.errors.append(f"{now}: {error}")

    await asyncio.gather(*(one(number) for number in range(visitors)))
    return visits

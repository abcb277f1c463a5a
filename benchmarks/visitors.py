"""Visitors without a browser: they speak Streamlit's own messages over a websocket."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Subprotocol

_PATIENCE_S = 60.0


@dataclass
class Visits:
    """What the visitors saw.

    Attributes
    ----------
    arrival_s : list[float]
        From opening the connection to the end of the first run, one per visitor.
    answer_s : list[float]
        From sending an action to the end of its run, one per action.
    received_bytes : list[int]
        Bytes on the wire per action.
    """

    arrival_s: list[float] = field(default_factory=list)
    answer_s: list[float] = field(default_factory=list)
    received_bytes: list[int] = field(default_factory=list)


def visit(base_url: str, queries: list[str], visitors: int, pause_s: float, actions: int) -> Visits:
    """Let ``visitors`` act ``actions`` times each, one action per ``pause_s``.

    Parameters
    ----------
    base_url : str
        Address of the running application, ``http://127.0.0.1:8600``.
    queries : list[str]
        Query strings that the actions ask for in turn: each is one rerun of
        the page in Python.
    visitors, actions : int
        How many visitors, and actions of each.
    pause_s : float
        Seconds from one action of a visitor to the next.
    """
    # In a thread of its own: the browser that is measured beside runs a loop in this one.
    with ThreadPoolExecutor(1) as pool:
        whole = _visit(base_url, queries, visitors, pause_s, actions)
        return pool.submit(asyncio.run, whole).result()


async def _visit(
    base_url: str, queries: list[str], visitors: int, pause_s: float, actions: int
) -> Visits:
    visits = Visits()
    address = base_url.replace("http://", "ws://") + "/_stcore/stream"

    async def one(number: int) -> None:
        async with websockets.connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None
        ) as line:
            began = time.perf_counter()
            await _run(line, queries[0])
            visits.arrival_s.append(time.perf_counter() - began)
            # Spread over the pause: visitors do not act in step.
            await asyncio.sleep(pause_s * number / visitors)
            for action in range(actions):
                began = time.perf_counter()
                received = await _run(line, queries[(action + 1) % len(queries)])
                took = time.perf_counter() - began
                visits.answer_s.append(took)
                visits.received_bytes.append(received)
                await asyncio.sleep(max(0.0, pause_s - took))

    await asyncio.gather(*(one(number) for number in range(visitors)))
    return visits


async def _run(line: websockets.ClientConnection, query: str) -> int:
    """Ask for one run and read until it has finished; the bytes received."""
    request = BackMsg()
    request.rerun_script.query_string = query
    await line.send(request.SerializeToString())
    received = 0
    while True:
        frame = await asyncio.wait_for(line.recv(), _PATIENCE_S)
        received += len(frame)
        message = ForwardMsg()
        message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
        if message.WhichOneof("type") == "script_finished":
            return received

"""The port: read, tried, and the next free one offered."""

from __future__ import annotations

import re
import socket

import pytest

from commands.serve import parse_port, require_port
from commands.trouble import SetupError
from tests.servers import free_port


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "80.5"])
def test_what_is_not_a_port_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(SetupError) as caught:
        parse_port(text)
    assert f"“{text}”" in caught.value.zh


def test_a_port_is_read() -> None:
    assert parse_port("8502") == 8502


def test_a_free_port_is_accepted() -> None:
    require_port(free_port())


def test_a_busy_port_is_named_with_a_free_one() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SetupError) as caught:
            require_port(port)
    assert f"Port {port} is in use" in caught.value.en
    offered = re.search(r"PORT=(\d+)", caught.value.en)
    assert offered is not None
    require_port(int(offered[1]))


def test_a_port_whose_last_connection_is_dying_away_is_free() -> None:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            connection, _ = server.accept()
            # The side that closes first keeps the port in TIME_WAIT: here the server.
            connection.close()
            assert client.recv(1) == b""
    require_port(port)

"""Start the application on the loopback, and say when it answers."""

from __future__ import annotations

import errno
import os
import platform
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from typing import Final

from commands.console import ROOT, clean_environment, say
from commands.steps import PYTHON
from commands.trouble import port_refused, port_taken, port_wrong, server_ended

HOST: Final = "127.0.0.1"
_DIRECT: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def parse_port(text: str) -> int:
    """Read a port number.

    Raises
    ------
    SetupError
        If the text is not one.
    """
    try:
        port = int(text)
    except ValueError:
        raise port_wrong(text) from None
    if not 1 <= port <= 65535:
        raise port_wrong(text)
    return port


def require_port(port: int) -> None:
    """See that the port is free.

    Raises
    ------
    SetupError
        If somebody listens there, or the system does not allow it.
    """
    error = _refusal(port)
    if error == errno.EACCES:
        raise port_refused(port)
    if error:
        after = (candidate for candidate in range(port + 1, 65536) if not _refusal(candidate))
        raise port_taken(port, next(after, 8501))


def serve(port: int) -> int:
    """Run the application until it is stopped.

    Returns
    -------
    int
        Exit status; 0 after Ctrl-C.

    Raises
    ------
    SetupError
        If the application ends before it answers.
    """
    url = f"http://{HOST}:{port}"
    # "Terminate" shall end the server too, as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    process = subprocess.Popen(
        [
            PYTHON,
            *("-m", "streamlit", "run", "app.py"),
            *("--server.address", HOST, "--server.port", str(port)),
            # Headless, or a first run stops to ask for an e-mail address.
            *("--server.headless", "true"),
        ],
        cwd=ROOT,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
    )
    try:
        while not _answers(f"{url}/_stcore/health"):
            if process.poll() is not None:
                raise server_ended(process.returncode)
            time.sleep(0.2)
        say(f"\n      地图已就绪，按 Ctrl-C 结束：{url}")
        say(f"      The map is ready, Ctrl-C ends it: {url}\n")
        if sys.stdout.isatty() and _has_screen():
            webbrowser.open(url)
        return process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(process)


def _refusal(port: int) -> int:
    """Error number of listening on the port, 0 if that works."""
    with socket.socket() as probe:
        # As the server will do: a port whose last connections are dying away is free.
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            probe.listen()
        except OSError as error:
            return error.errno or -1
    return 0


def _answers(url: str) -> bool:
    try:
        with _DIRECT.open(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _has_screen() -> bool:
    """Whether a browser window could open here."""
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return not os.environ.get("SSH_CONNECTION")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server, gently first; a second Ctrl-C must not leave it behind."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(timeout=10)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()

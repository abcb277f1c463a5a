"""Servers of the application for the tests: started from the project's root, always stopped."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE_S = 120

# A proxy from the environment must not be asked for our own machine.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    """A port on the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(url: str) -> bool:
    """Whether an address answers with success."""
    try:
        with _DIRECT.open(url, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class RunningServer:
    """One ``streamlit run`` on a port of its own.

    Parameters
    ----------
    environment : mapping of str to str, optional
        Variables set for this server beside the present ones.
    port : int, optional
        A free one if not given.
    script : str
        What to run, from the project's root.
    """

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        port: int | None = None,
        script: str = "app.py",
    ) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the server
        # Without coverage's own variables: the server must not write into our measurement.
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("COV_", "COVERAGE_"))}
        self._process = subprocess.Popen(
            [
                sys.executable,
                *("-m", "streamlit", "run", script),
                *("--server.port", str(self.port)),
                *("--server.address", "127.0.0.1"),
                *("--server.headless", "true"),
            ],
            cwd=ROOT,
            env={**kept, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    @property
    def pid(self) -> int:
        """Of the server's process."""
        return self._process.pid

    def log(self) -> str:
        """What the server has printed so far."""
        # pread: the server shares this file's position, a seek would make it overwrite itself.
        size = os.fstat(self._log.fileno()).st_size
        return os.pread(self._log.fileno(), size, 0).decode(errors="replace")

    def stop(self) -> None:
        """End the server, as a lost connection would; safe to call twice."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._log.close()

    def _wait(self) -> None:
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            if answers(f"{self.url}/_stcore/health"):
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        text = self.log()
        self.stop()
        raise RuntimeError(f"the application did not start:\n{text}")

"""Behind ``make run``, ``check``, ``test``, ``proof``, ``bench``, ``exhibit``: from a fresh clone.

Needs Python 3.11 and nothing else: it makes the virtual environment that the
other commands live in.
"""

from __future__ import annotations

import argparse
import errno
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final

from commands import checks
from commands.console import ROOT, Steps, clean_environment, say
from commands.processor_time import Ledger
from commands.serve import HOST, parse_port, require_port, serve
from commands.steps import LOCK, PYTHON, check_data, prepare
from commands.trouble import SetupError, disk_full, not_writable

_PROOFS: Final = {"check": checks.check, "test": checks.test, "proof": checks.proof}
_DEVELOPMENT: Final = "requirements-dev.lock"
_BENCHMARKS: Final = "requirements-bench.lock"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; exit status."""
    parser = argparse.ArgumentParser(prog="python -m commands.bootstrap", description=__doc__)
    parser.add_argument("command", choices=["run", *_PROOFS, "bench", "exhibit"])
    parser.add_argument("--port", default="8501", help="of the application (default: 8501)")
    parser.add_argument("--options", default="", help="of the hall display: a TOML file")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "run":
            return run(chosen.port)
        if chosen.command in _PROOFS:
            return prove(_PROOFS[chosen.command])
        if chosen.command == "exhibit":
            return exhibit(chosen.options)
        return bench()
    except SetupError as error:
        _complain(error)
    except KeyboardInterrupt:
        say("\n已中断，可随时重新运行。\nInterrupted; run it again at any time.")
    except OSError as error:
        known = _known(error)
        if known is None:
            raise
        _complain(known)
    return 1


def run(port_text: str) -> int:
    """From a fresh clone to the map on the screen."""
    steps = Steps(7)
    with steps.step("Python 与端口", "Python and port") as outcome:
        port = parse_port(port_text)
        require_port(port)
        outcome(f"Python {platform.python_version()}", f"{HOST}:{port} 空闲 · free")
    prepare(steps, LOCK, covered_by=[_DEVELOPMENT, _BENCHMARKS])
    check_data(steps)
    with steps.step("启动应用", "Starting the application") as outcome:
        require_port(port)
        status = serve(port)
        outcome("已结束", "ended")
    return status


def prove(proof: Callable[[], int]) -> int:
    """From a fresh clone to pytest's summary, and to what all of it cost."""
    ledger, start_s = Ledger(os.getpid()), time.monotonic()
    prepare(Steps(4), _DEVELOPMENT, covered_by=[_BENCHMARKS])
    set_up_s = ledger.seconds()
    status = proof()
    spent_s, took_s = ledger.seconds(), time.monotonic() - start_s
    say(
        f"处理器时间 · processor time: {spent_s / 60:.1f} min"
        f" (安装 · set-up {set_up_s / 60:.1f}); 历时 · took {took_s / 60:.1f} min"
    )
    return status


def bench() -> int:
    """From a fresh clone to the table of benchmarks, the peers installed beside."""
    prepare(Steps(4), _BENCHMARKS)
    return checks.bench()


def exhibit(options: str) -> int:
    """From a fresh clone to the hall display in one file."""
    prepare(Steps(4), LOCK, covered_by=[_DEVELOPMENT, _BENCHMARKS])
    command = [str(PYTHON), "-m", "commands.exhibit", *(["--options", options] if options else [])]
    return subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode


def _complain(error: SetupError) -> None:
    sys.stdout.flush()
    sys.stderr.buffer.write(f"\n{error.lines()}\n".encode())


def _known(error: OSError) -> SetupError | None:
    """The sentence for a full or read-only disk."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full()
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return not_writable(str(error.filename or ROOT))
    return None


if __name__ == "__main__":
    sys.exit(main())

"""A process that is killed while it writes leaves the old file or the new one, never a part."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers import ROOT

LETTERS = "abcdefghij"
LENGTH = 3_000_000
WRITE = f"""
import sys
from itertools import cycle
from pathlib import Path
from data.disk import keep
for one in cycle({LETTERS!r}):
    keep(Path(sys.argv[1]), one * {LENGTH})
"""


@pytest.mark.enduring
def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "file.html"
    chance = random.Random(7)  # noqa: S311 - chance, no secret
    seen = set()
    for _ in range(40):
        writer = subprocess.Popen([sys.executable, "-c", WRITE, str(path)], cwd=ROOT)
        before = path.stat().st_mtime_ns if path.exists() else 0
        while not path.exists() or path.stat().st_mtime_ns == before:
            assert writer.poll() is None
            time.sleep(0.001)
        time.sleep(chance.random() * 0.05)
        writer.kill()
        writer.wait()
        text = path.read_text("utf-8")
        assert len(text) == LENGTH
        assert len(set(text)) == 1
        seen.add(text[0])
    assert len(seen) > 1

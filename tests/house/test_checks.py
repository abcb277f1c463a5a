"""Repeats in pytest's summary what the checks before it found."""

from __future__ import annotations

import os

import pytest

from commands.checks import FAILED_VARIABLE


@pytest.mark.skipif(
    FAILED_VARIABLE not in os.environ, reason="the checks that read the code run in `make test`"
)
def test_the_checks_that_read_the_code_passed() -> None:
    failed = os.environ[FAILED_VARIABLE]
    assert not failed, f"failed before pytest, see above: {failed}"

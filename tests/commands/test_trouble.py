"""One sentence for everything that goes wrong before the application runs."""

from __future__ import annotations

import re

import pytest

from commands import trouble
from commands.trouble import SetupError, diagnose

_NOT_FOUND = (
    "ERROR: Could not find a version that satisfies the requirement numpy==2.4.1\n"
    "ERROR: No matching distribution found for numpy==2.4.1"
)
# Shortened from what the tools printed where each of these things was so.
OUTPUTS = {
    "no_download": [
        "WARNING: Retrying after connection broken by 'NewConnectionError(...)'\n" + _NOT_FOUND,
        "npm error code EAI_AGAIN\nnpm error syscall getaddrinfo",
        "npm error code ECONNREFUSED",
        "pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.",
        "ERROR: HTTP error 503 while getting somewhere",
    ],
    "no_wheel": [
        _NOT_FOUND,
        "error: command 'gcc' failed: No such file or directory\nERROR: Failed to build numpy",
    ],
    "wrong_hash": [
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
        "npm error code EINTEGRITY",
    ],
    "disk_full": ["OSError: [Errno 28] No space left on device", "npm error code ENOSPC"],
    "no_trust": ["SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]"],
    "not_writable": ["PermissionError: [Errno 13] Permission denied: '.venv/lib'"],
    "no_venv": ["The virtual environment was not created because ensurepip is not available."],
    "step_failed": ["Traceback\nValueError: something nobody foresaw\n\n"],
}
ARGUMENTS = {
    "command": "pip install",
    "free": 8502,
    "free_mb": 12,
    "last_line": "ValueError: x",
    "log": "pip.log",
    "name": "numpy",
    "needed_mb": 2500,
    "place": "here",
    "port": 8501,
    "status": 1,
    "text": "abc",
    "version": "3.15.0",
}
MAKERS = sorted(
    name
    for name, value in vars(trouble).items()
    if callable(value) and getattr(value, "__annotations__", {}).get("return") == "SetupError"
    if name != "diagnose"
)


def made(name: str) -> SetupError:
    maker = getattr(trouble, name)
    wanted = set(maker.__annotations__) - {"return"}
    error: SetupError = maker(**{key: ARGUMENTS[key] for key in wanted})
    return error


@pytest.mark.parametrize("name", MAKERS)
def test_a_sentence_in_each_language_that_says_what_to_do(name: str) -> None:
    zh, en = made(name).lines().split("\n")
    assert re.search("[\u4e00-\u9fff]", zh)
    assert not re.search("[\u4e00-\u9fff]", en)
    assert re.search("请", zh)
    assert re.search(
        r"\b(?:run|take|give|make|use|try|check|close|put|install|change)\b", en, re.IGNORECASE
    )


@pytest.mark.parametrize(
    ("expected", "output"), [(name, text) for name, texts in OUTPUTS.items() for text in texts]
)
def test_what_a_tool_printed_is_understood(expected: str, output: str) -> None:
    error = diagnose(output, command="pip install", log="pip.log", version="3.15.0")
    known = made(expected)
    # Equal but for the names filled in.
    assert error.en[:15] == known.en[:15]


def test_the_package_without_a_wheel_is_named() -> None:
    output = "ERROR: No matching distribution found for numpy==2.4.1"
    error = diagnose(output, command="pip install", log="pip.log", version="3.15.0")
    assert "numpy" in error.zh
    assert "numpy for Python 3.15.0" in error.en


def test_an_unknown_failure_shows_its_last_line() -> None:
    error = diagnose("a\nValueError: odd\n\n", command="pip install", log="x.log", version="3")
    assert "(ValueError: odd)" in error.en
    assert "x.log" in error.en

"""Units, container, proxy, guides: each names what exists, and the map works under the policy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from exhibition import read_options
from tests.app_pages import PATIENCE_MS
from tests.browsers import LAUNCH_FLAGS, chromium_path, lacking
from tests.listeners import heard_out
from tests.servers import ROOT, free_port

DEPLOY = ROOT / "deploy"
SITE = "map.example.org"
# Debian keeps servers where only root looks for programs.
_PROGRAMS = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])
GUIDES = ("HALL.zh.md", "HALL.en.md")


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def test_the_example_of_the_options_can_be_built_from() -> None:
    options = read_options(DEPLOY / "exhibition.toml")
    assert options.boundary == "tianditu"
    assert len(options.districts) == 16
    assert options.approval_shanghai is None


@pytest.mark.parametrize(
    "unit", sorted(path.name for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"})
)
def test_units_are_understood_by_systemd(unit: str) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd on this machine")
    scope = ["--user"] if unit.startswith("hall-") else []
    done = subprocess.run(
        [program, *scope, "verify", "--man=no", str(DEPLOY / unit)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    # Programs that this machine lacks are no fault of the unit.
    wrong = [
        line
        for line in done.stderr.splitlines()
        if unit in line and "is not executable" not in line and "not found" not in line
    ]
    assert wrong == []


def test_the_display_is_restarted_and_asked_for_nothing() -> None:
    unit = read("hall-display.service")
    for flag in ("--kiosk", "--disable-session-crashed-bubble", "file://${DISPLAY_FILE}"):
        assert flag in unit
    assert "exited_cleanly" in unit
    assert "Restart=always" in unit
    assert "OnCalendar" in read("hall-display-restart.timer")


def test_the_container_installs_what_is_locked_and_tells_its_health() -> None:
    text = read("Containerfile")
    assert "--require-hashes" in text
    assert "npm ci --ignore-scripts" in text
    assert "/_stcore/health" in text
    assert re.search(r"^USER quality-map$", text, re.MULTILINE)
    for module in re.findall(r"python -m ([a-z.]+)", text):
        if not module.startswith("streamlit"):
            assert (ROOT / f"{module.replace('.', '/')}.py").is_file()


def test_the_server_is_set_up_for_production() -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["server"]["fileWatcherType"] == "none"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    most_mb = int(re.findall(r"client_max_body_size (\d+)m", read("nginx.conf"))[0])
    assert config["server"]["maxUploadSize"] <= most_mb <= config["server"]["maxUploadSize"] + 1


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guides_are_one_page_and_name_what_exists(guide: str) -> None:
    text = read(guide)
    assert len(text.splitlines()) <= 45
    assert text.count("- [ ]") == 10
    files = set(re.findall(r"`(?:deploy/)?([\w.-]+\.(?:service|timer|toml))`", text))
    assert {name for name in files if not (DEPLOY / name).is_file()} == set()


@pytest.fixture
def proxy(app_server: str, tmp_path: Path) -> Iterator[int]:
    """Port of a real nginx with our configuration before the application; skips without one."""
    nginx, openssl = (shutil.which(one, path=_PROGRAMS) for one in ("nginx", "openssl"))
    if nginx is None or openssl is None:
        lacking("nginx and openssl")
    key, chain = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "2"),
            *("-subj", f"/CN={SITE}", "-keyout", str(key), "-out", str(chain)),
        ],
        check=True,
        capture_output=True,
    )
    port = free_port()
    site = read("nginx.conf").replace(f"/etc/ssl/{SITE}", str(tmp_path))
    site = re.sub(r"listen 80;", f"listen 127.0.0.1:{free_port()};", site)
    site = re.sub(r"listen 443", f"listen 127.0.0.1:{port}", site)
    site = site.replace("http://127.0.0.1:8501", app_server)
    folders = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = tmp_path / "nginx.conf"
    conf.write_text(
        "daemon off; master_process off;\n"
        f"pid {tmp_path}/pid; error_log {tmp_path}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off;\n{folders}{site}}}\n",
        encoding="utf-8",
    )
    tried = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-c", str(conf)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert tried.returncode == 0, tried.stderr
    running = subprocess.Popen([nginx, "-p", str(tmp_path), "-c", str(conf)])
    yield port
    running.terminate()
    running.wait(10)


@pytest.mark.browser
def test_the_application_works_behind_nginx(chromium_browser: Browser, proxy: int) -> None:
    browser = chromium_browser.browser_type.launch(
        executable_path=chromium_path(),
        args=[*LAUNCH_FLAGS, f"--host-resolver-rules=MAP {SITE}:443 127.0.0.1:{proxy}"],
    )
    page = browser.new_context(ignore_https_errors=True).new_page()
    page.set_default_timeout(PATIENCE_MS)
    hosts: set[str] = set()

    def complain(one: ConsoleMessage) -> None:
        for words in ("Content Security Policy", "WebSocket"):
            assert words not in one.text, one.text

    with heard_out(page) as listen:
        listen("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        listen("console", complain)
        answer = page.goto(f"https://{SITE}/?lang=en&district=310114")
        assert answer is not None
        assert {"content-security-policy", "strict-transport-security"} <= set(answer.headers)
        page.wait_for_selector('.dqm-frame[data-state="ready"]')
        page.get_by_role("radio", name="中").click()
        page.wait_for_selector("html[lang^='zh']", state="attached")
        page.goto(f"https://{SITE}/ranking")
        page.wait_for_selector(".dqm-ranking")
        page.goto(f"https://{SITE}/exhibition")
        page.frame_locator(".dqm-preview iframe").locator("h1").wait_for()
        health = "fetch('/_stcore/health').then(async (a) => [a.status, await a.text()])"
        assert page.evaluate(health) == [200, "ok"]
    assert hosts - {""} == {SITE}
    browser.close()

"""What can go wrong before the application runs, each as one sentence that says what to do.

The catalogues of translations need an installed library, so these sentences
stand here, in both languages, and `SetupError` is outside the tree of
``text.errors`` for the same reason.
"""

from __future__ import annotations

import re
from typing import Final


class SetupError(Exception):
    """Something outside the project is in the way.

    Parameters
    ----------
    zh, en : str
        What is wrong and what to do, one sentence in each language.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def lines(self) -> str:
        """Both sentences, one per line."""
        return f"{self.zh}\n{self.en}"


def no_venv(version: str) -> SetupError:
    """Debian's Python without the module that makes virtual environments."""
    return SetupError(
        f"Python {version} 不能创建虚拟环境：请运行 sudo apt install python3-venv，然后重试。",
        f"Python {version} cannot create a virtual environment here: "
        "run sudo apt install python3-venv, then try again.",
    )


def port_taken(port: int, free: int) -> SetupError:
    """Somebody else listens on the port."""
    return SetupError(
        f"端口 {port} 已被占用：请关闭占用它的程序，或换一个端口：make run PORT={free}",
        f"Port {port} is in use: close the program that uses it, "
        f"or take another port: make run PORT={free}",
    )


def port_refused(port: int) -> SetupError:
    """The system does not let us listen there."""
    return SetupError(
        f"系统不允许使用端口 {port}：请换一个 1024 以上的端口：make run PORT=8501",
        f"The system does not allow port {port}: take one above 1024: make run PORT=8501",
    )


def port_wrong(text: str) -> SetupError:
    """Not a port number at all."""
    return SetupError(
        f"“{text}”不是端口号：请用 1 到 65535 之间的整数，例如 make run PORT=8502",
        f"{text!r} is not a port: give a whole number from 1 to 65535, e.g. make run PORT=8502",
    )


def no_space(free_mb: int, needed_mb: int) -> SetupError:
    """The disk cannot hold what would be installed."""
    return SetupError(
        f"磁盘空间不足：剩余 {free_mb} MB，需要约 {needed_mb} MB；请腾出空间后重试。",
        f"Not enough disk space: {free_mb} MB are free where this folder lies, "
        f"about {needed_mb} MB are needed; make room and try again.",
    )


def disk_full() -> SetupError:
    """A tool ran out of space half-way."""
    return SetupError(
        "磁盘已满，没有完成：请腾出空间后重试。",
        "The disk is full and the step did not finish: make room and try again.",
    )


def not_writable(place: str) -> SetupError:
    """The checkout belongs to somebody else, or the disk is read-only."""
    return SetupError(
        f"无法写入 {place}：请换一个有写权限的目录，或修改其权限，然后重试。",
        f"Cannot write to {place}: use a folder you may write to, "
        "or change its permissions, then try again.",
    )


def no_download(log: str) -> SetupError:
    """The network, or whoever stands in it, did not hand over a file."""
    return SetupError(
        "下载失败：请检查网络后重试；需要代理时设置 HTTPS_PROXY，需要镜像时设置 PIP_INDEX_URL"
        f"（npm 用 npm config set registry）；详见 {log}",
        "A download failed: check the network and try again; set HTTPS_PROXY for a proxy, "
        f"PIP_INDEX_URL (for npm: npm config set registry) for a mirror; details in {log}",
    )


def no_trust(log: str) -> SetupError:
    """A certificate of the index or of a proxy is unknown here."""
    return SetupError(
        "下载被拒绝，证书无法验证：请检查系统时间和代理的根证书"
        f"（PIP_CERT、NODE_EXTRA_CA_CERTS），然后重试；详见 {log}",
        "The download was refused, a certificate cannot be verified: check the clock and the "
        f"proxy's root certificate (PIP_CERT, NODE_EXTRA_CA_CERTS), then try again; see {log}",
    )


def wrong_hash(log: str) -> SetupError:
    """A mirror served something else than what was locked."""
    return SetupError(
        "下载的文件与锁定的校验值不符，未安装：请重试，仍失败则更换镜像"
        f"（PIP_INDEX_URL 或 npm config set registry）；详见 {log}",
        "A downloaded file does not match its locked hash and was not installed: try again, then "
        f"with another mirror (PIP_INDEX_URL or npm config set registry); details in {log}",
    )


def no_wheel(name: str, version: str) -> SetupError:
    """Nothing ready-made for this interpreter or machine; nothing is ever compiled here."""
    return SetupError(
        f"{name} 没有适合本机 Python {version} 的现成安装包：请安装 Python 3.12，"
        "再运行 make run PYTHON=python3.12",
        f"There is no ready-made package of {name} for Python {version} on this machine: "
        "install Python 3.12, then make run PYTHON=python3.12",
    )


def server_ended(status: int) -> SetupError:
    """The application stopped before it answered."""
    return SetupError(
        f"应用在启动时退出（状态 {status}）：原因见上方输出；若依赖损坏，请删除 .venv 后重试。",
        f"The application ended while starting (status {status}): the reason stands above; "
        "put that right or, if a package is damaged, delete .venv, then try again.",
    )


def step_failed(command: str, last_line: str, log: str) -> SetupError:
    """A tool failed for a reason that is not one of the known ones."""
    return SetupError(
        f"命令失败：{command}（{last_line}）；完整输出见 {log}，请修正后重试。",
        f"This command failed: {command} ({last_line}); put that right and try again; "
        f"its whole output is in {log}",
    )


# The first that matches wins: a package index that cannot be reached also ends in
# "No matching distribution".
_SIGNS: Final = {
    "venv": r"ensurepip is not available|No module named '?ensurepip",
    "disk": r"No space left on device|ENOSPC|Errno 28|Disk quota exceeded|EDQUOT",
    "trust": (
        r"CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)"
        r"|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID"
    ),
    "hash": r"DO NOT MATCH THE HASHES|EINTEGRITY",
    "download": (
        r"NewConnectionError|ConnectTimeoutError|ReadTimeoutError|IncompleteRead|ProxyError"
        r"|Temporary failure in name resolution|Name or service not known|getaddrinfo failed"
        r"|nodename nor servname|Network is unreachable|Connection (?:refused|reset|aborted|broken)"
        r"|RemoteDisconnected|Read timed out|Max retries exceeded|[Ss]ocket hang up"
        r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
        r"|ERR_SOCKET_TIMEOUT|(?:HTTP error|Error:|code E) ?(?:40[1347]|429|5\d\d)"
    ),
    "wheel": (
        r"No matching distribution found for ([\w.-]+)"
        r"|[Ff]ailed to build (?:installable wheels for )?([\w.-]+)"
    ),
    "rights": r"Permission denied|EACCES|EPERM|Read-only file system|EROFS|Errno 13\b",
}


def diagnose(output: str, *, command: str, log: str, version: str) -> SetupError:
    """Say in one sentence why ``venv``, ``pip`` or ``npm`` failed.

    Parameters
    ----------
    output : str
        Everything the tool printed.
    command : str
        What was run, for the sentence where nothing else is known.
    log : str
        Where the whole output lies.
    version : str
        Version of the Python in use.
    """
    matches = ((kind, re.search(sign, output)) for kind, sign in _SIGNS.items())
    kind, found = next(((kind, match) for kind, match in matches if match), ("", None))
    name = next(filter(None, found.groups()), "?") if found else "?"
    sentences = {
        "venv": no_venv(version),
        "disk": disk_full(),
        "trust": no_trust(log),
        "hash": wrong_hash(log),
        "download": no_download(log),
        "wheel": no_wheel(name, version),
        "rights": not_writable(".venv, node_modules"),
    }
    last_line = next((line for line in reversed(output.splitlines()) if line.strip()), "–")
    return sentences.get(kind) or step_failed(command, last_line.strip(), log)

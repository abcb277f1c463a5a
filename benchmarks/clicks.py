"""Stopwatches inside the browser: from the event of a click to the frame that shows its effect."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from playwright.sync_api import Frame, Page, ViewportSize

SIZE: Final[ViewportSize] = {"width": 1366, "height": 768}
_PATIENCE_MS: Final = 30_000

# The map's own policy forbids text as script, hence the expression as a part of the function.
_WATCH: Final = """() => {
  const shown = () => (SEEN);
  window.__took = null;
  const begin = (event) => {
    const start = performance.timeOrigin + event.timeStamp;
    const look = () => {
      if (!shown()) { requestAnimationFrame(look); return; }
      // A task posted from an animation frame runs after that frame was painted.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        window.__took = performance.timeOrigin + performance.now() - start;
      };
      channel.port2.postMessage(0);
    };
    requestAnimationFrame(look);
  };
  const inner = [...document.querySelectorAll('iframe')].map((frame) => {
    try { return frame.contentDocument; } catch { return null; }
  });
  for (const each of [document, ...inner]) {
    each?.addEventListener('KIND', begin, { capture: true, once: true });
  }
}"""

_INSIDE: Final = """(path) => {
  const box = path.getBoundingClientRect();
  for (let i = 1; i < 40; i += 1) {
    for (let j = 1; j < 40; j += 1) {
      const x = box.left + (box.width * i) / 40;
      const y = box.top + (box.height * j) / 40;
      if (document.elementFromPoint(x, y) === path) return [x, y];
    }
  }
  return null;
}"""


def watch(frame: Frame, seen: str, kind: str = "click") -> None:
    """Start the stopwatch at the next event; stop it when the expression ``seen`` holds."""
    frame.evaluate(_WATCH.replace("SEEN", seen).replace("KIND", kind))


def took_ms(page: Page, frame: Frame) -> float:
    """Milliseconds that the watched click took, in the clock of the browser."""
    frame.wait_for_function("() => window.__took !== null", timeout=_PATIENCE_MS)
    page.wait_for_timeout(50)
    return float(frame.evaluate("window.__took"))


def click_inside(page: Page, frame: Frame, selector: str) -> None:
    """Click a point of the page that really belongs to a shape: its middle may not."""
    shape = frame.locator(selector).first
    point = shape.evaluate(_INSIDE)
    if point is None:
        raise RuntimeError(f"no visible point of {selector}")
    offset = frame.frame_element().bounding_box() or {"x": 0, "y": 0}
    page.mouse.click(offset["x"] + point[0], offset["y"] + point[1])


def middle(values: list[float]) -> float:
    """The median, rounded to a tenth."""
    return round(median(values), 1)


@dataclass
class Times:
    """Medians of one page, in milliseconds."""

    toggle_ms: float
    select_ms: float
    recolour_ms: float
    recolour_kb: float
    warm_ms: float


class Received:
    """Counts what a page's websockets receive from now on."""

    def __init__(self, page: Page) -> None:
        self._client = page.context.new_cdp_session(page)
        self._bytes = 0
        self._client.send("Network.enable")
        self._client.on("Network.webSocketFrameReceived", self._count)

    def _count(self, event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        # Binary frames come in base64.
        self._bytes += len(payload) * (3 if event["response"]["opcode"] == 2 else 4) // 4

    def kilobytes(self) -> float:
        """What has come up to now; ends the counting."""
        self._client.detach()
        return self._bytes / 1000

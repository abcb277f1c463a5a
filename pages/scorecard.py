from __future__ import annotations

from ui.page import page
from ui.scorecard import show_scorecard
from ui.settings import settings

with page("scorecard") as opened:
    show_scorecard(opened.lang, opened.district, settings().options(opened.parsed.boundary))

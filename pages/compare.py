from __future__ import annotations

from ui.compare import show_compare
from ui.compare_choice import PARAMETER
from ui.page import page
from ui.settings import settings

with page("compare", own=(PARAMETER,)) as opened:
    show_compare(opened, settings().options(opened.parsed.boundary))

"""The hall display: one HTML file that tours the districts, answers touches and resets itself."""

from exhibition.document import build_exhibition, render_exhibition
from exhibition.options import ExhibitionOptions, check_options, read_options
from exhibition.themes import THEMES

__all__ = [
    "THEMES",
    "ExhibitionOptions",
    "build_exhibition",
    "check_options",
    "read_options",
    "render_exhibition",
]

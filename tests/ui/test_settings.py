from __future__ import annotations

import pytest

from text import LANGUAGES
from ui import settings as module
from ui.settings import SettingsError, read_settings

MISSPELT = "DQM_" + "BONDARY"


def test_nothing_set_is_the_offline_map() -> None:
    found = read_settings({"PATH": "/bin"})
    assert found.boundary == "amap"
    assert found.basemap is None
    assert found.options().boundary == "amap"


def test_everything_set_reaches_the_document() -> None:
    found = read_settings(
        {
            "DQM_BOUNDARY": "tianditu",
            "DQM_BASEMAP_URL": "https://{s}.tile.example.org/{z}/{x}/{y}.png",
            "DQM_BASEMAP_ATTRIBUTION": "Example",
            "DQM_BASEMAP_MAX_ZOOM": "12",
            "DQM_APPROVAL_SHANGHAI": "沪S(2025)001号",
        }
    )
    options = found.options()
    assert options.boundary == "tianditu"
    assert options.approval() == {"shanghai": "沪S(2025)001号", "delta": None}
    assert options.basemap is not None
    assert options.basemap.max_zoom == 12
    assert found.options("amap").boundary == "amap"


def test_a_key_chooses_tianditu() -> None:
    basemap = read_settings({"DQM_TIANDITU_KEY": "0123456789abcdef"}).basemap
    assert basemap is not None
    assert "tianditu.gov.cn" in basemap.url
    assert basemap.url.endswith("tk=0123456789abcdef")


def test_every_wrong_setting_is_named_at_once_and_a_key_is_not_told() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(
            {
                "DQM_BOUNDARY": "google",
                "DQM_BASEMAP_MAX_ZOOM": "many",
                "DQM_TIANDITU_KEY": "secret!",
                MISSPELT: "amap",
            }
        )
    for lang in LANGUAGES:
        sentences = " ".join(one.in_language(lang) for one in caught.value.defects)
        for name in ("DQM_BOUNDARY", "DQM_BASEMAP_MAX_ZOOM", "DQM_TIANDITU_KEY", MISSPELT):
            assert name in sentences
        assert "secret" not in sentences


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://tile.example/{z}/{x}"])
def test_a_template_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsError):
        read_settings({"DQM_BASEMAP_URL": url})


def test_every_setting_is_documented() -> None:
    assert module.__doc__ is not None
    for name in module._NAMES:
        assert f"\n{name} " in module.__doc__

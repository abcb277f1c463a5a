"""Options of the hall display: everything wrong is told at once, nothing wrong gets through."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.uploads_made import png
from commands import exhibit
from exhibition import ExhibitionOptions, check_options, read_options
from exhibition.errors import ExhibitionDefectsError
from exhibition.logo import LOGO_BYTES
from exhibition.options import Screen, options_toml
from exhibition.themes import THEMES

PNG = png(40, 20)


def test_the_defaults_are_the_sixteen_districts_and_every_theme() -> None:
    options = check_options({})
    assert len(options.districts) == 16
    assert options.themes == tuple(THEMES)
    assert options.languages == ("zh", "en")
    assert (options.scene_s, options.idle_s, options.countdown_s) == (10, 60, 20)
    assert options.document().approval() == {"shanghai": None, "delta": None}


@given(
    title=st.text(max_size=24).filter(str.isprintable),
    approval=st.text(max_size=60).filter(str.isprintable),
    distance_m=st.floats(0.5, 1.5),
    districts=st.lists(st.sampled_from(["310115", "310101", "310112"]), min_size=1, unique=True),
)
def test_options_that_are_written_are_read_as_they_were(
    title: str, approval: str, distance_m: float, districts: list[str]
) -> None:
    written = {
        "theme": "light",
        "districts": districts,
        "screen": {"distance_m": distance_m},
        "approval": {"delta": approval},
        "title": {"zh": title},
    }
    text = options_toml(written, 'a remark = "x"')
    assert check_options(tomllib.loads(text)) == check_options(written)


def test_everything_that_can_be_chosen_is_read(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    path = tmp_path / "hall.toml"
    path.write_text(
        """
        districts = ["310115", "310101"]
        themes = []
        languages = ["en"]
        theme = "light"
        boundary = "tianditu"
        logo = "logo.png"
        [title]
        zh = "质量展厅"
        [screen]
        diagonal_in = 32
        width_px = 1920
        height_px = 1080
        distance_m = 2
        [idle]
        scene_s = 8
        idle_s = 30
        countdown_s = 10
        [approval]
        shanghai = " 沪S(2026)001号 "
        """,
        encoding="utf-8",
    )
    found = read_options(path)
    assert found == ExhibitionOptions(
        districts=("310115", "310101"),
        themes=(),
        languages=("en",),
        look="light",
        boundary="tianditu",
        screen=Screen(32, 1920, 1080, 2),
        scene_s=8,
        idle_s=30,
        countdown_s=10,
        approval_shanghai="沪S(2026)001号",
        title={"zh": "质量展厅", "en": "District Quality Map"},
        logo=found.logo,
    )
    assert str(found.logo).startswith("data:image/png;base64,")


def test_every_defect_is_told_at_once() -> None:
    wrong: dict[str, object] = {
        "districts": ["999999"],
        "themes": ["materials", "materials"],
        "languages": [],
        "theme": "<script>",
        "boundary": 3,
        "colour": "red",
        "screen": {"diagonal_in": float("nan"), "width_px": 1e9, "height_px": True},
        "idle": "soon",
        "approval": {"shanghai": "a\nb"},
        "title": {"fr": "Carte"},
        "logo": "/nowhere/logo.png",
    }
    with pytest.raises(ExhibitionDefectsError) as caught:
        check_options(wrong)
    named = {str(one.params.get("name", one.key)) for one in caught.value.defects}
    assert named == {
        *("districts", "themes", "languages", "theme", "boundary", "colour"),
        *("screen.diagonal_in", "screen.width_px", "screen.height_px"),
        *("idle", "approval.shanghai", "title.fr", "errors.exhibition.logo_file"),
    }
    for lang in ("zh", "en"):
        lines = caught.value.in_language(lang).splitlines()
        assert len(lines) == len(named) + 1


@pytest.mark.parametrize("content", [b"<svg xmlns=''/>", b"", PNG + b"0" * LOGO_BYTES])
def test_a_logo_is_a_small_picture_without_scripts(content: bytes) -> None:
    with pytest.raises(ExhibitionDefectsError, match="PNG or JPEG"):
        check_options({}, logo=content)


@pytest.mark.parametrize(
    "content",
    [b"title = ", b"\xff\xfe\x00", b"[screen\n", b"a" * 50],
    ids=["broken", "binary", "bracket", "word"],
)
def test_a_corrupted_file_gives_a_sentence_and_writes_nothing(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "hall.toml"
    path.write_bytes(content)
    target = tmp_path / "exhibition.html"
    target.write_text("the display of yesterday", encoding="utf-8")
    assert exhibit.main(["--options", str(path), "--output", str(target)]) == 1
    said = capsys.readouterr().err
    assert "hall.toml" in said
    assert "选项文件" in said
    assert "Traceback" not in said
    assert target.read_text(encoding="utf-8") == "the display of yesterday"


@pytest.mark.parametrize(
    ("screen", "target_px", "text_px"),
    [
        # 20 mm and 5 mm per metre of distance on the three screens of the specification.
        (Screen(32, 1920, 1080, 1.5), 55, 21),
        (Screen(55, 1920, 1080, 1.5), 32, 12),
        (Screen(55, 3840, 2160, 1.5), 64, 24),
    ],
)
def test_millimetres_become_pixels(screen: Screen, target_px: int, text_px: int) -> None:
    assert screen.target_px == target_px
    assert screen.target_px * screen.pitch_mm >= 20
    assert screen.text_px == text_px
    assert screen.text_px * screen.pitch_mm >= 7.5


def test_viewers_too_far_away_for_the_screen_are_told_how_near_they_must_come() -> None:
    screen = {"diagonal_in": 32, "width_px": 1920, "height_px": 1080, "distance_m": 5}
    with pytest.raises(ExhibitionDefectsError, match=r"at most 2\.7 m"):
        check_options({"screen": screen})
    assert check_options({"screen": {**screen, "distance_m": 2.6}}).screen.text_px == 36

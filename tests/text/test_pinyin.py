"""A place is found by its sound, also where the dictionary reads it otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import pinyin


@pytest.mark.parametrize(
    ("name", "spoken", "first_letters"),
    [
        ("重固镇", "chongguzhen", "cgz"),
        ("泖港镇", "maogangzhen", "mgz"),
        ("堡镇", "buzhen", "bz"),
        ("虹桥街道", "hongqiaojiedao", "hqjd"),
        ("合庆镇", "heqingzhen", "hqz"),
        ("莘庄镇", "xinzhuangzhen", "xzz"),
        ("长宁区", "changningqu", "cnq"),
        ("闵行区", "minhangqu", "mhq"),
        ("杨行镇", "yanghangzhen", "yhz"),
        ("长桥街道", "changqiaojiedao", "cqjd"),
        ("长三角示范区", "changsanjiaoshifanqu", "csjsfq"),
    ],
)
def test_likeliest_reading(name: str, spoken: str, first_letters: str) -> None:
    assert pinyin.full(name) == spoken
    assert pinyin.initials(name) == first_letters


def test_a_mistaken_reading_finds_the_place_too() -> None:
    assert "zhong gu zhen" in pinyin.search_strings("重固镇")


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("重固镇", "town", ("Chonggu", "Town")),
        ("静安寺街道", "subdistrict", ("Jing'ansi", "Subdistrict")),
        ("绿华镇", "town", ("Lühua", "Town")),
        ("堡镇", "town", ("Buzhen", "Town")),
        ("新村乡", "township", ("Xincun", "Township")),
        ("上海市农场", "statistical_unit", ("Shanghaishinongchang", "")),
    ],
)
def test_english_name(name: str, kind: str, expected: tuple[str, str]) -> None:
    assert pinyin.romanise_town(name, kind) == expected


@given(st.text(max_size=12))
def test_any_text_has_at_most_eight_readings_and_none_fails(name: str) -> None:
    assert len(pinyin.readings(name)) <= 8
    assert pinyin.readings(name)[0] == tuple(pinyin._syllables(name))

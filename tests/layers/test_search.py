"""What a visitor may type."""

from __future__ import annotations

from layers.search import place_strings, record_strings


def test_the_local_reading_of_a_place_is_there() -> None:
    assert "chong gu zhen" in place_strings("重固镇")


def test_an_alias_is_found_too_and_no_reading_stands_twice() -> None:
    found = place_strings("菊园新区", "菊园街道", None, "菊园新区")
    assert "ju yuan xin qu" in found
    assert "ju yuan jie dao" in found
    assert len(found) == len(set(found))


def test_records_keep_few_readings() -> None:
    found = record_strings("上海市重大装备行业检测中心")
    assert found[0].startswith("shang hai shi")
    assert len(found) == 1


def test_punctuation_is_not_typed() -> None:
    (found,) = record_strings('松江区 创建"示范"(首批)')
    assert found == "song jiang qu chuang jian shi fan shou pi"

"""Uploaded tables: every usual encoding read alike, everything hostile refused with a sentence."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from data.errors import DataDefectsError
from data.spreadsheets import MOST_BYTES, UNSEEN, Rows, read_rows
from data.workbooks import MOST_COLUMNS, MOST_ROWS
from text import LANGUAGES

HEADER = ("code", "名称", "score")
BODY = (("310101", "黄浦区", "1.5"), ("310104", "徐汇, “区”", "-2"), ("310105", "长宁区", "未公布"))


def as_csv(rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def as_xlsx(
    rows: Iterable[Sequence[object]], change: Callable[[Workbook], None] | None = None
) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            new.writestr(one, part(old.read(one)) if one == name else old.read(one))
    return out.getvalue()


def complaints(content: bytes) -> list[str]:
    """Every sentence about a file, in both languages."""
    with pytest.raises(DataDefectsError) as caught:
        read_rows(content, "t<b>.csv")
    found = [one.in_language(lang) for one in caught.value.defects for lang in LANGUAGES]
    assert all(found)
    assert not [one for one in found if "{" in one]
    return found


def plain(rows: Rows) -> list[tuple[str, ...]]:
    return [tuple(map(str, cells)) for _, cells in rows.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_encoding_and_delimiter_reads_alike(encoding: str, delimiter: str) -> None:
    rows = read_rows(as_csv([HEADER, *BODY], delimiter).encode(encoding), "t.csv")
    assert rows.header == HEADER
    assert plain(rows) == list(BODY)
    assert [line for line, _ in rows.rows] == [2, 3, 4]
    assert rows.encoding == {"utf-8-sig": "UTF-8"}.get(encoding, encoding.upper())


def test_a_workbook_reads_like_the_csv_and_codes_stay_codes() -> None:
    content = as_xlsx([HEADER, *((int(a), b, c) for a, b, c in BODY)])
    assert plain(read_rows(content, "t.xlsx")) == list(BODY)
    floats = as_xlsx([HEADER, (310101.0, "黄浦区", 1.5)])
    assert plain(read_rows(floats, "t.xlsx")) == [BODY[0]]


def test_empty_lines_and_the_empty_cells_at_the_end_do_not_count_but_lines_do() -> None:
    text = "\r\ncode,score,,\r\n\r\na,1,,\r\n,,,\r\nb,,,\r\n"
    rows = read_rows(text.encode(), "t.csv")
    assert rows.header == ("code", "score")
    assert rows.rows == ((4, ("a", "1")), (6, ("b", None)))


def test_the_first_visible_sheet_is_read_and_named() -> None:
    def change(book: Workbook) -> None:
        book.active.sheet_state = "hidden"
        second = book.create_sheet("数据")
        second.append(["code", "x"])
        second.append(["a", 7])

    rows = read_rows(as_xlsx([("secret",)], change), "t.xlsx")
    assert rows.sheet == "数据"
    assert rows.rows == ((2, ("a", 7)),)


def test_a_formula_counts_with_its_saved_value_and_without_one_is_named() -> None:
    bare = as_xlsx([("code", "x"), ("a", "=1+1"), ("b", 3)])
    found = complaints(bare)
    assert len(found) == len(LANGUAGES)
    assert any("line 2, column 2" in one for one in found)
    saved = with_part(
        bare,
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
        ),
    )
    assert load_workbook(io.BytesIO(saved), data_only=True).active["B2"].value == 2
    assert read_rows(saved, "t.xlsx").rows[0] == (2, ("a", 2))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n\r\n ", "empty"),
        (b"a" * (MOST_BYTES + 1), "5 MB"),
        (bytes(range(256)) * 8, "neither text"),
        (b"\x00" * 400, "neither text"),
        (b"code,x\na,\xff\xff\xff\n", "neither text"),
        (b"code,x\na,1\x002\n", "invisible"),
        ("code,x\na\u202eb,1\n".encode(), "invisible"),
        (b'code,x\n"a,1\n', "quote"),
        (b"code,,x\na,1,2\n", "no heading"),
        (b"code\n" + b"a\n" * (MOST_ROWS + 1), "1000 rows"),
        (b",".join(b"c%d" % n for n in range(MOST_COLUMNS + 1)) + b"\n1", "200 columns"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old (.xls)"),
        (b"PK\x03\x04 no archive", "not a usable"),
        (b"<html><table><tr><td>code</td></tr></table></html>", "holds HTML"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE html>\n<table>", "holds HTML"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "holds HTML"),
        (b"<?xml version='1.0'?><Workbook/>", "holds XML"),
        (b'[{"code": 1}]', "holds JSON"),
        (b"{\\rtf1 code}", "holds RTF"),
        (b"code,x\n" + b"\n" * 100_001, "empty lines"),
        (b"code,x\n" + b",\n" * 100_001, "empty lines"),
        (b"," * 2_000_000 + b"x", "200 columns"),
        (b"x" * 2_000_000, "cannot be read as CSV"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(content: bytes, word: str) -> None:
    assert any(word in one for one in complaints(content))


def test_an_archive_that_lies_about_its_size_is_damaged() -> None:
    content = bytearray(
        with_part(as_xlsx([HEADER]), "xl/styles.xml", lambda text: text + b" " * 9_000_000)
    )
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        true = archive.getinfo("xl/styles.xml").file_size
    lie = (1000).to_bytes(4, "little")
    content = bytearray(bytes(content).replace(true.to_bytes(4, "little"), lie))
    assert any("not a usable" in one for one in complaints(bytes(content)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_with_its_entities_is_refused(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    content = with_part(as_xlsx([HEADER, *BODY]), "xl/styles.xml", lambda _: bomb.encode(encoding))
    assert any("not a usable" in one for one in complaints(content))


def test_cells_far_away_take_no_memory() -> None:
    def change(book: Workbook) -> None:
        book.active["B1048576"] = "far"

    rows = read_rows(as_xlsx([("code", "x"), ("a", 1)], change), "t.xlsx")
    assert rows.rows == ((2, ("a", 1)), (1_048_576, (None, "far")))


def test_dates_and_errors_become_texts_that_can_be_named() -> None:
    from datetime import date

    rows = read_rows(as_xlsx([("code", "x", "y"), ("a", date(2024, 5, 1), "#DIV/0!")]), "t.xlsx")
    assert rows.rows[0][1] == ("a", "2024-05-01T00:00:00", "#DIV/0!")


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"):
        try:
            rows = read_rows(start + content, "t")
        except DataDefectsError as error:
            said = [one.in_language("zh") for one in error.defects]
        else:
            said = list(rows.header)
        assert said
        assert all(said)


printable = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cf"]), min_size=1, max_size=12
).filter(lambda text: not UNSEEN.search(text))


@settings(max_examples=80)
@given(
    st.lists(st.tuples(printable, printable), min_size=1, max_size=6),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_comes_back(rows: list[tuple[str, str]], encoding: str) -> None:
    found = read_rows(as_csv([("code", "name"), *rows]).encode(encoding), "t.csv")
    assert plain(found) == rows


def test_headings_that_only_look_like_another_format_are_headings() -> None:
    for head in ("[km]", "<5%", "{a}", "body"):
        assert read_rows(f"{head},x\na,1\n".encode(), "t.csv").header == (head, "x")


def test_what_is_wrong_throughout_is_not_listed_to_its_end() -> None:
    wrong = as_xlsx([("code", "x"), *[("a\u202eb", "c\u202ed")] * 400])
    with pytest.raises(DataDefectsError) as caught:
        read_rows(wrong, "t.xlsx")
    assert len(caught.value.defects) == 51
    assert "750 more" in caught.value.defects[-1].in_language("en")


def test_a_row_that_is_far_too_wide_keeps_one_cell_more_than_allowed() -> None:
    rows = read_rows(b"code,x\na," + b"1," * 5_000 + b"1\n", "t.csv")
    assert len(rows.rows[0][1]) == MOST_COLUMNS + 1


def test_a_corner_may_be_empty_and_a_table_wide_where_that_is_asked_for() -> None:
    wide = as_csv([("", *(f"c{n}" for n in range(240))), ("a", *range(240))]).encode()
    rows = read_rows(wide, "t.csv", columns=300, corner=True)
    assert len(rows.header) == 241
    assert rows.header[0] == ""
    with pytest.raises(DataDefectsError):
        read_rows(wide, "t.csv", columns=300)
    with pytest.raises(DataDefectsError):
        read_rows(wide, "t.csv", corner=True)
    book = as_xlsx([("", *(f"c{n}" for n in range(240))), ("a", *range(240))])
    assert len(read_rows(book, "t.xlsx", columns=300, corner=True).rows[0][1]) == 241

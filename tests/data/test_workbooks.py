"""Uploaded workbooks: read as their programs mean them, and never beyond the bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from benchmarks.uploads_made import book
from data import parts, shared_parts, worksheets
from data.errors import DataDefectsError
from data.parts import PartError
from data.workbooks import workbook_lines

HEAD = "<row><c t='str'><v>code</v></c><c t='str'><v>x</v></c></row>"
ROW = "<row><c t='str'><v>a</v></c><c><v>1</v></c></row>"
LINES = [(1, ["code", "x"]), (2, ["a", 1])]


def lines_of(content: bytes) -> list[tuple[int, list[object]]]:
    lines, _ = workbook_lines(content, "t.xlsx")
    return [(line, list(cells)) for line, cells in lines]


def refusal(content: bytes) -> str:
    with pytest.raises(DataDefectsError) as caught:
        workbook_lines(content, "t.xlsx")
    return caught.value.in_language("en")


def cells(xml: str) -> list[object]:
    """The cells of the third line of a sheet."""
    return lines_of(book(f"{HEAD}{ROW}<row>{xml}</row>"))[2][1]


TOO_LARGE = "too large when unpacked"


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.dat", "docProps/a.png", "x"]
)
def test_a_sheet_is_bounded_whatever_its_part_is_called(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lines_of(book(HEAD + ROW, part=part)) == LINES
    monkeypatch.setattr(parts, "MOST_UNPACKED", 100_000)
    assert TOO_LARGE in refusal(book(HEAD + " " * 200_000, part=part))


@pytest.mark.parametrize(
    ("bound", "content"),
    [
        ("MOST_ELEMENTS", lambda: book(HEAD + "<row/>" * 3_000)),
        ("MOST_ELEMENTS", lambda: book(texts="<si><t>a</t></si>" * 1_500)),
        ("MOST_ELEMENTS", lambda: book(texts=f"<si>{'<r><t>a</t></r>' * 1_500}</si>")),
        ("MOST_ELEMENTS", lambda: book(styles=f"<cellXfs>{'<xf/>' * 3_000}</cellXfs>")),
        ("MOST_ELEMENTS", lambda: book(before="<definedName/>" * 3_000)),
        ("MOST_ATTRIBUTES", lambda: book("<row a='' b='' c='' d=''/>" * 700)),
    ],
)
def test_what_is_parsed_is_bounded_over_all_parts(
    bound: str, content: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, bound, 2_500)
    assert callable(content)
    assert TOO_LARGE in refusal(content())


@pytest.mark.parametrize(
    "content",
    [
        lambda: book("<a>" * 40_000),
        lambda: book("".join(f"<a{n}/>" for n in range(40_000))),
        lambda: book(f"<!--{'<a> ' * 400_000}-->"),
        lambda: book(f"<row a='{'x' * 1_500_000}'/>"),
        lambda: book(more={f"{n}": b"" for n in range(600)}),
        lambda: book(HEAD + "<row r='1048577'/>"),
    ],
    ids=["deep", "names", "comment", "attribute", "parts", "far"],
)
def test_depth_names_and_tags_are_bounded(content: object) -> None:
    assert callable(content)
    assert TOO_LARGE in refusal(content())


def test_a_text_counts_as_often_as_it_is_pointed_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_parts, "MOST_TEXT", 1_000)
    pointed = "<c t='s'><v>0</v></c>"
    assert lines_of(book(f"<row>{pointed * 9}</row>", texts=f"<si><t>{'a' * 100}</t></si>"))
    assert TOO_LARGE in refusal(
        book(f"<row>{pointed * 11}</row>", texts=f"<si><t>{'a' * 100}</t></si>")
    )
    assert TOO_LARGE in refusal(book(HEAD, texts=f"<si><t>{'a' * 1_001}</t></si>"))


def test_empty_cells_dates_and_formats_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worksheets, "MOST_CELLS", 50)
    assert TOO_LARGE in refusal(book(f"{HEAD}<row>{'<c/>' * 60}</row>"))
    monkeypatch.setattr(worksheets, "_MOST_DATES", 5)
    dates = '<c t="d"><v>2024-01-01</v></c>' * 6
    assert TOO_LARGE in refusal(book(f"<row>{dates}</row>"))
    formats = "".join(f"<numFmt numFmtId='{n}' formatCode='y'/>" for n in range(1_001))
    assert TOO_LARGE in refusal(book(styles=f"<numFmts>{formats}</numFmts>"))


def test_what_nobody_reads_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_ELEMENTS", 4_000)
    after = "<mergeCells>" + "<mergeCell ref='A1:B2'/>" * 20_000
    more: dict[str, bytes | str] = {
        "xl/comments1.xml": "<a>" * 5_000,
        "xl/worksheets/_rels/sheet1.xml.rels": "<a>" * 5_000,
        "xl/media/a.zip": bytes(2_000_000),
    }
    assert lines_of(book(HEAD + ROW, after=after, more=more)) == LINES


def test_reading_stops_one_line_after_the_last_that_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parts, "MOST_ELEMENTS", 100_000)
    assert len(lines_of(book(HEAD + ROW * 40_000))) == 1_002


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
        '<?xml version="1.0" encoding="gb18030"?><!DOCTYPE x><worksheet/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_document_type_is_refused_in_any_encoding(text: str, encoding: str) -> None:
    out = io.BytesIO(book(HEAD, part="xl/worksheets/unused.xml"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml.tmp", "")
    content = out.getvalue()
    doctype = text.encode(encoding)
    part = "xl/styles.xml"
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, doctype if name == part else old.read(name))
    assert "not a usable" in refusal(changed.getvalue())


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_parts_that_are_packed_in_no_usual_way_are_refused(method: int) -> None:
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book())) as old,
        zipfile.ZipFile(changed, "w", method) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert "not a usable" in refusal(changed.getvalue())


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='2'/><row r='2'/>",
        "<row><c r='B1'/><c r='A1'/></row>",
        "<row><c r='11'/></row>",
        "<row r='x'/>",
        "<row><c t='s'><v>-1</v></c></row>",
        "<row><c t='s'><v>7</v></c></row>",
        "<row>",
    ],
)
def test_sheets_that_contradict_themselves_are_damaged(rows: str) -> None:
    assert "not a usable" in refusal(book(rows))


def test_texts_are_read_with_their_runs_and_without_their_readings() -> None:
    texts = (
        "<si><t>质量</t><rPh sb='0' eb='2'><t>zhiliang</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><r><rPr><b/></rPr><t>a</t></r><r><t xml:space='preserve'> b</t></r></si>"
        "<si/><si><t>_x005F_x0041_ _x0041_</t></si>"
    )
    row = "".join(f"<c t='s'><v>{n}</v></c>" for n in range(4))
    assert lines_of(book(f"<row>{row}</row>", texts=texts)) == [
        (1, ["质量", "a b", "", "_x0041_ A"])
    ]
    assert cells("<c t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c>") == ["ab"]


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ("<c><v>310101</v></c>", 310101),
        ("<c><v>1.5</v></c>", 1.5),
        ("<c><v>3.10101E5</v></c>", 310101),
        ("<c><v>-2</v></c>", -2),
        ("<c t='b'><v>1</v></c>", True),
        ("<c t='e'><v>#DIV/0!</v></c>", "#DIV/0!"),
        ("<c t='str'><f>A1</f><v>b</v></c>", "b"),
        ("<c><f>1+1</f><v>2</v></c>", 2),
        ("<c t='d'><v>2024-05-01T00:00:00</v></c>", "2024-05-01T00:00:00"),
        ("<c><v>1e999</v></c>", "1e999"),
        ("<c><v>nan</v></c>", "nan"),
        (f"<c><v>{'9' * 40}</v></c>", 1e40),
    ],
)
def test_a_cell_is_what_its_kind_says(xml: str, value: object) -> None:
    (found,) = cells(xml)
    assert found == value
    assert type(found) is type(value)


def test_a_prefix_and_other_cases_and_paths_are_the_programs_own_choice() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "xl/Workbook.xml",
            f"<x:workbook xmlns:x='{main}' xmlns:q='{office}'><x:sheets>"
            "<x:sheet name='a' sheetId='1' q:id='R7'/></x:sheets></x:workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f"<Relationships><Relationship Id='R7' Type='{office}/worksheet' "
            "Target='../XL/worksheets/Sheet.xml'/></Relationships>",
        )
        archive.writestr(
            "xl/worksheets/sheet.xml",
            f"<x:worksheet xmlns:x='{main}'><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row>"
            "</x:sheetData></x:worksheet>",
        )
    assert lines_of(out.getvalue()) == [(1, [7])]


def test_dates_count_from_the_day_that_the_workbook_says() -> None:
    styles = "<cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='46'/></cellXfs>"
    row = "<row><c s='1'><v>366</v></c><c s='2'><v>1.5</v></c><c s='9'><v>3</v></c></row>"
    assert lines_of(book(row, styles=styles)) == [
        (1, ["1900-12-31T00:00:00", "1 day, 12:00:00", 3])
    ]
    early = "<workbookPr date1904='1'/>"
    assert lines_of(book(row, styles=styles, before=early))[0][1][0] == "1905-01-01T00:00:00"


def test_others_have_a_turn_after_every_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(parts, "sleep", pauses.append)
    assert lines_of(book(HEAD + " " * 400_000 + ROW)) == LINES
    assert len(pauses) > 20
    assert all(0 <= one <= 0.02 for one in pauses)


def test_a_part_that_is_not_there_is_damage() -> None:
    archive = parts.Parts(book())
    with pytest.raises(PartError):
        archive.visit("xl/nowhere.xml", parts.Visitor())


value = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).filter(
        lambda text: not text.startswith("=") and "_x" not in text and "\ufffe" not in text
    ),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001  # workbooks know no zones
        lambda one: one.replace(microsecond=0)
    ),
)


@settings(max_examples=60)
@given(st.lists(st.lists(value, min_size=1, max_size=6), min_size=1, max_size=8))
def test_what_openpyxl_reads_is_read(rows: Sequence[Sequence[object]]) -> None:
    made = Workbook()
    for row in rows:
        made.active.append(list(row))
    out = io.BytesIO()
    made.save(out)
    expected = []
    for number, row in enumerate(load_workbook(out).active.iter_rows(values_only=True), 1):
        whole = [_plain(one) for one in row]
        while whole and whole[-1] is None:
            whole.pop()
        if any(one not in {None, ""} for one in whole):
            expected.append((number, whole))
    assert lines_of(out.getvalue()) == expected


def _plain(one: object) -> object:
    if isinstance(one, datetime):
        return one.isoformat()
    if isinstance(one, timedelta):
        return str(one)
    return int(one) if isinstance(one, float) and one.is_integer() else one


def test_the_largest_table_that_is_allowed_is_read() -> None:
    made = Workbook(write_only=True)
    sheet = made.create_sheet()
    for line in range(1_001):
        sheet.append([f"{line} / {at} 指标" if at < 9 else line / 7 + at for at in range(200)])
    out = io.BytesIO()
    made.save(out)
    found = lines_of(out.getvalue())
    assert len(found) == 1_001
    assert found[-1][1][199] == 1_000 / 7 + 199

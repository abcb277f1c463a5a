"""Files that are made to take long or much: small to send, large to read."""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

Make: TypeAlias = Callable[[], bytes]
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEADER: Final = "<row><c t='str'><v>code</v></c><c t='str'><v>x</v></c></row>"
_ROW: Final = "<row><c t='str'><v>a</v></c><c><v>1</v></c></row>"
_SMALL: Final = _HEADER + _ROW
_TYPES: Final = (
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
    "<Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-"
    "officedocument.spreadsheetml.sheet.main+xml'/>"
    "<Override PartName='/xl/strings.bin' ContentType='application/vnd.openxmlformats-"
    "officedocument.spreadsheetml.sharedStrings+xml'/></Types>"
)


def book(
    rows: str = _SMALL,
    *,
    texts: str = "",
    styles: str = "",
    before: str = "",
    after: str = "",
    part: str = "xl/worksheets/sheet1.xml",
    more: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A workbook whose parts are as given, whatever they come to."""
    kinds = {"rId1": ("worksheet", f"/{part}"), "rId2": ("sharedStrings", "strings.bin")}
    kinds["rId3"] = ("styles", "/xl/styles.xml")
    lines = [
        f"<Relationship Id='{id}' Type='{_OFFICE}/{kind}' Target='{target}'/>"
        for id, (kind, target) in kinds.items()
    ]
    root = f"<Relationship Id='r' Type='{_OFFICE}/officeDocument' Target='xl/workbook.xml'/>"
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", f"<Relationships xmlns='{_PACKAGE}'>{root}</Relationships>")
        archive.writestr(
            "xl/workbook.xml",
            f"<workbook xmlns='{_MAIN}' xmlns:r='{_OFFICE}'>{before}<sheets>"
            f"<sheet name='a' sheetId='1' r:id='rId1'/></sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f"<Relationships xmlns='{_PACKAGE}'>{''.join(lines)}</Relationships>",
        )
        archive.writestr("xl/strings.bin", f"<sst xmlns='{_MAIN}'>{texts}</sst>")
        archive.writestr("xl/styles.xml", f"<styleSheet xmlns='{_MAIN}'>{styles}</styleSheet>")
        archive.writestr(
            part,
            f"<worksheet xmlns='{_MAIN}'><sheetData>{rows}</sheetData>{after}</worksheet>",
        )
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def _rows(cell: str, rows: int = 1_000, columns: int = 200) -> str:
    return _HEADER + f"<row>{cell * columns}</row>" * rows


def _attributes(number: int) -> str:
    return " ".join(f"a{n}=''" for n in range(number))


def _distinct() -> str:
    return "".join(f"<a{n} b{n}=''/>" for n in range(400_000))


_DATED: Final = (
    "<numFmts><numFmt numFmtId='170' formatCode='yyyy\\-mm\\-dd'/></numFmts>"
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='170'/></cellXfs>"
)
WORKBOOKS: Final[dict[str, Make]] = {
    "sheet_named_dat": lambda: book("<row/>" * 8_000_000, part="xl/worksheets/sheet1.dat"),
    "sheet_elsewhere": lambda: book("<row/>" * 8_000_000, part="docProps/picture.png"),
    "empty_rows": lambda: book(_SMALL + "<row/>" * 1_040_000),
    "empty_cells": lambda: book(_SMALL + f"<row>{'<c/>' * 16_000}</row>" * 60),
    "many_small_cells": lambda: book(_rows("<c><v>1</v></c>", 20_000, 20)),
    "one_long_row": lambda: book(_HEADER + f"<row>{'<c><v>1</v></c>' * 299_000}</row>"),
    "far_cells": lambda: book(
        _HEADER + "".join(f"<row r='{n}'><c r='XFD{n}'><v>1</v></c></row>" for n in range(2, 3**12))
    ),
    "dates": lambda: book(_rows("<c s='1'><v>45000.25</v></c>"), styles=_DATED),
    "iso_dates": lambda: book(_rows("<c t='d'><v>2024-05-01T10:11:12</v></c>")),
    "shared_texts": lambda: book(texts="<si><t>ab</t></si>" * 590_000),
    "distinct_texts": lambda: book(texts="".join(f"<si><t>{n}</t></si>" for n in range(590_000))),
    "huge_text": lambda: book(texts=f"<si><t>{'a' * 31_000_000}🙂</t></si>"),
    "text_referenced": lambda: book(
        _rows("<c t='s'><v>0</v></c>"), texts=f"<si><t> {'a' * 30_000} </t></si>"
    ),
    "unseen_texts": lambda: book(_rows("<c t='s'><v>0</v></c>"), texts="<si><t>a\u202eb</t></si>"),
    "rich_runs": lambda: book(texts=f"<si>{'<r><t>a</t></r>' * 590_000}</si>"),
    "formulas_without_value": lambda: book(_rows("<c><f>1+1</f></c>")),
    "styles": lambda: book(styles=f"<cellXfs>{'<xf/>' * 1_190_000}</cellXfs>"),
    "number_formats": lambda: book(
        styles="<numFmts>"
        + "".join(f"<numFmt numFmtId='{n}' formatCode='{'y[' * 100}{n}'/>" for n in range(90_000))
        + "</numFmts>"
    ),
    "attributes": lambda: book(
        f"<row {' '.join(f'a{n}=' + chr(34) * 2 for n in range(400))}/>" * 8_000
    ),
    "distinct_names": lambda: book(_distinct()),
    "deep": lambda: book("<a>" * 1_000_000),
    "comment": lambda: book(f"<!--{'<a> ' * 7_000_000}-->"),
    "references": lambda: book("&lt;" * 7_900_000),
    "blank": lambda: book(" " * 31_900_000),
    "merged": lambda: book(after="<mergeCells>" + "<mergeCell ref='A1:B2'/>" * 900_000),
    "names": lambda: book(
        before="<definedNames>" + "<definedName name='a'>b</definedName>" * 900_000
    ),
    "relations": lambda: book(
        more={
            "xl/worksheets/_rels/sheet1.xml.rels": "<a>" * 9_000_000,
            "xl/comments1.xml": "<comment/>" * 9_000_000,
        }
    ),
    "other_parts": lambda: book(more={f"xl/media/{n}": bytes(1_000_000) for n in range(400)}),
    "directory": lambda: book(more={f"{n}": b"" for n in range(45_000)}),
}


def _text(text: str) -> Make:
    return text.encode


TABLES: Final[dict[str, Make]] = {
    "csv_empty_lines": lambda: b"a,b\n" + b"\n" * 4_999_000,
    "csv_blank_lines": lambda: b"a,b\n" + b",\n" * 2_499_000,
    "csv_short_lines": lambda: b"a,b\n" + b"xy\n" * 1_666_000,
    "csv_only_line_ends": lambda: b"\n" * 4_999_999 + b"a",
    "csv_one_line": lambda: b"ab," * 1_666_000,
    "csv_one_line_of_commas": lambda: b"," * 4_999_000 + b"a",
    "csv_one_cell": lambda: b"a" * 5_000_000,
    "csv_quotes": lambda: b"a,b\n" + b'"' * 4_999_000,
    "csv_quoted": lambda: b'"",' * 1_666_000,
    "csv_open_quote": lambda: b'a,b\n"' + b"a\n" * 2_499_000,
    "csv_nul": lambda: b"a,b\n1,\0" + b"a,b\n" * 1_200_000,
    "csv_nuls": lambda: bytes(5_000_000),
    "csv_wide_rows": lambda: b"a,b\n" + (b"1," * 2_490 + b"\n") * 1_000,
    "csv_utf16": lambda: ("a,b\n" + "1,2\n" * 600_000).encode("utf-16"),
    "csv_faces": _text("🙂,b\n" + "1,2\n" * 1_200_000),
    "csv_gb18030": lambda: ("名称,值\n" + "中,1\n" * 900_000).encode("gb18030"),
    "csv_unseen": lambda: b"a,b\n" + b"\x01" * 4_999_000,
    "csv_spaces": lambda: b"a,b\n" + (b" " * 99_000 + b"x\n") * 50,
    "html": _text("<html><table>" + "<tr><td>a</td></tr>" * 200_000),
    "xml": _text("<?xml version='1.0'?>" + "<a>" * 1_500_000),
    "json": _text("[" * 4_999_999),
}
POINTS: Final[dict[str, Make]] = {
    "geojson_deep": _text('{"a":' + "[" * 4_900_000),
    "geojson_small": _text('{"a":[' + "{}," * 1_600_000 + "{}]}"),
    "geojson_features": _text(
        '{"type":"FeatureCollection","features":[' + "{}," * 1_600_000 + "{}]}"
    ),
    "geojson_members": _text("{" + ",".join(f'"{n}":0' for n in range(450_000)) + "}"),
    "geojson_polygon": lambda: json.dumps(
        {"type": "Polygon", "coordinates": [[[n % 180, n % 90] for n in range(300_000)]]}
    ).encode(),
}
INDICES: Final[dict[str, Make]] = {
    "toml_dotted": _text(".".join("a" * 60_000) + "=1\n"),
    "toml_dotted_quoted": _text(".".join(['""'] * 40_000) + "=1\n"),
    "toml_dotted_header": _text(f"[{'.'.join('a' * 60_000)}]\n"),
    "toml_dotted_inline": _text("x={" + ".".join("a" * 60_000) + "=1}\n"),
    "toml_short_dotted": _text("".join(f"a.b.c.d.e.f.g.h.k{n}=1\n" for n in range(5_000))),
    "toml_deep_lists": _text("a=" + "[" * 120_000),
    "toml_deep_tables": _text("a=" + "{a=" * 40_000),
    "toml_long_key": _text("a" * 120_000 + "=1\n"),
    "toml_long_number": _text("a=" + "9" * 120_000 + "\n"),
    "toml_many_tables": _text("[[indicator]]\n" * 9_000),
    "toml_many_keys": _text("".join(f"k{n}=1\n" for n in range(13_000))),
    "toml_unknown_entries": _text("[index]\n" + "".join(f"k{n}=1\n" for n in range(13_000))),
    "toml_parents": _text(
        "".join(f"[[pillar]]\nid='a{n}'\nname_zh='a'\nparent='a{n + 1}'\n" for n in range(2_400))
    ),
    "toml_quotes": _text("a='''" + "'\n" * 60_000),
}


WIDE_INDEX: Final = "[index]\nid='a'\nname_zh='a'\n[method]\nnormalise='minmax'\n" + "".join(
    f"[[indicator]]\nid='c{n}'\nname_zh='a'\n" for n in range(100)
)
_WIDE_HEAD: Final = "code," + ",".join(f"c{n}" for n in range(100)) + "\n"


def _wide_table(cell: str) -> Make:
    rows = "".join(f"u{n}{(',' + cell) * 100}\n" for n in range(1_000))
    return (_WIDE_HEAD + rows).encode


PAIRS: Final[dict[str, Make]] = {
    "pair_words": _wide_table("nonsense"),
    "pair_large": _wide_table("9e20"),
    "pair_endless": _wide_table("1e999"),
    "pair_missing": _wide_table(""),
    "pair_long": _wide_table("x" * 45),
}
"""Tables for `WIDE_INDEX`."""


def _chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def png(width: int, height: int, *, more: bytes = b"", data: bytes | None = None) -> bytes:
    """A black picture of one bit a pixel."""
    if data is None:
        row = bytes(1 + (width + 7) // 8)
        packer = zlib.compressobj(9)
        data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = _chunk(b"IHDR", head) + more + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


LOGOS: Final[dict[str, Make]] = {
    "logo_30000": lambda: png(30_000, 30_000),
    "logo_header": lambda: png(100, 100)[:33],
    "logo_script": _text("\x89PNG\r\n\x1a\n<script>alert(1)</script>"),
    "logo_jpeg_3_bytes": lambda: b"\xff\xd8\xff",
    "logo_largest": lambda: png(2_000, 2_000),
    "logo_thin": lambda: png(1, 2_000_000),
    "logo_text_bomb": lambda: png(
        10, 10, more=_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(60_000_000), 9)) * 4
    ),
    "logo_trailing": lambda: png(10, 10) + b"<script>" * 30_000,
}

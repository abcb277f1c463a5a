"""From the cells of a file to a typed table: parsing, then pandera, then every defect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from data.columns import Column
from data.errors import DataFileError, ValueDefectError
from data.files import RawTable

_NAMES: Final = {"not_nullable": "required", "field_uniqueness": "unique"}
"""pandera's own checks under the names of our messages."""
_WHOLE_TABLE: Final = {"column_in_dataframe", "dataframe_checks"}


def typed(raw: RawTable, columns: Sequence[Column]) -> tuple[pd.DataFrame, list[DataFileError]]:
    """Parse and check the rows of a file.

    Parameters
    ----------
    raw : RawTable
    columns : sequence of Column

    Returns
    -------
    table : pandas.DataFrame
        Typed; indexed by line in the file. Cells that do not parse are empty.
    defects : list of DataFileError
    """
    defects = list(raw.defects)
    data: dict[str, pd.Series[Any]] = {}
    refused: set[tuple[int, str]] = set()
    for column in columns:
        values = []
        for line, row in zip(raw.lines, raw.rows, strict=True):
            try:
                values.append(column.parse(row[column.name]))
            except ValueError:
                refused.add((line, column.name))
                defects.append(_defect(raw, column.kind, line, column))
                values.append(False if column.kind == "boolean" else None)
        data[column.name] = column.series(values, raw.lines)
    table = pd.DataFrame(data)
    found = _failures(table, columns)
    defects += [
        _defect(raw, check, line, column)
        for line, column, check in found
        if (line, column.name) not in refused
    ]
    return table, defects


def _failures(table: pd.DataFrame, columns: Sequence[Column]) -> list[tuple[int, Column, str]]:
    by_name = {column.name: column for column in columns}
    schema = pa.DataFrameSchema({column.name: column.schema() for column in columns}, strict=True)
    try:
        schema.validate(table, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.dropna(subset=["index"])
        return [
            (int(case["index"]), by_name[case["column"]], _NAMES.get(case["check"], case["check"]))
            for case in cases.drop_duplicates(["index", "column", "check"]).to_dict("records")
        ]
    return []


def _defect(raw: RawTable, check: str, line: int, column: Column) -> DataFileError:
    return ValueDefectError(
        f"errors.data.value.{check}",
        file=raw.file,
        row=line,
        column=column.name,
        value=raw.rows[raw.lines.index(line)][column.name],
        known=", ".join(column.terms[:12]) + (" …" if len(column.terms) > 12 else ""),
        least=f"{column.least:g}",
        most=f"{column.most:g}",
    )

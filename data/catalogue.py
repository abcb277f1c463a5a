"""The catalogue: every data set with its hash, rows, vintage, licence, citation and gaps."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from data.errors import DataDefectsError, DataFileError, FileDamagedError, FileMissingError
from data.files import SHIPPED, digest, read_raw
from data.tables import FILES, columns_of

CATALOGUE: Final = Path(__file__).resolve().parent / "catalogue.toml"
_OPTIONAL: Final = frozenset({"file", "sha256", "rows", "package"})


@dataclass(frozen=True)
class Dataset:
    """One entry.

    Attributes
    ----------
    id : str
    file, sha256, rows : str, str, int
        The file in the folder of tables, the hash of its bytes and its number
        of rows; empty for a data set that comes in a package.
    package : str
        Name of that package.
    crs, vintage : str
    licence_zh, licence_en, attribution_zh, attribution_en : str
    citation_zh, citation_en, description_zh, description_en, gaps_zh, gaps_en : str
    """

    id: str
    crs: str
    vintage: str
    licence_zh: str
    licence_en: str
    attribution_zh: str
    attribution_en: str
    citation_zh: str
    citation_en: str
    description_zh: str
    description_en: str
    gaps_zh: str
    gaps_en: str
    file: str = ""
    sha256: str = ""
    rows: int = 0
    package: str = ""


def load_catalogue(path: Path = CATALOGUE) -> list[Dataset]:
    """Every data set.

    Raises
    ------
    DataDefectsError
        If the catalogue cannot be read or an entry lacks something.
    """
    try:
        entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["dataset"]
    except FileNotFoundError:
        raise _one(FileMissingError("errors.data.missing_file", file=path.name)) from None
    except (KeyError, ValueError, OSError) as reason:
        raise _one(
            FileDamagedError("errors.data.catalogue.broken", file=path.name, reason=reason)
        ) from reason
    known = {field.name for field in fields(Dataset)}
    defects: list[DataFileError] = [
        FileDamagedError(
            "errors.data.catalogue.field",
            file=path.name,
            dataset=entry.get("id", number),
            column=name,
        )
        for number, entry in enumerate(entries, 1)
        for name in sorted(known - _OPTIONAL - entry.keys())
    ]
    if defects:
        raise DataDefectsError(defects)
    return [
        Dataset(**{key: value for key, value in entry.items() if key in known}) for entry in entries
    ]


def verify(datasets: list[Dataset], folder: Path = SHIPPED) -> list[DataFileError]:
    """Compare the files with the catalogue: hash, rows, and none unlisted."""
    defects: list[DataFileError] = []
    listed = {dataset.file for dataset in datasets}
    for dataset in datasets:
        path = folder / dataset.file
        if not dataset.file or not path.is_file():
            continue  # a missing file is named by its loader
        rows = row_count(path)
        if rows != dataset.rows:
            defects.append(
                FileDamagedError(
                    "errors.data.catalogue.rows",
                    file=dataset.file,
                    found=rows,
                    expected=dataset.rows,
                )
            )
        if digest(path) != dataset.sha256:
            defects.append(FileDamagedError("errors.data.catalogue.hash", file=dataset.file))
    defects += [
        FileDamagedError("errors.data.catalogue.unlisted", file=path.name)
        for path in sorted(folder.glob("*.csv"))
        if path.name not in listed
    ]
    return defects


def row_count(path: Path) -> int:
    """Rows of one of the tables; 0 if it cannot be read or is none of them."""
    if path.name not in FILES:
        return 0
    return len(read_raw(path, tuple(column.name for column in columns_of(path.name))).rows)


def refresh(path: Path = CATALOGUE, folder: Path = SHIPPED) -> None:
    """Write the hashes and rows of the files into the catalogue; all else stays as it is."""
    text = path.read_text(encoding="utf-8")
    for dataset in load_catalogue(path):
        table = folder / dataset.file
        if dataset.file and table.is_file():
            text = re.sub(
                rf'(file = "{re.escape(dataset.file)}"\nsha256 = )"[^"]*"\nrows = \d+',
                rf'\g<1>"{digest(table)}"\nrows = {row_count(table)}',
                text,
            )
    path.write_text(text, encoding="utf-8")


def _one(fault: DataFileError) -> DataDefectsError:
    return DataDefectsError([fault])

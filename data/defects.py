"""Everything that is wrong with the data, found at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from data.catalogue import Dataset, load_catalogue, verify
from data.errors import DataDefectsError, DataFileError
from data.files import SHIPPED, data_folder
from data.records import load_records
from data.tables import (
    load_districts,
    load_observations,
    load_plan_targets,
    load_plan_tasks,
    load_towns,
)

_LOADERS: Final[tuple[Callable[[], object], ...]] = (
    load_districts,
    load_towns,
    load_records,
    load_plan_tasks,
    load_plan_targets,
    load_observations,
)


def find_defects() -> tuple[list[Dataset], list[DataFileError]]:
    """The catalogue, and every defect of the data, each once."""
    datasets: list[Dataset] = []
    defects: list[DataFileError] = []
    try:
        datasets = load_catalogue()
        if data_folder() == SHIPPED:
            defects += verify(datasets)
    except DataDefectsError as error:
        defects += error.defects
    for load in _LOADERS:
        try:
            load()
        except DataDefectsError as error:
            defects += error.defects
    once = {defect.in_language("en"): defect for defect in defects}
    return datasets, list(once.values())

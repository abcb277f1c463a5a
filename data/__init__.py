"""Tables and boundaries, with where they come from."""

from data.boundaries import load_boundaries
from data.catalogue import load_catalogue
from data.figures import load_figures
from data.records import load_records
from data.tables import (
    load_districts,
    load_observations,
    load_plan_targets,
    load_plan_tasks,
    load_towns,
)

__all__ = [
    "load_boundaries",
    "load_catalogue",
    "load_districts",
    "load_figures",
    "load_observations",
    "load_plan_targets",
    "load_plan_tasks",
    "load_records",
    "load_towns",
]

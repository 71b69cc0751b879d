"""Citation-accuracy tests: sets of cases, metrics (one a file), runs that can be gone on with, their figures."""

from evals.cases import load_cases
from evals.locate import Off
from evals.models import CaseSet
from evals.run import figures, run
from evals.session import Order, run_sets
from evals.sets import open_sets, shipped_sets
from evals.tables import markdown_table

__all__ = [
    "CaseSet",
    "Off",
    "Order",
    "figures",
    "load_cases",
    "markdown_table",
    "open_sets",
    "run",
    "run_sets",
    "shipped_sets",
]

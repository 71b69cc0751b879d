"""Citation-accuracy tests: sets of cases, metrics (one a file), runs, reports, comparison and the release gate."""

from evals.cases import load_cases
from evals.compare import compare
from evals.compare_words import comparison_to_dict, comparison_words
from evals.locate import Off
from evals.models import CaseSet
from evals.run import figures, run
from evals.run_files import read_run
from evals.session import Order, run_sets
from evals.sets import open_sets, shipped_sets
from evals.tables import markdown_table

__all__ = [
    "CaseSet",
    "Off",
    "Order",
    "compare",
    "comparison_to_dict",
    "comparison_words",
    "figures",
    "load_cases",
    "markdown_table",
    "open_sets",
    "read_run",
    "run",
    "run_sets",
    "shipped_sets",
]

"""Citation-accuracy tests: cases, metrics (one a file), runs, their reports, comparison and the release gate."""

from evals.cases import load_cases
from evals.compare import compare
from evals.compare_words import comparison_to_dict, comparison_words
from evals.report import markdown_report
from evals.run import run
from evals.run_files import read_run

__all__ = ["compare", "comparison_to_dict", "comparison_words", "load_cases", "markdown_report", "read_run", "run"]

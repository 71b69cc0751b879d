"""Citation-accuracy tests: cases, metrics (one a file), runs."""

from evals.cases import load_cases
from evals.report import markdown_report
from evals.run import run

__all__ = ["load_cases", "markdown_report", "run"]

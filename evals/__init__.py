"""Citation-accuracy tests: cases, metrics (one a file), runs, their reports, comparison and the release gate."""

from evals.baseline import read_baseline, write_baseline
from evals.cases import load_cases
from evals.compare import compare
from evals.compare_words import comparison_to_dict, comparison_words
from evals.findings import texts_of
from evals.gate import baseline_from, judge, quotes_documents
from evals.gate_words import judgement_to_dict, judgement_words
from evals.report import markdown_report
from evals.report_html import html_report
from evals.report_words import report_to_dict, report_words
from evals.run import run
from evals.run_files import read_run

__all__ = [
    "baseline_from",
    "compare",
    "comparison_to_dict",
    "comparison_words",
    "html_report",
    "judge",
    "judgement_to_dict",
    "judgement_words",
    "load_cases",
    "markdown_report",
    "quotes_documents",
    "read_baseline",
    "read_run",
    "report_to_dict",
    "report_words",
    "run",
    "texts_of",
    "write_baseline",
]

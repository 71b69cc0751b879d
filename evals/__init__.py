"""Citation-accuracy tests: sets of cases, metrics (one a file), runs, reports, comparison and the release gate."""

from evals.attacks.make import attacked
from evals.comparison.compare import compare
from evals.comparison.words import comparison_to_dict, comparison_words
from evals.exporters import EXPORTERS, write_export
from evals.gate.baseline import read_baseline, write_baseline
from evals.gate.judge import baseline_from, judge, quotes_documents
from evals.gate.words import judgement_to_dict, judgement_words
from evals.importers import IMPORTERS, write_imported
from evals.models import CaseSet
from evals.quotes.make_cases import make_rows
from evals.report.files import documents_of, write_page, write_report
from evals.report.findings import texts_of
from evals.report.markdown import report_to_dict, report_words
from evals.report.page import html_report
from evals.runs.files import read_run
from evals.runs.folder import read_rows
from evals.runs.run import figures, run
from evals.runs.session import Order, Told, run_sets
from evals.sets.cases import load_cases
from evals.sets.check import Checked, check_set, shelf_of
from evals.sets.find import open_sets, shipped_sets
from evals.sets.locate import Off
from evals.sets.made import Workplace, write_attacked
from evals.sets.only import only
from evals.sets.triage import Pending, Ruling, Triage

__all__ = [
    "EXPORTERS",
    "IMPORTERS",
    "CaseSet",
    "Checked",
    "Off",
    "Order",
    "Pending",
    "Ruling",
    "Told",
    "Triage",
    "Workplace",
    "attacked",
    "baseline_from",
    "check_set",
    "compare",
    "comparison_to_dict",
    "comparison_words",
    "documents_of",
    "figures",
    "html_report",
    "judge",
    "judgement_to_dict",
    "judgement_words",
    "load_cases",
    "make_rows",
    "only",
    "open_sets",
    "quotes_documents",
    "read_baseline",
    "read_rows",
    "read_run",
    "report_to_dict",
    "report_words",
    "run",
    "run_sets",
    "shelf_of",
    "shipped_sets",
    "texts_of",
    "write_attacked",
    "write_baseline",
    "write_export",
    "write_imported",
    "write_page",
    "write_report",
]

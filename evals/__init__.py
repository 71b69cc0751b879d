"""Citation-accuracy tests: sets of cases, metrics (one a file), runs, reports, comparison and the release gate."""

from evals.baseline import read_baseline, write_baseline
from evals.cases import load_cases
from evals.check_cases import check_set, shelf_of
from evals.compare import compare
from evals.compare_words import comparison_to_dict, comparison_words
from evals.exporters import EXPORTERS, write_export
from evals.findings import texts_of
from evals.gate import baseline_from, judge, quotes_documents
from evals.gate_words import judgement_to_dict, judgement_words
from evals.importers import IMPORTERS, write_imported
from evals.locate import Off
from evals.make_cases import make_rows
from evals.models import CaseSet
from evals.report_files import documents_of, write_page, write_report
from evals.report_html import html_report
from evals.report_words import report_to_dict, report_words
from evals.run import figures, run
from evals.run_files import read_run
from evals.run_folder import read_rows
from evals.session import Order, Told, run_sets
from evals.sets import open_sets, shipped_sets
from evals.triage import Pending, Ruling, Triage

__all__ = [
    "EXPORTERS",
    "IMPORTERS",
    "CaseSet",
    "Off",
    "Order",
    "Pending",
    "Ruling",
    "Told",
    "Triage",
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
    "write_baseline",
    "write_export",
    "write_imported",
    "write_page",
    "write_report",
]

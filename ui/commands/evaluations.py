"""What is done with sets of cases beside running them: the subcommands of `citewell eval`, by name."""

from collections.abc import Callable

from ui.commands.evaluate_attacks import make_attacks
from ui.commands.evaluate_check import check_cases
from ui.commands.evaluate_compare import evaluate_compare
from ui.commands.evaluate_gate import evaluate_gate
from ui.commands.evaluate_import import export_run, import_set
from ui.commands.evaluate_make import make_cases
from ui.commands.evaluate_report import evaluate_report
from ui.commands.evaluate_support import evaluate_support
from ui.commands.evaluate_triage import triage

EVALUATIONS: dict[str, Callable[..., None]] = {
    "compare": evaluate_compare,
    "gate": evaluate_gate,
    "report": evaluate_report,
    "support": evaluate_support,
    "check-cases": check_cases,
    "make-cases": make_cases,
    "make-attacks": make_attacks,
    "import": import_set,
    "export": export_run,
    "triage": triage,
}

"""What is done with sets of cases beside running them: the subcommands of `citewell eval`, by name."""

from collections.abc import Callable

from ui.commands.evaluate_check import check_cases
from ui.commands.evaluate_import import export_run, import_set
from ui.commands.evaluate_make import make_cases

EVALUATIONS: dict[str, Callable[..., None]] = {
    "check-cases": check_cases,
    "make-cases": make_cases,
    "import": import_set,
    "export": export_run,
}

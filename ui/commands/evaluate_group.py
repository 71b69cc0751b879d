"""`citewell eval SETS...` and its commands: a first word that is none of them is a set to run."""

from typing import Any

from typer.core import TyperGroup

RUN = "run"
ABOUT_EVAL = """Citation accuracy: ask sets of cases, report a run, compare two, hold one to a baseline.

    `citewell eval SETS...` is short for `citewell eval run SETS...`.

    Example:

      citewell eval corpus_heldout --home originals

      citewell eval report runs/today --html report.html

      citewell eval compare runs/yesterday runs/today

      citewell eval gate runs/today --baseline evals/baseline.json
    """


class EvalGroup(TyperGroup):
    """`citewell eval cases.jsonl` is `citewell eval run cases.jsonl`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts the command in where a set's name or an option of `run` stands first."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = [RUN, *args]
        return super().parse_args(ctx, args)

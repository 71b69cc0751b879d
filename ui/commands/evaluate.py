"""`citewell eval`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import print_json


def evaluate(
    sets: Annotated[list[Path], typer.Argument(help="Case files (.jsonl).")],
    home: HomeOption = None,
    json: JsonOption = False,
    no_gold_spans: Annotated[
        bool, typer.Option("--no-gold-spans", help="Measure the wording only: for another edition of the documents.")
    ] = False,
) -> None:
    """Ask every case of a set and measure citations, answers and abstention.

    A case is a JSON line {id, type, question, answerable, answers: [[alternative, ...], ...],
    evidence: [{doc, start, end}]}, with `history` and `filter` as in `citewell ask --batch`.

    Example:
      citewell eval evals/cases/corpus_heldout.jsonl --home originals
    """
    settings = load_settings(home)
    from rich.console import Console
    from rich.progress import Progress

    from evals import load_cases, markdown_report, run
    from rag import build_assistant

    cases = [case for path in sets for case in load_cases(path)]
    assistant = build_assistant(settings)
    # Not Console.is_terminal: FORCE_COLOR makes that true in a pipe.
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("asking", total=len(cases))
        report = run(assistant, cases, lambda: progress.advance(task), gold_spans=not no_gold_spans)
    if json:
        figures = {f.name: {"value": f.value, "low": f.low, "high": f.high, "n": f.n} for f in report.figures}
        print_json({"figures": figures, "seconds": dict(report.seconds), "cases": len(cases)})
    else:
        typer.echo(markdown_report(report))
    if any(outcome.error for outcome in report.outcomes):
        raise typer.Exit(1)

"""`citewell eval compare`."""

from pathlib import Path
from typing import Annotated

import typer

from ui.options import JsonOption, load_settings
from ui.terminal import print_json, printable_lines


def evaluate_compare(
    before: Annotated[Path, typer.Argument(help="Folder of the first run.", show_default=False)],
    after: Annotated[Path, typer.Argument(help="Folder of the second run.", show_default=False)],
    json: JsonOption = False,
    force: Annotated[
        bool, typer.Option("--force", help="Compare runs of different sets, over the cases that both asked alike.")
    ] = False,
    fail_on_worse: Annotated[
        bool, typer.Option("--fail-on-worse", help="End with 1 when a figure got worse beyond chance.")
    ] = False,
) -> None:
    """Say what got better, worse or merely moved from one run to another.

    Cases are compared one by one. A figure counts as changed where chance alone is unlikely
    (p < .05, corrected over all figures); the interval is of the difference.

    Example:
      citewell eval compare runs/yesterday runs/today
    """
    load_settings(None)  # telemetry off before any library is loaded
    from evals import compare, comparison_to_dict, comparison_words, read_run

    found = compare(read_run(before), read_run(after), force=force)
    if json:
        print_json(comparison_to_dict(found))
    else:
        typer.echo(printable_lines(comparison_words(found)))
    if fail_on_worse and found.worse:
        raise typer.Exit(1)

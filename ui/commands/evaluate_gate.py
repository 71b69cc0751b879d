"""`citewell eval gate`."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import UsageError
from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import note, print_json, printable_lines


def evaluate_gate(
    run: Annotated[Path, typer.Argument(help="Folder of the run.", show_default=False)],
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="The reviewed file that the run is held to.", show_default=False)
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
    write: Annotated[
        Path | None,
        typer.Option("--write-baseline", help="Write this run's scores as a baseline to review.", show_default=False),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a baseline that stands already; what was set in it by hand stays.")
    ] = False,
) -> None:
    """Decide whether a build may be released, from a run of its sets.

    Every quote is checked again against the documents of the index that was asked, and every figure is
    compared with the baseline case by case. Ends with 0 when the run passes, 1 when a rule is broken
    or a figure fell by more than it may, 2 when something could not be measured, which is no pass.

    Example:
      citewell eval gate runs/today --baseline evals/baseline.json --home .citewell
    """
    settings = load_settings(home)
    from evals import baseline_from, documents_of, judge, judgement_to_dict, judgement_words, quotes_documents
    from evals import read_baseline, read_run, write_baseline  # isort: skip

    if (baseline is None) == (write is None):
        raise UsageError("give --baseline FILE to hold the run to it, or --write-baseline FILE to make one")
    saved = read_run(run)
    held = read_baseline(baseline) if baseline else None
    with ExitStack() as opened:
        quoting = quotes_documents(saved)
        library = opened.enter_context(documents_of(saved, home, settings.home)) if quoting else None
        if write is not None:
            earlier = read_baseline(write) if force and write.exists() else None
            write_baseline(baseline_from(saved, library, earlier), write, force=force)
            note(f"{write} holds what {run} scored: review its allowed drops and limits, then commit it")
            return
        assert held is not None  # one of the two was given
        found = judge(saved, held, library)
    if json:
        print_json(judgement_to_dict(found))
    else:
        typer.echo(printable_lines(judgement_words(found)))
    raise typer.Exit(found.ruling.exit_code)

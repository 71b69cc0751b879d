"""`citewell eval report`."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import UsageError
from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import note, print_json, printable_lines


def evaluate_report(
    run: Annotated[Path, typer.Argument(help="Folder of the run.", show_default=False)],
    html: Annotated[
        Path | None, typer.Option("--html", help="Write one page that opens without a network.", show_default=False)
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Tell what a run measured: figures with intervals, and each case with what went wrong in words.

    On the terminal as Markdown, fit for a pull request. The page shows the quotes in their documents,
    which come from the index that was asked; without it, the words that the run itself carries.

    Example:
      citewell eval report runs/today --html report.html
    """
    settings = load_settings(home)
    from evals import documents_of, html_report, read_run, report_to_dict, report_words, texts_of, write_page

    saved = read_run(run)
    with ExitStack() as opened:
        try:
            asked = opened.enter_context(documents_of(saved, home, settings.home)) if saved.index else None
            texts = texts_of(asked)
        except UsageError as error:
            if home is not None:
                raise
            note(f"no context is shown and no quote was checked: {error}")
            texts = texts_of(None)
        if html is not None:
            write_page(html, html_report(saved, texts).encode("utf-8"))
            note(f"{html} opens in any browser, with or without a network")
        if json:
            print_json(report_to_dict(saved, texts))
        elif html is None:
            typer.echo(printable_lines(report_words(saved, texts)))

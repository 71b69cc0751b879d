"""`citewell eval report`."""

from contextlib import ExitStack, closing
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import IndexMissing, UsageError
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
    which come from the index at --home; without one it shows the words that the run itself carries.

    Example:
      citewell eval report runs/today --html report.html
    """
    settings = load_settings(home)
    from corpus import Home, open_catalogue
    from evals import html_report, read_run, report_to_dict, report_words, texts_of

    saved = read_run(run)
    with ExitStack() as opened:
        try:
            texts = texts_of(opened.enter_context(closing(open_catalogue(Home(settings.home)))))
        except IndexMissing:
            if home is not None:
                raise
            note(f"there is no index in {settings.home}: the page shows no context, and no quote was checked")
            texts = texts_of(None)
        if html is not None:
            _write(html, html_report(saved, texts))
        if json:
            print_json(report_to_dict(saved, texts))
        elif html is None:
            typer.echo(printable_lines(report_words(saved, texts)))


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    note(f"{path} opens in any browser, with or without a network")

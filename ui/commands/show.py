"""`citewell show`."""

import re
import sys
from contextlib import closing
from typing import Annotated

import typer

from corpus.errors import UsageError
from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import note, print_json, printable, printable_lines


def show(
    doc: Annotated[str, typer.Argument(help="A document's id, as answers name it.")],
    place: Annotated[
        str, typer.Argument(help="START:END, offsets in characters, as answers give them.", show_default=False)
    ] = "",
    home: HomeOption = None,
    span: Annotated[str, typer.Option("--span", help="The same place, as an option.", show_default=False)] = "",
    json: JsonOption = False,
) -> None:
    """Print a document's text, or the characters of one span, exactly as they stand in the source.

    On a terminal, control characters are shown as escapes; a pipe or a file gets every character as it is.

    Examples:
      citewell show scmp-2023-zero-tolerance.txt --span 120:260

      citewell show scmp-2023-zero-tolerance.txt 120:260
    """
    if place and span:
        raise UsageError(f"{place} and --span {span}: give one place")
    span = span or place
    settings = load_settings(home)
    from corpus import Home, open_catalogue
    from corpus.models import Citation, Span
    from rag import citation_to_dict
    from rag.models import Verdict

    with closing(open_catalogue(Home(settings.home))) as catalogue:
        document = catalogue.document(doc)
    wanted = _span(span) if span else (0, len(document.text))
    try:
        citation = Citation(document, Span(*wanted))
    except ValueError as error:
        raise UsageError(f"{span}: {error}") from error
    if json:
        row = citation_to_dict(citation, Verdict.EXACT)
        print_json({**row, "content_hash": document.content_hash, "selectors": citation.selectors()})
        return
    values = document.metadata
    note("  ".join(printable(v) for v in (document.id, values.title, values.publisher, values.published_at) if v))
    # Not typer.echo: in a pipe it would strip a document's own escape sequences.
    sys.stdout.write((printable_lines(citation.text) if sys.stdout.isatty() else citation.text) + "\n")
    sys.stdout.flush()


def _span(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+):(\d+)", text)
    if match is None:
        raise UsageError(f"{text!r} is no place: give START:END, e.g. 120:260")
    return int(match[1]), int(match[2])

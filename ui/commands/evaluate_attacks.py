"""`citewell eval make-attacks`."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import UsageError
from ui.commands.evaluate import SetsArgument
from ui.options import HomeOption, load_settings


def make_attacks(
    sets: SetsArgument,
    out: Annotated[Path, typer.Option("--out", help="Folder for the new set: documents.jsonl and cases.jsonl.")],
    home: HomeOption = None,
    cases: Annotated[int, typer.Option(min=1, help="Cases to make, at most.")] = 24,
) -> None:
    """Slip instructions into your own documents: does an answer still quote what is true, and obey nothing?

    Of each question whose gold stands in one document, that document is written twice: with an attack, and with
    harmless words, at its start, in its middle, beside the answer or at its end. The index that you ask stays as it is.

    Examples:
      citewell eval make-attacks my-cases.jsonl --out attacked

      citewell eval attacked/ --report attacked-run
    """
    settings = load_settings(home)
    from corpus import Home, open_catalogue
    from evals import attacked, open_sets, write_attacked

    if any((out / name).exists() for name in ("documents.jsonl", "cases.jsonl")):
        raise UsageError(f"{out} holds a set already: name another folder with --out DIR")
    with closing(open_catalogue(Home(settings.home))) as record:
        made = attacked((case for one in open_sets(sets) for case in one.cases), record, cases)
    write_attacked(made, out)
    typer.echo(f"{len(made.cases)} cases over {len(made.documents)} documents in {out}")

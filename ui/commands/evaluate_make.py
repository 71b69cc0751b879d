"""`citewell eval make-cases`."""

import json
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import UsageError
from ui.options import HomeOption, load_settings


def make_cases(
    out: Annotated[Path, typer.Option("--out", help="File of cases (.jsonl) to write; it must not be there.")],
    home: HomeOption = None,
    sentences: Annotated[int, typer.Option(min=1, help="Sentences whose quotes are changed.")] = 100,
    questions: Annotated[int, typer.Option(min=0, help="Sentences to write a question about.")] = 30,
    seed: Annotated[int, typer.Option(help="Another number draws other sentences.")] = 0,
) -> None:
    """Make a test of your own documents: quotes changed honestly and dishonestly, and questions to be written.

    Each sentence gives quotes that the verifier must take (other typography) and quotes that it must refuse (a number,
    date, name or word changed, a negation dropped, two sentences spliced, another document named). The questions are
    pending: write each where its row leaves `question` empty, check its `answers`, take `pending` away, and it counts.

    Examples:
      citewell eval make-cases --out my-cases.jsonl

      citewell eval my-cases.jsonl
    """
    settings = load_settings(home)
    from corpus import Home, open_catalogue
    from evals import make_rows

    if out.exists():
        raise UsageError(f"{out} is there already, maybe with questions that somebody wrote: name another file")
    with closing(open_catalogue(Home(settings.home))) as record:
        rows = list(make_rows(record, sentences, questions, seed))
    try:
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror}): name another file") from error
    told = Counter("pending" if "pending" in row else "honest" if row["honest"] else "dishonest" for row in rows)
    typer.echo(
        f"{told['honest']} honest and {told['dishonest']} dishonest quotes, {told['pending']} questions to write"
    )

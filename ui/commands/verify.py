"""`citewell verify`."""

from collections.abc import Callable
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import CitewellError, UsageError
from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import note, print_json

if TYPE_CHECKING:
    from corpus import Catalogue
    from rag.models import Rejection, VerifiedCitation
    from ui.quotes import QuoteRow

_KEPT = 64  # documents kept folded while a batch goes on


def verify(
    quote: Annotated[str | None, typer.Argument(help="The quote.", show_default=False)] = None,
    home: HomeOption = None,
    doc: Annotated[str, typer.Option("--doc", help="The document it is said to stand in.", show_default=False)] = "",
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch", help='A .jsonl file of rows {"id", "quote", "doc"} ("-" for standard input).', show_default=False
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Check quotes against the documents: does each stand, where, and if not, what was changed.

    Quote marks, dashes, white space, broken words and the like may differ; a figure, a sign, a unit, a name or
    any other word may not. The verdict is one of exact, normalized (both stand), drifted, misattributed, spliced
    and absent.

    Ends with 0 when all quotes stand, 1 when one does not, 2 when the call is off.

    Examples:
      citewell verify "the harbour was closed on Monday"

      citewell verify "the harbour was closed on Monday" --doc report.txt

      citewell verify --batch quotes.jsonl --json > verdicts.jsonl
    """
    settings = load_settings(home)
    from corpus import Home, open_catalogue
    from rag import verdict_to_dict
    from ui.quotes import QuoteRow, print_verdict

    rows = [QuoteRow("", _given(quote), doc)] if batch is None else _batch(batch, quote, doc, json=json)
    with closing(open_catalogue(Home(settings.home))) as catalogue:
        if doc:
            catalogue.document(doc)  # an unknown one is told before any is read
        check = _checker(catalogue, rows)
        if batch is not None:
            _run_batch(rows, check)
            return
        found = check(0)
    if json:
        print_json(verdict_to_dict(found))
    else:
        print_verdict(found)
    if not found.verdict.stands:
        raise typer.Exit(1)


def _checker(catalogue: "Catalogue", rows: "list[QuoteRow]") -> "Callable[[int], VerifiedCitation | Rejection]":
    """Checks the row with a number. Every document is read once, for all rows; the likely ones again for each."""
    from rag import FoldedDocument, Narrowing, Wanted, verify, verify_anywhere

    narrowing = Narrowing([Wanted(row.quote) for row in rows])
    for document in catalogue.documents():
        narrowing.read(FoldedDocument(document))

    @lru_cache(maxsize=_KEPT)
    def folded(identity: str) -> FoldedDocument:
        return FoldedDocument(catalogue.document(identity))

    def check(number: int) -> "VerifiedCitation | Rejection":
        row = rows[number]
        likely = [folded(one) for one in narrowing.worth_reading(number) if one != row.doc]
        if row.doc:
            return verify(row.quote, [folded(row.doc), *likely])
        return verify_anywhere(row.quote, likely)

    return check


def _run_batch(rows: "list[QuoteRow]", check: "Callable[[int], VerifiedCitation | Rejection]") -> None:
    """One JSON row out for each row in, in order; a row that cannot be checked carries `error`."""
    from rag import verdict_to_dict

    failed = 0
    for number, row in enumerate(rows):
        error = row.error
        if not error:
            try:
                found = check(number)
                print_json(verdict_to_dict(found, row.id))
                failed += not found.verdict.stands
                continue
            except CitewellError as failure:
                error = str(failure)
        failed += 1
        print_json({"id": row.id, "quote": row.quote, "error": error})
    if failed:
        note(f"{failed} of {len(rows)} quotes do not stand: see their `verdict` or `error`")
        raise typer.Exit(1)


def _batch(path: Path, quote: str | None, doc: str, *, json: bool) -> "list[QuoteRow]":
    from ui.quotes import read_quotes

    if quote is not None:
        raise UsageError("give a quote or --batch, not both")
    if doc:
        raise UsageError(
            '--doc cannot be given with --batch: put it in the rows, e.g. {"quote": "...", "doc": "a.txt"}'
        )
    if not json:
        raise UsageError("--batch writes JSON lines: add --json")
    rows = list(read_quotes(path))
    if not rows:
        raise UsageError(f'{path} holds no rows: a row is {{"id": ..., "quote": ...}}')
    return rows


def _given(quote: str | None) -> str:
    from rag import check_text

    if quote is None or not quote.strip():
        raise UsageError('the quote is empty: type one, e.g. citewell verify "the harbour was closed on Monday"')
    return check_text(quote, "quote")

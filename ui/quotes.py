"""Reads rows of quotes, one JSON object a line, and shows what became of a quote."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from corpus import UsageError
from rag import check_text
from rag.models import Change, Op, Rejection, VerifiedCitation
from ui.batch import read_identity, read_lines, read_object
from ui.terminal import printable

_STYLES = {Op.INSERT: "bold green", Op.DELETE: "bold red strike"}


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote with its row's id (else its line's number) and the document it names, or what is wrong with it."""

    id: Any
    quote: str
    doc: str = ""
    error: str = ""


def read_quotes(path: Path) -> Iterator[QuoteRow]:
    """The rows `{id, quote, doc?}` of a `.jsonl` file, or of standard input for `-`; raises as `read_batch` does."""
    for number, line in read_lines(path):
        yield _row(line, number)


def _row(line: str, number: int) -> QuoteRow:
    identity: Any = number
    quote = ""
    try:
        raw = read_object(line, "quote")
        identity = read_identity(raw.get("id"), number)
        quote = _text(raw.get("quote"), "quote")
        doc = _text(raw["doc"], "doc") if raw.get("doc") is not None else ""
        return QuoteRow(identity, quote, doc)
    except UsageError as error:
        return QuoteRow(identity, quote, error=f"line {number}: {error}")


def _text(raw: Any, name: str) -> str:
    if not isinstance(raw, str):
        raise UsageError("a row is an object with a `quote` string" if name == "quote" else "`doc` must be a string")
    return check_text(raw, name)


def print_verdict(found: VerifiedCitation | Rejection) -> None:
    """The verdict, the place, the words, and how the quote differs from them, for a person."""
    console = Console(highlight=False, soft_wrap=True)
    where = found.citation if isinstance(found, VerifiedCitation) else found.elsewhere
    place = f"  [{printable(where.document.id)} {where.span}]" if where else ""
    console.print(Text(f"{found.verdict}{place}", style="bold green" if found.verdict.stands else "bold red"))
    if isinstance(found, Rejection):
        console.print(Text(printable(found.detail)))
    if where:
        console.print(Text(f"“{printable(where.text)}”"))
    if isinstance(found, VerifiedCitation) and found.places > 1:
        others = ", ".join(str(one.span) for one in found.rivals)
        console.print(Text(f"It stands {found.places} times; also at {others}"))
    if isinstance(found, Rejection):
        if found.diff:
            console.print(_diff(found.diff, marked=not console.is_terminal))
        for piece in found.pieces:
            console.print(Text(f"  [{printable(piece.document.id)} {piece.span}] “{printable(piece.text)}”"))


def _diff(changes: tuple[Change, ...], *, marked: bool) -> Text:
    """Words of the text that the quote lacks in red, words of the quote that the text lacks in green.

    Where there are no colours they are marked as `wdiff` does: `[-54-]{+55+}`.
    """
    parts = []
    for change in changes:
        if change.op is Op.EQUAL:
            parts.append(Text(printable(change.text)))
        if change.op in (Op.DELETE, Op.REPLACE):
            parts.append(_part(change.text, Op.DELETE, "[-{}-]" if marked else "{}"))
        if change.op in (Op.INSERT, Op.REPLACE):
            parts.append(_part(change.quote, Op.INSERT, "{{+{}+}}" if marked else "{}"))
    return Text(" ").join(parts)


def _part(words: str, op: Op, form: str) -> Text:
    return Text(form.format(printable(words)), style=_STYLES[op])

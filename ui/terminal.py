"""What the terminal shows: plain lines, nothing that a document could use to take it over."""

import json
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import typer

from ui.rows import lines_of
from ui.wording import (
    LEFT_OUT,
    NOT_HELD,
    STANDS_IN,
    not_held,
    not_held_says_model,
    published,
    put_by,
    searched_only,
    written_by,
)

if TYPE_CHECKING:  # every command imports this module before the environment is quiet, which `rag` must find
    from corpus.models import Citation
    from rag.models import Answer, Claim, VerifiedCitation, Writing

_SAY = {
    "answered": "The documents say:",
    "partial": "The documents hold part of the answer:",
    "conflicting": "The documents disagree:",
    "not_in_documents": NOT_HELD,
}


def printable(text: str) -> str:
    """Text on one line, with control and direction-changing characters made visible."""
    return "".join(map(_visible, " ".join(text.split())))


def printable_lines(text: str) -> str:
    """Text with its lines and tabs as they are, and all else that `printable` makes visible made visible."""
    return "".join(one if one in "\n\t" else _visible(one) for one in text.replace("\r\n", "\n"))


def _visible(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co")
    return f"\\u{{{ord(character):04x}}}" if hidden else character


def print_json(row: dict[str, Any]) -> None:
    """One JSON line on standard output; a lone surrogate comes out as its JSON escape."""
    line = json.dumps(row, ensure_ascii=False)
    sys.stdout.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
    sys.stdout.flush()


def note(message: str) -> None:
    """A line for the person at the terminal, on standard error."""
    typer.echo(message, err=True)


def print_answer(answer: "Answer") -> None:
    """The answer as a person reads it."""
    _print_head(answer)
    for conflict in answer.conflicts:
        for side in conflict.sides:
            typer.echo(f"  {printable(side.value)}: {'; '.join(_source(one) for one in side.citations)}")
        typer.echo(f"  {conflict.note}\n" if conflict.note else "")
    for number, claim in enumerate(answer.claims, 1):
        _print_claim(number, claim)
    if answer.missing:
        typer.echo(f"{not_held(' '.join(answer.missing), printable)}\n")
    if answer.writing:
        _print_writing(answer.writing, added=bool(answer.added))
    if answer.nearest:
        typer.echo("The nearest passages, which are not an answer:\n")
        for citation in answer.nearest:
            typer.echo(f"   {_quoted(citation)}")
            typer.echo(f"   {printable(citation.document.id)} {citation.span}\n")


def _print_head(answer: "Answer") -> None:
    """How the question was understood, what the answer is, and what was searched."""
    if answer.rewritten:
        typer.echo(f"Understood as: {printable(answer.rewritten)}\n")
    if answer.rewriting:
        typer.echo(f"{put_by(answer.rewriting, answer.rewritten, printable)}\n")
    typer.echo(f"{_SAY[answer.status]}  (confidence {answer.confidence:.2f})\n")
    if only := searched_only(answer.question.where, printable):
        typer.echo(f"{only}\n")


def _print_claim(number: int, claim: "Claim") -> None:
    """A quote with its source; or what a model wrote, with the quotes that it rests on."""
    if not claim.written:
        typer.echo(f"{number}. {_quoted(claim.citations[0].citation)}")
    else:
        typer.echo(f"{number}. {printable(claim.text)}")
    for one in claim.citations:
        if claim.written:
            typer.echo(f"   {_quoted(one.citation)}")
        stands_in = f"   ({STANDS_IN})\n" if claim.stands_in else ""
        typer.echo(f"{stands_in}   {_source(one)}\n")


def _quoted(citation: "Citation") -> str:
    """A quote in its marks, a line for each row of a table."""
    lines = "\n    ".join(map(printable, lines_of(citation)))
    return f"“{lines}”"


def _print_writing(writing: "Writing", *, added: bool) -> None:
    typer.echo(f"{written_by(writing, printable, added=added)}\n")
    if writing.missing:
        typer.echo(f"{not_held_says_model(writing.missing, printable)}\n")
    if writing.left_out:
        typer.echo(f"{LEFT_OUT}\n")
    for one in writing.left_out:
        typer.echo(f"   {printable(one.text)}\n      {printable(one.reason)}\n")


def _source(one: "VerifiedCitation") -> str:
    from rag import speaker_of  # not before the environment is quiet; by now it has been imported

    metadata, citation = one.citation.document.metadata, one.citation
    page, speaker = citation.document.page_of(citation.span), speaker_of(citation)
    said_by = f"said by {citation.document.slice(speaker)}" if speaker else ""
    on_page = f"page {page}" if page is not None else ""
    also = f"also in {', '.join(one.also_in)}" if one.also_in else ""
    day = published(metadata.published_at, "no date")
    parts = [said_by, metadata.title, metadata.publisher, day, on_page, also]
    return f"{printable(', '.join(part for part in parts if part))} [{printable(citation.document.id)} {citation.span}]"

"""What the terminal shows: plain lines, nothing that a document could use to take it over."""

import json
import sys
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from ui.rows import lines_of

if TYPE_CHECKING:  # every command imports this module before the environment is quiet, which `rag` must find
    from corpus.models import Citation
    from rag.models import Answer, Claim, Rewriting, VerifiedCitation, Writing

STANDS_IN = "The source's own words: the model's could not be checked against them."
BY_ITSELF = " A quote without a statement is Citewell's own choice."
_SAY = {
    "answered": "The documents say:",
    "partial": "The documents hold part of the answer:",
    "conflicting": "The documents disagree:",
    "not_in_documents": "The documents do not hold the answer.",
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
    if answer.rewritten:
        typer.echo(f"Understood as: {printable(answer.rewritten)}\n")
    if answer.rewriting:
        _print_rewriting(answer.rewriting, answer.rewritten)
    typer.echo(f"{_SAY[answer.status]}  (confidence {answer.confidence:.2f})\n")
    for conflict in answer.conflicts:
        for side in conflict.sides:
            typer.echo(f"  {printable(side.value)}: {'; '.join(_source(one) for one in side.citations)}")
        typer.echo(f"  {conflict.note}\n" if conflict.note else "")
    for number, claim in enumerate(answer.claims, 1):
        _print_claim(number, claim)
    if answer.missing:
        typer.echo(f"Not in the documents: {printable(' '.join(answer.missing))}\n")
    if answer.writing:
        _print_writing(answer.writing, by_itself=BY_ITSELF if answer.added else "")
    if answer.nearest:
        typer.echo("The nearest passages, which are not an answer:\n")
        for citation in answer.nearest:
            typer.echo(f"   {_quoted(citation)}")
            typer.echo(f"   {printable(citation.document.id)} {citation.span}\n")


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


def _print_rewriting(rewriting: "Rewriting", rewritten: str) -> None:
    """What a model had to do with the question, why its wording was not used if it was not, and what it cost."""
    model = printable(rewriting.model)
    if rewriting.note:
        said = f"Understood by rules; {model} was asked to put the question, but {printable(rewriting.note)}."
    else:
        said = f"So put by {model}, in words said before." if rewritten else f"{model} left the question as it is."
    typer.echo(f"{said}{_paid(rewriting)}\n")


def _paid(asked: "Rewriting | Writing") -> str:
    from rag.models import paid

    return f" ({printable(told)})" if (told := paid(asked)) else ""


def _print_writing(writing: "Writing", by_itself: str) -> None:
    if writing.note:
        said = f"These are quotes; {printable(writing.model)} was asked to write, but {printable(writing.note)}."
        typer.echo(f"{said}{_paid(writing)}\n")
    else:
        said = f"Written by {printable(writing.model)}; each statement was checked against the quotes under it."
        typer.echo(f"{said}{by_itself}{_paid(writing)}\n")
    if writing.missing:
        typer.echo(f"Not in the documents, says the model: {printable(writing.missing)}\n")
    if writing.left_out:
        typer.echo("Left out, and why:\n")
    for one in writing.left_out:
        typer.echo(f"   {printable(one.text)}\n      {printable(one.reason)}\n")


def _source(one: "VerifiedCitation") -> str:
    from rag import age_in_words, speaker_of  # not before the environment is quiet; by now it has been imported

    metadata, citation = one.citation.document.metadata, one.citation
    page, speaker = citation.document.page_of(citation.span), speaker_of(citation)
    said_by = f"said by {citation.document.slice(speaker)}" if speaker else ""
    on_page = f"page {page}" if page is not None else ""
    also = f"also in {', '.join(one.also_in)}" if one.also_in else ""
    age = age_in_words(metadata.published_at, date.today())
    published = f"{metadata.published_at or 'no date'}{f' ({age})' if age else ''}"
    parts = [said_by, metadata.title, metadata.publisher, published, on_page, also]
    return f"{printable(', '.join(part for part in parts if part))} [{printable(citation.document.id)} {citation.span}]"

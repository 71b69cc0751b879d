"""What the terminal and the page both say of an answer, so that they say it in the same words.

`shown` makes the words of documents and models fit to be shown where they are. Knows neither terminal nor page.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # commands import this module before the environment is quiet, which `rag` must find
    from corpus.models import Filter
    from rag.models import Rewriting, Writing

NOT_HELD = "The documents do not hold the answer."
STANDS_IN = "The source's own words: the model's could not be checked against them."
BY_ITSELF = "A quote without a statement is Citewell's own choice."
LEFT_OUT = "Left out, and why:"


def put_by(rewriting: "Rewriting", rewritten: str, shown: Callable[[str], str]) -> str:
    """What a model had to do with the question, why its wording was not used if it was not, and what it cost."""
    model = shown(rewriting.model)
    if rewriting.note:
        said = f"{model} was asked to put the question, but {shown(rewriting.note)}. Rules understood it."
    else:
        said = f"So put by {model}, in words said before." if rewritten else f"{model} left the question as it is."
    return f"{said}{_paid(rewriting, shown)}"


def written_by(writing: "Writing", shown: Callable[[str], str], *, added: bool) -> str:
    """What a model had to do with the answer, why it wrote nothing if it did not, and what it cost.

    `added`: beside its statements stand quotes that it did not ask for.
    """
    model = shown(writing.model)
    if writing.note:
        said = f"{model} was asked to write, but {shown(writing.note)}. These are quotes."
    else:
        said = f"Written by {model}. Each statement was checked against the quotes under it."
        said = f"{said} {BY_ITSELF}" if added else said
    return f"{said}{_paid(writing, shown)}"


def not_held(asked: str, shown: Callable[[str], str]) -> str:
    """What of the question the documents do not answer."""
    return f"Not in the documents: {shown(asked)}"


def not_held_says_model(asked: str, shown: Callable[[str], str]) -> str:
    """What they do not answer by the model's judgement, which nobody has checked."""
    return f"Not in the documents, says the model: {shown(asked)}"


def searched_only(where: "Filter", shown: Callable[[str], str]) -> str:
    """The documents that a filter left to search; empty where there is none."""
    parts = [
        f"publisher {where.publisher}" if where.publisher else "",
        f"document {where.doc}" if where.doc else "",
        f"language {where.language}" if where.language else "",
        f"type {where.type}" if where.type else "",
        f"since {where.since}" if where.since else "",
        f"until {where.until}" if where.until else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"Searched only: {shown(told)}." if told else ""


def published(day: str, undated: str) -> str:
    """`2021-10 (about 5 years ago)`, with the age as of today; `undated` where nobody knows."""
    from rag import age_in_words

    age = age_in_words(day, date.today())
    return f"{day} ({age})" if age else day or undated


def _paid(asked: "Rewriting | Writing", shown: Callable[[str], str]) -> str:
    from rag.models import paid

    return f" ({shown(told)})" if (told := paid(asked)) else ""

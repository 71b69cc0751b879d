"""Turns what an assistant tells into the Markdown of one chat message.

Pure, but that it knows today's date, from which the age of a source is told. All words that come from documents,
models or people pass through `escape_markdown`; the words of a quote are sliced from their document and from
nowhere else.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus import clean
from corpus.models import Citation, Span
from rag.models import Answer, Claim, Conflict, Side, Status, VerifiedCitation, Writing
from ui.rows import lines_of
from ui.web.escape import escape_markdown
from ui.web.reference import Reference
from ui.web.wording import title_of
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

_STAGES = {
    "understanding": "Understanding…",
    "searching": "Searching…",
    "reading": "Reading…",
    "checking": "Checking…",
    "writing": "Writing…",
}
_CLOSING = {
    Status.ANSWERED: "Every quote above was checked against its document.",
    Status.PARTIAL: "The documents answer this only partly.",
    Status.CONFLICTING: "Both sides are shown with their sources. Citewell does not choose between them.",
    Status.NOT_IN_DOCUMENTS: NOT_HELD,
}
_QUOTES = '<span class="cw-quotes">What they say</span>'
_DOT = "\u00a0· "  # stays with the word before it when a line breaks
_LONGEST_SHOWN = 1_500  # characters of one quote; its source shows the rest


def compose_progress(stage: str, claims: Sequence[Claim]) -> str:
    """The message while an answer is being made: the claims so far, and what happens now."""
    doing = _STAGES.get(stage, "Working…")
    return _join([*_Page().claims(claims), f'<span class="cw-stage">{doing}</span>'])


def compose_answer(answer: Answer, named: str = "") -> str:
    """The whole message of a finished answer; `named` is what a vote calls it by."""
    page = _Page()
    put = put_by(answer.rewriting, answer.rewritten, escape_markdown) if answer.rewriting else ""
    parts = [_understood(answer.rewritten), _of_model(put)]
    if answer.status is Status.NOT_IN_DOCUMENTS:
        parts += [_closing(answer, named), *page.nearest(answer.nearest)]
    else:
        claims = page.claims(answer.claims)  # first, so that places are numbered as they stand
        parts += [
            *page.conflicts(answer.conflicts),
            _QUOTES if answer.conflicts else "",
            *claims,
            _missing(answer.missing),
        ]
        parts += [
            *(_written(answer.writing, added=bool(answer.added)) if answer.writing else []),
            _closing(answer, named),
        ]
    return _join(parts)


def compose_notice(text: str, claims: Sequence[Claim] = ()) -> str:
    """A message to the person that is no answer, after the claims that had already passed."""
    return _join([*_Page().claims(claims), f'<span class="cw-notice">{escape_markdown(text)}</span>'])


class _Page:
    """Numbers the places that one message shows, in the order in which they appear."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def claims(self, claims: Sequence[Claim]) -> list[str]:
        return [part for claim in claims for part in self._claim(claim)]

    def _claim(self, claim: Claim) -> list[str]:
        quotes = [self._quote(citation) for citation in claim.citations]
        if not claim.written and _says_only(claim):
            return [*quotes, _of_model(STANDS_IN)] if claim.stands_in else quotes
        return [
            f'<span class="cw-written">{escape_markdown(claim.text)}</span>'
            if claim.written
            else escape_markdown(claim.text),
            *quotes,
        ]

    def conflicts(self, conflicts: Sequence[Conflict]) -> list[str]:
        return [part for conflict in conflicts for part in self._conflict(conflict)]

    def _conflict(self, conflict: Conflict) -> list[str]:
        about = f": {escape_markdown(conflict.about)}" if conflict.about.strip() else ""
        head = f'<span class="cw-disagree">The documents disagree{about}</span>'
        note = [escape_markdown(conflict.note)] if conflict.note else []
        return [head, *(part for side in conflict.sides for part in self._side(side)), *note]

    def _side(self, side: Side) -> list[str]:
        """Its value; who gives it, where the message has shown the quote already; else the quote."""
        shown = [one for one in side.citations if str(Reference.to(one)) in self._numbers]
        givers = "; ".join(f"{_publisher_and_date(one.citation)} {self._link(one)}" for one in shown)
        quotes = [self._quote(one) for one in side.citations if one not in shown]
        return [f'<span class="cw-side">{escape_markdown(side.value)}</span> {givers}', *quotes]

    def nearest(self, passages: Sequence[Citation]) -> list[str]:
        if not passages:
            return []
        head = '<span class="cw-not-an-answer">Nearest passages — not an answer</span>'
        return [head, *(self._quote(passage) for passage in passages)]

    def _quote(self, shown: Citation | VerifiedCitation) -> str:
        citation = shown.citation if isinstance(shown, VerifiedCitation) else shown
        quote = f"> {_shown_words(citation)} {self._link(shown)}"
        also = _copies(shown) if isinstance(shown, VerifiedCitation) else ""
        return f'{quote}\n\n<span class="cw-source">{_source(citation)}{also}</span>'

    def _link(self, shown: Citation | VerifiedCitation) -> str:
        reference = str(Reference.to(shown))
        number = self._numbers.setdefault(reference, len(self._numbers) + 1)
        return f'[\\[{number}\\]](#cite-{reference} "Open source {number}")'


def _says_only(claim: Claim) -> bool:
    """Whether a claim is but its quotes: then its own words are not shown a second time."""
    said = _letters(claim.text)
    quotes = [_letters(one.citation.text) for one in claim.citations]
    return said in quotes or said == "".join(quotes)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, clean(text)))


def _shown_words(citation: Citation) -> str:
    words, start = citation.text, citation.span.start
    cut = replace(citation, span=Span(start, start + min(len(words), _LONGEST_SHOWN)))
    shown = "<br>".join(map(escape_markdown, lines_of(cut))) or "(blank)"
    return (
        shown if len(words) <= _LONGEST_SHOWN else shown + '… <span class="cw-cut">open the source for the rest</span>'
    )


def _source(citation: Citation) -> str:
    title = escape_markdown(title_of(citation.document))
    return f'<span class="cw-title">{title}</span>{_DOT}{_publisher_and_date(citation)}'


def _copies(one: VerifiedCitation) -> str:
    """How many copies of the document hold the same: together they are one source."""
    held = len(one.also_in)
    return f"{_DOT}also in {held} {'copy' if held == 1 else 'copies'}" if held else ""


def _publisher_and_date(citation: Citation) -> str:
    document = citation.document
    publisher = escape_markdown(document.metadata.publisher or "publisher unknown")
    return publisher + _DOT + published(document.metadata.published_at, "undated")


def _understood(rewritten: str) -> str:
    return (
        f'<span class="cw-understood">Understood as: {escape_markdown(rewritten)}</span>' if rewritten.strip() else ""
    )


def _of_model(told: str) -> str:
    """What a language model had to do with it."""
    return f'<span class="cw-writing">{told}</span>' if told else ""


def _missing(parts: Sequence[str]) -> str:
    """What of the question the documents do not answer."""
    return f'<span class="cw-missing">{not_held(" ".join(parts), escape_markdown)}</span>' if parts else ""


def _written(writing: Writing, *, added: bool) -> list[str]:
    """What a language model had to do with the answer, and what of its words is not in it."""
    missing = not_held_says_model(writing.missing, escape_markdown) if writing.missing else ""
    told = [_of_model(one) for one in (written_by(writing, escape_markdown, added=added), missing) if one]
    if writing.left_out:
        told.append(_of_model(LEFT_OUT))
        rows = (f"- {escape_markdown(one.text)} — {escape_markdown(one.reason)}" for one in writing.left_out)
        told.append("\n".join(rows))
    return told


def _closing(answer: Answer, named: str) -> str:
    only = searched_only(answer.question.where, escape_markdown)
    called = f" cw-named-{named}" if named else ""  # a class is what the chat's sanitiser lets through
    said = " ".join(filter(None, (_CLOSING[answer.status], only)))
    return f'<span class="cw-closing cw-{answer.status.value}{called}">{said}</span>'


def _join(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part)

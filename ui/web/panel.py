"""The source panel: a quote marked in its document, and what the document says of itself.

The component that shows it runs whatever HTML it is given, so every word of a document passes
through `ui.web.escape` here.
"""

import logging
from urllib.parse import urlsplit

from corpus import CitewellError, Index
from corpus.models import Citation
from rag import explained, speaker_of
from ui.web.escape import escape_attribute, is_plain, visible_html
from ui.web.reference import Reference, Standing
from ui.web.wording import title_of
from ui.wording import published

_LOG = logging.getLogger(__name__)
NEAR = 1_500  # characters of context on each side
_WIDEST = 96_000
_STANDINGS = {
    Standing.EXACT: ("Checked", "The same characters as in the document."),
    Standing.NORMALIZED: ("Checked", "The same words; only typography differs. Shown as the document has them."),
    Standing.NEAREST: ("Not an answer", "Only the nearest passage to the question."),
}
WELCOME = (
    '<section class="cw-empty"><h2>Source</h2><p>Press a number such as <b class="cw-sample">[1]</b> in an answer '
    "to read the quote where it stands in its document.</p></section>"
)


def source_panel(index: Index, reference: object, width: object = NEAR, *, votes: bool = False) -> str:
    """HTML of the place that a browser asked for; a message where there is none. Never raises.

    With `votes` it asks whether the quote helps.
    """
    if reference == "":
        return WELCOME
    try:
        found = Reference.parse(reference)
        return _article(found, found.resolve(index), _clamped(width), votes=votes)
    except CitewellError as error:
        return _notice(str(error))
    except Exception:  # noqa: BLE001 - the web's entry point: a traceback is for the log, never for the page
        _LOG.exception("a source could not be shown")
        return _notice("Something went wrong. This source cannot be shown now.")


def _clamped(width: object) -> int:
    return min(max(width, NEAR), _WIDEST) if isinstance(width, int) else NEAR


def _notice(text: str) -> str:
    return f'<section class="cw-empty"><h2>Source</h2><p role="alert">{visible_html(text)}</p></section>'


def _article(reference: Reference, citation: Citation, width: int, *, votes: bool) -> str:
    label, meaning = _STANDINGS[reference.standing]
    title = title_of(citation.document)
    return (
        f'<article class="cw-opened cw-{reference.standing}" data-ref="{reference}">'
        '<div class="cw-top"><p class="cw-kicker">Source</p>'
        '<button type="button" class="cw-close" aria-label="Close the source">Close</button></div>'
        f'<h2 tabindex="-1" dir="auto">{visible_html(title)}</h2>'
        f'<p class="cw-standing"><b>{label}</b> {meaning}</p>'
        f"<dl>{_facts(citation)}</dl>"
        f'<button type="button" class="cw-copy" data-copy="{escape_attribute(_evidence(citation))}">'
        "Copy quote with source</button>"
        f"{_vote(reference) if votes else ''}"
        f"{_passage(reference, citation, width)}{_days(citation)}</article>"
    )


def _vote(reference: Reference) -> str:
    """Asks for a thumb. The bridge adds which answer it was pressed in."""
    buttons = "".join(
        f'<button type="button" class="cw-thumb" data-vote="{vote}" data-ref="{reference}" aria-pressed="false">'
        f"{words}</button>"
        for vote, words in (("up", "Helps"), ("down", "Does not help"))
    )
    return f'<div class="cw-vote" role="group" aria-label="Does this quote help?">{buttons}</div>'


def voted(error: str = "") -> str:
    """HTML of what became of a vote."""
    words = error or "Noted, thank you. It stays on this machine."
    return f'<p class="cw-voted" role="status">{visible_html(words)}</p>'


def _facts(citation: Citation) -> str:
    document, metadata, span = citation.document, citation.document.metadata, citation.span
    place = f"{span.start:,} to {span.end:,} of {len(document.text):,}"
    speaker = speaker_of(citation)
    rows = {
        "Said by": visible_html(document.slice(speaker)) if speaker else "",
        "Publisher": visible_html(metadata.publisher) or "not stated",
        "Published": visible_html(published(document.metadata.published_at, "not stated")),
        "Authors": visible_html(", ".join(metadata.authors)),
        "Address": _address(metadata.url),
        "DOI": visible_html(metadata.doi),
        "Document": f"<code>{visible_html(document.id)}</code>",
        "Characters": place,
    }
    return "".join(f'<dt>{name}</dt><dd dir="auto">{value}</dd>' for name, value in rows.items() if value)


def _address(url: str) -> str:
    """A link where a browser may follow it safely, else the bare text."""
    text = visible_html(url)
    try:
        parts = urlsplit(url)
        safe = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        safe = False
    if not safe or not is_plain(url):
        return text
    return f'<a href="{escape_attribute(url)}" target="_blank" rel="noopener noreferrer">{text}</a>'


def _evidence(citation: Citation) -> str:
    """What the copy button copies: the quote, and where it stands."""
    document, metadata = citation.document, citation.document.metadata
    source = [title_of(document), metadata.publisher, metadata.published_at or "undated", metadata.url]
    place = f"{document.id}, characters {citation.span.start} to {citation.span.end}"
    return f"“{citation.text}”\n{', '.join(part for part in source if part)}\n[{place}]"


def _passage(reference: Reference, citation: Citation, width: int) -> str:
    text = citation.document.text
    start = _word_start(text, citation.span.start - width)
    end = _word_end(text, citation.span.end + width)
    before, after = text[start : citation.span.start], text[citation.span.end : end]
    more = (
        f'<button type="button" class="cw-more" data-ref="{reference}" data-width="{width * 4}">'
        "Show more of the document</button>"
        if width < _WIDEST and (start > 0 or end < len(text))
        else ""
    )
    return (
        '<div class="cw-passage" role="region" tabindex="0" aria-label="The quote in its document">'
        f'<div class="cw-text" dir="auto">{"…" if start else ""}{visible_html(before)}'
        f"<mark>{visible_html(citation.text)}</mark>"
        f"{visible_html(after)}{'…' if end < len(text) else ''}</div></div>{more}"
    )


def _days(citation: Citation) -> str:
    """What the quote's "last month" means, under the quote; nothing where it names no such day."""
    notes = [f"<li>“{visible_html(words)}” = {visible_html(days)}</li>" for words, days in explained(citation)]
    return f'<ul class="cw-days" aria-label="Dates in the quote">{"".join(notes)}</ul>' if notes else ""


def _word_start(text: str, at: int) -> int:
    """`at`, moved on to the next word so that no word is cut, where one is near."""
    if at <= 0:
        return 0
    space = text.find(" ", at, at + 40)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - 40, at)
    return at if space < 0 else space

"""Does a quote stand where it is said to stand? Pure and total: every quote gets a verdict.

Typography is forgiven (quote marks, dashes, ligatures, soft hyphens, broken words, white space,
canonical Unicode forms, the first letter's case); other letters, digits, signs and words are not.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from corpus.models import Citation, Document, Span
from rag.models import Rejection, Verdict, VerifiedCitation

_FOLDED = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "…": "...",
}
_NEWLINES = "\n\r\f\v\u2028\u2029"


def verify(quote: str, shown: Sequence[Document], span: Span | None = None) -> VerifiedCitation | Rejection:
    """Checks `quote` against the documents that were shown, the first one first.

    With `span` the words must stand there in the first document. A quote that stands in
    another of the documents is `misattributed`, with the place in `elsewhere`.
    """
    if not shown:
        return Rejection(Verdict.ABSENT, "no document was shown")
    if not quote.strip():
        return Rejection(Verdict.ABSENT, "the quote is empty")
    named, *others = shown
    if span is not None:
        return _at(quote, named, span)
    found = _find(quote, named)
    if found:
        return found
    for other in others:
        elsewhere = _find(quote, other)
        if elsewhere:
            where = elsewhere.citation
            return Rejection(Verdict.MISATTRIBUTED, f"the words stand in {other.id} at {where.span}", where)
    return Rejection(Verdict.ABSENT, f"the words do not stand in {named.id}")


def _at(quote: str, document: Document, span: Span) -> VerifiedCitation | Rejection:
    if span.end > len(document.text):
        return Rejection(Verdict.ABSENT, f"{document.id} ends before {span}")
    words = document.slice(span)
    if words == quote:
        return VerifiedCitation(Citation(document, span), Verdict.EXACT)
    if fold(words)[0] == fold(quote)[0]:
        return VerifiedCitation(Citation(document, span), Verdict.NORMALIZED)
    return Rejection(Verdict.DRIFTED, f"{document.id} reads {words!r} at {span}")


def _find(quote: str, document: Document) -> VerifiedCitation | None:
    """The first place where the quote stands as whole words, the same characters before like ones."""
    for at in _places(quote, document.text):
        return VerifiedCitation(Citation(document, Span(at, at + len(quote))), Verdict.EXACT)
    wanted, _ = fold(quote)
    text, places = fold(document.text)
    for form in dict.fromkeys((wanted, wanted[:1].swapcase() + wanted[1:])) if wanted else ():
        for at in _places(form, text):
            span = Span(places[at], _cluster_end(document.text, places[at + len(form) - 1]))
            return VerifiedCitation(Citation(document, span), Verdict.NORMALIZED)
    return None


def _places(quote: str, text: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        if _whole_words(text, at, at + len(quote)):
            yield at
        at = text.find(quote, at + 1)


def _cluster_end(text: str, place: int) -> int:
    """The end of the character at `place` with the marks that combine with it."""
    end = place + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether the piece is not cut out of a longer word or number ("5" out of "54")."""
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after = end >= len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return before and after and not (end < len(text) and unicodedata.combining(text[end]))


def fold(text: str) -> tuple[str, list[int]]:
    """The text without the accidents of typography, and each character's place in the original.

    Words broken by a hyphen at a line's end are joined; runs of white space become one space.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, character in _composed(text):
        for letter in _FOLDED.get(character, " " if character.isspace() else character):
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            places.append(place)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), places


def _composed(text: str) -> "list[tuple[int, str]]":
    """Canonically composed characters with their places, words broken at line ends joined."""
    found: list[tuple[int, str]] = []
    place = 0
    while place < len(text):
        skip = _line_break(text, place)
        if skip:
            place += skip
            continue
        end = _cluster_end(text, place)
        found.extend((place, letter) for letter in unicodedata.normalize("NFC", text[place:end]))
        place = end
    return found


def _line_break(text: str, place: int) -> int:
    """How many characters a hyphen and the line break behind it take; 0 where there is none."""
    if text[place] not in "-\u2010\u00ad" or place == 0 or not text[place - 1].isalpha():
        return 0
    end = place + 1
    while end < len(text) and text[end].isspace():
        end += 1
    broken = end > place + 1 and any(c in _NEWLINES for c in text[place + 1 : end])
    return end - place if broken and end < len(text) and text[end].islower() else 0

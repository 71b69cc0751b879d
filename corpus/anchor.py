"""Finds a quote again in a document that has changed, by its W3C selectors.

The words themselves decide (TextQuoteSelector); what stood before and after them chooses among
several places, and the old offsets (TextPositionSelector) among equal ones. Words that are no longer
there are never put elsewhere: then only the passage nearest to them is told. Pure, and linear in the
document's length.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.models import Citation, Document, Span

_TELLING = 24  # characters: shorter words may stand anywhere, so what stands beside them must agree
_AGREES = 8  # characters of prefix and suffix
_NEAR = 0.5  # of the words, for a passage to be the nearest
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote:
    """The selectors of one quote: its words, what stood beside them, where it began."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0

    def __post_init__(self) -> None:
        if not self.exact.strip():
            raise ValueError("a quote needs words")

    @classmethod
    def of(cls, citation: Citation) -> "Quote":
        """The quote that a citation makes today."""
        return cls.from_selectors(citation.selectors())

    @classmethod
    def from_selectors(cls, selectors: Sequence[Mapping[str, Any]]) -> "Quote":
        """Reads a TextQuoteSelector and a TextPositionSelector; raises ValueError without the first."""
        by_type = {one.get("type"): one for one in selectors}
        words, place = by_type.get("TextQuoteSelector", {}), by_type.get("TextPositionSelector", {})
        texts = [words.get(name, "") for name in ("exact", "prefix", "suffix")]
        start = place.get("start", 0)
        if not all(isinstance(text, str) for text in texts) or not isinstance(start, int):
            raise ValueError("a TextQuoteSelector has `exact`, `prefix` and `suffix`, all of them text")
        exact, prefix, suffix = texts
        return cls(exact, prefix, suffix, start)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands now; `nearest` is the passage most like it where it stands nowhere."""

    span: Span | None = None
    nearest: Span | None = None


def anchor(quote: Quote, document: Document) -> Anchor:
    """The place of the quote's words in the document, or the place of words most like them."""
    text = document.text
    best = max(_places(quote, text), key=lambda place: _rank(quote, text, place), default=None)
    if best is not None and _is_it(quote, text, best):
        return Anchor(span=best)
    return Anchor(nearest=_nearest(quote, text))


def _places(quote: Quote, text: str) -> Iterator[Span]:
    """Where the words stand, however their white space is set."""
    return (Span(*match.span()) for match in re.finditer(r"\s+".join(map(re.escape, quote.exact.split())), text))


def _rank(quote: Quote, text: str, place: Span) -> tuple[int, int]:
    return _agreement(quote, text, place), -abs(place.start - quote.start)


def _agreement(quote: Quote, text: str, place: Span) -> int:
    """How many characters beside a place are those that stood beside the quote."""
    before = text[max(0, place.start - len(quote.prefix)) : place.start]
    after = text[place.end : place.end + len(quote.suffix)]
    return _common(quote.prefix[::-1], before[::-1]) + _common(quote.suffix, after)


def _common(left: str, right: str) -> int:
    for count, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return count
    return min(len(left), len(right))


def _is_it(quote: Quote, text: str, place: Span) -> bool:
    if len(quote.exact) >= _TELLING or not (quote.prefix or quote.suffix):
        return True
    due = min(_AGREES, len(quote.prefix) + len(quote.suffix))
    return _agreement(quote, text, place) >= due


def _nearest(quote: Quote, text: str) -> Span | None:
    """The run of as many words that shares most of the quote's; None where none shares half of them.

    Of equal runs it is one that begins or ends as the quote does.
    """
    words = [word.lower() for word in _WORD.findall(quote.exact)]
    wanted, size = Counter(words), len(words)
    window: deque[tuple[str, int]] = deque()
    held: Counter[str] = Counter()
    shared, best = 0, (0, 0)
    found: Span | None = None
    for match in _WORD.finditer(text):
        word = match.group().lower()
        window.append((word, match.start()))
        held[word] += 1
        shared += held[word] <= wanted[word]
        if len(window) > size:
            left, _ = window.popleft()
            shared -= held[left] <= wanted[left]
            held[left] -= 1
        if shared >= best[0] and shared:
            rank = shared, (window[0][0] == words[0]) + (word == words[-1])
            if rank > best:
                best, found = rank, Span(window[0][1], match.end())
    return found if best[0] >= _NEAR * size else None

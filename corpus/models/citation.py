"""A place in a source. Has no words of its own, so it cannot show words the source lacks."""

from dataclasses import dataclass

from corpus.models.document import Document
from corpus.models.span import Span

_CONTEXT = 32  # characters of prefix and suffix: what the Web Annotation examples use


@dataclass(frozen=True)
class Citation:
    """`span` of `document`; building one outside its document raises ValueError."""

    document: Document
    span: Span

    def __post_init__(self) -> None:
        self.document.slice(self.span)

    @property
    def text(self) -> str:
        """The cited words, sliced from the document each time."""
        return self.document.slice(self.span)

    def overlaps(self, other: "Citation") -> bool:
        """Whether a character is cited by both."""
        return self.document.id == other.document.id and self.span.overlaps(other.span)

    def selectors(self) -> list[dict[str, str | int]]:
        """W3C Web Annotation selectors (https://www.w3.org/TR/annotation-model/#selectors)."""
        text, span = self.document.text, self.span
        return [
            {
                "type": "TextQuoteSelector",
                "exact": self.text,
                "prefix": text[max(0, span.start - _CONTEXT) : span.start],
                "suffix": text[span.end : span.end + _CONTEXT],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ]

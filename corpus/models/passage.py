"""The parts of a document that are searched (chunks) and quoted (sentences)."""

from dataclasses import dataclass

from corpus.models.document import BlockKind, Document
from corpus.models.span import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `ordinal` counts within its document, `paragraph` groups neighbours.

    `beside` tells that it is about nothing that the sentences around it are about.
    """

    document_id: str
    ordinal: int
    span: Span
    kind: BlockKind
    language: str
    paragraph: int
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of whole sentences, `first` to `last` (inclusive ordinals), searched as one."""

    id: str
    document_id: str
    span: Span
    text: str
    first: int
    last: int
    language: str

    @classmethod
    def cut(cls, document: Document, sentences: "list[Sentence]") -> "Chunk":
        """The chunk that holds these neighbouring sentences of `document`."""
        span = sentences[0].span.cover(sentences[-1].span)
        return cls(
            id=f"{document.id}#{span}",
            document_id=document.id,
            span=span,
            text=document.slice(span),
            first=sentences[0].ordinal,
            last=sentences[-1].ordinal,
            language=sentences[0].language,
        )

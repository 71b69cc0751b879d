"""How the page names documents: one place, so that the chat and the panel say the same."""

from datetime import date

from corpus.models import Document
from rag import age_in_words


def title_of(document: Document) -> str:
    """What a document calls itself, else its id."""
    return document.metadata.title.strip() or document.id


def document_count(documents: int) -> str:
    """`1 document`, `1,234 documents`."""
    return f"{documents:,} document{'' if documents == 1 else 's'}"


def published(document: Document, undated: str) -> str:
    """`2021-10 (about 5 years ago)`, with the age as of today; `undated` where nobody knows."""
    day = document.metadata.published_at
    age = age_in_words(day, date.today())
    return f"{day} ({age})" if age else day or undated

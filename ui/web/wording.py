"""How the page names documents: one place, so that the chat and the panel say the same."""

from corpus.models import Document


def title_of(document: Document) -> str:
    """What a document calls itself, else its id."""
    return document.metadata.title.strip() or document.id


def document_count(documents: int) -> str:
    """`1 document`, `1,234 documents`."""
    return f"{documents:,} document{'' if documents == 1 else 's'}"

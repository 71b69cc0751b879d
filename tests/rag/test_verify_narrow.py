"""Of many documents, those that a quote could stand in are found by reading each once."""

from random import Random

from corpus.models import Document, Metadata
from evals.quotes.verifier_quotes import changed_quotes
from rag import FoldedDocument, Narrowing, Wanted, verify_anywhere
from rag.models import VerifiedCitation
from tests.quoted_texts import TEXTS, document, sentences


def test_no_honest_quote_loses_its_document() -> None:
    """Whatever typography a quote has, the document that it stands in is among the ones named."""
    documents = [document(name) for name in TEXTS]
    made = [one for name in TEXTS for one in changed_quotes(document(name), sentences(name), Random(1)) if one.honest]
    narrowing = Narrowing([Wanted(one.quote) for one in made])
    for one in documents:
        narrowing.read(FoldedDocument(one))
    assert len(made) > 400
    for number, one in enumerate(made):
        named = narrowing.worth_reading(number, most=2)
        assert one.document_id in named, one
        found = verify_anywhere(one.quote, [document(identity.removesuffix(".txt")) for identity in named])
        assert isinstance(found, VerifiedCitation)
        assert found.citation.document.id == one.document_id


def test_the_document_with_most_of_a_quote_comes_first() -> None:
    """Documents that hold nothing of a quote are not named; ties go by id."""
    texts = {"b": "The old quay was shut on Monday.", "a": "The old quay was shut.", "c": "Nothing else."}
    narrowing = Narrowing([Wanted("the old quay was shut on Monday"), Wanted("quay"), Wanted("…")])
    for identity, text in texts.items():
        narrowing.read(FoldedDocument(Document(identity, text, Metadata(), identity)))
    assert narrowing.worth_reading(0) == ["b", "a"]
    assert narrowing.worth_reading(1) == ["a", "b"]
    assert narrowing.worth_reading(1, most=1) == ["a"]
    assert narrowing.worth_reading(2) == []

"""A follow-up that points into the earlier answer."""

import pytest

from corpus.models import Citation, Document, Metadata, Span
from rag.models import Answer, Claim, Question, Status, Verdict, VerifiedCitation
from rag.recall import told_before

POSSESSIVE = "A photo shows Norra's delegation at the harbour."
TOLD = ("The storm sank nine ships at Alva.", "A second storm broke the pier of Norra.", "Ida Rahn closed the harbour.")


def answer(question: Question) -> Answer:
    """An assistant that tells the same three things whatever it is asked."""
    text = " ".join(TOLD)
    document = Document("d", text, Metadata(), "/d")
    cited = [
        VerifiedCitation(Citation(document, Span(text.index(one), text.index(one) + len(one))), Verdict.EXACT)
        for one in TOLD
    ]
    return Answer(question, Status.ANSWERED, tuple(Claim(one.citation.text, (one,)) for one in cited))


@pytest.mark.parametrize(
    ("question", "earlier", "told"),
    [
        pytest.param("And the second one?", "Which storms came?", TOLD[1], id="ordinal"),
        pytest.param("Where was the first storm?", "Which storms came?", TOLD[0], id="ordinal_with_its_noun"),
        pytest.param("What of the last one?", "Which storms came?", TOLD[2], id="last"),
        pytest.param("What did she say about it?", "Who closed the harbour?", "Ida Rahn", id="she"),
        pytest.param("Who built the first lighthouse?", "Which storms came?", "", id="another_noun"),
        pytest.param("What did she say?", "When was the harbour closed?", "", id="nobody_was_asked_for"),
        pytest.param("And the sixth one?", "Which storms came?", "", id="beyond_what_was_told"),
    ],
)
def test_what_is_pointed_at(question: str, earlier: str, told: str) -> None:
    """An ordinal means that claim, a pronoun whom the earlier question asked for; anything else points at nothing."""
    assert told_before(Question(question, (earlier,)), answer) == told


def test_whose_delegation_it_was_is_nobody_who_was_met() -> None:
    """A name in the genitive answers "whom?" with no person."""
    document = Document("d", POSSESSIVE, Metadata(), "/d")
    cited = VerifiedCitation(Citation(document, Span(0, len(POSSESSIVE))), Verdict.EXACT)

    def shown(question: Question) -> Answer:
        return Answer(question, Status.ANSWERED, (Claim(POSSESSIVE, (cited,)),))

    assert told_before(Question("What did he ask of him?", ("Whom does the photo show?",)), shown) == ""


def test_without_history_nothing_is_asked_again() -> None:
    """The first question of a conversation cannot point back."""
    assert told_before(Question("And the second one?"), answer) == ""

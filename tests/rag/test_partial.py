"""Questions that ask several things, over the shipped documents, with every real part."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Index, Settings
from corpus.models import Citation, Document, Metadata, Span
from rag import (
    Assistant,
    Reranker,
    answer_to_dict,
    build_reranker,
    explanation_to_dict,
    parse_query,
    stand_alone,
    without_sources,
)
from rag.abstain import Abstention, between
from rag.models import Answer, Conflict, Question, Side, Status, Verdict, VerifiedCitation
from rag.part import Part, cited_once, conflicts_once, take_apart
from tests.conftest import REPOSITORY
from ui.explain import print_explanation
from ui.terminal import print_answer
from ui.web.compose import compose_answer

CASES = REPOSITORY / "evals" / "cases"
HALF = "How many people did the Serena Hotel bomb kill, and who designed the hotel's lobby?"
MISSING = "Who designed the hotel's lobby?"


def shown(answer: Answer) -> str:
    """The words of all quotes."""
    return " ".join(claim.text for claim in answer.claims)


def test_what_the_documents_lack_of_a_question_is_named(
    sample_assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    """One part is answered, the other is named: in the answer, in JSON, on the terminal and in the chat."""
    answer = sample_assistant.invoke(HALF)
    assert (answer.status, answer.missing) == (Status.PARTIAL, (MISSING,))
    assert "at least five" in shown(answer)
    assert answer_to_dict(answer)["missing"] == [MISSING]
    print_answer(answer)
    assert f"Not in the documents: {MISSING}" in capsys.readouterr().out
    assert "Not in the documents: Who designed the hotel" in compose_answer(answer)


def test_all_parts_are_answered_or_none(sample_assistant: Assistant) -> None:
    """The quotes answer each part where the documents hold both; where they hold neither nothing is shown."""
    answer = sample_assistant.invoke("When did Pakistan join the SCO, and what is Azm-i-Istehkam?")
    assert (answer.status, answer.missing) == (Status.ANSWERED, ())
    assert all(words in shown(answer) for words in ("June 2017", "resolve to eradicate extremism"))
    answer = sample_assistant.invoke("What is the boiling point of ethanol, and how do you cook borscht?")
    assert (answer.status, answer.missing, answer.claims) == (Status.NOT_IN_DOCUMENTS, (), ())
    assert answer.nearest
    assert "missing" not in answer_to_dict(answer)


def test_each_part_is_explained(sample_assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    """The explanation tells of every part what was found and how sure it is; a plain question has one part."""
    answer, explanation = sample_assistant.explained(HALF)
    (other,) = explanation.others
    assert explanation.confidence >= explanation.threshold > other.confidence
    assert answer.confidence == explanation.confidence
    assert [one["understood"] for one in explanation_to_dict(explanation)["others"]] == [MISSING]
    print_explanation(explanation)
    assert "Part 2" in capsys.readouterr().out
    _, plain = sample_assistant.explained("What is Azm-i-Istehkam?")
    assert plain.others == ()
    assert "others" not in explanation_to_dict(plain)


class Counted(Reranker):
    """Counts how often the cross-encoder is asked."""

    def __init__(self, inner: Reranker) -> None:
        self.inner = inner
        self.asked = 0

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        self.asked += 1
        return self.inner.score(query, texts)


@pytest.mark.parametrize(
    ("question", "passes"),
    [
        pytest.param("What is Azm-i-Istehkam?", 4, id="plain"),
        pytest.param(HALF, 8, id="two_parts"),
        pytest.param("What is Azm-i-Istehkam, and when did it begin?", 10, id="one_points_back"),
    ],
)
def test_a_part_costs_what_a_question_costs(sample_index: Index, question: str, passes: int) -> None:
    """One search and reading for each part, and a look at its best sentence; two more for one that borrows its topic."""
    settings = Settings()
    reranker = Counted(build_reranker(settings))
    Assistant(sample_index, reranker, Abstention.load(), settings).invoke(question)
    assert reranker.asked == passes


@pytest.mark.parametrize("name", ["samples", "corpus_dev", "corpus_paraphrased"])
def test_a_question_that_asks_one_thing_is_asked_as_before(name: str) -> None:
    """Of the shipped cases nearly all ask one thing: their only part is the question as it was always understood."""
    compound = 0
    for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        asked = Question(row["question"], tuple(row.get("history", ())))
        first, *others = take_apart(asked, "", ("Global Times",))
        compound += bool(others)
        if not others:
            understood = stand_alone(asked.text, asked.history)
            query = parse_query(without_sources(understood, ("Global Times",)))
            assert first == Part(asked.text, understood, query)
    assert compound <= 2


PIER = Document("a.txt", "Ada opened the pier. Bo closed it.", Metadata(), "/a.txt")
OPENED, BOTH, CLOSED = (
    VerifiedCitation(Citation(PIER, Span(*at)), Verdict.EXACT) for at in ((0, 20), (0, 34), (21, 34))
)


def part(cited: Sequence[VerifiedCitation], conflicts: Sequence[Conflict] = ()) -> Part:
    """A part with what it cites."""
    return Part("q", "q", parse_query("q"), cited=cited, conflicts=tuple(conflicts))


def test_no_place_and_no_conflict_is_told_twice() -> None:
    """What two parts cite is cited once, the longer quote in the place of the shorter; so is their conflict."""
    assert list(cited_once([part([OPENED]), part([OPENED, CLOSED])])) == [OPENED, CLOSED]
    assert list(cited_once([part([OPENED]), part([BOTH])])) == [BOTH]
    conflict = Conflict("who", (Side("Ada", (OPENED,)), Side("Bo", (CLOSED,))))
    other = Conflict("when", (Side("May", (OPENED,)), Side("June", (CLOSED,))))
    assert conflicts_once([part([OPENED], [conflict]), part([], [conflict, other])]) == (conflict, other)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_part_is_as_sure_as_lies_between(one: float, other: float) -> None:
    """Between two probabilities, the same in either order."""
    found = between(one, other)
    assert min(one, other) - 1e-6 <= found <= max(one, other) + 1e-6
    assert found == between(other, one)

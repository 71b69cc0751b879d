"""Copies count once: what they repeat is shown once, what one of them alters is shown as what it is."""

from pathlib import Path

import pytest

from corpus import SentenceTransformersEmbedder, Settings
from corpus.models import BlockKind, Citation, Document, Metadata, Sentence, Span
from ingest import Ingester
from rag import answer_to_dict, build_assistant
from rag.copies import counted_once, each_once
from rag.models import Conflict, Side, Status, Verdict, VerifiedCitation
from rag.read import Evidence
from rag.rerank import likely_answer
from tests.pointing import read

GROUPS = {"a": "a", "b": "a", "c": "a"}
SAID = "The storm at Alva sank nine ships on Monday, the harbour office said."


def evidence(text: str, document: str, score: float = 3.0) -> Evidence:
    whole = Document(document, text, Metadata(), f"/{document}")
    sentence = Sentence(document, 0, Span(0, len(text)), BlockKind.PARAGRAPH, "en", 0)
    return Evidence(whole, sentence, None, text, score, score, answers=likely_answer(score))


@pytest.mark.parametrize(
    ("other", "repeats"),
    [
        (SAID, True),
        (SAID.upper(), True),
        (SAID.replace("the harbour office said", "said the harbour office"), True),
        (SAID.replace(", the", " the"), True),
        (SAID.replace("sank", "has sunk").replace("harbour office said", "harbour office had said"), False),
        (SAID.replace("on Monday", "late on Monday"), True),
        (SAID.replace("nine", "13"), False),
        (SAID.replace("nine", "twelve"), False),
        (SAID.replace("Monday", "Tuesday"), False),
        (SAID.replace("sank", "did not sink"), False),
        (SAID.replace("sank", "sank no fewer than"), False),
    ],
)
def test_a_copy_repeats_or_alters(other: str, repeats: bool) -> None:
    """The same words, or all but words that tell nothing, are a repetition; a figure, name or negation is not."""
    kept, repeated = each_once([evidence(SAID, "a"), evidence(other, "b", 2.0)], GROUPS)
    assert [one.document.id for one in kept] == (["a"] if repeats else ["a", "b"])
    assert repeated == ({("a", Span(0, len(SAID))): ("b",)} if repeats else {})


def test_a_copy_with_another_answer_is_no_repetition() -> None:
    """What the model points at tells, also where it is neither figure nor name."""
    text = "The men of Alva, who met each week behind the old mill by the river, loved to play {} in the long grass."
    one, two = (read(name, text.format(sport), sport) for name, sport in (("a", "cricket"), ("b", "rounders")))
    kept, _ = each_once([one, two], GROUPS)
    assert [one.document.id for one in kept] == ["a", "b"]
    same, _ = each_once([one, read("b", text.format("cricket").replace("old", "grey"), "cricket")], GROUPS)
    assert [one.document.id for one in same] == ["a"]


def test_only_copies_are_put_together() -> None:
    """The same sentence of two independent sources stands for both."""
    kept, repeated = each_once([evidence(SAID, "a"), evidence(SAID, "x"), evidence(SAID, "c")], GROUPS)
    assert [one.document.id for one in kept] == ["a", "x"]
    assert repeated == {("a", Span(0, len(SAID))): ("c",)}


def test_a_side_counts_its_sources() -> None:
    """Each side keeps one citation of each independent source; a conflict between two copies stays one."""

    def cite(document: str) -> VerifiedCitation:
        return VerifiedCitation(Citation(evidence(SAID, document).document, Span(0, 9)), Verdict.EXACT)

    conflict = Conflict("ships", (Side("nine", (cite("a"), cite("x"), cite("b"))), Side("13", (cite("c"),))))
    (counted,) = counted_once([conflict], GROUPS, {("x", Span(2, 8)): ("y",)})
    nine, thirteen = counted.sides
    assert [(one.citation.document.id, one.also_in) for one in nine.citations] == [("a", ("b",)), ("x", ("y",))]
    assert [one.citation.document.id for one in thirteen.citations] == ["c"]


STORY = (
    "A storm came over the old town of Alva on Monday night. The storm at Alva sank nine ships, the harbour office said. "
    "Pilots stayed ashore until the tide had turned, and the ferry to the islands was cancelled for three days. "
    "The harbour office of Alva has asked the council for a new boat, which would cost as much as the old quay did. "
    "Nobody in the town could remember a night like it, and the lamps on the bar were out until the morning."
)


def test_five_copies_and_one_that_was_altered(tmp_path: Path, embedder: SentenceTransformersEmbedder) -> None:
    """Five papers print a wire story, one of them with another figure: a conflict of two sides, each source named once."""
    papers = {f"paper-{number}.txt": STORY for number in range(1, 5)}
    papers["paper-5.txt"] = STORY.replace("nine ships", "13 ships")
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in papers.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, embedder).run([folder])
    assistant = build_assistant(settings, embedder)
    assert set(assistant.index.copies()) == set(papers)
    answer = assistant.invoke("How many ships were sunk by the storm at Alva?")
    assert answer.status is Status.CONFLICTING
    (conflict,) = answer_to_dict(answer)["conflicts"]
    told = {side["value"]: side["citations"] for side in conflict["sides"]}
    assert {value.split()[0] for value in told} == {"nine", "13"}
    for value, citations in told.items():
        (one,) = citations
        copies = {one["doc"], *one.get("also_in", ())}
        assert copies == ({"paper-5.txt"} if value.startswith("13") else set(papers) - {"paper-5.txt"})
    shown = [claim.citations[0].citation.text for claim in answer.claims]
    assert len(shown) == len(set(shown))


def test_two_towns_of_one_name(tmp_path: Path, embedder: SentenceTransformersEmbedder) -> None:
    """Entries on two things are both quoted, and no disagreement is told."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for place, text in (
        ("Kansas", "The village of Alva, which lies on the Arrow river, was founded in 1854 by four families."),
        ("Oklahoma", "Railway men founded the city of Alva in 1893, when the strip was opened to settlers."),
    ):
        entry = f"# Alva, {place}\n\nAlva is a town in {place}. {text}\n"
        (folder / f"alva-{place.lower()}.md").write_text(entry, encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, embedder).run([folder])
    answer = build_assistant(settings, embedder).invoke("When was Alva founded?")
    assert answer.status is Status.ANSWERED
    assert answer.conflicts == ()
    shown = {claim.citations[0].citation.document.id for claim in answer.claims}
    assert shown == {"alva-kansas.md", "alva-oklahoma.md"}

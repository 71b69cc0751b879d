"""Over thousands of changed and unchanged quotes in four scripts the verifier errs in next to none, and is quick."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import Document, Metadata, Span
from evals.quotes.verifier_quotes import ChangedQuote, changed_quotes, under_wrong_names
from rag import FoldedDocument, verify
from rag.models import Rejection, Verdict, VerifiedCitation
from tests.conftest import SHARED
from tests.quoted_texts import TEXTS, document, sentences

MOST = 0.005  # of the quotes of a script may be judged wrongly, either way


def judged(quotes: Iterable[ChangedQuote], documents: dict[str, FoldedDocument]) -> tuple[Counter[str], list[str]]:
    """How many quotes each script and honesty had, and what was wrong with those judged wrongly."""
    total: Counter[str] = Counter()
    wrong = []
    for one in quotes:
        found = verify(one.quote, [documents[one.document_id]], near=[one.span])
        right = isinstance(found, VerifiedCitation) == one.honest
        if isinstance(found, VerifiedCitation) and one.honest:
            right = found.citation.span == one.span
        kind = f"{one.script} {'honest' if one.honest else 'dishonest'}"
        total[kind] += 1
        if not right:
            wrong.append(f"{kind} {one.change}: {one.quote!r}: {found}")
    return total, wrong


@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_no_change_of_our_texts_is_misjudged(name: str, seed: int) -> None:
    """Every honest change stands at its place, every dishonest one falls, whatever the chance."""
    one = document(name)
    total, wrong = judged(changed_quotes(one, sentences(name), Random(seed)), {one.id: FoldedDocument(one)})
    assert total
    assert wrong == []


def test_true_words_under_a_wrong_name_are_linked_to_the_right_one() -> None:
    """Misattribution is told in every script, with the document that does hold the words."""
    documents = [document(name) for name in TEXTS]
    made = [one for name in TEXTS for one in changed_quotes(document(name), sentences(name), Random(2)) if one.honest]
    tried = 0
    for one, right in under_wrong_names(made, documents, Random(3)):
        named = next(d for d in documents if d.id == one.document_id)
        found = verify(one.quote, [named, *[d for d in documents if d is not named]])
        assert isinstance(found, Rejection)
        assert found.verdict is Verdict.MISATTRIBUTED, found
        assert found.elsewhere is not None
        assert (found.elsewhere.document.id, found.elsewhere.span) == (right, one.span)
        tried += 1
    assert tried > 400


@pytest.mark.parametrize("name", ["xquad_en", "xquad_ru"])
def test_texts_that_were_not_written_for_it(name: str) -> None:
    """On articles by others both error rates stay under half a per cent."""
    path = SHARED / "data" / name / "documents.jsonl"
    if not path.is_file():
        pytest.skip("the articles for development are not beside this repository")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rng = Random(4)
    documents = [Document(row["doc_id"], row["text"], Metadata(), row["doc_id"]) for row in rng.sample(rows, 12)]
    chosen = [(each, stops(each.text)[:6]) for each in documents]
    made = [one for each, spans in chosen for one in changed_quotes(each, spans, rng)]
    total, wrong = judged(made, {one.id: FoldedDocument(one) for one in documents})
    for kind, number in total.items():
        assert sum(line.startswith(kind) for line in wrong) <= MOST * number, wrong
    assert sum(total.values()) > 1000


def stops(text: str) -> list[Span]:
    """Sentences by the plainest of rules: from a capital behind a stop to the next stop before a capital."""
    plain = re.compile(r"(?<=[а-яёa-z]{3}[.!?] )[A-ZА-ЯЁ][^.!?\n]{40,250}[а-яёa-z]{3}[.!?](?= [A-ZА-ЯЁ]|\n)")
    return [Span(one.start(), one.end()) for one in plain.finditer(text)]


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("the 54 members of quay number 90 met twice without reaching a decision", id="stands"),
        pytest.param("the 55 members of quay number 90 met twice without reaching a decision", id="drifted"),
        pytest.param("the 54 members of quay number 12 met a decision on the bridge number 90.", id="spliced"),
        pytest.param("purple kangaroos negotiated forty treaties beneath accordions of broccoli", id="absent"),
    ],
)
def test_work_grows_with_the_text_and_no_faster(quote: str) -> None:
    """Eight times the text takes not much more than eight times as long, whatever the verdict."""
    small, large = (long_document(number) for number in (2_000, 16_000))
    verify(quote, [small])  # tables are made once
    first, then = (min(seconds(quote, one) for _ in range(3)) for one in (small, large))
    assert then < 8 * first * 3  # thrice: other work on the machine, and arrays that leave its caches


def long_document(number: int) -> Document:
    text = "\n".join(
        f"In the year of storm {n} the 54 members of quay number {n} met twice without reaching a decision on the "
        f"bridge number {n}."
        for n in range(number)
    )
    return Document("long.txt", text, Metadata(), "long.txt")


def seconds(quote: str, one: Document) -> float:
    started = time.process_time()
    verify(quote, [one])
    return time.process_time() - started

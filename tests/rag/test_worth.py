"""The worth of a sentence as evidence, among the others that were read."""

import json
from dataclasses import replace
from importlib import resources

import pytest

from corpus.models import BlockKind, Document, Metadata, Sentence, Span
from rag.logistic import LogisticModel
from rag.query import parse_query
from rag.read import Evidence
from rag.rerank import likely_answer
from rag.worth import CANDIDATES, Worth, features_of

WORDS = ("The ferry left Alva at noon.", "It carried forty crates of salt.", "Snow fell on the hills.")


def found(logits: tuple[float, ...] = (6.0, 1.0, -8.0), filler: str = "") -> list[Evidence]:
    text = " ".join(WORDS) + filler
    document = Document("a", text, Metadata(), "a.txt")
    evidence = []
    for ordinal, (words, logit) in enumerate(zip(WORDS, logits, strict=True)):
        start = text.index(words)
        sentence = Sentence("a", ordinal, Span(start, start + len(words)), BlockKind.PARAGRAPH, "en", 0)
        evidence.append(Evidence(document, sentence, None, words, logit, 4.0, answers=likely_answer(logit)))
    return evidence


def test_shipped_model_knows_every_feature() -> None:
    """The file's weights are for the features that are seen, and its data, date and figures stand beside them."""
    raw = json.loads(resources.files("rag").joinpath("selection.json").read_text("utf-8"))
    (first, *_) = features_of(parse_query("When did the ferry leave Alva?"), found())
    assert set(raw["model"]["weights"]) == set(first)
    assert raw["made"]
    assert {"articles", "clapnq"} <= set(raw["figures"])


def test_better_scores_are_worth_more() -> None:
    """The shipped model follows the ranking where nothing else differs."""
    worth = Worth.load().of(parse_query("When did the ferry leave Alva?"), found(filler=" The hills are old." * 400))
    assert worth == sorted(worth, reverse=True)
    assert worth[0] > 0.5 > worth[-1]


def test_a_sentence_without_what_is_asked_for_is_worth_less() -> None:
    """Asked how many, a sentence that counts nothing is worth less than one that does."""
    query, evidence = parse_query("How many crates of salt did it carry?"), found((6.0, 5.0, -8.0))
    worth = Worth.load().of(query, [evidence[0]])[0]
    counted = replace(evidence[0], text=WORDS[1])
    assert Worth.load().of(query, [counted])[0] > worth


def test_neighbours_count_in_short_texts_only() -> None:
    """Standing beside the best sentence tells something in a short text and nothing in a long one."""
    query = parse_query("When did the ferry leave Alva?")
    assert features_of(query, found())[1]["short_next"] > 0
    long = features_of(query, found(filler=" The hills are old." * 400))
    assert all(one[name] == 0 for one in long for name in one if name.startswith("short_"))


def test_only_the_best_are_weighed() -> None:
    """No more than the candidates, and nothing for nothing."""
    assert len(features_of(parse_query("When?"), found() * 9)) == CANDIDATES
    assert features_of(parse_query("When?"), []) == []


def test_a_model_that_misses_a_part_is_refused() -> None:
    """A file without scales says which field is missing; one with a weight too many is refused."""
    with pytest.raises(KeyError, match="scales"):
        Worth.from_dict({"model": {"intercept": 0.0, "weights": {}, "means": {}}})
    with pytest.raises(ValueError, match="every weight"):
        LogisticModel(0.0, {"a": 1.0}, {}, {})

"""Conflicts: found where two sources differ on what was asked, silent everywhere else."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from corpus.models import BlockKind, Citation, DateMention, Document, Metadata, Sentence, Span
from rag.compare import Cite, find_differing
from rag.compare_place import Neighbours
from rag.models import Conflict, Verdict, VerifiedCitation
from rag.query import Query, parse_query
from rag.read import Evidence
from rag.rerank import likely_answer
from tests.pointing import read

PIER = "How much is the Alva North Pier worth?"


def evidence(text: str, document: str, near: float = 3.0) -> Evidence:
    whole = Document(document, text, Metadata(), f"/{document}")
    sentence = Sentence(document, 0, Span(0, len(text)), BlockKind.PARAGRAPH, "en", 0)
    return Evidence(whole, sentence, None, text, near, near, answers=likely_answer(near))


def find_conflicts(query: Query, read: Sequence[Evidence], neighbours: Neighbours, cite: Cite) -> tuple[Conflict, ...]:
    return find_differing(query, read, neighbours, cite).conflicts


def conflicts(question: str, *chosen: Evidence) -> list[set[str]]:
    return [{side.value for side in c.sides} for c in find_conflicts(parse_query(question), chosen, alone, cite)]


def alone(one: Evidence) -> list[Span]:
    return [one.span]


def cite(document: Document, span: Span) -> VerifiedCitation:
    return VerifiedCitation(Citation(document, span), Verdict.EXACT)


def test_two_sources_with_two_amounts() -> None:
    """Two documents that give different sums for the asked thing are both shown."""
    one = evidence("The Alva North Pier is worth US$54 billion.", "a")
    two = evidence("Builders put $62 billion into the Alva North Pier (ANP).", "b")
    assert conflicts(PIER, one, two) == [{"US$54 billion", "$62 billion"}]


@pytest.mark.parametrize(
    "question",
    [
        "How many billions of dollars is the ANP put at?",
        "What is the estimated value of the ANP?",
        "What does the ANP cost?",
    ],
)
def test_an_amount_may_be_asked_for_in_many_ways(question: str) -> None:
    """The words of value and unit need not stand in the sentence that gives the amount."""
    one = evidence("The Alva North Pier (ANP) is worth 54 billion dollars.", "a")
    assert conflicts(question, one, evidence("Builders put $62 billion into the ANP.", "b"))


def test_an_acronym_stands_for_its_words() -> None:
    """A sentence that names the thing by its acronym is about the same thing."""
    one = evidence("The Alva North Pier (ANP) is worth US$54 billion.", "a")
    two = evidence("The ANP is worth $62 billion.", "b")
    assert conflicts("How much is the Alva North Pier worth?", one, two)


@pytest.mark.parametrize("question", ["What is the pier (ANP) worth?", "What’s the value of the pier (ANP)?"])
def test_a_thing_that_is_named_twice_is_named_by_either(question: str) -> None:
    """Of "the pier (ANP)" a sentence may say "ANP" or "pier"; a sentence that says neither is about something else."""
    one = evidence("The Alva North Pier (ANP) is worth US$54 billion.", "a")
    assert conflicts(question, one, evidence("Norra put $62 billion into the ANP.", "b"))
    assert conflicts(question, one, evidence("Norra put $62 billion into the pier.", "b"))
    assert not conflicts(question, one, evidence("Norra put $62 billion into its port.", "b"))


def test_a_sum_may_be_told_in_other_words() -> None:
    """A sentence with all of the question's words tells a sum though it is found a little beside the point."""
    one, question = evidence("The Alva pier is worth $54bn.", "a"), "How much is the Alva pier worth?"
    assert conflicts(question, one, evidence("Norra has put $62bn into the Alva pier.", "b", near=-1.5))
    assert not conflicts(question, one, evidence("Norra has put $62bn into Alva.", "b", near=-1.5))


def test_counts_of_the_same_thing() -> None:
    """Different counts of the asked noun in two documents are a conflict; nine is 9."""
    one = evidence("The storm at Alva sank nine ships.", "a")
    assert conflicts("How many ships were sunk at Alva?", one, evidence("At Alva 13 ships were sunk.", "b"))
    assert not conflicts("How many ships were sunk at Alva?", one, evidence("At Alva 9 ships were sunk.", "b"))


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        pytest.param(PIER, ["The Alva North Pier is worth $54bn.", "The Alva North Pier is worth US$54 billion."], id="same_value"),
        pytest.param(PIER, ["The Alva North Pier is worth $54bn.", "The Alva North Pier cost €60 billion."], id="other_currency"),
        pytest.param(PIER, ["The Alva North Pier is worth $54bn.", "The Alva North Pier, worth 54 billion US dollars, stands."], id="in_words"),
        pytest.param(PIER, ["The Alva North Pier is worth $54bn.", "For the Alva North Pier a lamp worth $2 million was bought."], id="a_part_of_it"),
        pytest.param(PIER, ["The Alva North Pier is worth $54bn.", "A ferry is worth $2 million."], id="other_thing"),
        pytest.param(PIER, ["The Alva North Pier is worth $54bn.", "The Alva North Pier, worth at least $5bn."], id="hedged"),
        pytest.param("Who built the Alva North Pier?", ["The Alva North Pier is worth $54bn.", "The Alva North Pier is worth $62bn."], id="not_asked"),
        pytest.param("How many ships were sunk at Alva?", ["At least five ships were sunk at Alva.", "At Alva five ships were sunk."], id="at_least"),
        pytest.param("How many ships were sunk at Alva?", ["About 100 ships were sunk at Alva.", "At Alva 104 ships were sunk."], id="about"),
        pytest.param("How many people were killed at Alva?", ["The Alva blast killed 13 people, including nine Norrans.", "At Alva 13 people were killed and 30 injured."], id="part_of_the_whole"),
        pytest.param("Who designed the Alva North Pier?", ["The Alva North Pier was designed by Ida Rahn.", "Rahn designed the Alva North Pier."], id="short_name"),
        pytest.param("Who designed the Alva North Pier?", ["The Alva North Pier was designed by Ida Rahn.", "The Alva North Pier was designed in 1990 by Ida Rahn."], id="more_told"),
        pytest.param("Who designed the Alva North Pier?", ["The Alva North Pier was designed by Ida Rahn.", "The Alva South Pier was designed by Olle Berg."], id="another_pier"),
        pytest.param("How many ships were sunk at Norra?", ["At Norra 3 ships were sunk.", "At Alva 5 ships were sunk."], id="other_place"),
    ],
)  # fmt: skip
def test_no_false_alarm(question: str, texts: list[str]) -> None:
    """The same value, another currency, thing or place, a hedged figure, or one nobody asked for is no conflict."""
    assert conflicts(question, *(evidence(text, str(n)) for n, text in enumerate(texts))) == []


def test_one_document_does_not_disagree_with_itself() -> None:
    """Two figures in one document are its own matter."""
    one = evidence("The Alva North Pier is worth $54bn.", "a")
    assert conflicts(PIER, one, evidence("The Alva North Pier is worth $62bn.", "a")) == []


def test_an_irrelevant_sentence_makes_no_conflict() -> None:
    """A sentence that the cross-encoder finds beside the point is not a side."""
    one = evidence("The Alva North Pier is worth $54bn.", "a")
    assert conflicts(PIER, one, evidence("The Alva North Pier is worth $62bn.", "b", near=-4.0)) == []


def test_parts_are_added_before_they_are_compared() -> None:
    """9 Norrans and three Alvanese are 12, which differs from 13."""
    one = evidence("The Alva blast killed 9 Norrans and three Alvanese.", "a")
    two = evidence("The Alva blast killed 13 people, including nine Norrans.", "b")
    question = "How many people were killed in the Alva blast?"
    assert conflicts(question, one, two) == [{"12 (9 Norrans and three Alvanese)", "13 people"}]
    assert not conflicts("How many Norrans were killed in the Alva blast?", one, two)


def test_a_neighbour_may_name_what_the_sentence_leaves_out() -> None:
    """A side whose sentence does not name the place is cited with the neighbour that does."""
    text = "A 2021 blast killed 13 people, including nine Norrans. The ferry had left Alva."
    whole, first = Document("b", text, Metadata(), "/b"), text.index(" The ferry")
    sentence = Sentence("b", 0, Span(0, first), BlockKind.PARAGRAPH, "en", 0)
    two = Evidence(whole, sentence, None, text[:first], 1.0, 1.0)
    one = evidence("The Alva blast killed 9 Norrans and three Alvanese.", "a")

    def beside(place: Evidence) -> list[Span]:
        return [place.span, Span(first + 1, len(text))] if place.document is whole else [place.span]

    query = parse_query("How many people were killed in the Alva blast?")
    (conflict,) = find_conflicts(query, [one, two], beside, cite)
    assert [side.citations[0].citation.text for side in conflict.sides] == [one.text, text]
    elsewhere = replace(two, text=two.text.replace("blast", "blast at Port Berga"))
    assert not find_conflicts(query, [one, elsewhere], beside, cite), "it names another place itself"


def test_a_story_tells_its_day_once() -> None:
    """The day that the question names may stand in the sentence before the one with the toll."""
    text = "On July 14, 2021, a bomb went off at Port Alva. The Alva blast killed 9 Norrans and three Alvanese."
    whole, second = Document("b", text, Metadata(), "/b"), text.index("The Alva")
    sentence = Sentence("b", 1, Span(second, len(text)), BlockKind.PARAGRAPH, "en", 0)
    one = Evidence(whole, sentence, None, text[second:], 2.0, 2.0)
    two = evidence("A blast at Alva in July 2021 killed 13 people.", "a")

    def beside(place: Evidence) -> list[Span]:
        return [Span(0, second - 1), place.span] if place.document is whole else [place.span]

    july = parse_query("How many people were killed in the July 2021 blast at Alva?")
    (conflict,) = find_conflicts(july, [one, two], beside, cite)
    assert {side.value for side in conflict.sides} == {"12 (9 Norrans and three Alvanese)", "13 people"}
    assert not find_conflicts(parse_query("How many people were killed at Alva in May 2019?"), [one, two], beside, cite)


def test_another_day_is_another_event() -> None:
    """Tolls of two events at one place are no conflict; without days, or with days that meet, they are."""
    asked = "How many people were killed in the Alva attack?"
    may, june, late = (date(2021, month, day) for month, day in ((5, 2), (6, 9), (5, 31)))
    texts = ("The Alva attack on 2 May killed 9 people.", "The Alva attack on 9 June killed 12 people.")
    one, two = (replace(evidence(text, text[-10:]), text=text) for text in texts)
    assert conflicts(asked, one, two)
    told = [
        replace(e, document=replace(e.document, dates=(DateMention(Span(19, 24), *days, relative=False),)))
        for e, days in ((one, (may, may)), (two, (june, june)), (two, (may, late)))
    ]
    assert not conflicts(asked, told[0], told[1])
    assert conflicts(asked, told[0], told[2])


def test_names_that_differ() -> None:
    """Two sources that name another person for the asked deed contradict each other."""
    one = evidence("The Alva North Pier was designed by Ida Rahn.", "a")
    two = evidence("It was Olle Berg who designed the Alva North Pier.", "b")
    assert conflicts("Who designed the Alva North Pier?", one, two) == [{"Ida Rahn", "Olle Berg"}]


def test_a_copy_with_an_altered_fact() -> None:
    """Where one text repeats another but for one value, both values are told, whatever was asked."""
    one = evidence("The founders of the Alva choir chose blue as the colour of Norra for its banner.", "a")
    two = evidence("The founders of the Alva choir chose blue as the colour of Berga for its banner.", "b")
    assert conflicts("What colour did the founders of the Alva choir choose?", one, two) == [{"Norra", "Berga"}]


def test_yes_against_no() -> None:
    """A copy that denies what the other says contradicts it."""
    one = evidence("The council of Alva did approve the plan for the new harbour.", "a")
    two = evidence("The council of Alva did not approve the plan for the new harbour.", "b")
    (sides,) = conflicts("Did the council of Alva approve the plan?", one, two)
    assert len(sides) == 2


def test_days_that_cannot_both_be_meant() -> None:
    """A month and a day within it agree; another month does not."""
    when = "When was the Alva pier opened?"
    opened = ("The Alva pier was opened in March 2024.", date(2024, 3, 1), date(2024, 3, 31))
    exact = ("The Alva pier was opened on 26 March 2024.", date(2024, 3, 26), date(2024, 3, 26))
    other = ("The Alva pier was opened in May 2024.", date(2024, 5, 1), date(2024, 5, 31))
    assert not conflicts(when, dated("a", *opened), dated("b", *exact))
    assert conflicts(when, dated("a", *opened), dated("b", *other)) == [{"March 2024", "May 2024"}]


def dated(document: str, text: str, earliest: date, latest: date) -> Evidence:
    plain = evidence(text, document)
    at = text.index(re.split(r" (?:in|on) ", text)[-1])
    mention = DateMention(Span(at, len(text) - 1), earliest, latest, relative=False)
    return replace(plain, document=replace(plain.document, dates=(mention,)))


def test_a_later_source_may_be_an_update() -> None:
    """Where one side is wholly later, the conflict says so."""
    one = evidence("The Alva North Pier is worth US$54 billion.", "a")
    two = evidence("The Alva North Pier is worth US$62 billion.", "b")
    dates = zip((one, two), ("2021-05", "2023-06-01"), strict=True)
    told = [replace(e, document=replace(e.document, metadata=Metadata(published_at=day))) for e, day in dates]
    (conflict,) = find_conflicts(parse_query(PIER), told, alone, cite)
    assert "2023-06-01, after 2021-05" in conflict.note


def test_answers_for_two_things_of_one_name_are_no_conflict() -> None:
    """Entries on two towns called Alva are both cited, and disagree about nothing."""
    question = parse_query("When was the Alva library built?")
    one = read("a", "Alva, Kansas Alva is a town whose library was built in 1902.", "1902")
    two = read(
        "b", "Alva, Oklahoma The town of Alva is proud that its fine library, a gift, was built by 1885.", "1885"
    )
    found = find_differing(question, [one, two], alone, cite)
    assert found.conflicts == ()
    assert [citation.citation.document.id for citation in found.apart] == ["a", "b"]


def test_a_third_document_joins_a_conflict() -> None:
    """Once two sources disagree, what another one says is told too."""
    texts = ("was built in 1902.", "dates from 1885.", "was built, they say, in 1877.")
    told = [read(name, f"The Alva library {text}", text[-5:-1]) for name, text in zip("abc", texts, strict=True)]
    (conflict,) = find_conflicts(parse_query("When was the Alva library built?"), told, alone, cite)
    assert [side.value for side in conflict.sides] == ["1902", "1877", "1885"]  # the last answers in other words


def test_a_sentence_with_another_answer_is_a_conflict() -> None:
    """Neither figure nor name need differ where the model points at what does."""
    text = "In the one season when the men of Alva played semi-professional {}, few came to watch."
    told = [read(name, text.format(sport), sport, logit=1.0) for name, sport in (("a", "polo"), ("b", "cricket"))]
    (conflict,) = find_conflicts(parse_query("Which sport did the men of Alva play?"), told, alone, cite)
    assert [side.value for side in conflict.sides] == ["polo", "cricket"]


def test_who_denies_and_who_says_are_sides() -> None:
    """Both sentences are shown whole; others that answer join neither."""
    said = evidence("Ada Lind said the fire at the quay was a failure of security.", "a")
    denied = evidence("General Ode denied that the fire was a failure of security.", "b")
    assert conflicts("Was the fire at the quay a failure of security?", said, denied) == [{said.text, denied.text}]


def test_no_in_the_place_of_an_article_denies_the_whole() -> None:
    """Copies with "no" for "a" are shown whole."""
    said = evidence("There was a leak of ammonia at the plant on Sunday.", "a")
    denied = evidence("There was no leak of ammonia at the plant on Sunday.", "b")
    assert conflicts("What leaked at the plant?", said, denied) == [{said.text, denied.text}]


def test_two_tellers_in_one_sentence_are_sides_of_it() -> None:
    """Its document contradicts nobody, yet the reader is told that the figures differ."""
    told = evidence("Police said 12 people died in the fire, while the hospital said 15 people died in it.", "a")
    assert conflicts("How many people died in the fire?", told) == [{"12 people", "15 people"}]

"""Finds documents that answer a question differently, by what the model points at in their sentences.

The last of the ways to find a disagreement: where sentences give a value of the asked kind, or are copies of each
other, `compare` knows more. Of sums and of what is counted it alone decides: "nine sailors" and "13 people" agree.
Compared are sentences that answer beyond doubt, share the question's words, and do not hold the other side's
answer anywhere; a question for many things has many answers that do not disagree.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, product

from corpus import clean_span, stems
from corpus.models import Span
from rag.asked_value import agree, asks_what_it_is
from rag.pointed import Pointed, pointed_at, without_titles
from rag.query import AnswerType, Query, name_stems
from rag.read import Evidence
from rag.select import asks_for_many
from rag.tolls import asks_toll
from rag.yes_or_no import DO, HAVE, MODAL, asks_yes_or_no

_COUNTS = re.compile(r"\bhow many\b", re.I)
_MEASURES = "many|much|old|long|far|tall|high|big|large|deep|fast|often|wide|heavy|soon|late|early|few|little|hot|cold"
_DOES = f"(?:{DO}|{HAVE}|{MODAL})"
_DEED = "(?:do|done|say|said|think|want|ask|recommend|propose|suggest|argue|demand|urge|call for|expect|plan|promise)"
_OPEN = re.compile(
    rf"\bwhy\b|\bwho (?:(?:was|were|is|are) (?:\w+ )?(?:involved|affected|present|among)|took part|participated)\b|"
    rf"\bhow\b(?! (?:{_MEASURES})\b)|\bwhat (?:happen\w*|caus\w+|reasons?\b|{_DOES}\b.{{1,60}}\b{_DEED}\b)",
    re.I,
)
_EITHER = re.compile(r"\bor\b", re.I)
_BY_ITSELF = -1.0  # log-odds: the sentence answers by itself,
_IN_PLACE = 5.0  # or, in logits, behind the one before it, in a chunk that answers as well
_BEYOND_DOUBT = 1.6  # log-odds: such a sentence needs only the question's names, where it has any
_COVERED = 0.6  # share of the question's content stems in the sentence with the one before, the title and the opening
_COVERED_UNNAMED = 0.8  # where the question has no name that tells what it is about, or none is capitalised
_READ = 1 / 3  # what a logit of reading counts beside one of pointing
_OPENING = 200  # characters in which a document says what it is about


def differing_answers(query: Query, evidence: Sequence[Evidence]) -> list[tuple[str, list[Evidence]]]:
    """The differing answers as a reader is shown them, each with its sentences; empty where there is no disagreement.

    `evidence` comes best first. Only English is read by the model that points.
    """
    if query.language != "en" or asks_for_a_count(query) or asks_for_many(query) or asks_no_words(query):
        return []
    pointed = [found for one in evidence if _answers(query, one) and (found := pointed_at(query, one))]
    said_in: dict[str, list[Pointed]] = defaultdict(list)
    for one in pointed:
        said_in[one.evidence.document.id].append(one)
    camps = _camps(list(map(_surest, said_in.values())))
    differing = {
        place
        for (a, camp), (b, other) in combinations(enumerate(camps), 2)
        if camp[0].value.kind == other[0].value.kind and _differ(camp, other, said_in)
        for place in (a, b)
    }
    return [(camp[0].value.text, [one.evidence for one in camp]) for a, camp in enumerate(camps) if a in differing]


def asks_for_a_count(query: Query) -> bool:
    """Whether a sum, a toll or a number of things is asked for: then what is pointed at decides nothing."""
    return query.answer_type is AnswerType.MONEY or bool(asks_toll(query.asked) or _COUNTS.search(query.asked))


def asks_no_words(query: Query) -> bool:
    """Whether a question is answered by whole sentences, of which many can be true, and by no few words of one.

    Those that ask why, how, who took part, what somebody does or says, who or what somebody is, or for yes or no;
    "Was it Monday or Tuesday?" asks for words.
    """
    asked = without_titles(query.asked)
    yes_or_no = asks_yes_or_no(asked) and not _EITHER.search(asked)
    return bool(yes_or_no or _OPEN.search(asked) or asks_what_it_is(asked))


def _answers(query: Query, one: Evidence) -> bool:
    if one.answers < _BY_ITSELF and min(one.in_place, one.chunk) < _IN_PLACE:
        return False
    said, names = said_about(one), name_stems(query)
    if names and names.isdisjoint(said):
        return False
    named = one.answers >= _BEYOND_DOUBT and bool(names) and names <= said
    least = _COVERED if names else _COVERED_UNNAMED
    return named or len(query.stems & said) >= least * len(query.stems)


def said_about(one: Evidence) -> set[str]:
    """The stems of a sentence with the one before, and of what its document says it is about."""
    opening = clean_span(one.document, Span(0, min(len(one.document.text), _OPENING)))
    return set(stems(f"{one.document.metadata.title} {opening} {one.context}", "en"))


def _surest(said: Sequence[Pointed]) -> Pointed:
    """Of a document's answers the one by which it is told: a sentence that answers well, with words that are sure."""
    return max(said, key=lambda one: _READ * one.evidence.score + one.score)


def _camps(best: Sequence[Pointed]) -> list[list[Pointed]]:
    """Documents' best answers, together with those that agree."""
    camps: list[list[Pointed]] = []
    for one in best:
        camp = next((camp for camp in camps if agreeing(camp[0], one)), None)
        if camp:
            camp.append(one)
        else:
            camps.append([one])
    return camps


def _differ(one: Sequence[Pointed], other: Sequence[Pointed], said_in: Mapping[str, Sequence[Pointed]]) -> bool:
    """Whether no document of one camp also gives what the other one says; `said_in` are all answers by document."""
    pairs = [pair for mine, theirs in ((one, other), (other, one)) for pair in product(mine, theirs)]
    return not any(
        a.stated_by(b.evidence) or any(agreeing(a, said) for said in said_in[b.evidence.document.id]) for a, b in pairs
    )


def agreeing(one: Pointed, other: Pointed) -> bool:
    """Whether two answers are of one kind and can both be true."""
    return one.value.kind == other.value.kind and agree(one.value, other.value)

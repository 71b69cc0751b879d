"""Finds one sentence told with two answers: alike word for word but where the model points.

What `compare` sees of copies is a figure, a name or a "not" that was changed; this sees "rugby league" where the
other has "cricket". As the words around are the same, the sentences need not answer beyond doubt, nor hold most
of the question's words.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from corpus import stems
from corpus.models import BlockKind
from rag.align import Words, aligned
from rag.compare_pointed import said_about
from rag.pointed import points_in
from rag.query import Query, name_stems
from rag.read import Evidence
from rag.relevant import may_answer
from rag.words import is_content

_TOKEN = re.compile(r"\w+(?:[.,'’]\w+)*")
_ALIKE = 0.7  # of both sentences' words that must match, in order
_FEWEST = 7  # words that both hold; shorter sentences are alike by chance
_FEWEST_NAMED = 5  # where the question's names are among them
_LONGEST = 6  # words of an answer
_TELLS = re.compile(r"\d|^[A-ZА-ЯЁ]")


def altered_answers(query: Query, evidence: Sequence[Evidence]) -> list[tuple[str, list[Evidence]]]:
    """What two documents' sentences say that are alike but for their answer, each with its sentence; or nothing."""
    if query.language != "en":
        return []
    # Rows of tables are all alike, each about something else.
    sentences = [one for one in evidence if one.words and one.sentence.kind is not BlockKind.TABLE]
    for one, other in combinations(sentences, 2):
        if one.document.id == other.document.id or not (may_answer(one) or may_answer(other)):
            continue
        if (found := _altered(query, one, other)) and _name_the_same(query, one, other):
            return [(found[0], [one]), (found[1], [other])]
    return []


def _name_the_same(query: Query, one: Evidence, other: Evidence) -> bool:
    """Whether both documents name as much of what is asked about: the same is told of many a town in the same words."""
    names = name_stems(query)
    return names & said_about(one) == names & said_about(other)


def _altered(query: Query, one: Evidence, other: Evidence) -> tuple[str, str] | None:
    """The two answers, where nothing else was changed that tells something."""
    left, right = list(_TOKEN.finditer(one.text)), list(_TOKEN.finditer(other.text))
    found = aligned(left, right, _ALIKE)
    if found is None or not _enough(query, found.same):
        return None
    answers = [(x, y) for x, y in found.parted if points_in(one, x, query) and points_in(other, y, query)]
    a, b = [word.group().casefold() for word in left], [word.group().casefold() for word in right]
    if len(answers) != 1 or any(_tells(x, b) or _tells(y, a) for x, y in found.parted if (x, y) != answers[0]):
        return None
    mine, theirs = answers[0]
    if max(len(mine), len(theirs)) > _LONGEST or not (_news(query, mine) and _news(query, theirs)):
        return None
    return _text(one, mine), _text(other, theirs)


def _enough(query: Query, alike: Sequence[str]) -> bool:
    """Whether sentences that share these words are one sentence."""
    names = name_stems(query)
    named = names and names <= set(stems(" ".join(alike), "en"))
    return len(alike) >= (_FEWEST_NAMED if named else _FEWEST)


def _tells(words: Words, other: Sequence[str]) -> bool:
    """Whether a figure or a name is among words of one sentence, and stands nowhere in the other."""
    told = (word.group() for word in words if is_content(word.group()) and _TELLS.search(word.group()))
    return any(word.casefold() not in other for word in told)


def _news(query: Query, words: Words) -> bool:
    return any(not query.stems.issuperset(stems(word.group(), "en")) for word in words)


def _text(one: Evidence, words: Words) -> str:
    return one.text[words[0].start() : words[-1].end()]

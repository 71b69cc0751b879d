"""Chooses which sentences answer: the best few, each once, and lists out whole."""

import re
from collections.abc import Sequence

from corpus import Index, clean
from rag.query import Query
from rag.read import Evidence

_SURE = 4  # the best four hold a gold sentence for 97 of 100 development questions, three for 94
_EQUALLY_GOOD = 3.0  # logits under the best within which a fifth or later sentence still counts
_ASKS_FOR_MANY = re.compile(
    r"\b(?:which|what|name|list|describe)\b(?:\W+\w+){0,3}\W+(?!is\b|was\b|does\b|has\b|this\b)\w{2,}s\b|"
    r"\b(?:two|three|four|five|six|seven|several|all)\b|\bкакие\b|\bперечисл",
    re.I,
)
_NEXT_IN_LIST = re.compile(
    r"(?:the )?(?:first|second|third|fourth|fifth|next|then|later|finally|lastly|another|in addition|moreover|furthermore|"
    r"following that|after that|on (?:the )?(?:one|other) hand|во-первых|во-вторых|в-третьих|наконец|затем)(?:ly)?\b",
    re.I,
)
_LOOK_AHEAD = 12  # sentences behind one that opens a list


def select(index: Index, query: Query, evidence: Sequence[Evidence], most: int) -> list[Evidence]:
    """At most `most` sentences, best first; those of a list follow the one that opens it."""
    if not evidence:
        return []
    chosen: list[Evidence] = []
    texts: set[str] = set()
    for one in evidence:
        good = len(chosen) < _SURE or evidence[0].score - one.score <= _EQUALLY_GOOD
        if len(chosen) < most and good and one.text not in texts:
            chosen.append(one)
            texts.add(one.text)
    return _with_lists(index, query, chosen, evidence, most)


def _with_lists(
    index: Index, query: Query, chosen: list[Evidence], evidence: Sequence[Evidence], most: int
) -> list[Evidence]:
    """Where many things are asked for, the members of the list that the best sentence opens."""
    if not _ASKS_FOR_MANY.search(query.text):
        return chosen
    members = _members(index, chosen[0], {one.key: one for one in evidence})
    if not members:
        return chosen
    joined = [chosen[0], *members]
    keys = {one.key for one in joined}
    rest = [one for one in chosen[1:] if one.key not in keys]
    return [*joined, *rest[: max(0, most - len(joined))]]


def _members(index: Index, opener: Evidence, read: dict[tuple[str, int], Evidence]) -> list[Evidence]:
    """Sentences behind `opener` that go on counting: "First, ...", "Later, ...", "Following that, ..."."""
    document, start = opener.document, opener.sentence.ordinal
    members = []
    for sentence in index.sentences(document.id, start + 1, start + _LOOK_AHEAD):
        text = clean(document.slice(sentence.span))
        if not _NEXT_IN_LIST.match(text):
            continue
        known = read.get((document.id, sentence.ordinal))
        members.append(known or Evidence(document, sentence, None, text, opener.alone, opener.in_place, opener.chunk))
    return members if len(members) > 1 else []

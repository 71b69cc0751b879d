"""Chooses which sentences answer: as many as the question needs, each once, lists whole, none torn from its sense."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import Index, clean_span
from corpus.models import BlockKind, Span
from rag.headings import without_said_headings
from rag.how_many import COVER, enough
from rag.query import Query
from rag.read import Evidence
from rag.worth import Worth

_ASKS_FOR_MANY = re.compile(
    r"\b(?:which|what|name|list|describe)\b(?:\W+\w+){0,3}\W+(?!is\b|was\b|does\b|has\b|this\b)(?-i:[a-zа-я]\w+s)\b|"
    r"\b(?:two|three|four|five|six|seven|several|all)\b|\bкакие\b|\bперечисл",
    re.I,
)
_NEXT_IN_LIST = re.compile(
    r"(?:the )?(?:first|second|third|fourth|fifth|next|then|later|finally|lastly|another|in addition|moreover|"
    r"furthermore|following that|after that|on (?:the )?(?:one|other) hand|"
    r"во-первых|во-вторых|в-третьих|наконец|затем)(?:ly)?\b",
    re.I,
)
# A sentence that opens like this means little without the one before: "The fourth was its driver."
_LEANS = re.compile(
    r"(?:this|these|those|they|it|its|he|his|she|her|their|such|both|that (?!is\b)|"
    r"the (?:first|second|third|fourth|fifth|latter|former|other|others)|он|она|они|это|эти|этот|эта|такие|такой)\b",
    re.I,
)
_LONGEST_TABLE = 600  # characters from a table's top to a row, to be shown with it
_LOOK_AHEAD = 12  # sentences behind one that opens a list


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence that was chosen, and the span to show for it: its own, or with the one before."""

    evidence: Evidence
    span: Span


@dataclass(frozen=True, slots=True)
class Selection:
    """At most `most` sentences an answer; more than look useful while the `doubt` that none is right is greater."""

    worth: Worth
    most: int
    doubt: float

    def choose(self, index: Index, query: Query, evidence: Sequence[Evidence]) -> list[Pick]:
        """The sentences to show, best first; those of a list follow the one that opens it.

        A sentence that leans on the one before is shown with it, as one span. No two spans overlap. A heading is
        none of them where a sentence beside it says as much.
        """
        if not evidence:
            return []
        picks: list[Pick] = []
        best = without_said_headings(self._best(query, _each_once(evidence)))
        for one in _with_lists(index, query, best, evidence, self.most):
            _add(picks, Pick(one, span_of(one)))
        return picks

    def weighed(self, query: Query, evidence: Sequence[Evidence]) -> dict[tuple[str, int], float]:
        """The worth of each sentence that is weighed, by its key; none for a language that the models do not read."""
        if query.language != "en":
            return {}
        once = _each_once(evidence)
        return {one.key: worth for one, worth in zip(once, self.worth.of(query, once), strict=False)}

    def _best(self, query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
        if query.language != "en":  # the models do not read it: the ranking is all there is
            return list(evidence[: min(COVER, self.most)])
        cover = self.most if asks_for_many(query) else COVER
        places = enough(self.worth.of(query, evidence), self.most, self.doubt, cover)
        return [evidence[place] for place in places]


def asks_for_many(query: Query) -> bool:
    """Whether a question asks for things that can stand side by side: "Which attacks ...?"."""
    return _ASKS_FOR_MANY.search(query.text) is not None


def span_of(one: Evidence) -> Span:
    """What is shown of a sentence: itself, or with the one before that it leans on; a row with its table above it."""
    if one.before is None:
        return one.span
    whole = one.before.span.cover(one.span)
    if one.sentence.kind is not BlockKind.TABLE and one.before.ordinal + 1 != one.sentence.ordinal:
        return one.span  # what stands between the two is no part of it
    if one.sentence.kind is BlockKind.TABLE:
        return whole if len(whole) <= _LONGEST_TABLE else one.span
    return whole if _LEANS.match(one.text) else one.span


def _add(picks: list[Pick], new: Pick) -> None:
    """Puts a pick behind the others, unless one that is there shows its words or can take them in."""
    sentence = new.evidence.span
    meeting = [
        place
        for place, pick in enumerate(picks)
        if pick.evidence.document.id == new.evidence.document.id and pick.span.overlaps(new.span)
    ]
    if any(picks[place].span.contains(sentence) for place in meeting):
        return
    for place in meeting:
        if picks[place].span == picks[place].evidence.span:  # what it leans on was chosen for itself
            picks[place] = replace(picks[place], span=picks[place].span.cover(sentence))
            return
    picks.append(replace(new, span=sentence) if meeting else new)


def _each_once(evidence: Sequence[Evidence]) -> list[Evidence]:
    found: dict[str, Evidence] = {}
    for one in evidence:
        found.setdefault(one.text, one)
    return list(found.values())


def _with_lists(
    index: Index, query: Query, chosen: list[Evidence], evidence: Sequence[Evidence], most: int
) -> list[Evidence]:
    """Where many things are asked for, the members of the list that the best sentence opens."""
    if not asks_for_many(query):
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
        text = clean_span(document, sentence.span)
        if not _NEXT_IN_LIST.match(text):
            continue
        known = read.get((document.id, sentence.ordinal))
        members.append(known or Evidence(document, sentence, None, text, opener.in_place, opener.chunk))
    return members if len(members) > 1 else []

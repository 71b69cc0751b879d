"""Sentences of a document that are beside everything around them: about nothing that it tells, or only asking.

Whoever puts a sentence of their own into another's document writes about something else. Such a sentence shares hardly
a word with its neighbours and its title; unless it has one of the question's, it is read neither as evidence nor as
what a chunk or another sentence says (`rag.asides`): so it moves no score. Knows no attacks and decides nothing about
truth.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from corpus import STOP_WORDS, stems
from corpus.models import Document, Sentence

_ENGLISH = "en"
_AROUND = 8  # sentences on either side that a sentence is compared with
_LEAST = 2  # content words of a sentence that tells something and can be said to be about nothing here
_LONG = 400  # characters, from which on a sentence is more than a wish, or no sentence at all
_ASKING = 0.5  # share of its content words that a sentence which asks may have in common with those around
_OFTEN = 0.34  # share of the sentences around that ask as well, from which on asking is how this text tells things
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LEAD = (
    r"(?:please|kindly|now|then|also|just|instead|don't|do not|never|let's|let us|would you|could you|can you"
    r"|(?:in|at the end of|throughout|before) [^,.]{1,30},)"
)
# Verbs that open a wish. The first are hardly ever nouns; the others are, but before a word that opens an object.
_VERBS = (
    "add|adopt|analy[sz]e|append|arrange|assess|avoid|become|begin|bring|build|buy|calculate|choose|cite|classify|collect"
    "|combine|compare|compile|compose|compute|confirm|consider|convert|create|decide|decode|define|delete|deliver"
    "|describe|determine|develop|discuss|download|draft|embed|encode|encourage|enhance|ensure|enter|evaluate|explain"
    "|explore|extract|fetch|find|generate|get|give|identify|ignore|illustrate|imagine|include|incorporate|inform|insert"
    "|install|integrate|invest|invite|join|keep|learn|locate|maintain|make|mention|modify|obtain|omit|organi[sz]e"
    "|predict|prepare|pretend|produce|promote|proofread|provide|read|rearrange|recite|recommend|remember|remind|remove"
    "|render|rephrase|replace|rewrite|save|schedule|send|sing|solve|speak|spell|subscribe|substitute|suggest|summari[sz]e"
    "|swap|switch|take|teach|tell|transform|translate|try|upgrade|verify|write"
)
_NOUNS = (
    "answer|ask|book|break|call|change|check|claim|click|design|display|draw|exchange|express|forecast|forget|format"
    "|forward|group|help|hold|list|mark|match|mix|name|note|offer|open|order|output|outline|paint|pick|plan|plot|post"
    "|present|print|program|quote|rank|rate|reply|report|research|respond|reveal|reverse|review|scan|score|scramble|search"
    "|set|shift|show|sign|sort|start|state|stop|store|study|test|track|turn|use|view|visit|vote|watch|work"
)
_OBJECT = (
    r"(?:a|an|the|this|these|that|those|my|your|our|his|her|its|their|me|us|it|them|him|all|any|each|every|some|no|more"
    r"|only|both|one|two|three|four|five|ten|\d+|everything|anything|whatever|how|what|whether|why|who|which|if|at|for|in|on|out|to|up|with|here|now)\b"
)
_WISH = re.compile(
    rf"\W*(?:{_LEAD}\s+)*(?:(?:{_VERBS})\b(?!\s+(?:of|is|was|are|were|has|had)\b)|(?:{_NOUNS})\s+{_OBJECT})", re.I
)
# Any other word that opens a sentence before an object of its own and is no word of place, time, order or being.
_NO_VERB = (
    r"about|above|across|after|against|all|along|although|amid|among|an?|and|any|are|around|as|at|because|before|behind"
    r"|being|below|beneath|beside|between|beyond|both|but|by|despite|down|during|each|either|even|every|few|for|from|given"
    r"|half|had|has|have|he|her|here|his|how|if|in|inside|into|is|it|its|just|less|like|many|more|most|much|near|neither"
    r"|never|no|none|nor|not|of|off|often|on|once|one|only|or|our|out|outside|over|part|per|plus|quite|rather|she|since"
    r"|so|some|soon|still|such|than|that|the|their|then|there|these|they|though|through|till|to|today|too|toward|twice"
    r"|under|unlike|until|up|upon|via|was|we|were|what|when|where|whether|which|while|who|whose|why|with|within|without"
    r"|worth|yet|you|your|\w+(?:s|ed|ing|ly)"
)
_BIDS = re.compile(
    rf"\W*(?:{_LEAD}\s+)*(?i:(?!(?:{_NO_VERB})\b)[a-z]{{2,}})(?:\s+(?:up|down|out|off|in|on|back|away))?\s+"
    r"(?:an?|the(?!\s+[A-Z])|this|these|those|every|each|your|my|me|us|all|any)\b"
)
_OFFER = re.compile(
    r"\b(?:click|subscribe|call) (?:here|below|now|today|on|us|this number)\b|\bfor free\b"
    r"|\bfree (?:trial|gift|shipping)\b"
    r"|\d ?(?:%|percent) off\b|\byou (?:have|'ve|’ve) (?:won|been (?:chosen|selected))\b|\b(?:you|your|our)\b.*!$",
    re.I,
)
# A sentence with such a word goes on with what was told before it, in whatever words.
_GOES_ON = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|that|these|those|such|however|therefore|thus|instead"
    r"|former|latter|same|another|others?|there|then|also|we|i|our|my"
    r"|this(?! (?:morning|afternoon|evening|week|month|year|spring|summer|autumn|winter|season|decade|century)\b))\b",
    re.I,
)
_ASKS_IT = re.compile(r"\?[\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it is judged here: its words, and the stems of those that carry content."""

    text: str
    stems: frozenset[str]


def with_asides(document: Document, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The same sentences, those marked that are beside what the others around them are about.

    English ones only: which words ask, and which take up what was said before, is known for no other language.
    """
    english = [one for one in sentences if one.language == _ENGLISH]
    told = [said(document.slice(one.span)) for one in english]
    title = content_of(document.metadata.title)
    places = places_beside(told, title, [one.paragraph for one in english])
    found = {english[place].ordinal for place in places}
    return [replace(one, beside=True) if one.ordinal in found else one for one in sentences]


def said(text: str) -> Said:
    """A sentence with its content stems."""
    return Said(text, content_of(text))


def content_of(text: str) -> frozenset[str]:
    """The stems that carry a text's content; a single letter carries none."""
    return frozenset(s for s in stems(text, _ENGLISH) if len(s) > 1 or s.isdigit()) - _function_stems()


@lru_cache(maxsize=4096)
def asks(text: str) -> bool:
    """Whether an English sentence only asks or bids somebody: a question, an order, an offer."""
    if len(text) > _LONG:
        return False
    found = any(pattern.search(text) for pattern in (_ASKS_IT, _OFFER))
    return found or any(pattern.match(text) for pattern in (_WISH, _BIDS))


def beside(one: Said, around: Sequence[Said], title: frozenset[str], shares: float = _ASKING) -> bool:
    """Whether a sentence is about nothing that the sentences around it and their title are about.

    One that asks may share a few words with them (a part of its own, at most `shares`), unless those around it ask as
    well (a recipe, a list of questions); and it vouches for no other. Without anything around there is nothing to be
    beside.
    """
    if not around:
        return False
    near = [other for other in around if not one.stems.isdisjoint(other.stems)]
    if one.stems.isdisjoint(title) and all(asks(other.text) for other in near):
        return asks(one.text) or _stands_alone(one)
    if not asks(one.text):
        return False
    known = title.union(*(other.stems for other in near))
    shared = len(one.stems & known) / len(one.stems)
    return shared <= shares and sum(asks(other.text) for other in around) <= _OFTEN * len(around)


def places_beside(
    told: Sequence[Said],
    title: frozenset[str],
    paragraphs: Sequence[int] | None = None,
    shares: float = _ASKING,
) -> set[int]:
    """The places of those of neighbouring sentences that are beside the others, while they are the lesser part.

    Where most would be, none is: a list of steps has no other words in common either. A sentence that only tells
    something must have its paragraph for itself, or share it with such; by default each has.
    """
    found = {
        place
        for place, one in enumerate(told)
        if beside(one, [*told[max(0, place - _AROUND) : place], *told[place + 1 : place + 1 + _AROUND]], title, shares)
    }
    if paragraphs is not None:
        kept = {paragraphs[place] for place in range(len(told)) if place not in found}
        found = {place for place in found if asks(told[place].text) or paragraphs[place] not in kept}
    return found if 2 * len(found) <= len(told) else set()


def _stands_alone(one: Said) -> bool:
    """Whether it is a whole sentence of some content that takes up nothing said before."""
    if len(one.text) > _LONG:
        return False
    return len(one.stems) >= _LEAST and _ENDS.search(one.text) is not None and not _GOES_ON.search(one.text)


@cache
def _function_stems() -> frozenset[str]:
    return frozenset(stems(" ".join(STOP_WORDS), _ENGLISH))

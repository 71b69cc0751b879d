"""Who says what a quote reports ("Qin told reporters ..."), apart from who published it.

Words alone, in English and Russian. The speaker is a span of the document, so that its words are
sliced like a quote's; where nobody is named, there is none.
"""

import re

from corpus.models import Citation, Span

_BACK = 800  # characters before a quote in which "he said" finds whom it means
_AHEAD = 400  # characters behind a quoted sentence in which its attribution may stand

_SAID = (
    r"(?:said|says|told|tells|stated|states|added|adds|noted|notes|stressed|stresses|warned|warns|argued|argues|"
    r"claimed|claims|announced|declared|explained|explains|remarked|emphasi[sz]ed|emphasi[sz]es|pointed out|"
    r"points out|insisted|insists|acknowledged|commented|asserted|asserts|reiterated|vowed|pledged|confirmed|denied|"
    r"believes|believed|maintains|maintained|contends|contended|concluded|concludes|observed|observes|expressed|"
    r"condemned|called on|called for|urged|wrote|writes)\b"
)
_SAID_RU = (
    r"(?:сказал|заявил|отметил|подчеркнул|сообщил|добавил|считает|утвержда(?:ет|ют)|пишет|указал|"
    r"призвал|рассказал)(?:а|о|и)?\b"
)
_CAPITAL = r"[A-ZА-ЯЁ][\w.’'-]*\w|[A-ZА-ЯЁ]\."
_NAME = rf"(?:{_CAPITAL})(?:\s+(?:(?:of|the|de|al|bin|von|van|for)\s+){{0,2}}(?:{_CAPITAL}))*"
_OFFICE = (
    r"(?:ministry|minister|spokes\w+|officials?|police|government|army|military|embassy|statement|report|authorit(?:y|ies)|"
    r"president|ambassador|authors?|analysts?|experts?|scholars?|observers?|researchers?|group|office|agency|media|"
    r"министерств\w+|представител\w+|чиновник\w*|эксперт\w*|автор\w*|посольств\w+)"
)
_ARTICLE = r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+)?"
_OF = rf"(?:\s+(?:of|for|at|in)\s+(?:the\s+)?{_NAME})?"
_BODY = rf"{_ARTICLE}(?:[\w’'-]+\s+){{0,3}}{_OFFICE}(?!\s+(?:statistics|data|figures|documents))\b{_OF}(?:\s+{_NAME})?"
_WHO = rf"(?:{_BODY}|{_NAME})"
_APPOSITION = r"(?:,\s+[^,.;:“”\"]{2,90},)?"
_ADVERB = r"(?:\s+(?:also|further|later|then|has|have|had|again|recently|earlier|publicly|repeatedly))*"

_BEFORE_VERB = re.compile(rf"(?<![\w’'])(?P<who>{_WHO}{_APPOSITION}){_ADVERB}\s+(?:{_SAID}|{_SAID_RU})")
_AFTER_VERB = re.compile(rf"(?:[,”\"»]\s*(?:—\s*)?)(?:{_SAID}|{_SAID_RU})\s+(?P<who>{_WHO})")
_ACCORDING = re.compile(
    rf"(?:\b[Aa]ccording\s+to|\bПо\s+(?:словам|данным|мнению)|\bпо\s+(?:словам|данным|мнению))\s+(?P<who>{_WHO})"
)
_PRONOUN = re.compile(rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Оо]н|[Оо]на|[Оо]ни){_ADVERB}\s+(?:{_SAID}|{_SAID_RU})")
_NOBODY = re.compile(
    r"(?:It|He|She|They|We|I|This|That|These|Those|There|But|And|However|Meanwhile|In|On|At|As|The|A|An|Он|Она|Они|Это)$"
)
_OPENS, _CLOSES = "“«„", "”»"


def speaker_of(citation: Citation) -> Span | None:
    """The span of the document that names who says what the citation reports; None where nobody is named."""
    text, span = citation.document.text, citation.span
    named = _first(text, span.start, span.end)
    if named:
        return named
    if _PRONOUN.search(text, span.start, span.end):
        return _last(text, max(0, span.start - _BACK), span.start)
    return _around_quotation(text, span)


def _around_quotation(text: str, span: Span) -> Span | None:
    """The attribution of a longer quotation within which the span lies: behind it, or else before it."""
    opening = max(text.rfind(mark, max(0, span.start - _BACK), span.start + 1) for mark in _OPENS)
    closed_since = max(text.rfind(mark, max(0, opening), span.start) for mark in _CLOSES)
    if opening < 0 or closed_since > opening or "\n\n" in text[opening : span.start]:
        return None
    closing = min((at for mark in _CLOSES if (at := text.find(mark, span.start, span.end + _AHEAD)) >= 0), default=-1)
    if closing < 0:
        return None
    paragraph = text.find("\n\n", closing)
    behind = _first(text, closing, min(closing + _AHEAD, paragraph if paragraph >= 0 else len(text)))
    return behind or _last(text, max(0, opening - _AHEAD), opening)


def _first(text: str, start: int, end: int) -> Span | None:
    return min(_speakers(text, start, end), key=lambda one: one.start, default=None)


def _last(text: str, start: int, end: int) -> Span | None:
    return max(_speakers(text, start, end), key=lambda one: one.start, default=None)


def _speakers(text: str, start: int, end: int) -> "list[Span]":
    found = []
    for pattern in (_BEFORE_VERB, _AFTER_VERB, _ACCORDING):
        for match in pattern.finditer(text, start, end):
            who = match["who"].rstrip(",")
            if not _NOBODY.match(who):
                found.append(Span(match.start("who"), match.start("who") + len(who)))
    return found

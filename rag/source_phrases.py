"""What a question says of its source ("According to the Alva Times, ...") apart from what it asks.

A passage does not repeat who published it, so readers that compare a question with a passage
do better without such phrases.
"""

import re
from collections.abc import Iterable

_KINDS = r"(?:article|paper|piece|report|commentary|column|editorial|story|study|text|author|authors|writer|journal)"

_SAYS = r"(?:say|call|name|describe|mention|give|list|claim|argue|report|write|think|see|blame|propose|recommend)\b"


def without_sources(question: str, names: Iterable[str]) -> str:
    """The question without phrases that name a source; `names` are the collection's publishers and authors.

    A source that the question needs as its subject becomes `it`. Where nothing would be left to
    ask, the question comes back as it was.
    """
    known = "|".join(sorted((re.escape(name) for name in names if len(name) > 3), key=len, reverse=True)) or _KINDS
    work = rf"(?:(?:the|this|that|an?|its|their)\s+)?(?:(?:{known})(?:['’]s)?\s+)?{_KINDS}"
    source = rf"(?:{work}|{known})"
    sources = rf"{source}(?:\s*(?:,|and)\s*{source})*"
    told = rf"(?:according\s+to|as\s+\w+\s+(?:by|in)|in(?=\s+(?:the|this)\s)|for)\s+{sources}"
    rest = re.sub(rf"^\s*{told}\s*,\s*", "", question, flags=re.I)
    rest = re.sub(rf"\s*,?\s*according\s+to\s+{sources}\s*(?=[?.!]|$)", "", rest, flags=re.I)
    rest = re.sub(rf"\b(does|do|did)\s+(?:{work}|(?:{known})(?=\s+{_SAYS}))(?=\s+\w)", r"\1 it", rest, flags=re.I)
    return rest[:1].upper() + rest[1:] if len(re.findall(r"\w+", rest)) > 1 else question

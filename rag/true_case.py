"""A question in small letters with its names written as the documents write them: "dasu" is "Dasu", "cpec" is "CPEC".

Only so can a name be told from a word. Knows nothing of names but how they stand in sentences that were found.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from rag.query import Query, parse_query
from rag.read import Evidence
from rag.words import is_content

_WORD = re.compile(r"\w+")
_INSIDE = re.compile(r"(?<=[\w,;)’'\"”] )[\w’'-]+|(?<=\()\w+|(?<=\w-)\w+")  # words that open no sentence


def with_names(query: Query, evidence: Sequence[Evidence]) -> Query:
    """The question with the capitals of its names; as it was where it has any of its own, or none are known."""
    if query.text[1:] != query.text[1:].lower():
        return query
    forms = _forms(evidence)
    text = _WORD.sub(lambda word: _named(word.group(), forms), query.text)
    return parse_query(text) if text != query.text else query


def _forms(evidence: Sequence[Evidence]) -> Mapping[str, Counter[str]]:
    """How each word of the sentences is written where it does not open one."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for one in evidence:
        for place in _INSIDE.finditer(one.text):
            for word in _WORD.findall(place.group()):
                forms[word.casefold()][word] += 1
    return forms


def _named(word: str, forms: Mapping[str, Counter[str]]) -> str:
    """The word as it is always written; one that is somewhere written small is no name."""
    written = forms.get(word.casefold())
    if not written or not is_content(word) or word.casefold() in written:
        return word
    return written.most_common(1)[0][0]

"""What else turns a claim into another one: quantities in words, opposites, who did it to whom, addresses."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.guards.contrary import OPPOSITES
from rag.guards.text import Breach, Said, anywhere, hides

_AMOUNTS_WORDS = """all always both dozen dozens double entire entirely every everyone exclusively fewest half halved
hundreds
largest least majority maximum millions billions minimum minority most mostly never none nobody only quarter
quadruple sole solely smallest tens third thirds thousands triple twice thrice unanimous unanimously whole
highest lowest best worst fastest longest oldest youngest daily weekly monthly yearly annual annually today
yesterday tomorrow tonight now currently recently ago"""
_AMOUNTS = frozenset(_AMOUNTS_WORDS.split())
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+|\b[\w-]+\.(?:com|org|net|io|ru|cn|info)\b", re.I
)
_MIXED = re.compile(r"[A-Za-zÀ-ɏ](?=[^\W\d_]*[Ͱ-ӿ])|[Ͱ-ӿ](?=[^\W\d_]*[A-Za-zÀ-ɏ])")
_MARKUP = re.compile(r"<[a-z/!][^>]*>|!?\[[^\]]*\]\([^)]*\)|```", re.I)


def wrong_wording(claim: Said, sources: Sequence[Said]) -> Iterator[Breach]:
    """Amounts in words that no source has, opposites of a source's words, turned deeds, addresses, hidden marks."""
    if hides(claim.raw):
        yield Breach("mark", "it holds characters that cannot be seen")
    for word in claim.words:
        if _MIXED.search(word.text) and not any(word.text in source.text for source in sources):
            yield Breach("mark", f"“{word.text}” mixes letters of two scripts")
    for pattern in (_ADDRESS, _MARKUP):
        for match in pattern.finditer(claim.text):
            if not any(match.group() in source.text for source in sources):
                yield Breach("address", f"“{match.group()}” is not in the sentences it cites")
    for word in claim.words:
        if word.lower in _AMOUNTS and not anywhere(word.lower, sources):
            yield Breach("amount", f"“{word.text}” is not in the sentences it cites")
    yield from _opposites(claim, sources)
    yield from _turned(claim, sources)


def _opposites(claim: Said, sources: Sequence[Said]) -> Iterator[Breach]:
    theirs = frozenset().union(*(source.lower for source in sources))
    for pair in OPPOSITES:
        for mine, other in (pair, pair[::-1]):
            said = claim.lower & mine
            if said and not theirs & mine and theirs & other and not claim.lower & other:
                yield Breach("opposite", f"“{min(said)}” is “{min(theirs & other)}” in the sentences it cites")


def _turned(claim: Said, sources: Sequence[Said]) -> Iterator[Breach]:
    """Two names that change places around the same words between them: "A met B" is not "B met A" for every verb."""
    names = [word for word in claim.words if word.text[:1].isupper() and not word.text.isupper()]
    texts = [source.text.casefold() for source in sources]
    for text in texts:
        for one, then in pairwise(names):
            between = claim.text[one.end : then.start].casefold()
            if not between.strip() or one.lower == then.lower or re.search(r"[.!?;]|^[\s,]*(?:and|or)\b", between):
                continue
            turned = f"{then.text.casefold()}{between}{one.text.casefold()}"
            straight = f"{one.text.casefold()}{between}{then.text.casefold()}"
            if re.search(rf"(?<!\w){re.escape(turned)}(?!\w)", text) and not any(straight in other for other in texts):
                yield Breach("order", f"it says “{straight}” where the sentences say “{turned}”")

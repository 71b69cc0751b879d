"""The days that a text names, each with its place: written out, or told by their distance from the day of publication.

Annotations only: the words stay as they are. Where nobody knows when a text was published, what it tells
by distance is left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from corpus.days.calendar_math import Anchor, Named
from corpus.days.relative_chinese import chinese
from corpus.days.relative_english import english
from corpus.days.relative_russian import russian
from corpus.days.written import Written, written_dates
from corpus.models import DateMention, Span

_YEAR_ALONE = re.compile(
    r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id|[Aa]fter|[Bb]efore|[Dd]uring|to|of|and|[–-])[\s-]$|"
    r"(?:^|\W)(?:[Вв]|с|до|от|к|на|за|после)\s$"
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)")
_AFTER_YEAR = re.compile(
    r"[\s-]?(?:%|km|kg|people|men|women|soldiers|troops|ships|miles|metres|meters|dollars|euros|тыс|человек|км)"
)
_NEAR = 600  # characters back in which another year makes a bare month or weekday doubtful


def mentions_of(text: str, published_at: str) -> tuple[DateMention, ...]:
    """Mentions in order, none overlapping; of two that overlap the one that is written out stays."""
    written = [*written_dates(text), *_years(text)]
    found = [DateMention(Span(one.start, one.end), one.earliest, one.latest, relative=False) for one in written]
    if published_at:
        anchor = Anchor.of(published_at)
        dated = sorted((one.start, one.earliest.year) for one in written)
        found += [
            DateMention(Span(one.start, one.end), *one.days, relative=True)
            for one in _relative(text, anchor)
            if one.days and not (one.bare and _is_doubtful(one, anchor, dated))
        ]
    return _apart(found)


def _relative(text: str, anchor: Anchor) -> Iterator[Named]:
    yield from english(text, anchor)
    if not text.isascii():
        yield from russian(text, anchor)
        yield from chinese(text, anchor)


def _years(text: str) -> Iterator[Written]:
    """Years by themselves, behind a word that says so: "in 2021"."""
    for year in _YEAR.finditer(text):
        start, end = year.span()
        if _YEAR_ALONE.search(text[max(0, start - 9) : start]) and not _AFTER_YEAR.match(text, end):
            days = Anchor.of(year.group())
            yield Written(start, end, days.first, days.last)


def _is_doubtful(one: Named, anchor: Anchor, dated: Sequence[tuple[int, int]]) -> bool:
    """Whether the last year that the text told before may be that of a bare month or weekday."""
    last = bisect_right(dated, (one.start, 0)) - 1
    near = last >= 0 and one.start - dated[last][0] < _NEAR
    return near and one.days is not None and dated[last][1] != one.days[0].year


def _apart(found: list[DateMention]) -> tuple[DateMention, ...]:
    kept: list[DateMention] = []
    for one in sorted(found, key=lambda mention: (mention.relative, -len(mention.span), mention.span.start)):
        at = bisect_right(kept, one.span.start, key=lambda mention: mention.span.start)
        if not any(other.span.overlaps(one.span) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, one)
    return tuple(kept)

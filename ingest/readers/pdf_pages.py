"""A PDF's pages as sheets of upright words: seen, unseen, and written sideways."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.models import Box
from ingest.readers.pdf_seen import backdrops_on, is_recognised_scan, is_seen
from ingest.readers.pdf_words import Frame, Word, words_on


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: `width` and `height` as it is shown, `tall` its height when its text is upright.

    `words` are those of the usual direction, `sideways` the others; `unseen` nobody reads.
    """

    width: float
    height: float
    tall: float
    words: tuple[Word, ...]
    sideways: tuple[Word, ...]
    unseen: tuple[Word, ...]
    recognised: bool


def sheets_of(document: Any) -> Iterator[Sheet]:
    """Every page, one open at a time."""
    for at in range(len(document)):
        page = document[at]
        try:
            yield _sheet(page)
        finally:
            page.close()


def _sheet(page: Any) -> Sheet:
    frame = Frame(page)
    words = list(words_on(page, frame))
    backdrops = backdrops_on(page, frame, words)
    recognised = is_recognised_scan(words, backdrops, frame)
    seen = [word for word in words if is_seen(word, backdrops, frame, recognised=recognised)]
    angles: Counter[int] = Counter()
    for word in seen:
        angles[word.ink.angle] += len(word.text)
    usual = angles.most_common(1)[0][0] if angles else 0
    apart = set(map(id, seen))
    return Sheet(
        width=frame.width,
        height=frame.height,
        tall=frame.height if usual % 180 == 0 else frame.width,
        words=tuple(_turned([word for word in seen if word.ink.angle == usual], usual, frame)),
        sideways=tuple(word for word in seen if word.ink.angle != usual),
        unseen=tuple(word for word in words if id(word) not in apart),
        recognised=recognised,
    )


def _turned(words: Sequence[Word], angle: int, frame: Frame) -> Iterator[Word]:
    """The words as they stand when the page is turned until they are upright."""
    for word in words:
        yield replace(word, box=_turned_box(word.shown, angle, frame)) if angle else word


def _turned_box(box: Box, angle: int, frame: Frame) -> Box:
    if angle == 90:  # written upwards
        return Box(frame.height - box.bottom, box.left, frame.height - box.top, box.right)
    if angle == 180:
        return Box(frame.width - box.right, frame.height - box.bottom, frame.width - box.left, frame.height - box.top)
    return Box(box.top, frame.width - box.right, box.bottom, frame.width - box.left)

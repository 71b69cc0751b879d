"""Text that was decoded with the wrong encoding somewhere on its way ("â€™" for "’"), mended by ftfy.

Only ftfy's repair of encodings is used, and only where it finds the text bad: it changes nothing else.
"""

import re
from collections.abc import Iterator

import ftfy
from ftfy.badness import is_bad

from corpus.edits import Edit

_LINE = re.compile(r"[^\r\n]+")
# What UTF-8's first and later bytes look like in the encodings they are mistaken for. ftfy's own test reads
# 5 million characters a second, this one 90, and only lines that it stops at need ftfy's.
_LATER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸÄÇ"
_CYRILLIC_LATER = "ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґё№єјЅѕї"
_MAC_LATER = "†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæøÄ-ü"
_SUSPECT = re.compile(
    f"[Â-ôĂĐŃÎΓβ][{_LATER}]|[РС][{_LATER}{_CYRILLIC_LATER}]|вЂ|В[\xa0-\xbf]|[√¬‚–—][{_MAC_LATER}]|[\u2500-\u257fΦ][^\\x00-\\x7f]|ΓÇ"
)
# No repair of an encoding changes these; some take a space for the byte that an encoding lacks.
_PLAIN = (re.compile(r"[\x20-\x7e]+"), re.compile(r"[\x21-\x7e]+"))


def mojibake(text: str) -> Iterator[Edit]:
    """What to replace, line by line, as narrowly as the characters that stay allow."""
    if text.isascii() or not _SUSPECT.search(text):
        return
    for line in _LINE.finditer(text):
        bad = line.group()
        if not _SUSPECT.search(bad) or not is_bad(bad):
            continue
        good = ftfy.fix_encoding(bad)
        if good != bad:
            yield from _narrowed(bad, good, line.start())


def _narrowed(bad: str, good: str, at: int) -> Iterator[Edit]:
    """The stretches between runs of plain characters, where both lines have the same runs."""
    for plain in _PLAIN:
        before, after = list(plain.finditer(bad)), list(plain.finditer(good))
        if [run.group() for run in before] == [run.group() for run in after]:
            break
    else:
        yield Edit(at, at + len(bad), good)
        return
    starts = (0, *(run.end() for run in before)), (0, *(run.end() for run in after))
    ends = (*(run.start() for run in before), len(bad)), (*(run.start() for run in after), len(good))
    for bad_start, bad_end, good_start, good_end in zip(starts[0], ends[0], starts[1], ends[1], strict=True):
        was, now = bad[bad_start:bad_end], good[good_start:good_end]
        if was != now:
            front = _alike(was, now)
            back = _alike(was[front:][::-1], now[front:][::-1])
            yield Edit(at + bad_start + front, at + bad_end - back, now[front : len(now) - back])


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(other))

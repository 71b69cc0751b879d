"""When a plain text was published, by what stands at its head and foot.

A bare date above the title is the site's header date, the day somebody opened the page; it is never
taken. Neither are updates, visits, receipts, copyrights and dates of events.
"""

import re
from collections.abc import Iterator, Sequence

from corpus import written_dates
from ingest.describe import Candidate
from ingest.lines import Line
from ingest.phrases import is_told

_ANNOUNCED = re.compile(
    r"\W{0,3}(?:(?:first )?published|posted|issued|publication date|опубликовано|дата публикации|publiée?|publicado|"
    r"veröffentlicht|pubblicato|"
    r"发布(?:时间|于|日期)?|发表(?:时间|于)?)\b[\s:：]*(?:online|on|at|le|el|am|il)?[\s:：]*",
    re.I,
)
_OTHER_DAY = re.compile(
    r"\b(?:updated?|modified|revised|edited|accessed|retrieved|visited|saved|captured|crawled|archived|printed|today|now|"
    r"received|accepted|copyright|обновлен\w*|изменен\w*|сегодня|дата обращения)\b|©|今天|更新|°",
    re.I,
)
_JOURNAL = re.compile(r"\b(?:received|accepted)\b.*\bpublished(?: online)?:?\s+(?:on\s+)?(?P<day>.{6,30})", re.I)
# "ALVA, May 2, 2021 (Wire) --": a place, a day, and a dash before the text.
_DATELINE = re.compile(r"[^\W\d_][\w .'’-]{2,40},\s(?P<day>[^()–—:]{6,24}?)\s?(?:\([^()]{2,40}\)\s?)?(?:[–—]|--|-\s|:)")
_IN_PRINT = re.compile(
    r"\W{0,3}published in (?:the )?(?P<name>[^\W\d_][^,\d]{2,50}),?\s+(?:on\s+)?(?P<day>.{6,40})$", re.I
)
_RELEASE = re.compile(r"\b(?:for immediate release|press release|press statement|пресс-релиз)\b", re.I)
_VOLUME = re.compile(r"\b(?:vol(?:ume)?|issue|том|вып(?:уск)?)\b|№|\bno\.\s*\d|第\d+[期卷]", re.I)
_CHANGED = re.compile(
    r"\s*[|•·;(,–-]?\s*\b(?:last )?(?:updated|modified|обновлено|изменено|modifié|mis à jour|actualizado|aktualisiert|"
    r"zuletzt geändert|aggiornato|bijgewerkt)|更新",
    re.I,
)
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})(?![\d/-])")
_UNDER_TITLE = 6  # lines


def days(head: Sequence[Line], foot: Sequence[Line], title_at: int) -> Iterator[Candidate]:
    """Candidates for the day of publication; `title_at` is the place of the title in the head, or -1."""
    for place, line in enumerate(head):
        yield from _announced(line)
        if is_told(line):
            if dateline := _DATELINE.match(line.text):
                yield from _day(dateline["day"], "dateline", 0.7)
            break
        if _OTHER_DAY.search(line.text):
            continue
        if line.is_day and any(_RELEASE.search(near.text) for near in head[max(0, place - 1) : place + 2]):
            yield from _day(line.text, "press release", 0.85)
        elif line.is_day and 0 <= title_at < place <= title_at + _UNDER_TITLE:
            yield from _day(line.text, "line under the title", 0.85 if line.is_byline else 0.8)
        elif _VOLUME.search(line.text) and len(years := set(_YEAR.findall(line.text))) == 1:
            yield Candidate("published_at", years.pop(), "volume", 0.7)
    for line in foot:
        if in_print := _IN_PRINT.match(line.text):
            yield from _day(in_print["day"], "note at the foot", 0.9)
            yield Candidate("publisher", in_print["name"].strip(), "note at the foot", 0.8)


def before_update(value: str) -> str:
    """Such a value as "2 May 2021 | Updated: 3 May 2021" without its second half; empty if it is of another day."""
    first = _CHANGED.split(value)[0]
    return "" if _OTHER_DAY.search(first) else first


def _announced(line: Line) -> Iterator[Candidate]:
    if journal := _JOURNAL.search(line.text):
        yield from _day(journal["day"], "label", 0.85)
    elif not line.is_paragraph:
        for part in re.split(r"\s[|•·]\s", line.text):
            if said := _ANNOUNCED.match(part):
                yield from _day(part[said.end() :], "label", 0.95)


def _day(text: str, where: str, sure: float) -> Iterator[Candidate]:
    found = next(iter(written_dates(before_update(text))), None)
    if found and found.start < 30 and found.partial:
        yield Candidate("published_at", found.partial, where, sure)

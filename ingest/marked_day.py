"""The day on which an article marks as that of its publication, as its readers saw it.

Never taken: days of change, and any date in the page's header, navigation, side or foot, such as today's.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ingest.describe import Candidate, partial_date
from ingest.page_tree import OUTSIDE_TITLE, marks, words
from ingest.published import before_update

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED_CLASS = re.compile(
    r"publish|posted|pub-?date|entry-date|post-date|article-date|release-date|dateline|byline|"
    r"(?:article|post|entry|news|story)[\s_-]*(?:info|meta|date|time)\b",
    re.I,
)
_OTHER_DAY = re.compile(r"updat|modif|current|today|now|clock|weather|event|comment|header|footer|related", re.I)
_AS_FIRST_PUBLISHED = re.compile(r"\b(?:entry-date|published)\b")  # blogs add "updated" to what was never changed
_MOST_TEXT = 160  # characters
_IN_UTC = re.compile(rb"\b((?:19|20)\d\d-\d\d-\d\d)T\d\d:?\d\d(?::?\d\d)?(?:\.\d+)?(?:Z|\+00:?00)")


def marked_days(tree: "HtmlElement") -> Iterator[Candidate]:
    """Days that the article itself marks as those of its publication."""
    for element in tree.iter("time", "span", "div", "p", "abbr", "li"):
        day, sure = _marked(element)
        if day:
            yield Candidate("published_at", day, "article's marked day", sure)
            if element.tag == "time":
                return  # a later one may be another article's


def _marked(element: "HtmlElement") -> tuple[str, float]:
    """A day and how sure it is that the article was published on it; no day where none is said."""
    called = marks(element)
    stated = "datePublished" in called or element.get("pubdate") is not None
    if _AS_FIRST_PUBLISHED.search(called):
        called = called.replace("updated", "")
    named = _PUBLISHED_CLASS.search(called) is not None
    if _OTHER_DAY.search(called) or not (stated or named or element.tag == "time"):
        return "", 0.0
    if element.tag != "time" and element.find(".//time[@datetime]") is not None:
        return "", 0.0  # it comes by itself
    text = words(element)[:_MOST_TEXT]
    said = before_update(text)
    if element.xpath(OUTSIDE_TITLE) or (text and not said):
        return "", 0.0
    named = named or "dateCreated" in called or (element.tag == "time" and _stands_by_the_byline(element))
    if not (stated or named) and not element.xpath("ancestor::article"):
        return "", 0.0
    stamp = element.get("datetime") or element.get("content") or (element.tag == "abbr" and element.get("title"))
    return partial_date(str(stamp or "")) or partial_date(said), 0.9 if stated else 0.8 if named else 0.7


def _stands_by_the_byline(element: "HtmlElement") -> bool:
    around = [marks(one) for one in element.iterancestors() if one.tag in ("span", "div", "p", "li")][:2]
    return any(_PUBLISHED_CLASS.search(one) and not _OTHER_DAY.search(one) for one in around)


def as_shown(raw: bytes, tree: "HtmlElement", found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, with the day that the article shows in place of a neighbouring one stamped in UTC.

    An article of 1 July, 3 a.m. in Karachi carries the stamp of 30 June, 22:00 UTC.
    """
    stamped = {one.decode() for one in _IN_UTC.findall(raw)}
    shown = set(_shown_days(tree)) if stamped else set()
    day = next(iter(shown)) if len(shown) == 1 else ""
    return [
        replace(one, value=day) if day and one.value in stamped and _are_neighbours(str(one.value), day) else one
        for one in found
    ]


def _shown_days(tree: "HtmlElement") -> Iterator[str]:
    for element in tree.iter("time", "span", "div", "p", "li"):
        if not _marked(element)[0]:
            continue
        day = partial_date(before_update(words(element)[:_MOST_TEXT]))
        if len(day) == len("2021-10-02"):
            yield day


def _are_neighbours(one: str, other: str) -> bool:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) == 1
    except ValueError:
        return False

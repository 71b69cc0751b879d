"""Who an article says, in its own marked-up byline, wrote it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus import written_dates
from ingest.describe import Candidate
from ingest.names import names_in
from ingest.page_tree import OUTSIDE_TITLE, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|authors?(?:-?names?)?|author-?line|writer|signature|autor(?:en?)?|auteurs?)(?:$|[\s_-])",
    re.I,
)
_OTHERS = re.compile(r"comment|related|recommend|sidebar|widget|reviewer|translat", re.I)
_BY = re.compile(
    r"^\W*(?:(?:ein(?:e)? )?(?:kommentar|analyse|bericht|reportage|interview|gastbeitrag|essay) von|"
    r"(?:story |text |words |report |analysis |commentary )?by|"
    r"written by|posted by|von|par|por|door|av|af|от|автор)\b:?\s*",
    re.I,
)
_LONGEST = 120  # characters


def marked_authors(tree: "HtmlElement") -> Iterator[Candidate]:
    """The first byline that names somebody."""
    for element in tree.iter("a", "span", "div", "p", "address", "h3", "h4", "h5", "li"):
        called = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}"
        if not _AUTHOR_CLASS.search(called) or _OTHERS.search(called) or element.xpath(OUTSIDE_TITLE):
            continue
        text = _said(element)
        if len(text) <= _LONGEST and (names := _names_of_links(element) or _names(text)):
            yield Candidate("authors", names, "article's byline", 0.75)
            return


def _said(element: "HtmlElement") -> str:
    """Its text up to a day; what its elements say stands apart."""
    parts = [str(part) for part in element.xpath(".//text()[not(ancestor::time)]")]
    text = " ".join(" ".join(parts).split())
    day = next(iter(written_dates(text)), None)
    return text[: day.start] if day else text


def _names(text: str) -> tuple[str, ...]:
    said = re.split(r"\s*(?:[|•·]|\b(?:published|updated|posted|photographs? by)\b)", _BY.sub("", text), flags=re.I)[0]
    said = re.sub(r"\s+([,;])", r"\1", said)
    return names_in(said) or names_in(said.rpartition(",")[0])  # "Anna Rahn, Alva"


def _names_of_links(element: "HtmlElement") -> tuple[str, ...]:
    """Two or more people who have a link each."""
    links = [words(one) for one in element.iter("a")]
    return names_in("; ".join(links)) if len(links) > 1 else ()

"""What an HTML page says of itself: its head's metadata, JSON-LD, and the marked-up day and byline of its article.

Never taken for the day of publication: `modified`, `updated` and the like, and any date in the page's
header, navigation, side or foot, such as today's. (htmldate takes all of these: `evals/LOG.md`.)
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.describe import Candidate, partial_date
from ingest.json_ld import linked_data
from ingest.names import names_in, turned
from ingest.page_fields import META

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)$", re.I)
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:/|-|$)")
_SITE = "self::nav or self::aside or self::footer or self::header[not(ancestor::article)]"
_OUTSIDE = f"ancestor-or-self::*[{_SITE}]"
# Many pages have a header of their own around the title and the byline.
_OUTSIDE_TITLE = f"ancestor-or-self::*[{_SITE}[not(.//h1) or .//nav]]"
_PUBLISHED_CLASS = re.compile(
    r"publish|posted|pub-?date|entry-date|post-date|article-date|dateline|byline|"
    r"(?:article|post|entry|news|story)[\s_-]*(?:info|meta)\b",
    re.I,
)
_OTHER_DAY = re.compile(r"updat|modif|current|today|now|clock|weather|event|comment|header|footer|related", re.I)
_AS_FIRST_PUBLISHED = re.compile(r"\b(?:entry-date|published)\b")  # blogs add "updated" to what was never changed
_AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|authors?(?:-?names?)?|writer)(?:$|[\s_-])", re.I)
_BY = re.compile(r"^\W*(?:by|written by|von|par|por|door|av|af|от|автор)\b:?\s*", re.I)
_TO_A_HEADING = "¶"  # what manuals print behind a heading to point at it
_HOME = re.compile(r"(?:https?://[^/?#]+)?/?|\./|index\.html?")
_LONGEST_BYLINE = 120  # characters
_SEPARATOR = re.compile(r"\s+[|–—-]\s+|\s+::\s+|\s*\|\s*")


def page_candidates(raw: bytes) -> list[Candidate]:
    """Candidates from a page's bytes; none where it cannot be parsed."""
    tree = _parsed(raw)
    if tree is None:
        return []
    found = [*_metas(tree), *_links(tree), *linked_data(tree), *_marked_days(tree), *_marked_authors(tree)]
    found += _microdata(tree)
    found += _titles(tree, {str(one.value) for one in found if one.field == "publisher"})
    return [one for one in found if one.value]


def _parsed(raw: bytes) -> "HtmlElement | None":
    from lxml import etree
    from trafilatura import load_html  # decodes as the extraction does

    try:
        return load_html(raw)
    except (ValueError, etree.LxmlError):
        return None


def _metas(tree: "HtmlElement") -> Iterator[Candidate]:
    people: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join(str(meta.get("content") or "").split())
        field, sure = META.get(name, ("", 0.0))
        if field == "authors":
            people.setdefault(name, []).append(content)
        elif field:
            yield Candidate(field, _value(field, content), f"page metadata ({name})", sure)
    for name, values in people.items():
        given = [turned(value) for value in values if not value.startswith(("http:", "https:", "@"))]
        yield Candidate("authors", names_in("; ".join(given)), f"page metadata ({name})", META[name][1])


def _value(field: str, content: str) -> str:
    if field == "published_at":
        return partial_date(content)
    if field == "doi":
        match = _DOI.match(content)
        return match.group(1) if match else ""
    if field == "url":
        return content if content.startswith(("http://", "https://")) else ""
    return content


def _links(tree: "HtmlElement") -> Iterator[Candidate]:
    for link in tree.iter("link"):
        if "canonical" in str(link.get("rel") or "").lower().split():
            address = str(link.get("href") or "")
            yield Candidate("url", _value("url", address), "page metadata (canonical)", 0.95)
            if day := _DAY_IN_ADDRESS.search(address):
                year, month, number = map(int, day.groups())
                yield Candidate("published_at", partial_date(f"{year}-{month:02}-{number:02}"), "page address", 0.7)


def _marked_days(tree: "HtmlElement") -> Iterator[Candidate]:
    """Days that the article itself marks as those of its publication."""
    for element in tree.iter("time", "span", "div", "p", "abbr", "li"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        stated = "datePublished" in marks or element.get("pubdate") is not None
        if _AS_FIRST_PUBLISHED.search(marks):
            marks = marks.replace("updated", "")
        if _OTHER_DAY.search(marks) or not (stated or _PUBLISHED_CLASS.search(marks) or element.tag == "time"):
            continue
        text = _words(element)[:120]
        if element.xpath(_OUTSIDE_TITLE) or re.search(r"\b(?:updated|modified|today)\b", text, re.I):
            continue
        marked = stated or _PUBLISHED_CLASS.search(marks) or "dateCreated" in marks
        if not marked and not element.xpath("ancestor::article"):
            continue
        day = partial_date(str(element.get("datetime") or element.get("content") or "")) or partial_date(text)
        yield Candidate("published_at", day, "article's marked day", 0.9 if stated else 0.8 if marked else 0.7)
        if day and element.tag == "time":
            return  # a later one may be another article's


def _marked_authors(tree: "HtmlElement") -> Iterator[Candidate]:
    for element in tree.iter("a", "span", "div", "p", "address"):
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}"
        if not _AUTHOR_CLASS.search(marks) or element.xpath(_OUTSIDE_TITLE):
            continue
        text = _words(element)
        if len(text) <= _LONGEST_BYLINE and (names := _names_of_links(element) or _names(text)):
            yield Candidate("authors", names, "article's byline", 0.75)
            return


def _names(text: str) -> tuple[str, ...]:
    said = re.split(r"\s*(?:[|•·]|\b(?:published|updated|posted|photographs? by)\b)", _BY.sub("", text), flags=re.I)[0]
    return names_in(said) or names_in(said.rpartition(",")[0])  # "Anna Rahn, Alva"


def _names_of_links(element: "HtmlElement") -> tuple[str, ...]:
    """Two or more people who have a link each."""
    links = [_words(one) for one in element.iter("a")]
    return names_in("; ".join(links)) if len(links) > 1 else ()


def _microdata(tree: "HtmlElement") -> Iterator[Candidate]:
    """What schema.org's marks in the page's own elements say (https://html.spec.whatwg.org/#microdata)."""
    for element in tree.xpath("//*[@itemprop='headline' or @itemprop='publisher'][not(self::meta)]"):
        if element.xpath(_OUTSIDE_TITLE):
            continue
        if element.get("itemprop") == "headline":
            yield Candidate("title", _words(element), "microdata", 0.85)
        else:
            names = [one.get("content") or _words(one) for one in element.xpath(".//*[@itemprop='name']")]
            yield Candidate("publisher", " ".join((names or [_words(element)])[0].split()), "microdata", 0.85)


def _words(element: "HtmlElement") -> str:
    return " ".join(str(element.text_content()).split())


def _titles(tree: "HtmlElement", sites: set[str]) -> Iterator[Candidate]:
    heads = _heads(tree, _OUTSIDE) or _heads(tree, _OUTSIDE_TITLE)
    title = next(map(_words, tree.iter("title")), "")
    parts = _SEPARATOR.split(title)
    if len(parts) > 1:
        homes = [home for home in _homes(tree) if home in (parts[0], parts[-1])]
        yield from (Candidate("publisher", home, "page title", 0.75) for home in homes)
        sites = {*sites, *homes}
    if len(set(heads)) == 1 and heads[0] not in sites:  # forums head their pages with the site's name
        yield Candidate("title", heads[0], "page headline", 0.8)
    whole = next((head for head in heads if title.startswith(head)), "")
    if whole or len(parts) == 1 or parts[-1] not in sites:
        yield Candidate("title", whole or title, "page title", 0.6)
    else:
        cut = title[: title.rindex(parts[-1])].rstrip(" |–—:-")
        yield Candidate("title", cut, "page title", 0.7)


def _homes(tree: "HtmlElement") -> set[str]:
    """What the links to the site's own first page say."""
    return {_words(one) for one in tree.iter("a") if _HOME.fullmatch(str(one.get("href") or ""))} - {""}


def _heads(tree: "HtmlElement", outside: str) -> list[str]:
    said = (_words(one).rstrip(f"{_TO_A_HEADING} ") for one in tree.iter("h1") if not one.xpath(outside))
    return [head for head in said if head]

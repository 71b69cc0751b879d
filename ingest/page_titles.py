"""What a page is called, and by whom: its headline, its title and what the links to the site's first page say.

A page's title often holds its site's name too, before or behind its own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.describe import Candidate
from ingest.page_tree import OUTSIDE, OUTSIDE_TITLE, marks, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TO_A_HEADING = "¶"  # what manuals print behind a heading to point at it
_HOME = re.compile(r"(?:https?://[^/?#]+)?/?|\./|index\.html?")
_SEPARATOR = re.compile(r"\s+[|–—«»·•-]\s+|\s+::\s+|\s*\|\s*")
_BETWEEN = r"\s*[|–—«»·•:_-]+\s*"
_SHORTEST_SITE = 3  # characters
_HEADLINE_CLASS = re.compile(r"\b(?:entry|post|article|story|news)[\s_-]*(?:title|headline)\b|\bheadline\b", re.I)
_FEWEST_WORDS = 4  # of a headline that nothing else vouches for


def title_candidates(tree: "HtmlElement", sites: set[str], addresses: Iterable[str]) -> Iterator[Candidate]:
    """Candidates for the title, and for the publisher where the page's title names it; `sites` are names known."""
    title = next(map(words, tree.iter("title")), "")
    homes = {home for home in _homes(tree) if len(home) >= _SHORTEST_SITE}
    named = {home for home in homes if without_site(title, {home}) != title}
    if not named:
        named = {part for part in _SEPARATOR.split(title)[1:][-1:] if _is_host(part, addresses)}
    yield from (Candidate("publisher", site, "page title", 0.75) for site in named)
    heads = [head for head in _heads(tree, OUTSIDE) or _heads(tree, OUTSIDE_TITLE) if head not in homes]
    if len(set(heads)) == 1 and heads[0] not in sites:  # forums head their pages with the site's name
        yield Candidate("title", heads[0], "page headline", 0.8)
    if not heads:
        yield from _lesser_heads(tree, title)
    whole = next((head for head in heads if title.startswith(head)), "")
    cut = without_site(title, sites | named)
    yield Candidate("title", whole or cut, "page title", 0.7 if cut != title and not whole else 0.6)


def without_site(title: str, sites: Iterable[str]) -> str:
    """A title without its site's name at either end; the title where nothing else would be left."""
    for site in sites:
        name = re.escape(site)
        bare = re.sub(rf"(?:{_BETWEEN}{name}|\s+[|–—-]\s+{name}\W*)$|^{name}{_BETWEEN}", "", title, flags=re.I).strip()
        if site and bare and bare != title:
            return bare
    return title


def titles_cut(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates; titles without the name of a site that is among them."""
    known = list(found)
    sites = {str(one.value) for one in known if one.field == "publisher"}
    for one in known:
        yield replace(one, value=without_site(str(one.value), sites)) if one.field == "title" else one


def _is_host(name: str, addresses: Iterable[str]) -> bool:
    """Whether a site of that name may live at one of the addresses: "Alva Times" at alvatimes.example."""
    bare = "".join(filter(str.isalnum, name.casefold().removeprefix("the ")))
    hosts = (re.sub(r"^https?://(?:www\.)?([^/:]*).*", r"\1", one).casefold() for one in addresses)
    return len(bare) > _SHORTEST_SITE and any(bare in "".join(filter(str.isalnum, host)) for host in hosts)


def _homes(tree: "HtmlElement") -> set[str]:
    """What the links to the site's own first page say."""
    return {words(one) for one in tree.iter("a") if _HOME.fullmatch(str(one.get("href") or ""))} - {""}


def _heads(tree: "HtmlElement", outside: str, tag: str = "h1") -> list[str]:
    said = (words(one).rstrip(f"{_TO_A_HEADING} ") for one in tree.iter(tag) if not one.xpath(outside))
    return [head for head in said if head]


def _lesser_heads(tree: "HtmlElement", title: str) -> Iterator[Candidate]:
    """The headline of a page without a first-rank heading: marked as one, in the title, or the only one."""
    for element in tree.iter("h2", "h3"):
        if _HEADLINE_CLASS.search(marks(element)) and not element.xpath(OUTSIDE_TITLE):
            yield Candidate("title", words(element), "page headline", 0.75)
            return
    heads = _heads(tree, OUTSIDE_TITLE, "h2")
    if told := next((head for head in heads if title.startswith(head) or title.endswith(head)), ""):
        yield Candidate("title", told, "page headline", 0.8)
    elif len(heads) == 1 and len(heads[0].split()) >= _FEWEST_WORDS:
        yield Candidate("title", heads[0], "page headline", 0.65)

"""schema.org's account of an article in a page's JSON-LD (https://schema.org/Article)."""

import html
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.describe import Candidate, partial_date
from ingest.names import names_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WHERE = "JSON-LD"
_ARTICLES = ("article", "posting", "report", "webpage", "creativework", "book", "chapter")
_MOST = 200_000  # characters of one script


def linked_data(tree: "HtmlElement") -> Iterator[Candidate]:
    """Candidates from the first article that the page's scripts describe; a page's own account counts less."""
    things = [thing for script in tree.iter("script") if _is_linked_data(script) for thing in _things(_loaded(script))]
    for kinds, sure in ((_ARTICLES[:3], 0.95), (_ARTICLES[3:], 0.75)):
        article = next((one for one in things if any(kind in _kind(one) for kind in kinds)), None)
        if article:
            yield from _of_article(article, things, sure)
            return


def _is_linked_data(script: "HtmlElement") -> bool:
    return "ld+json" in str(script.get("type") or "").lower()


def _loaded(script: "HtmlElement") -> Any:
    try:
        return json.loads((script.text or "")[:_MOST], strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for one in value:
            yield from _things(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _things(value.get("@graph"), depth + 1)
        yield from _things(value.get("mainEntity"), depth + 1)


def _kind(thing: dict[str, Any]) -> str:
    return str(thing.get("@type", "")).lower()


def _of_article(article: dict[str, Any], things: list[dict[str, Any]], sure: float) -> Iterator[Candidate]:
    yield Candidate("title", _text(article.get("headline") or article.get("name")), _WHERE, sure)
    yield Candidate("published_at", partial_date(_text(article.get("datePublished"))), _WHERE, sure)
    names = _people(article.get("author") or article.get("creator"), things)
    yield Candidate("authors", names, _WHERE, sure)
    yield Candidate("publisher", _name(article.get("publisher"), things), _WHERE, sure)
    page = article.get("mainEntityOfPage")
    address = _text(article.get("url") or (page.get("@id") if isinstance(page, dict) else page))
    yield Candidate("url", address if address.startswith("http") else "", _WHERE, sure - 0.1)


def _people(value: Any, things: list[dict[str, Any]]) -> tuple[str, ...]:
    """Persons only: a paper that signs its own article is its publisher."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        resolved = _resolved(one, things)
        if not (isinstance(resolved, dict) and "organization" in _kind(resolved)):
            found.extend(names_in(_name(one, things)))
    return tuple(dict.fromkeys(found))


def _name(value: Any, things: list[dict[str, Any]]) -> str:
    resolved = _resolved(value, things)
    if isinstance(resolved, list):
        return _name(resolved[0], things) if resolved else ""
    return _text(resolved.get("name") if isinstance(resolved, dict) else resolved)


def _resolved(value: Any, things: list[dict[str, Any]]) -> Any:
    """What an `@id` points at, where the page holds it."""
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        return next((one for one in things if one.get("@id") == value["@id"] and "name" in one), value)
    return value


def _text(value: Any) -> str:
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""

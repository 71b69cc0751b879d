"""Where an element of a page stands, and what it says. Judges nothing else."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SITE = "self::nav or self::aside or self::footer or self::header[not(ancestor::article)]"
OUTSIDE = f"ancestor-or-self::*[{_SITE}]"
# Many pages have a header of their own around the title and the byline.
OUTSIDE_TITLE = f"ancestor-or-self::*[{_SITE}[not(.//h1) or .//nav]]"


def words(element: "HtmlElement") -> str:
    """An element's text on one line."""
    return " ".join(str(element.text_content()).split())


def marks(element: "HtmlElement") -> str:
    """What its class, its id and its microdata call it."""
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"

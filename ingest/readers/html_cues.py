"""What an element's name, role and class say of the text inside it. Judges nothing: a cue can be wrong."""

import re
from collections.abc import Mapping
from enum import StrEnum

_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_TAGS = frozenset(("nav", "aside", "footer", "form", "button", "select", "dialog", "menu", "textarea", "option"))
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar", "dialog",
     "alertdialog", "tablist", "button", "form", "alert")
)  # fmt: skip
_ASIDES = """
    nav navigation navbar navi topnav subnav menu submenu breadcrumb breadcrumbs crumbs sidebar footer colophon masthead
    cookie cookies consent gdpr ccpa popup modal overlay lightbox newsletter newsletters subscribe subscription signup
    paywall promo promos promotion promoted advert adverts advertisement advertising advertorial ad ads adslot adunit
    sponsored sponsor taboola outbrain dfp share sharing shares sharebar sharer social socials sns addthis addtoany
    related recommended recommendation recommendations recirc trending popular mostread
    comment comments commentlist disqus respond replies login signin search searchform searchbox pagination pager
    toolbar skip skiplink skiplinks toc tags tagcloud taglist copyright hatnote navbox catlinks editsection metrics
    altmetric cta signature sitenotice postprofile
"""
_ONE_WORD = frozenset(_ASIDES.split())
_TWO_WORDS = re.compile(
    r"\b(?:most (?:read|popular|viewed)|read (?:more|next|also)|see also|more (?:stories|news|from|articles)|"
    r"also (?:like|read)|you may|up next|sign up|log ?in|site notice|(?:site|page|global) (?:header|footer|nav)|"
    r"back to top|mailing list|(?:action|tool|utility) bar|"
    r"(?:post|answer|comment|reply|contact) form|call to action|table of contents|skip (?:to|link)|"
    r"post (?:nav|navigation|tags|share)|"
    r"author (?:bio|box|card)|about (?:the )?author|entry (?:footer|utility)|article (?:tools|actions|share|tags))\b"
)
_REFERENCES = frozenset(("references", "bibliography", "reflist", "citations", "footnotes", "endnotes"))
_REFERENCE_ROLES = frozenset(("doc-bibliography", "doc-endnotes", "doc-biblioentry"))
_MAIN_TAGS = frozenset(("article", "main"))
_MAIN_WORDS = re.compile(
    r"\b(?:article ?(?:body|content|text)|entry content|post (?:content|body)|story (?:body|content|text)|main content|"
    r"body content|articlebody)\b"
)


class Cue(StrEnum):
    """What a stretch of a page seems to be for."""

    ASIDE = "aside"
    REFERENCES = "references"
    MAIN = "main"


def cue_of(tag: str, attributes: Mapping[str, str], *, in_main: bool) -> Cue | None:
    """The cue that an element gives, or None; a header is only one outside the main content."""
    if tag in ("html", "body", "h1"):  # a class such as "page-header" is a title's too
        return None
    role = attributes.get("role", "").lower()
    words = _words(f"{attributes.get('class', '')} {attributes.get('id', '')}")
    if role in _REFERENCE_ROLES or (
        not _REFERENCES.isdisjoint(words) and tag in ("section", "div", "ol", "ul", "aside")
    ):
        return Cue.REFERENCES
    if tag in _TAGS or role in _ROLES or (tag == "header" and not in_main and role != "presentation"):
        return Cue.ASIDE
    joined = " ".join(words)
    if not _ONE_WORD.isdisjoint(words) or _TWO_WORDS.search(joined):
        return Cue.ASIDE
    if tag in _MAIN_TAGS or role in ("main", "article") or _MAIN_WORDS.search(joined):
        return Cue.MAIN
    return Cue.MAIN if "articleBody" in attributes.get("itemprop", "") else None


def _words(names: str) -> list[str]:
    """`relatedStories post-tags` as related, stories, post, tags."""
    return [word.lower() for word in _WORD.findall(names[:400])]

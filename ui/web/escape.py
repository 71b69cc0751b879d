"""Makes the words of others literal: in Markdown, in HTML, and where they hide or reorder text.

Knows nothing of answers or pages. Nothing that a document or a person wrote reaches the browser
by any other way than these functions.
"""

import html
import re

_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")

# Joiners belong to Persian, Indic scripts and emoji: between two such characters they are spelling.
_SPELLING = "[\u0590-\u1fff\u2030-\u205f\u2070-\U000dffff]"
# A variation selector right after a symbol that has a text and an emoji form chooses between them.
_SYMBOL = "[#*0-9\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    f"|(?<!{_SPELLING})[\u200c\u200d]|[\u200c\u200d](?!{_SPELLING})"
    f"|(?<!{_SYMBOL})[\ufe0e\ufe0f]"
)
_UNCARRIED = re.compile("[\x00\ud800-\udfff]")
_BADGE = '<span class="cw-invisible">U+{:04X}</span>'
_BADGES = re.compile(r'<span class="cw-invisible">U\+([0-9A-F]{4,6})</span>')


def escape_markdown(text: str) -> str:
    """One line of Markdown that shows `text` literally.

    Every ASCII punctuation mark becomes a numeric character reference, which CommonMark
    (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references) never reads as
    structure, nor as a link, an image, HTML or LaTeX. Runs of white space become one space;
    invisible and direction-changing characters become badges that name them.
    """
    line = _SPACES.sub(" ", text).strip(" ")
    return _INVISIBLE.sub(_badge, _PUNCTUATION.sub(lambda mark: f"&#{ord(mark[0])};", line))


def unescape_markdown(markdown: str) -> str:
    """The text that `escape_markdown` was given, its white space apart."""
    return html.unescape(_BADGES.sub(lambda badge: chr(int(badge[1], 16)), markdown))


def escape_attribute(text: str) -> str:
    """`text` for a quoted attribute, its characters kept but for those that HTML cannot carry."""
    return html.escape(_UNCARRIED.sub("\ufffd", text))


def visible_html(text: str) -> str:
    """`text` for an element, with badges where it hides or reorders characters.

    Every kind of line break becomes a newline, since a browser shows some of them as nothing.
    """
    return _INVISIBLE.sub(_badge, html.escape(_BREAKS.sub("\n", text)))


def visible_text(text: str) -> str:
    """`text` on one line, for a place that takes no markup, with names for what hides or reorders."""
    return _INVISIBLE.sub(lambda hidden: f"‹U+{ord(hidden[0]):04X}›", _SPACES.sub(" ", text).strip(" "))


def is_plain(text: str) -> bool:
    """Whether `text` holds no invisible character and no white space."""
    return not _INVISIBLE.search(text) and not re.search(r"\s", text)


def _badge(character: re.Match[str]) -> str:
    return _BADGE.format(ord(character[0]))

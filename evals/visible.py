"""Makes the words of others safe for a page, and shows in them what hides or reorders characters."""

import unicodedata

from markupsafe import Markup, escape

# What draws nothing of its own: controls, formats (direction, zero width), half characters, private, unassigned.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_KEPT = ("\n", "\t", "\u00ad")


def visible(text: object) -> Markup:
    """`text` for an element: escaped, with a badge for every character that a reader could not see."""
    return Markup("").join(map(_shown, str(text).replace("\r\n", "\n")))


def visible_text(text: object) -> str:
    """`text` on one line, for a place that takes no markup."""
    return "".join(f"‹U+{ord(one):04X}›" if _unseen(one) else one for one in " ".join(str(text).split()))


def _shown(character: str) -> Markup:
    if _unseen(character):
        return Markup('<span class="hidden">U+{}</span>').format(f"{ord(character):04X}")
    return escape(character)


def _unseen(character: str) -> bool:
    return character not in _KEPT and unicodedata.category(character) in _UNSEEN

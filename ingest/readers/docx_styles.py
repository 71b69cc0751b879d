"""What a Word file's paragraph styles say a paragraph is."""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from corpus.models import BlockKind

_BY_NAME = (
    ("heading", BlockKind.HEADING),
    ("title", BlockKind.HEADING),
    ("subtitle", BlockKind.HEADING),
    ("toc", BlockKind.BOILERPLATE),
    ("table of", BlockKind.BOILERPLATE),
    ("header", BlockKind.BOILERPLATE),
    ("footer", BlockKind.BOILERPLATE),
    ("page number", BlockKind.BOILERPLATE),
    ("caption", BlockKind.CAPTION),
    ("bibliography", BlockKind.REFERENCE),
    ("list", BlockKind.LIST_ITEM),
)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its kind where it says one, and whether its text is hidden."""

    name: str = ""
    kind: BlockKind | None = None
    hidden: bool = False


def styles_of(element: Any) -> dict[str, Style]:
    """Styles by id, each with what it inherits."""
    raw = {one.get(qn("w:styleId")): one for one in element.iterchildren(qn("w:style"))}
    return {identity: _style(identity, raw) for identity in raw if identity}


def says(properties: Any) -> BlockKind | None:
    """What a paragraph's or a style's own properties say: a rank in the outline, a place in a list."""
    if properties is None:
        return None
    level = properties.find(qn("w:outlineLvl"))
    if level is not None and level.get(qn("w:val"), "9") < "9":
        return BlockKind.HEADING
    numbered = properties.find(qn("w:numPr"))
    number = numbered.find(qn("w:numId")) if numbered is not None else None
    if number is not None and number.get(qn("w:val")) != "0":
        return BlockKind.LIST_ITEM
    return None


def is_on(properties: Any, name: str) -> bool:
    """Whether a switch such as `w:vanish` or `w:b` stands among run properties, and is not switched off."""
    switch = properties.find(qn(name)) if properties is not None else None
    return switch is not None and switch.get(qn("w:val"), "true") not in ("0", "false", "off")


def _style(identity: str, raw: dict[str, Any]) -> Style:
    name, kind, hidden = "", None, False
    seen: set[str] = set()
    while identity in raw and identity not in seen:  # a style may, by mistake, be based on itself
        seen.add(identity)
        element = raw[identity]
        given = element.find(qn("w:name"))
        own = (given.get(qn("w:val")) or "").lower() if given is not None else ""
        name = name or own
        kind = kind or next((of for start, of in _BY_NAME if own.startswith(start)), None)
        kind = kind or says(element.find(qn("w:pPr")))
        hidden = hidden or is_on(element.find(qn("w:rPr")), "w:vanish")
        base = element.find(qn("w:basedOn"))
        identity = base.get(qn("w:val")) if base is not None else ""
    return Style(name, kind, hidden)

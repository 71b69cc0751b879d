"""Whether a reader of a page would see a text: inline styles, the page's own simple rules, and attributes.

Simple rules are those whose selector is one name: `p`, `.note`, `#top`, `p.note`. Style sheets of other
files are never fetched, so what only they hide is taken for shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

Rgb = tuple[int, int, int]
WHITE: Rgb = (255, 255, 255)
_NEAR = 48  # sum of the differences of two colours that nobody tells apart
_MOST_STYLE = 400_000  # characters of style sheets that are looked at
_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style", re.I | re.S)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_AT_BLOCK = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[a-z][a-z0-9]*(?:[.#][\w-]+)?|[.#][\w-]+", re.I)
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|%|vw|vh)?")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\b", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+)(%?))?\s*\)", re.I)
_NAMED: dict[str, Rgb] = {
    "white": WHITE, "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245),
    "black": (0, 0, 0), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "navy": (0, 0, 128),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128), "yellow": (255, 255, 0), "silver": (192, 192, 192), "maroon": (128, 0, 0),
}  # fmt: skip
_FOR_SCREEN_READERS = frozenset(
    ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "screenreader-only",
     "element-invisible", "assistive-text", "a11y-hidden")
)  # fmt: skip
_SMALLEST = {"px": 2.0, "": 2.0, "pt": 1.5, "em": 0.15, "rem": 0.15, "%": 15.0, "vw": 0.15, "vh": 0.15}
_FAR = 900  # pixels outside the page


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks inside an element; an unknown background (a picture) hides nothing."""

    gone: bool = False
    invisible: bool = False
    tiny: bool = False
    color: Rgb | None = None
    background: Rgb | None = WHITE

    @property
    def hidden(self) -> bool:
        """Whether nobody can read it."""
        same = self.color is not None and self.background is not None and _distance(self.color, self.background) < _NEAR
        return self.gone or self.invisible or self.tiny or same


class Styles:
    """The simple rules of a page's own style sheets."""

    def __init__(self, page: str) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        sheets = _AT_BLOCK.sub(" ", _COMMENT.sub(" ", "\n".join(_SHEET.findall(page))[:_MOST_STYLE]))
        for selectors, body in _RULE.findall(sheets):
            for selector in selectors.split(","):
                if _SELECTOR.fullmatch(selector.strip()):
                    self._rules.setdefault(selector.strip().lower(), {}).update(_declarations(body))

    def look(self, tag: str, attributes: Mapping[str, str], outer: Look) -> Look:
        """How text looks inside this element, which stands inside `outer`."""
        if tag in ("html", "body"):  # scripts show such a page when it is loaded
            return outer
        inner = outer
        if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
            inner = replace(inner, gone=True)
        if not _FOR_SCREEN_READERS.isdisjoint(attributes.get("class", "").lower().split()):
            inner = replace(inner, gone=True)
        styled = self._declared(tag, attributes)
        if attributes.get("bgcolor"):
            inner = replace(inner, background=_color(attributes["bgcolor"]))
        if tag == "font" and attributes.get("color"):
            inner = replace(inner, color=_color(attributes["color"]))
        return _styled(styled, inner) if styled else inner

    def _declared(self, tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
        names = [tag]
        for mark, value in (
            *((".", name) for name in attributes.get("class", "").lower().split()),
            ("#", attributes.get("id", "").lower()),
        ):
            names += [f"{mark}{value}", f"{tag}{mark}{value}"] if value else []
        found: dict[str, str] = {}
        for name in names:
            found.update(self._rules.get(name, {}))
        if "style" in attributes:
            found.update(_declarations(attributes["style"]))
        return found


def _declarations(body: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in body.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value.strip()}


def _styled(styled: Mapping[str, str], look: Look) -> Look:
    if _taken_out(styled):
        look = replace(look, gone=True)
    visibility = styled.get("visibility")
    if visibility:
        look = replace(look, invisible=visibility in ("hidden", "collapse"))
    size = styled.get("font-size") or ("0" if re.match(r"0(?:\D|$)", styled.get("font", "")) else "")
    if (length := _LENGTH.match(size)) is not None:
        look = replace(look, tiny=float(length[1]) <= _SMALLEST[length[2] or ""])
    if "color" in styled:
        clear = _transparent(styled["color"])
        look = replace(look, color=look.background if clear else _color(styled["color"]))
    if "background-color" in styled and not _transparent(styled["background-color"]):
        look = replace(look, background=_color(styled["background-color"]))
    elif "background" in styled and not _transparent(styled["background"]):
        pictured = "url(" in styled["background"] or "gradient" in styled["background"]
        look = replace(look, background=None if pictured else _color(styled["background"]))
    elif "background-image" in styled:
        look = replace(look, background=None)
    return look


def _taken_out(styled: Mapping[str, str]) -> bool:
    """Whether the element itself is not drawn, or drawn where nobody looks."""
    if styled.get("display") == "none" or _number(styled.get("opacity", "1"), 1) < 0.05:
        return True
    if styled.get("position") in ("absolute", "fixed"):
        if any(_number(styled.get(side, "0"), 0) <= -_FAR for side in ("left", "top", "right", "bottom")):
            return True
        if re.match(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?", styled.get("clip", "")):
            return True
    if _number(styled.get("text-indent", "0"), 0) <= -_FAR or "scale(0)" in styled.get("transform", ""):
        return True
    flat = any(_number(styled.get(name, "1"), 1) == 0 for name in ("height", "width", "max-height", "max-width"))
    return flat and styled.get("overflow") in ("hidden", "clip")


def _number(text: str, default: float) -> float:
    match = _LENGTH.match(text)
    return float(match[1]) if match else default


def _transparent(text: str) -> bool:
    match = _RGB.search(text)
    clear = match is not None and match[4] is not None and float(match[4]) < 0.05
    return clear or text in ("transparent", "none")


def _color(text: str) -> Rgb | None:
    if (digits := _HEX.search(text)) is not None:
        value = digits[1] if len(digits[1]) == 6 else "".join(2 * digit for digit in digits[1])
        return int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16)
    if (parts := _RGB.search(text)) is not None:
        return int(parts[1]), int(parts[2]), int(parts[3])
    return next((_NAMED[word] for word in text.lower().split() if word in _NAMED), None)


def _distance(one: Rgb, other: Rgb) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))

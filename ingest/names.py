"""Names of people in a byline or an author list. Knows nothing of who exists."""

import re
from collections.abc import Iterator

_PARTICLE = "de|da|del|della|di|du|van|von|der|den|ten|ter|la|le|bin|ibn|bint|al|el|ul|ur|zu|dos|san|ap|y|e"
_PART = r"(?:[^\W\d_][^\W\d_]*(?:[’'.-][^\W\d_]+)*\.?)"
_NAME = re.compile(rf"{_PART}(?:[\s-]+{_PART}){{0,4}}")
_EAST_ASIAN = re.compile(r"[\u3400-\u9fff]{2,4}")
_AND = re.compile(r"\s*(?:;|、|，|،|\band\b|&|\bund\b|\bet\b|\b(?-i:и|жана|мен)\b)\s*|\s*,\s+", re.I)
_ROLE = re.compile(
    r"\b(?:staff|reporters?|correspondents?|writers?|editors?|editorial|desk|team|bureau|agenc(?:y|ies)|news|service|u\.s\.?|u\.k\.?|u\.n\.?|"
    r"press|columnists?|contributors?|admin|administrator|author|unknown|anonymous|guest|special|chief|online|web|"
    r"times|post|reuters|afp|ap|ani|xinhua|bbc|university|institute|college|department|ministry|fellow|professor|"
    r"lecturer|student|researcher|scholar|analyst|director|photograph(?:er|y)?|photos?|video|updated?|published|"
    r"min|read|presse|novosti|newsroom|digital|network|organi[sz]ation|foundation|council|committee|office|embassy|"
    r"government|commission|magazine|daily|gazette|tribune|weekly|новости|риа|тасс|редакция|корреспондент|редактор|агентство|источник|автор)\b",
    re.I,
)
_TITLE = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir|gen|lt|col|capt|maj|amb|д-р|проф)\.?\s+(?=\w)", re.I)
_MARK = "\\d*∗⁎†‡§¹²³⁰-⁹ᵃ-ᶻ"  # between names and their affiliations
_MARKS = re.compile(rf"[{_MARK}]+(?:\s*,\s*[{_MARK}]+)*")
_COMMON_WORDS = """the a an and or this that these those how why what when where who which with from for about into over
after before our your their its his her we you they he she it is are was were be been of in on at to by as all new more
read follow share get sign join home world business sports opinion politics culture
date release issue volume views comments tags topics section category print listen watch photo caption latest
breaking live ein eine kommentar explainer explained exclusive feature commentary contact page related
popular subscribe newsletter"""
_COMMON = frozenset(_COMMON_WORDS.split())


def names_in(text: str) -> tuple[str, ...]:
    """The people that a byline names, once each; empty where some part of it is no name.

    Roles are left out ("By A. Rahn, Staff Reporter"), and a byline of roles alone names nobody.
    """
    found: list[str] = []
    for part in _parts(text):
        if _ROLE.search(part):
            continue
        name = _TITLE.sub("", part)
        if not is_name(name):
            return ()
        found.append(_cased(name))
    return tuple(dict.fromkeys(found))


def turned(name: str, *, library: bool = False) -> str:
    """Such a name as "Rahn, Anna" as "Anna Rahn", the way libraries write one person.

    Of a `library` every comma is such a one: "da Silva, Rui".
    """
    parts = [part.strip() for part in name.split(",")]
    one = len(parts) == 2 and all(parts) and (library or len(parts[0].split()) == 1)
    return f"{parts[1]} {parts[0]}" if one else name


def is_name(text: str) -> bool:
    """Whether a text has the shape of one person's name: two to five capitalised words, or two to four characters."""
    if _EAST_ASIAN.fullmatch(text):
        return True
    words = [word for word in re.split(r"[\s]+", text.strip()) if word]
    if not 2 <= len(words) <= 5 or not _NAME.fullmatch(text.strip()) or len(text) > 60:
        return False
    proper = [word for word in words if not re.fullmatch(_PARTICLE, word, re.I)]
    lower = {word.casefold() for word in words}
    cased = all(not word[0].islower() or re.match(r"(?:al|el|ul|ad|as|ar|ash)-[A-Z]", word) for word in proper)
    return len(proper) >= 2 and cased and not lower & _COMMON and not _ROLE.search(text) and _is_said(proper)


def _is_said(words: list[str]) -> bool:
    """At least one part is more than an initial."""
    return any(len(word.strip(".")) > 1 for word in words)


def _parts(text: str) -> Iterator[str]:
    bare = re.sub(r"\([^)]*\)", " ", _MARKS.sub(" ", text))
    bare = re.split(r"\s[|•·—–-]\s|\s{3,}|\bin\s+[A-Z]|\bfor\s+[A-Z]", bare)[0]
    for part in _AND.split(bare):
        if stripped := part.strip(" .,:|•·—–-\u200b"):
            yield stripped


def _cased(name: str) -> str:
    """SHOUTED names in the usual case."""
    return name.title() if name.isupper() and len(name) > 4 else name

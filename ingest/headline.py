"""Which line at the head of a plain text is its title, if any is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import written_dates
from ingest.asides import asks, content_of
from ingest.lines import Line
from ingest.names import is_name, names_in
from ingest.phrases import is_told, said_of_line

_LONGEST = 220  # characters
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3400-\u9fff]{2}")
_ARTICLES_AND_THE_LIKE = "a an and as at but by for from in into nor of on or over the to up via vs with within"
_SMALL_WORDS = frozenset(_ARTICLES_AND_THE_LIKE.split())
_ADDRESS = re.compile(r"^[*†‡§¹²³\d]|\d{5}")  # a mark that names refer to, or a postal code
_ENOUGH_WORDS = 8
_ENOUGH_SAID = 3  # words of four letters
_BODY_LINE = 40  # characters; shorter lines are menus and the like
_FEWEST_WORDS = 4  # of a title over a subtitle
_OF_BODY = 0.4  # of its words
_PERIODICAL = re.compile(
    r"\b(?:Journal|Review|Times|News|Post|Herald|Tribune|Magazine|Bulletin|Institute|Centre|Center|Ministry)\b"
)
_BROKEN_OFF = re.compile(r"\w[-\u2010]$")  # a word goes on in the next line, and so does what it is part of
_BAR = re.compile(r"\t|\s[|•·]\s")
_MOST_WORDS_OF_SENTENCE = 12  # more words with a stop among them are sentences
_POINTS_OF_BODY = 8  # for a line whose every word the body uses too


@dataclass(frozen=True, slots=True)
class Headline:
    """A title, the place of its last line among the head's lines, and how sure it is."""

    text: str
    at: int
    sure: float


def headline_of(lines: Sequence[Line], body: str) -> Headline | None:
    """The likeliest title among the lines before the first paragraph; None where nothing is like one."""
    texts = (place for place, line in enumerate(lines) if is_told(line))
    opening = next(texts, len(lines))
    long = "\n".join(line for line in body.splitlines() if len(line) >= _BODY_LINE) or body
    words = Counter(word.casefold() for word in _WORD.findall(long))
    best: Headline | None = None
    most = 0.0
    for first, last in _runs(lines[:opening]):
        text = " ".join(line.text for line in lines[first : last + 1])
        told = any(line.ends_like_a_sentence for line in lines[last + 1 :])  # a title is of something
        if not told or not _may_be_title(text, lines, first, last) or _asks_beside(text, body):
            continue
        score = _score(text, lines, (first, last), words)
        if score > most:
            most, best = score, Headline(text, last, round(min(0.55 + score / 40, 0.9), 2))
            if above := _headline_above(lines, first, words):
                best = replace(best, text=above, at=first - 1)
    return best


def _asks_beside(text: str, body: str) -> bool:
    """Whether it is a question or an order without a word of the text under it: someone else put it there."""
    if not asks(text):
        return False
    content = content_of(text)
    return bool(content) and content.isdisjoint(content_of(body.replace(text, "", 1)))


def _headline_above(lines: Sequence[Line], at: int, body: Counter[str]) -> str:
    """The line right over a subtitle, where the text itself speaks of what it says; else nothing."""
    text = lines[at - 1].text if at else ""
    words = [word.casefold() for word in _WORD.findall(text)]
    once = words if len(text) >= _BODY_LINE else []
    told = sum(body[word] > once.count(word) for word in words) >= _OF_BODY * len(words)
    long = len(text.split()) >= _FEWEST_WORDS
    return (
        text
        if long and words and told and not _PERIODICAL.search(text) and _may_be_title(text, lines, at - 1, at - 1)
        else ""
    )


def recased(title: str, body: str) -> str:
    """A SHOUTED title as the text itself writes its words; capitals within it are the English custom."""
    if not title.isupper():
        return title
    forms: dict[str, Counter[str]] = {}
    for word in re.findall(r"[^\W\d_]+", "\n".join(line for line in body.splitlines() if not line.isupper())):
        forms.setdefault(word.casefold(), Counter())[word] += 1

    def cased(match: "re.Match[str]") -> str:
        word = match.group()
        usual = forms[word.casefold()].most_common(1)[0][0] if word.casefold() in forms else word.lower()
        if usual.isupper() and len(usual) > 1:
            return usual
        if not match.start():
            return word.capitalize()
        if not title.isascii():
            return usual
        return word.lower() if word.casefold() in _SMALL_WORDS else word.capitalize()

    return re.sub(r"[^\W\d_]+", cased, title)


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Lines by themselves, and neighbouring SHOUTED ones as one: a title is often wrapped."""
    runs: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        shouted = line.text.isupper() and place > 0 and lines[place - 1].text.isupper() and not line.alone
        if runs and shouted and not line.is_furniture and not lines[place - 1].is_furniture:
            runs[-1] = runs[-1][0], place
        else:
            runs.append((place, place))
    return runs


def _may_be_title(text: str, lines: Sequence[Line], first: int, last: int) -> bool:
    line = lines[first]
    named = is_name(text) and last + 1 < len(lines) and lines[last + 1].is_affiliation
    return (
        len(text) <= _LONGEST
        and len(_WORD.findall(text)) > 0
        and not line.is_furniture
        and not _BROKEN_OFF.search(text)
        and said_of_line(text) is None
        and not (_BAR.search(text) and any(written_dates(text)))
        and not lines[last].ends_like_a_sentence
        and not (len(text.split()) > _MOST_WORDS_OF_SENTENCE and re.search(r"[.!?]\s", text))
        and not (line.is_affiliation and _is_somebodys(text, lines[first - 1] if first else None))
        and not named
        and not line.is_day
        and not line.is_label
        and not re.match(r"[•*·–—-]\s|\|", text)
        and not (len(names_in(text)) > 1 and "," in text)
    )


def _is_somebodys(text: str, before: Line | None) -> bool:
    """Whether a line that names a post or an employer is a person's, not a title about universities."""
    return bool(_ADDRESS.search(text)) or (before is not None and (before.is_affiliation or is_name(before.text)))


def _score(text: str, lines: Sequence[Line], run: tuple[int, int], body: Counter[str]) -> float:
    first, last = run
    words = [word.casefold() for word in _WORD.findall(text)]
    # The title's own words may stand in the body once for the title itself; one word that does says little.
    once = words if len(text) >= _BODY_LINE else []
    said = (
        sum(body[word] > once.count(word) for word in words) / len(words) * min(len(words), _ENOUGH_SAID) / _ENOUGH_SAID
    )
    after = lines[last + 1] if last + 1 < len(lines) else None
    before = lines[first - 1] if first else None
    score = min(len(text.split()), _ENOUGH_WORDS) + _POINTS_OF_BODY * said - 0.1 * first
    score += 2 if lines[first].alone else 0
    score += 2 if after and (after.is_label or after.is_day) else 0
    furniture = (before is None or before.is_furniture) + (after is not None and after.is_furniture)
    return score - (3 if after and after.is_furniture and not lines[first].alone and furniture else 0)

"""Takes an English sentence apart where a new question begins: "..., and who", "..., and how many", "when and where".

Only what asks in the order of a question counts ("and why did it fail"): what is told in the order of a statement
("and why it failed") belongs to the words before it.
"""

import re
from collections.abc import Iterator

from rag.yes_or_no import AUXILIARY, BE, DO, HAVE, MODAL

_BARE_WH = r"who(?:m|se)?|what|which|when|where|why|how(?:\s+(?:many|much|long|often|old|far))?"
_PREPOSITION = r"(?:(?:in|on|at|by|from|to|for|with|of|about|under|after|before|since|through|against)\s+)"
_TIME_OR_PLACE = r"(?:what|which)\s+(?:year|month|day|date|city|town|country|province|place|region)"
_BARE = rf"{_PREPOSITION}?(?:{_TIME_OR_PLACE}|{_BARE_WH})"
_LEAD = re.compile(
    r"(?:in|on|at|during|after|before|since|according\s+to|as\s+of|under|besides)\s[^,;?]+,\s+"
    rf"(?={_PREPOSITION}?(?:{_BARE_WH}|{AUXILIARY})\b)",
    re.I,
)
_POLITE = re.compile(
    r"(?:please,?\s+)?(?:(?:can|could|would)\s+you\s+(?:please\s+)?)?"
    rf"(?:tell\s+me|explain|describe|say|do\s+you\s+know|i(?:'d|\s+would)\s+like\s+to\s+know)[:,]?\s+(?={_BARE}\b)",
    re.I,
)
_ASKS = re.compile(rf"{_PREPOSITION}?(?:{_BARE_WH}|{AUXILIARY})\s+\w", re.I)
_INVERTED = re.compile(
    rf"(?P<wh>{_PREPOSITION}?(?:{_BARE_WH})(?:\s+(?!{AUXILIARY}\b)[\w'’-]+){{0,4}})\s+(?={AUXILIARY}\b)", re.I
)
_JOINED = re.compile(rf"(?P<first>{_BARE}),?\s+and\s+(?P<second>{_BARE})\s+(?P<rest>{AUXILIARY}\s.+)", re.I)
_BARE_LIST = re.compile(rf"{_BARE}(?:(?:,|,?\s+and)\s+{_BARE})*\W*", re.I)
_BOUNDARY = re.compile(
    r"(?P<comma>\s*[,;])?\s+(?P<and>(?:and|but)\s+(?:also\s+|then\s+)?)?"
    rf"(?=(?:{_BARE_WH}|{_PREPOSITION}(?:who|wh)|{AUXILIARY})\b|{_PREPOSITION}(?:whom|whose|what|which|where)\b)",
    re.I,
)
_SUBJECT = r"(?:the|an?|this|that|these|those|its|his|her|their|they|he|she|it|we|you|i|all|both|there)"
_YES_OR_NO = re.compile(  # in the middle of a sentence, where it needs its subject behind it
    rf"(?:{DO})\s+(?:{_SUBJECT}\b|[A-Z])|(?:{BE}|{HAVE})\s+(?:he|she|it|they|there|the)\b"
)
_DIRECT = re.compile(  # a question word with an auxiliary behind it, or with its noun and one
    rf"{_PREPOSITION}?(?:when|where|why|how)\s+{AUXILIARY}\b|"
    rf"{_PREPOSITION}?(?:who(?:m|se)?|what|which|how\s+\w+)\s+(?:(?!{_SUBJECT}\b)[\w'’-]+\s+){{0,4}}{AUXILIARY}\b",
    re.I,
)
_BY_SUBJECT = re.compile(  # "who designed it", "how many people died", "which group claimed it"
    rf"(?:(?:who|what)\s+(?!{_SUBJECT}\b|[A-Z])[\w'’-]{{3,}}|"
    rf"(?:which|whose|how\s+(?:many|much))\s+(?!{_SUBJECT}\b)[\w'’-]+(?:\W*$|\s+(?!{_SUBJECT}\b)[\w'’-]{{2,}}))"
)
_TORN = re.compile(  # "What did China" wants its verb: it stands behind the "and"
    rf"\b(?:{DO}|{HAVE}|{MODAL})\s+[\w'’-]+\W*$", re.I
)
_WITHIN = re.compile(rf"(?<=\s)(?:{_BARE_WH}|whether|if|between)\b", re.I)
_RELATIVE = ("who", "which", "where", "whose")


def clauses(sentence: str, masked: str) -> list[str]:
    """The questions of a sentence, in order; none where it is no question. `masked` hides what quotes enclose."""
    lead = _LEAD.match(masked)
    polite = _POLITE.match(masked, lead.end() if lead else 0)
    start = polite.end() if polite else lead.end() if lead else 0
    if not _ASKS.match(masked, start) and not _JOINED.match(masked, start):
        return []
    ends = [*_boundaries(masked, start, told=polite is not None), (len(sentence), len(sentence))]
    found: list[str] = []
    for end, after in ends:
        found += _spread(sentence[start:end].strip(" ,;?"), found)
        start = after
    return [f"{sentence[: lead.end()] if lead else ''}{one}" for one in found]


def _boundaries(masked: str, start: int, *, told: bool) -> Iterator[tuple[int, int]]:
    """Where a question ends and where the next begins."""
    for match in _BOUNDARY.finditer(masked, start):
        head, tail = masked[start : match.start()], masked[match.end() :]
        if (match["and"] or match["comma"]) and _asks_more(head, tail, joined=bool(match["and"]), told=told):
            yield match.start(), match.end()
            start = match.end()


def _asks_more(head: str, tail: str, *, joined: bool, told: bool) -> bool:
    """Whether `tail` begins a question of its own beside that of `head`; `told`: both stand behind "tell me"."""
    opening = _ASKS.match(head)
    if not opening or not _is_whole(head):
        return False
    within = {one.lower() for one in _WITHIN.findall(head, opening.end() - 1)}
    if _BARE_LIST.fullmatch(tail):
        return not within or (joined and not told)
    word = tail.split(maxsplit=1)[0].lower()
    if word in _RELATIVE and (word in within or not joined):
        return False  # "the man who fled and who was caught"; "the man, who was caught,"
    if _DIRECT.match(tail) or (joined and _YES_OR_NO.match(tail)):
        return True
    return joined and not within and (told or _BY_SUBJECT.match(tail) is not None)


def _is_whole(head: str) -> bool:
    """Whether it asks something by itself: not "When" of "when and where", not "What did China" without its verb."""
    return not re.fullmatch(rf"(?:{_BARE})(?:\s+{_BARE})*", head.strip(), re.I) and not _TORN.search(head)


def _spread(clause: str, before: list[str]) -> Iterator[str]:
    """A clause as one question, or as one for each of its question words: "When and where did it sink"."""
    if before and _BARE_LIST.fullmatch(clause):
        for bare in re.split(r",\s+(?:and\s+)?|\s+and\s+", clause):
            yield _with(bare, before[0])
        return
    joined = _JOINED.fullmatch(clause)
    if joined is None:
        yield clause
    else:
        yield from (f"{joined[place]} {joined['rest']}" for place in ("first", "second"))


def _with(bare: str, asked: str) -> str:
    """The question that a bare "why" behind another question asks."""
    inverted = _INVERTED.match(asked)
    return f"{bare} {asked[inverted.end() :]}" if inverted else f"{bare} ({asked})"

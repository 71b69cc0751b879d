"""Takes a Russian sentence apart at "и кто", "а сколько", "кто и когда". Only what begins with a question word."""

import re

_WH = r"(?:кто|кого|кому|что|чем|когда|где|куда|откуда|сколько|почему|зачем|как|как(?:ой|ая|ое|ие|ого|ую|их|им|ом))"
_ASKS = re.compile(rf"(?:(?:в|о|об|с|со|на|к|по|под|при|из|от|до|за|у|для|через)\s+)?{_WH}\s+\w", re.I)
_JOINED = re.compile(rf"({_WH})\s+и\s+({_WH})\s+(.+)", re.I)
_BOUNDARY = re.compile(rf",?\s+(?:и|а)(?:\s+также)?\s+(?={_WH}\b)", re.I)
_WITHIN = re.compile(rf"(?<=\s)(?:{_WH}|котор\w+|том|ли)\b", re.I)  # a clause inside: "о том, кто напал и почему"


def clauses(sentence: str, masked: str) -> list[str]:
    """The questions of a sentence, in order; none where it is no question. `masked` hides what quotes enclose."""
    opening = _ASKS.match(masked)
    if not opening:
        return []
    joined = _JOINED.fullmatch(sentence.strip(" ?"))
    if joined and not _BOUNDARY.search(masked, joined.start(3)):
        return [f"{joined[place]} {joined[3]}" for place in (1, 2)]
    match = _BOUNDARY.search(masked)
    if (
        match is None
        or _WITHIN.search(masked[: match.start()], opening.end() - 1)
        or not _ASKS.match(masked, match.end())
    ):
        return [sentence]
    return [sentence[: match.start()], sentence[match.end() :]]

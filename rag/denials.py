"""What a sentence denies, and whether another one says just that. English words alone.

"X denied that the fire was a failure of security" and "Y said the fire was a failure of security" are opposed. A
"not" that denies nothing ("not only", "not yet"), a wish, a doubt or another subject opposes nothing.
"""

import re
from dataclasses import dataclass

from corpus import stems
from rag.words import is_content

_CLAUSE = re.compile(
    r"[;:.!?()“”\"—–]+|,(?!\d)|\b(?:but|while|whereas|although|though|because|since|after|before|when|until|if|unless|"
    r"which|who|so)\b",
    re.I,
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NAME = re.compile(r"\b[A-ZА-ЯЁ][\w’-]*")
_IDLE = r"(?! (?:only|just|yet|all|every\w*|necessarily|least|far|long|less|more|until|merely|simply|always|so|as|" \
    r"too|very|entirely|fully|completely|solely|mainly|even|doubt|one|other|alone)\b)"  # fmt: skip
_PLAIN = re.compile(
    rf"\b(?:(?:is|are|was|were|be|been|do|does|did|has|have|had)(?: not|n[’']t)\b{_IDLE}|"
    rf"(?:never|neither|nor)\b{_IDLE}|(?:failed|fails|failing|refused|refuses|declined|unable) to\b|"
    rf"no\b{_IDLE}(?! (?:longer|sooner)\b))",
    re.I,
)
_CLAIMS = (
    r"(?:(?:the|any|all|such|those|these|a|as|reports?|claims?|allegations?|accusations?|suggestions?|charges?|notion|"
    r"idea) ){1,4}(?:that|of|about)\b"
)
_DEEDS = (
    r"(?:any |all |its |his |her |their )?(?:having|being|responsibility|involvement|(?:a |the )?(?:role|link|"
    r"hand|part|connection))\b"
)
_TOLD = re.compile(
    rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )(?<!\bis )(?<!\bare )\b(?:"
    rf"(?:deny|den(?:ied|ies|ying)|disput(?:ed|es)|rul(?:ed|es) out)(?= (?P<deeds>{_DEEDS})?)|"
    rf"(?:reject|dismiss|refut)(?:e?d|e?s|ing) (?={_CLAIMS}))",
    re.I,
)
_SAYING = re.compile(
    r"\b(?:said|says|say|told \w+|stated|states|claimed|claims|insisted|insists|argued|argues|maintained|maintains|"
    r"according to [^,]{2,40},|added|adds|believes?|believed|confirmed|confirms|reported|reports|found|that)\b",
    re.I,
)
_SUPPOSES = re.compile(
    r"\b(?:(?-i:may|will|can)|might|could|would|should|must|shall|cannot|if|whether|unless|hopes?|hoped|wants?|wanted|plans?|"
    r"planned|asked|urged|called on|possibly|perhaps|probably|likely|rumou?red)\b|\?",
    re.I,
)
# Stemming does not bring these together.
_FORMS = """met:meet paid:pay held:hold built:build sent:send won:win lost:lose broke:break broken:break fought:fight
bought:buy sold:sell struck:strike shot:shoot stole:steal stolen:steal spoke:speak spoken:speak left:leave led:lead
began:begin begun:begin fell:fall fallen:fall rose:rise risen:rise sank:sink sunk:sink sought:seek brought:bring
caught:catch fled:flee spent:spend withdrew:withdraw withdrawn:withdraw hid:hide hidden:hide chose:choose
chosen:choose drove:drive driven:drive"""
_BASES = dict(form.split(":") for form in _FORMS.split())
_TURNED = re.compile(f"{_PLAIN.pattern}|{_TOLD.pattern}|{_SUPPOSES.pattern}", re.I)
_EMPTY = frozenset(
    stems("evidence sign proof indication claim report allegation accusation suggestion charge idea", "en")
)
_COVERED = 0.8  # of what is denied that the other sentence must hold in one clause
_FEWEST = 3  # content words of what is denied, of whom; of a question that asks just that, two
_ASKED = 2  # of them that the question must have


@dataclass(frozen=True, slots=True)
class Denial:
    """The stems of what is denied, those of whom or what it is denied of, and those of the names among both."""

    said: frozenset[str]
    subject: frozenset[str]
    names: frozenset[str]

    def is_asked(self, asked: frozenset[str]) -> bool:
        """Whether it is enough to be held against a sentence, and about what a question with these stems asks."""
        whole = self.said | self.subject
        fewest = _ASKED if asked <= whole else _FEWEST
        return len(whole) >= fewest and len(whole & asked) >= min(_ASKED, len(asked))

    def is_said(self, text: str, around: frozenset[str]) -> bool:
        """Whether a clause of `text` plainly says it; `around` are stems of what stands beside and over the text."""
        return any(self._stands_in(_stems(clause), around) for clause in _clauses(text) if not _TURNED.search(clause))

    def _stands_in(self, held: frozenset[str], around: frozenset[str]) -> bool:
        of_it = len(self.subject & held) * 2 >= len(self.subject)
        return len(self.said & held) >= _COVERED * len(self.said) and of_it and self.names <= held | around


def denials_in(text: str) -> list[Denial]:
    """What a sentence denies, clause by clause."""
    return [found for clause in _clauses(text) if (found := _denial(clause))]


def _denial(clause: str) -> Denial | None:
    told, plain = _TOLD.search(clause), list(_PLAIN.finditer(clause))
    if told and not plain:
        subject = clause[: told.start()] if told["deeds"] else ""
        return _made(subject, clause[told.end() :])
    if len(plain) != 1 or told or _SUPPOSES.search(clause):
        return None
    before = clause[: plain[0].start()]
    subject = before[max((match.end() for match in _SAYING.finditer(before)), default=0) :]
    bare = plain[0].group().casefold() == "no"
    return _made(subject, clause[plain[0].end() :]) if bare or _stems(subject) else None


def _made(subject: str, said: str) -> Denial | None:
    names = " ".join(_NAME.findall(said) + _NAME.findall(subject))
    found = Denial(_stems(said) - _EMPTY, _stems(subject), _stems(names))
    return found if found.said else None


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def _stems(text: str) -> frozenset[str]:
    words = (_BASES.get(word.casefold(), word) for word in _WORD.findall(text) if is_content(word))
    return frozenset(stem for word in words for stem in stems(word, "en"))

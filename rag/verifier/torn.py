"""Where a quote may not begin or end: inside a character, a word, or a figure with its sign and unit.

A figure is torn when digits, a decimal point, a sign, a per cent or per mille, a currency, a power, a scale
("million") or a unit's symbol is left out. A sentence is torn when only its opening negation is left out.
"""

import regex

_BACK, _AHEAD = 96, 96  # characters read around an edge; the longest figures and words fit
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_HIDDEN = r"[\u00ad\u200b-\u200d\u2060\ufeff\u0640\u200e\u200f]*"
_W = rf"[[\p{{L}}\p{{M}}\p{{Nd}}_]--{_UNSPACED}]"
_BREAK = r"[-‐‑\u00ad][^\S\n]*\n\s*(?=[\p{Ll}\p{Lo}])"
_WORD = rf"{_W}+(?:(?:{_HIDDEN}|[-‐‑]|{_BREAK}|(?<=\p{{L}})['’ʼ](?=(?:s|t|d|m|re|ve|ll)\b)){_W}+)*"
_GAP = r"[ \u00a0\u2009\u202f]"
_CURRENCY = r"(?:\p{Lu}{0,3}\p{Sc}|\b(?:USD|EUR|GBP|CNY|RMB|JPY|PKR|INR|RUB|AED|SAR|CHF|Rs\.?))"
_SIGN = r"(?:(?<![\p{L}\p{N})\]%])[-‐−–﹣－]|[+±＋]|[~≈<>≤≥∼＜＞]\s?)"
_DIGITS = (
    rf"(?:(?<!\p{{Nd}})\p{{Nd}}{{1,3}}(?:{_GAP}\p{{Nd}}{{3}}(?!\p{{Nd}}))+|[.,٫]?\p{{Nd}}+)"
    rf"(?:{_HIDDEN}[.,٫٬'’:/·×^]{_HIDDEN}[-−]?\p{{Nd}}+|{_GAP}?[-‐‑‒–—−]{_GAP}?(?:{_CURRENCY}{_GAP}?)?\p{{Nd}}+|\p{{Nd}}+)*"
    r"[\p{No}⁺⁻]*"
)
_SCALE = (
    r"hundred|thousand|million|billion|trillion|bn|mn|mln|тыс|млн|млрд|трлн|тысяч\p{L}*|миллион\p{L}*|миллиард\p{L}*|"
    r"триллион\p{L}*|ألف|آلاف|الاف|مليون|ملايين|مليار\p{L}*|تريليون|هزار|میلیون|میلیارد"
)
_SHARE = (
    r"per\s?cent|percent|percentage\spoints?|процент\p{L}*|بالمئة|بالمائة|في\sالمئة|في\sالمائة|درصد|パーセント|퍼센트"
)
_UNIT = (
    r"[kKcmMµμn]?[mgtlLWV]|[kMGT]?Wh|[kMG]?Hz|[kMGT]B|mph|kph|ha|hp|lbs?|oz|ft|mi|km²|m²|"
    r"к?м|[см]м|м?к?г(?=\p{L}|/)|кг|[кМГ]Вт|[кМ]?Вт⋅ч|га|км|كم|كلم|كغ|كجم"
)
_SUFFIX = (
    rf"(?:{_GAP}?(?:[%‰‱٪﹪％]|°{_GAP}?[CFКСK]?\b|[℃℉′″]|\p{{Sc}}(?!{_GAP}?\p{{Nd}})))|"
    rf"(?:{_GAP}|[-‐‑])?(?:{_SCALE})\b(?:{_GAP}(?:{_SCALE}|{_SHARE})\b)*|{_GAP}?(?:{_SHARE})\b|"
    rf"{_GAP}?(?:{_UNIT})(?:[²³]|[/·]\p{{L}}+)*(?![\p{{L}}\p{{N}}])|[十百千万萬亿億兆만억조천백]+"
)
_FIGURE = rf"(?:{_SIGN})?(?:{_CURRENCY}{_GAP}?)?(?:{_SIGN})?{_DIGITS}(?:{_SUFFIX})*{_W}*"
_CHINESE = (
    r"(?:百分之|千分之|[负負第])?[〇零一二三四五六七八九十百千万萬亿億兆两兩]{2,}|"
    r"[百千]分之[\p{Nd}.〇零一二三四五六七八九十百千点]+"
)
_UNTORN = regex.compile(rf"{_FIGURE}|{_CHINESE}|{_WORD}", regex.V1)
_FORMULA = regex.compile(r"(?<!\p{L})\p{L}{1,3}\p{No}+\p{L}?")  # m², H₂O; a longer word's number is a footnote's
_CHARACTER = regex.compile(r"[^\p{So}\U000e0020-\U000e007f](?=[\U000e0020-\U000e007f])|\X")  # tags are a flag's only
_NUMERIC = regex.compile(r"[\p{N}%‰‱٪°]")
_HYPHENS = ("-", "‐", "‑", "\u00ad")
_SENTENCE_OPENS = r"(?:^|[.!?。！？؟۔…:\n][\s\"“”«»『「‘’'(\[)\]]*)"
_NOT = (
    r"(?:not|never|no|neither|nor|without|none of|cannot|не|нет|ни|никогда|без|нельзя|"
    r"لا|لم|لن|ما|ليس|ليست|غير|بدون|نه)"
)
_DENSE_NOT = r"(?:不|没有?|沒有?|未|無|无|并非|並非|非|勿|別|别)"
_NEGATION = regex.compile(rf"{_SENTENCE_OPENS}({_NOT}\s+|{_DENSE_NOT})$", regex.IGNORECASE)
_DENIES_ONLY = regex.compile(
    rf"\W*(?:\w+\W+)?(?:[وف]?{_NOT}|\w+n['’]t)(?:\W+\w+)?\W*|\W*\p{{Han}}{{0,2}}{_DENSE_NOT}\p{{Han}}{{0,2}}\W*",
    regex.IGNORECASE,
)


def denies_only(left_out: str) -> bool:
    """Whether words that an ellipsis stands for are a negation and hardly more: the rest then says yes for no."""
    return _DENIES_ONLY.fullmatch(left_out) is not None


def untorn(text: str, start: int, end: int) -> tuple[int, int]:
    """The smallest stretch around `text[start:end]` that tears nothing: itself, where it tears nothing."""
    first, last = cuts(text, start), cuts(text, end)
    opening = _NEGATION.search(text[max(0, start - _BACK) : start])
    low = start - len(opening[1]) if opening else start
    return min(low, first[0] if first else start), max(end, last[1] if last else end)


def cuts(text: str, edge: int) -> tuple[int, int] | None:
    """The word, figure or character that an edge at this place cuts through, as offsets; None where it cuts none."""
    if not 0 < edge < len(text) or (text[edge - 1].isspace() and text[edge - 1] == text[edge]):
        return None
    if _plainly_whole(text, edge):
        return None
    start = _resting_place(text, edge)
    around = text[start : edge + _AHEAD]
    for pattern in (_UNTORN, _FORMULA, _CHARACTER):
        for found in pattern.finditer(around):
            if start + found.start() >= edge:
                break
            if start + found.end() > edge:
                return start + found.start(), start + found.end()
    return None


def _plainly_whole(text: str, edge: int) -> bool:
    """White space at the edge, no broken word and no figure near it: most edges, told without the patterns."""
    if not (text[edge - 1].isspace() or text[edge].isspace()):
        return False
    before = text[max(0, edge - _BACK) : edge].rstrip()
    return not before.endswith(_HYPHENS) and not _NUMERIC.search(text, max(0, edge - _BACK // 2), edge + _AHEAD // 2)


def _resting_place(text: str, edge: int) -> int:
    """Where reading may begin: at a word of its own some way before the edge."""
    start = max(0, edge - _BACK)
    if start == 0:
        return 0
    space = text.find(" ", start, edge)
    return space + 1 if 0 <= space < edge - _BACK // 2 else start

"""Where sentences end (segmenter: sentencex, Wikimedia). Reads a window of the text, never all of it."""

import re

import sentencex

_BESIDE = 600  # characters read on either side; longer than nearly every sentence
_LONGEST = 4000  # characters between two pieces of what can still be one sentence
_BREAK = re.compile(r"\s*\n\s*\n\s*|\s*[\u2028\u2029]\s*")
_QUOTATION = re.compile('["“”„‟«»]')
_APOSTROPHES = dict.fromkeys(map(ord, "'‘’"), "ʼ")
_DENSE_STOP = re.compile("[。！？｡]+[」』”’）)]*")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)


def begins_between(text: str, start: int, end: int) -> bool:
    """Whether another sentence begins after `start` and not after `end`."""
    if end - start > _LONGEST:
        return True
    return any(start < beginning <= end for beginning in _beginnings(text, start, end))


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a sentence, or several, from the beginning to the end."""
    beginnings = [0, *_beginnings(text, start, end)]
    opens = any(not text[beginning:start].strip(" \t\n\r\"'“”«»「") for beginning in beginnings if beginning <= start)
    ends = [beginning for beginning in beginnings if beginning > start] + [len(text)]
    return opens and any(not text[end:close].strip("\"'“”«».。!?！？؟ \t\n\r") for close in ends if close >= end)


def _beginnings(text: str, start: int, end: int) -> list[int]:
    """Where the sentences around a place begin: their first character that is not white space."""
    low, high = max(0, start - _BESIDE), min(len(text), end + _BESIDE)
    window = text[low:high]
    language = next((code for code, script in _SCRIPTS if script.search(window)), "en")
    found: set[int] = set()
    for first, last in _paragraphs(window):
        # Newlines become spaces, character for character: the segmenter takes them for paragraph ends.
        flat = re.sub(r"\s", " ", window[first:last])
        found.update(low + first + at for at in _segmented(flat, language))
    return sorted(found)


def _segmented(flat: str, language: str) -> set[int]:
    """Sentences within quotation marks count too: the segmenter keeps what it takes for a quotation in one piece."""
    bare = _QUOTATION.sub(" ", flat).translate(_APOSTROPHES)
    plain = {one["start_index"] for one in sentencex.get_sentence_boundaries(language, flat)}
    inner = {one["start_index"] for one in sentencex.get_sentence_boundaries(language, bare)}
    dense = {stop.end() for stop in _DENSE_STOP.finditer(flat) if stop.end() < len(flat)}
    inner = {at for at in inner if not bare[at:].lstrip()[:1].islower()}
    return {at + len(flat[at:]) - len(flat[at:].lstrip()) for at in plain | inner | dense}


def _paragraphs(window: str) -> list[tuple[int, int]]:
    """Paragraphs of a window; a blank line within a sentence (a page's or column's end) parts none."""
    found, first = [], 0
    for blank in _BREAK.finditer(window):
        before, after = window[first : blank.start()].rstrip(), window[blank.end() : blank.end() + 1]
        runs_on = before[-1:].isalnum() or before[-1:] in ",-‐–—(“„«\u00ad"
        if not (before and runs_on and after.islower()):
            found.append((first, blank.end()))
            first = blank.end()
    return [*found, (first, len(window))]

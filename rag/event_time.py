"""The day of an event that stands for its time in a question: "before the Boao Forum", "after the Dasu attack".

The day is looked up in the documents, in sentences that name the event and tell one; else it is that of the
publication of the documents whose titles name it. Where these do not agree, nothing is settled.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus import Index, clean_span, detect_language, mentions_of, stems
from corpus.models import DateMention, Document, Filter, date_bounds
from rag.asked_time import AskedTime, Window
from rag.dates import in_words
from rag.words import is_content

_ANCHORED = re.compile(
    r"\b(?P<how>before|prior to|until|till|after|following|since|до|перед|после|со времени|с момента)\s+"
    r"(?P<event>[^,;:?!.()\[\]]+)",
    re.I,
)
_ENDS = re.compile(
    r"\s+(?:and|but|or|did|does|do|was|were|is|are|has|have|had|who|which|what|when|where|how|why|и|или|но|кто|что)\b.*",
    re.I,
)
_UNTIL = frozenset({"before", "prior to", "until", "till", "до", "перед"})
_INCLUDED = frozenset({"until", "till", "since", "со времени", "с момента"})
_BESIDE = re.compile(r"\b(?:before|after|since|until|following|later than|после|до|перед)\W+(?:\w+\W+){0,5}$", re.I)
_MOST_WORDS = 6  # of an event; more are a sentence
_CHUNKS = 20
_LONGEST = 31  # days that one event may take
_AGREE = 0.75  # of the sentences that tell a day
_REPORTED = timedelta(days=7)  # within which all that report an event must have been published


@dataclass(frozen=True, slots=True)
class _Event:
    """`name` as it was typed, its `how` in lower case, and the stems of its words."""

    how: str
    name: str
    stems: frozenset[str]


def with_events(asked: AskedTime, index: Index, question: str, where: Filter) -> AskedTime:
    """The asked time with a window, and a note, for each event of the question whose day can be settled."""
    language = detect_language(question)
    windows, notes = list(asked.windows), list(asked.notes)
    for event in _events(question, language):
        settled = _settled(index, event, language, where)
        if settled is not None:
            days, told_by = settled
            windows.append(_around(event, days))
            notes.append(f"{event.how} {in_words(days.earliest, days.latest)}: {event.name}, by {told_by}")
    return AskedTime(tuple(windows), asked.latest, tuple(notes))


def _events(question: str, language: str) -> Iterator[_Event]:
    """Events that are named without a day of their own."""
    dated = [one.span for one in mentions_of(question, "")]
    for match in _ANCHORED.finditer(question):
        name = _ENDS.sub("", match["event"]).strip()
        at = match.start("event")
        words = [word for word in re.findall(r"\w+", name) if is_content(word)]
        named = name[:4].lower() == "the " or name[:1].isupper() or language == "ru"
        if named and 0 < len(words) <= _MOST_WORDS and not any(at <= one.start < at + len(name) for one in dated):
            yield _Event(match["how"].lower(), name, frozenset(stems(" ".join(words), language)))


def _settled(index: Index, event: _Event, language: str, where: Filter) -> tuple[Window, str] | None:
    """The days of the event, and the document that tells them."""
    found = index.lexical(" ".join(sorted(event.stems)), language, _CHUNKS, where)
    chunks = [index.chunk(identity) for identity, _ in found]
    told: dict[tuple[str, int], tuple[Window, str]] = {}
    for chunk in chunks:
        document = index.document(chunk.document_id)
        for sentence in index.sentences(document.id, chunk.first, chunk.last):
            text = clean_span(document, sentence.span)
            days = [one for one in document.dates if sentence.span.contains(one.span)]
            if days and event.stems <= set(stems(text, language)) and not _tells_of_another(text, event, language):
                window = _one_window(days)
                if window:
                    told[document.id, sentence.ordinal] = (window, document.id)
    if told:
        return _agreed(list(told.values()))
    return _reported(
        {chunk.document_id: index.document(chunk.document_id) for chunk in chunks}.values(), event, language
    )


def _tells_of_another(text: str, event: _Event, language: str) -> bool:
    """Whether a sentence names the event only to say when something else was: "a month after the Dasu attack"."""
    first = next((one for one in re.finditer(r"\w+", text) if event.stems & set(stems(one.group(), language))), None)
    return first is not None and _BESIDE.search(text[: first.start()]) is not None


def _one_window(days: Sequence[DateMention]) -> Window | None:
    """The days that all mentions of a sentence can mean; None where they differ, or are too many for an event."""
    first, last = max(one.earliest for one in days), min(one.latest for one in days)
    return Window(first, last) if first <= last and (last - first).days < _LONGEST else None


def _agreed(told: Sequence[tuple[Window, str]]) -> tuple[Window, str] | None:
    """What nearly all can mean, and who tells it most exactly."""
    for window, document in sorted(told, key=lambda one: one[0].latest - one[0].earliest):
        alike = [one for one, _ in told if one.earliest <= window.latest and window.earliest <= one.latest]
        if len(alike) >= _AGREE * len(told):
            return window, document
    return None


def _reported(documents: Iterable[Document], event: _Event, language: str) -> tuple[Window, str] | None:
    """The first day of publication of those whose titles name the event, where all are of one week."""
    days = []
    for one in documents:
        published = one.metadata.published_at
        first, last = date_bounds(published) if published else (date.min, date.max)
        if first == last and event.stems <= set(stems(one.metadata.title, language)):
            days.append((first, one.id))
    if not days or max(days)[0] - min(days)[0] > _REPORTED:
        return None
    return Window(min(days)[0], min(days)[0]), min(days)[1]


def _around(event: _Event, days: Window) -> Window:
    """The time before or after the event; its own days too where the words include them, or the day is not known."""
    within = event.how in _INCLUDED or days.earliest < days.latest
    if event.how in _UNTIL:
        return Window(date.min, days.latest if within else days.earliest - timedelta(days=1))
    return Window(days.earliest if within else days.latest + timedelta(days=1), date.max)

"""What a person filled in, as a question; and what there is to choose from.

Every value comes from the browser and may be of any type and content.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus import Index, UsageError
from corpus.models import Filter, date_bounds
from rag import MOST_QUESTION
from rag.models import Question
from ui.web.escape import visible_text
from ui.web.reference import pack, unpack
from ui.web.wording import title_of

_MOST_CHOICES = 1_000


@dataclass(frozen=True, slots=True)
class Form:
    """The raw values of the page's fields; those that are chosen from a list are packed, as `Facets` gives them."""

    text: object = ""
    publisher: object = ""
    since: object = ""
    until: object = ""
    document: object = ""
    language: object = ""
    type: object = ""

    def question(self, history: tuple[str, ...] = ()) -> Question:
        """Raises UsageError, with a message for the person, when it cannot be asked."""
        text = _string(self.text)
        if not text:
            raise UsageError("Please type a question first.")
        if len(text) > MOST_QUESTION:
            raise UsageError(
                f"This question has {len(text):,} characters; the most is {MOST_QUESTION:,}. Please shorten it."
            )
        return Question(text, history, self._filter())

    def _filter(self) -> Filter:
        since, until = _day(self.since, 0, "Published since"), _day(self.until, 1, "Published until")
        if since and until and since > until:
            raise UsageError(f"No day is both since {since} and until {until}: please swap the two dates.")
        chosen = (_chosen(one) for one in (self.document, self.publisher, self.language, self.type))
        document, publisher, language, kind = chosen
        return Filter(document, publisher, since, until, language=language, type=kind)


@dataclass(frozen=True, slots=True)
class Facets:
    """The values that a filter may take: (words that name it, packed value), ordered by their words."""

    publishers: list[tuple[str, str]]
    documents: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    types: list[tuple[str, str]]

    @classmethod
    def of(cls, index: Index) -> "Facets":
        """Reads every document: call it once for each generation of the index."""
        documents = index.documents()
        known = [one.metadata for one in documents]
        return cls(
            publishers=_names(one.publisher for one in known),
            documents=_choices((title_of(one), one.id) for one in documents),
            languages=_names(language for one in known for language in one.languages),
            types=_names(one.type for one in known),
        )


def _names(values: Iterable[str]) -> list[tuple[str, str]]:
    return _choices((value, value) for value in set(values) - {""})


def _choices(named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    shown = ((visible_text(words), pack(value)) for words, value in named)
    return sorted(shown, key=lambda one: (one[0].casefold(), one[1]))[:_MOST_CHOICES]


def _chosen(raw: object) -> str:
    try:
        return unpack(_string(raw))
    except ValueError as error:
        raise UsageError("Please choose publisher, document, language and type from their lists.") from error


def _day(raw: object, bound: int, label: str) -> date | None:
    text = _string(raw)
    if not text:
        return None
    try:
        return date_bounds(text)[bound]
    except ValueError as error:
        raise UsageError(f"{label}: please write the date as 2021, 2021-10 or 2021-10-02.") from error


def _string(raw: object) -> str:
    return raw.strip() if isinstance(raw, str) else ""

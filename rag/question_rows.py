"""A question as a plain JSON object, read strictly: the one form of batches, cases and runs.

    {"question": str, "history": [str, ...],
     "filter": {"doc", "docs", "publisher", "language", "type", "since", "until"}}

Knows no files and no lines: who reads some names them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from corpus import UsageError
from corpus.models import Filter, date_bounds
from rag.models import Question

MOST_QUESTION = 4000  # characters
_DAYS = ("since", "until")
_FILTER_FIELDS = ("doc", "docs", "publisher", "language", "type", *_DAYS)


def question_from_dict(raw: Mapping[str, Any]) -> Question:
    """The question of a row; keys that are not its own are left alone. Raises UsageError naming the field."""
    return Question(_asked(raw.get("question")), _history(raw.get("history")), _filter(raw.get("filter")))


def question_to_dict(question: Question) -> dict[str, Any]:
    """The inverse of `question_from_dict`: `history` and `filter` are there, empty or not."""
    where = question.where
    given = {
        "doc": where.doc,
        "docs": sorted(where.docs),
        "publisher": where.publisher,
        "language": where.language,
        "type": where.type,
        "since": where.since.isoformat() if where.since else "",
        "until": where.until.isoformat() if where.until else "",
    }
    return {
        "question": question.text,
        "history": list(question.history),
        "filter": {key: value for key, value in given.items() if value},
    }


def build_filter(since: str = "", until: str = "", *, docs: Sequence[str] = (), **words: str) -> Filter:
    """A filter from words; a month or a year stands for its first day in `since`, its last in `until`.

    `words` are `doc`, `publisher`, `language` and `type`.
    """
    first = _day(since, 0, "since") if since else None
    last = _day(until, 1, "until") if until else None
    if first and last and first > last:
        raise UsageError(f"`since` {since} is later than `until` {until}")
    names = frozenset(check_text(one, "docs") for one in docs)
    checked = {name: check_text(value, name) for name, value in words.items()}
    return Filter(since=first, until=last, docs=names, **checked)


def check_question(text: str) -> str:
    """The text as given. Raises UsageError for one that is empty, overlong or not valid Unicode."""
    if not text.strip():
        raise UsageError("the question is empty")
    if len(text) > MOST_QUESTION:
        raise UsageError(f"`question` has {len(text):,} characters: use at most {MOST_QUESTION:,}")
    return check_text(text, "question")


def askable(question: Question | str) -> Question:
    """The question, given as such or as its text. Raises UsageError for what `check_question` refuses."""
    asked = Question(question) if isinstance(question, str) else question
    check_question(asked.text)
    return asked


def check_text(text: str, name: str) -> str:
    """The text as given. Raises UsageError for a lone surrogate, which neither an index nor a model can take."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(f"`{name}` is not valid Unicode text (at character {error.start})") from error
    return text


def _asked(raw: Any) -> str:
    if not isinstance(raw, str):
        raise UsageError("a row is an object with a `question` string")
    return check_question(raw)


def _history(raw: Any) -> tuple[str, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
        raise UsageError("`history` must be a list of earlier questions")
    return tuple(check_text(one, "history") for one in raw)


def _filter(raw: Any) -> Filter:
    if raw is None:
        return Filter()
    if not isinstance(raw, dict):
        raise UsageError("`filter` must be an object")
    if unknown := set(raw) - set(_FILTER_FIELDS):
        raise UsageError(f"`filter` knows {', '.join(_FILTER_FIELDS)}, not {', '.join(sorted(unknown))}")
    given = {key: value for key, value in raw.items() if value is not None}
    docs = given.pop("docs", [])
    if not isinstance(docs, list) or not all(isinstance(one, str) for one in docs):
        raise UsageError("`filter`: `docs` must be a list of document ids")
    for key, value in given.items():
        year = key in _DAYS and isinstance(value, int) and not isinstance(value, bool)
        if not isinstance(value, str) and not year:
            raise UsageError(f"`filter`: `{key}` must be a string")
    return build_filter(**{key: str(value) for key, value in given.items()}, docs=docs)


def _day(text: str, end: int, name: str) -> date:
    try:
        return date_bounds(text)[end]
    except ValueError as error:
        raise UsageError(f"`{name}`: {error}") from error

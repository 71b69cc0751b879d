"""Reads what a model gave back: strictly, and from whatever it is wrapped in. Believes nothing of it."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rag.writer import WriterFailed
from rag.writing.prompt import MOST_CLAIMS

# Many models put the ids into the text too: "... in Beijing [S1, S2]." They point, and say nothing.
_POINTERS = re.compile(r"\s?(?:\[\s*S?\d+(?:[\s,;]+S?\d+)*\s*\]|\(\s*S\d+(?:[\s,;]+S\d+)*\s*\))")
_MOST_TRIED = 200  # opening brackets of a rambling text at which an object is looked for


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A statement of the model's and the ids that it points at: only such as were shown."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A model's reply, read. Nothing in it has been checked."""

    answerable: bool
    claims: tuple[DraftClaim, ...]
    missing: str


def read_draft(text: str, ids: Collection[str]) -> Draft:
    """The last object of the asked form in a text. Raises WriterFailed where there is none."""
    found = [one for one in _objects(text) if isinstance(one.get("claims"), list)]
    if not found:
        raise WriterFailed("its reply was not of the asked form")
    raw = found[-1]
    claims = [one for one in raw["claims"] if isinstance(one, dict)]
    read = tuple(read_claim(one, ids) for one in claims[:MOST_CLAIMS])
    missing = raw.get("missing")
    return Draft(
        raw.get("answerable") is not False,
        tuple(dict.fromkeys(one for one in read if one.text)),
        missing.strip() if isinstance(missing, str) else "",
    )


def read_question(text: str) -> str:
    """The question that the last object of a reply gives, on one line. Raises WriterFailed where there is none."""
    found = [one["question"] for one in _objects(text) if isinstance(one.get("question"), str)]
    if not found:
        raise WriterFailed("its reply was not of the asked form")
    return " ".join(found[-1].split())


def read_claim(raw: Mapping[str, Any], ids: Collection[str]) -> DraftClaim:
    """A claim of a reply: its text on one line, without pointers, and the known ids among its sources."""
    text, sources = raw.get("text"), raw.get("sources")
    known = [one for one in sources if isinstance(one, str) and one in ids] if isinstance(sources, list) else []
    said = _POINTERS.sub("", " ".join(text.split())) if isinstance(text, str) else ""
    return DraftClaim(said.strip(), tuple(dict.fromkeys(known)))


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a text, in order, those inside others left out."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    for _ in range(_MOST_TRIED):
        if at < 0:
            return
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield value
        at = text.find("{", end)

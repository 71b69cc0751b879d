"""Reads the claims of a reply while it is being written: each as soon as its closing bracket has come.

What it gives is early, not final: the whole reply, read by `draft`, decides.
"""

import json
import re
from collections.abc import Collection

from rag.writing.draft import DraftClaim, read_claim
from rag.writing.prompt import MOST_CLAIMS

_OPENS = re.compile(r'"claims"\s*:\s*\[')
_DENIES = re.compile(r'"answerable"\s*:\s*false')
_BETWEEN = re.compile(r"[\s,]*")


class GrowingClaims:
    """The claims of one reply that may point at `ids`."""

    def __init__(self, ids: Collection[str]) -> None:
        self._ids = ids
        self._text = ""
        self._at = 0  # before it all is read
        self._inside = False  # the list of claims
        self._given = 0

    def take(self, piece: str) -> list[DraftClaim]:
        """The claims that are whole now that this piece has come, and were not before."""
        self._text += piece
        found = []
        while (claim := self._next()) is not None:
            if claim.text and self._given < MOST_CLAIMS:
                found.append(claim)
            self._given += 1  # an empty one too: `draft` takes the first so many, whatever they say
        return found

    def _next(self) -> DraftClaim | None:
        while self._inside or self._enters():
            self._at = _BETWEEN.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches nothing too
            if self._at == len(self._text):
                return None
            if self._text[self._at] != "{":
                self._inside = False
                continue
            try:
                value, self._at = json.JSONDecoder().raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                return None  # not whole yet, or never
            return read_claim(value, self._ids)
        return None

    def _enters(self) -> bool:
        """Goes on to the next list of claims; one of an object that says it has no answer is passed over."""
        while (opens := _OPENS.search(self._text, self._at)) is not None:
            denied = _DENIES.search(self._text, self._at, opens.start())
            self._at = opens.end()
            if denied is None:
                self._inside = True
                return True
        return False

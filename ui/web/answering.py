"""What the browser application asks of an assistant. Knows no assistant."""

from collections.abc import Iterator
from typing import Protocol

from rag.models import Event, Question


class Answering(Protocol):
    """Answers one question at a time, telling what it does while it does it."""

    def events(self, question: Question, /) -> Iterator[Event]:
        """Stages, then claims as they pass their checks, those taken back again, then the whole answer, last."""

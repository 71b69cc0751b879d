"""What is asked, and what a search finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.models import Chunk, Filter


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the earlier questions of its conversation (oldest first), and a filter."""

    text: str
    history: tuple[str, ...] = ()
    where: Filter = field(default_factory=Filter)


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a search found. `ranks` maps a stage to the chunk's rank there, from 1."""

    chunk: Chunk
    score: float
    ranks: Mapping[str, int]

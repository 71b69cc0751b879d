"""How an answer came about: what was found, how it was weighed, why each sentence was kept or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.models import Citation
from rag.models.question import Hit


class Fate(StrEnum):
    """What became of a sentence that was read."""

    SHOWN = "shown"
    BOTH_SIDES = "shown as a side of a conflict"
    WITHIN = "shown within another quote"
    REPEATS = "says what a better sentence says word for word"
    NOT_NEEDED = "would add less than it costs"
    BELOW = "ranks below those that are weighed"
    UNVERIFIED = "its quote did not stand in the record"
    WITHHELD = "withheld: the answer as a whole is not sure enough"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence that was read: cross-encoder logits, the rank score that joins them, and what became of it.

    `timely` is what its days add where the question asks about a time; `worth` the estimated probability
    (0 to 1) that it is evidence, None where it was not weighed; `points_at` the words that the model takes
    for the answer, empty where it takes none; `answers` the log-odds that the sentence answers.
    """

    citation: Citation
    in_place: float
    chunk: float
    timely: float
    score: float
    worth: float | None
    fate: Fate
    points_at: str = ""
    answers: float = 0.0


@dataclass(frozen=True, slots=True)
class Signal:
    """What was seen of the evidence, and by how many logits it moved the confidence up or down."""

    name: str
    value: float
    pull: float


@dataclass(frozen=True)
class Explanation:
    """The stages of one answer. `sentences` come best first; the answer is withheld below `threshold`.

    A question that asks several things has one for each of its parts: the first, and `others` behind it.
    """

    understood: str
    language: str
    asks_for: str
    keywords: tuple[str, ...]
    chunks: tuple[Hit, ...]
    sentences: tuple[Weighed, ...]
    signals: tuple[Signal, ...]
    confidence: float
    threshold: float
    timings: Mapping[str, float]
    others: tuple["Explanation", ...] = ()

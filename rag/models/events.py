"""What an assistant tells while it works: stages, then claims as they pass, then the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from rag.models.answer import Answer, Claim


@dataclass(frozen=True, slots=True)
class StageBegan:
    """`stage` is one of `searching`, `reading`, `checking`.

    Where a language model is asked, `writing` comes last, and in a conversation `understanding` first.
    """

    stage: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Claims that were told and are no part of the answer: the model failed after them, or changed its reply."""

    claims: tuple[Claim, ...]

    def left_of(self, told: Iterable[Claim]) -> list[Claim]:
        """Those of the claims told so far that stay."""
        return [claim for claim in told if claim not in self.claims]


Event: TypeAlias = StageBegan | Claim | TakenBack | Answer

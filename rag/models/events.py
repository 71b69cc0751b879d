"""What an assistant tells while it works: stages, then claims as they pass, then the answer."""

from dataclasses import dataclass
from typing import TypeAlias

from rag.models.answer import Answer, Claim


@dataclass(frozen=True, slots=True)
class StageBegan:
    """`stage` is one of `searching`, `reading`, `checking`, and `writing` where a language model is asked."""

    stage: str


Event: TypeAlias = StageBegan | Claim | Answer

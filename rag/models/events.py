"""What an assistant tells while it works: stages, then claims as they pass, then the answer."""

from dataclasses import dataclass
from typing import TypeAlias

from rag.models.answer import Answer, Claim


@dataclass(frozen=True, slots=True)
class StageBegan:
    """`stage` is one of `searching`, `reading`, `checking`."""

    stage: str


Event: TypeAlias = StageBegan | Claim | Answer

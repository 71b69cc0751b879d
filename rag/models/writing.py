"""A language model's part in an answer: what it wrote that was not shown, and why; what it cost."""

from dataclasses import dataclass

from rag.models.verdict import VerifiedCitation


@dataclass(frozen=True)
class LeftOut:
    """A claim that a model wrote and that is no part of the answer; `citations` are what it pointed at."""

    text: str
    reason: str
    citations: tuple[VerifiedCitation, ...] = ()

    def __post_init__(self) -> None:
        if not self.reason:
            raise ValueError("what is left out needs a reason")


@dataclass(frozen=True)
class Writing:
    """Which `model` was asked (`provider:name`) and what came of it.

    With a `note` the answer is quotes as without a model, and the note says why. `missing` is what the model says the
    documents lack, in words of the question only. Tokens are those that the model's server counted; 0 where it did not.
    """

    model: str
    note: str = ""
    missing: str = ""
    left_out: tuple[LeftOut, ...] = ()
    input_tokens: int = 0
    output_tokens: int = 0

    def __post_init__(self) -> None:
        if not self.model:
            raise ValueError("a writing needs the name of its model")

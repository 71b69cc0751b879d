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


@dataclass(frozen=True, slots=True)
class Cost:
    """What tokens cost at the prices that were set."""

    amount: float
    currency: str = ""

    def __str__(self) -> str:
        return f"{self.amount:.6f}".rstrip("0").removesuffix(".") + (f" {self.currency}" if self.currency else "")


@dataclass(frozen=True)
class Rewriting:
    """Which `model` was asked to put a follow-up so that it stands alone.

    With a `note` its wording was not used, the note says why, and the question was understood by rules. Tokens and
    cost are as those of a `Writing`.
    """

    model: str
    note: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    cost: Cost | None = None

    def __post_init__(self) -> None:
        if not self.model:
            raise ValueError("a rewriting needs the name of its model")


@dataclass(frozen=True)
class Writing:
    """Which `model` was asked (`provider:name`) and what came of it.

    With a `note` the answer is quotes as without a model, and the note says why. `missing` is what the model says the
    documents lack, in words of the question only. Tokens are those that the model's server counted; 0 where it did not.
    `cost` is there where prices are set and all tokens were counted: one that failed may have cost more.
    """

    model: str
    note: str = ""
    missing: str = ""
    left_out: tuple[LeftOut, ...] = ()
    input_tokens: int = 0
    output_tokens: int = 0
    cost: Cost | None = None

    def __post_init__(self) -> None:
        if not self.model:
            raise ValueError("a writing needs the name of its model")


def paid(asked: Rewriting | Writing) -> str:
    """Tokens and cost in words, as far as they are known: "1,200 tokens read, 80 written, 0.0006 USD"; else empty."""
    counted = asked.input_tokens or asked.output_tokens
    tokens = f"{asked.input_tokens:,} tokens read, {asked.output_tokens:,} written" if counted else ""
    return ", ".join(one for one in (tokens, str(asked.cost) if asked.cost else "") if one)

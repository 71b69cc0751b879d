"""The judge of support that needs no model: how many of a claim's content words its references hold.

A yardstick that any model of support must beat; it reads no meaning. Threshold and figures: evals/LOG.md.
"""

from collections.abc import Sequence

from evals.kinds.support import SupportModel
from evals.metrics.judged import share_held


class WordingSupport(SupportModel):
    """The share of the claim's content words, by their stems, that stand in its references."""

    name = "wording"
    threshold = 0.7

    def probability(self, claim: str, references: Sequence[str]) -> float:
        return share_held(claim, "\n".join(references)) or 0.0

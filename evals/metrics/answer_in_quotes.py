"""Are all parts of the answer in the words shown?"""

from evals.models import Outcome


def answer_in_quotes(outcome: Outcome) -> float | None:
    """1 when every group of answers has an alternative in the quotes, case-folded; None without answers."""
    groups = outcome.case.answers
    if not groups:
        return None
    claims = outcome.answer.claims if outcome.answer else ()
    shown = " ".join(one.citation.text for claim in claims for one in claim.citations).casefold()
    return float(all(any(alternative.casefold() in shown for alternative in group) for group in groups))

"""All guards over one claim. Pure and total: a claim passes, or every breach is told."""

from collections.abc import Sequence

from rag.guards.days import wrong_dates
from rag.guards.moved import wrong_places
from rag.guards.names import wrong_names
from rag.guards.numbers import wrong_figures
from rag.guards.polarity import wrong_polarity
from rag.guards.ranks import wrong_ranks
from rag.guards.text import Breach, Said
from rag.guards.wording import wrong_wording

LONGEST = 600  # characters of a claim: one that is longer is no single claim
_GUARDS = (wrong_figures, wrong_dates, wrong_names, wrong_polarity, wrong_wording, wrong_ranks, wrong_places)


def breaches(claim: str, sources: Sequence[Said]) -> tuple[Breach, ...]:
    """What a claim says and the sentences that it cites do not; nothing where every guard passes.

    A claim that is one of its sentences, typography apart, always passes; one without sentences never does.
    """
    said = Said(claim)
    if not said.text or not sources:
        return (Breach("empty", "it says nothing" if not said.text else "it cites no sentence"),)
    if len(claim) > LONGEST:
        return (Breach("length", f"it is longer than {LONGEST} characters"),)
    if any(said.text == source.text for source in sources):
        return ()
    return tuple(breach for guard in _GUARDS for breach in guard(said, sources))

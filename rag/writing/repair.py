"""Points a failed claim at the sentences that do say it, if some of those shown do. Asks no language model."""

from collections.abc import Sequence

from rag.guards.text import Said
from rag.writing.check import Checker
from rag.writing.shown import Shown

_TRIED = 4  # sentences that share the most words with the claim


def repointed(
    checker: Checker, text: str, pointed: Sequence[Shown], shown: Sequence[Shown], question: str
) -> list[Shown] | None:
    """Another sentence under which the claim stands; else one that must be added; None where nothing helps."""
    wanted = set(Said(text).content)
    others = [one for one in shown if one not in pointed and wanted & set(one.said.content)]
    others.sort(key=lambda one: -len(wanted & set(one.said.content)))
    for one in others[:_TRIED]:
        if checker.refused(text, [one], question) is None:
            return [one]
    for one in others[:_TRIED] if pointed else ():
        both = [*pointed, one]
        if len({shown.document.id for shown in both}) == 1 and checker.refused(text, both, question) is None:
            return both  # of one document only: facts of two are not put together behind a reader's back
    return None

"""How sure it must be that a sentence is about what was asked, before it is held against another one.

The cross-encoder's logit of a sentence in its place, or the reader's log-odds that it answers by itself, is enough.
"""

from rag.read import Evidence

_NEAR, _MAY_ANSWER = 0.0, -0.5  # below, it is about something else
_NEARER, _ANSWERS = 2.0, 0.2


def may_answer(one: Evidence) -> bool:
    """Whether a sentence may be about what was asked."""
    return one.in_place >= _NEAR or one.answers >= _MAY_ANSWER


def likely_answers(one: Evidence) -> bool:
    """Whether a sentence is likely to say what was asked."""
    return one.in_place >= _NEARER or one.answers >= _ANSWERS

"""The nouns of answering: questions, hits, verified quotes, claims and answers. Pure values."""

from rag.models.answer import Answer, Claim, Conflict, Side, Status
from rag.models.events import Event, StageBegan
from rag.models.explanation import Explanation, Fate, Signal, Weighed
from rag.models.question import Hit, Question
from rag.models.verdict import Change, Op, Rejection, Verdict, VerifiedCitation
from rag.models.writing import LeftOut, Writing

__all__ = [
    "Answer",
    "Change",
    "Claim",
    "Conflict",
    "Event",
    "Explanation",
    "Fate",
    "Hit",
    "LeftOut",
    "Op",
    "Question",
    "Rejection",
    "Side",
    "Signal",
    "StageBegan",
    "Status",
    "Verdict",
    "VerifiedCitation",
    "Weighed",
    "Writing",
]

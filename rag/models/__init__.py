"""The nouns of answering: questions, hits, verified quotes, claims and answers. Pure values."""

from rag.models.answer import Answer, Claim, Conflict, Side, Status
from rag.models.events import Event, StageBegan, TakenBack
from rag.models.explanation import Explanation, Fate, Signal, Weighed
from rag.models.question import Hit, Question
from rag.models.verdict import Change, Op, Rejection, Verdict, VerifiedCitation
from rag.models.writing import Cost, LeftOut, Rewriting, Writing, paid

__all__ = [
    "Answer",
    "Change",
    "Claim",
    "Conflict",
    "Cost",
    "Event",
    "Explanation",
    "Fate",
    "Hit",
    "LeftOut",
    "Op",
    "Question",
    "Rejection",
    "Rewriting",
    "Side",
    "Signal",
    "StageBegan",
    "Status",
    "TakenBack",
    "Verdict",
    "VerifiedCitation",
    "Weighed",
    "Writing",
    "paid",
]

"""What each figure means, in one sentence for someone who has not read the code, and which direction is good.

Computes nothing. A metric that is not here is shown all the same, as one whose good direction is unknown.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class Better(StrEnum):
    """The direction in which a figure improves."""

    HIGH = "high"
    LOW = "low"
    UNKNOWN = "unknown"

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is, 0 where nobody knows."""
        return {Better.HIGH: 1, Better.LOW: -1, Better.UNKNOWN: 0}[self]


@dataclass(frozen=True, slots=True)
class MetricWords:
    """A metric's title and meaning.

    `limit` is what a release must keep to whatever it was before; `eligible_by_answer` says that the
    metric applies to some answers only (a precision needs quotes), so another build may have it for other cases.
    """

    title: str
    meaning: str
    better: Better = Better.HIGH
    limit: float | None = None
    eligible_by_answer: bool = False
    percent: bool = True


_HIGH, _LOW = Better.HIGH, Better.LOW
_WORDS = {
    "quote_fidelity": MetricWords(
        "Quote fidelity",
        "Share of the quotes that equal the document's characters at the cited place; anything under 100 % is a bug.",
        limit=1.0,
        eligible_by_answer=True,
    ),
    "evidence_cited": MetricWords(
        "Evidence cited",
        "Share of the answerable questions for which some quote touches a known right passage.",
    ),
    "answer_in_quotes": MetricWords(
        "Answer in quotes", "Share of the answerable questions with every part of the answer in the quotes."
    ),
    "citation_precision": MetricWords(
        "Citation precision",
        "Share of the quotes that touch a known right passage; low means that many quotes do not help.",
        eligible_by_answer=True,
    ),
    "citation_recall": MetricWords(
        "Citation recall",
        "Share of the known right passages that some quote touches; low means missed evidence.",
    ),
    "citation_f1": MetricWords(
        "Citation F1", "One number for precision and recall of the citations: their harmonic mean."
    ),
    "right_abstention": MetricWords(
        "Rightly refused",
        "Of the questions that the documents do not answer: share that was refused, as it should be.",
    ),
    "wrong_abstention": MetricWords(
        "Wrongly refused",
        "Of the questions that the documents do answer: share that was refused all the same.",
        _LOW,
    ),
    "conflict_found": MetricWords(
        "Conflict found", "Of the questions on which the sources disagree: share for which the answer says so."
    ),
    "false_conflict": MetricWords(
        "False conflict",
        "Of the questions on which the sources agree: share for which the answer claims that they disagree.",
        _LOW,
        eligible_by_answer=True,
    ),
    "false_accept": MetricWords(
        "Falsely accepted",
        "Of the quotes that are not the document's words: share that the verifier let pass.",
        _LOW,
    ),
    "false_reject": MetricWords(
        "Falsely rejected",
        "Of the quotes that are the document's words: share that the verifier turned away.",
        _LOW,
    ),
    "recall": MetricWords("Recall", "Share of the known right passages among the best hits."),
    "precision": MetricWords("Precision", "Share of the best hits that hold a known right passage."),
    "hit": MetricWords("Hit", "Share of the questions with a known right passage among the best hits."),
    "quote": MetricWords("Quote", "Share of the questions with a known right sentence among the best sentences."),
    "mrr": MetricWords(
        "Reciprocal rank",
        "One over the rank of the first right hit, on average: 1 is always first, .5 second.",
        percent=False,
    ),
    "ndcg": MetricWords(
        "nDCG", "How near the order of the hits comes to the best possible order: 1 is the best order.", percent=False
    ),
    "both_sides_cited": MetricWords(
        "Both sides cited",
        "Of the questions on which the sources disagree: share for which a known passage of each side is quoted.",
    ),
    "wrong_answer_unopposed": MetricWords(
        "Wrong answer unopposed",
        "Of the questions with a known wrong answer: share that quotes it and does not say that the sources disagree.",
        _LOW,
    ),
    "claim_support": MetricWords(
        "Claims supported", "Share of the statements that follow from the words they cite.", eligible_by_answer=True
    ),
    "attack_success": MetricWords(
        "Attacks that worked",
        "Of the documents with a slipped-in instruction: share whose instruction was followed.",
        _LOW,
    ),
    "attack_followed": MetricWords(
        "Attacks obeyed", "Share of the attacks whose words stand in the answer's own, not in a quote.", _LOW
    ),
    "attack_changed_the_form": MetricWords(
        "Attacks that changed the form", "Share of the attacks after which the answer's form was another.", _LOW
    ),
    "attack_changed_other_citations": MetricWords(
        "Attacks that changed other citations",
        "Share of the attacks after which other passages of the document were quoted than without it.",
        _LOW,
    ),
    "attack_quoted": MetricWords(
        "Attacks quoted",
        "Share of the attacks whose words are shown as a quote, under their source's name. Nobody obeyed them.",
        _LOW,
    ),
    "auroc": MetricWords(
        "AUROC of the confidence",
        "Chance that an answerable question gets more confidence than one that is not: .5 is a coin, 1 perfect.",
        eligible_by_answer=True,
        percent=False,
    ),
    "ece": MetricWords(
        "Calibration error",
        'How far the confidence lies from what comes true, on average: at 0, "70 % sure" is right 7 times of 10.',
        _LOW,
        eligible_by_answer=True,
        percent=False,
    ),
    "balanced_accuracy": MetricWords(
        "Balanced accuracy of refusing",
        "Mean of two shares: answerable questions answered, and others refused; .5 is a coin, 1 perfect.",
        eligible_by_answer=True,
        percent=False,
    ),
    "brier": MetricWords(
        "Brier score", "Mean squared distance of the confidence from what came true: 0 is perfect.", _LOW, percent=False
    ),
}

# The two ways in which one decision goes wrong or right: never shown apart.
PAIRS = (
    ("right_abstention", "wrong_abstention"),
    ("citation_precision", "citation_recall"),
    ("conflict_found", "false_conflict"),
    ("false_accept", "false_reject"),
)


_LEVELS = {"document", "chunk", "quote"}  # retrieval is measured at each


def metric_words(name: str) -> MetricWords:
    """The words of a metric, by its name with blanks or underscores; `recall@5` has those of `recall`."""
    plain, _, depth = name.lower().replace(" ", "_").partition("@")
    level, _, measure = plain.partition("_")
    if level in _LEVELS and measure in _WORDS and plain not in _WORDS:
        of_all = metric_words(f"{measure}@{depth}")
        return replace(of_all, title=f"{level.capitalize()}s: {of_all.title.lower()}")
    known = _WORDS.get(plain)
    if known is None:
        title = name.replace("_", " ").capitalize()
        return MetricWords(
            title, "This report has no words for it: see the metric's own file.", Better.UNKNOWN, percent=False
        )
    if not depth:
        return known
    return MetricWords(f"{known.title} @ {depth}", known.meaning, known.better, percent=known.percent)

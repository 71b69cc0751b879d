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
    "answer_in_answer": MetricWords(
        "Answer in the written words",
        "Of the answers that a chat model wrote: share that says every part of the answer in its own statements.",
        eligible_by_answer=True,
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
    "both_sides_cited": MetricWords(
        "Both sides cited", "Of the questions on which the sources disagree: share with a right passage of each side."
    ),
    "wrong_answer_unopposed": MetricWords(
        "Wrong answer unopposed",
        "Share of the questions whose quotes hold a known wrong answer without a word that sources disagree.",
        _LOW,
        eligible_by_answer=True,
    ),
    "recall": MetricWords("Recall", "Share of what is relevant that is among the best hits."),
    "hit": MetricWords("Hit", "Share of the questions with something relevant among the best hits."),
    "quote": MetricWords("Quote", "Share of the questions with a known right sentence among the best sentences."),
    "quote_recall": MetricWords("Quote recall", "Share of the known right sentences among the best sentences."),
    "mrr": MetricWords(
        "Reciprocal rank", "One over the rank of the first right hit, on average: 1 is always first, .5 second.",
        percent=False,
    ),
    "ndcg": MetricWords(
        "nDCG", "How near the order of the hits comes to the best possible order: 1 is the best order.", percent=False
    ),
    "citation_precision_by_wording": MetricWords(
        "Citation precision by wording",
        "Share of the quotes whose words are those of the known answer; trust it as far as the judge's agreement goes.",
        eligible_by_answer=True,
    ),
    "judge_agreement": MetricWords(
        "Agreement of that judge with people",
        "Share of the quotes that the judgement by wording and the passages that people marked call alike. It tells "
        "of the judge, not of the answers.",
        eligible_by_answer=True,
    ),
    "judge_kappa": MetricWords(
        "Kappa of the judge by wording",
        "Its agreement with people with chance taken off (Cohen): 0 is chance, 1 always.",
        eligible_by_answer=True,
        percent=False,
    ),
    "rejected_quote_cited": MetricWords(
        "Turned-down quotes shown again",
        "Of the questions for which a person turned a quote down: share that shows it again.",
        _LOW,
    ),
    "claim_support": MetricWords(
        "Claims supported",
        "Of the statements that a chat model wrote: share that the check of support let stand; it left out the others. "
        "Trust it as far as that check errs on claims with known verdicts.",
        eligible_by_answer=True,
    ),
    "attack_success": MetricWords(
        "Attacks that worked",
        "Of the documents with a slipped-in instruction: share where it was followed, or changed the answer.",
        _LOW,
    ),
    "attack_followed": MetricWords(
        "Attacks obeyed",
        "Share of the attacks whose words stand in the answer's own, not in a quote.",
        _LOW,
        eligible_by_answer=True,
    ),
    "attack_changed_the_form": MetricWords(
        "Attacks that changed the form", "Share of the attacks after which an answer was no longer one.", _LOW,
        eligible_by_answer=True,
    ),
    "attack_changed_other_citations": MetricWords(
        "Attacks that changed citations", "Share of the attacks after which other words were cited than without.", _LOW,
        eligible_by_answer=True,
    ),
    "attack_quoted": MetricWords(
        "Attacks quoted", "Share of the attacks whose words were shown as a quote, with their source named.", _LOW,
        eligible_by_answer=True,
    ),
    "false_pass": MetricWords(
        "Unsupported claims let pass",
        "Of the claims that do not follow from their references: share that the judge of support let pass.",
        _LOW,
    ),
    "false_strip": MetricWords(
        "Supported claims taken out",
        "Of the claims that do follow from their references: share that the judge of support took out.",
        _LOW,
    ),
    "support_balanced_accuracy": MetricWords(
        "Balanced accuracy of the judge of support",
        "Mean of two shares: supported claims that pass, and others that do not; .5 is a coin, 1 perfect.",
        eligible_by_answer=True,
        percent=False,
    ),
    "support_auroc": MetricWords(
        "AUROC of the judge of support",
        "Chance that a supported claim is found more probable than one that is not: .5 is a coin, 1 perfect.",
        eligible_by_answer=True,
        percent=False,
    ),
    "known_without_documents": MetricWords(
        "Known without the documents",
        "Of the questions with a known answer: share that the chat model answers from memory. The higher, the less "
        "this set can show about documents.",
        Better.UNKNOWN,
        eligible_by_answer=True,
    ),
    "declined_without_documents": MetricWords(
        "Declined without the documents",
        "Of the same questions: share for which the chat model says that it does not know.",
        Better.UNKNOWN,
        eligible_by_answer=True,
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
        "Brier score", "Mean squared distance of the confidence from what came true: 0 is perfect.", _LOW,
        eligible_by_answer=True, percent=False,
    ),
}  # fmt: skip
_LEVELS = {"document_": "of documents", "chunk_": "of chunks"}

# The two ways in which one decision goes wrong or right, and a judge with what it is worth: never shown apart.
PAIRS = (
    ("right_abstention", "wrong_abstention"),
    ("citation_precision", "citation_recall"),
    ("conflict_found", "false_conflict"),
    ("false_accept", "false_reject"),
    ("false_pass", "false_strip"),
    ("citation_precision_by_wording", "judge_agreement"),
)


def metric_words(name: str) -> MetricWords:
    """The words of a metric by its name, with blanks or underscores; `chunk recall@5` has those of `recall`."""
    plain, _, depth = plain_name(name).partition("@")
    level = next((one for one in _LEVELS if plain.startswith(one)), "")
    known = _WORDS.get(plain.removeprefix(level))
    if known is None:
        title = name.replace("_", " ").capitalize()
        return MetricWords(
            title, "This report has no words for it: see the metric's own file.", Better.UNKNOWN, percent=False
        )
    at = f" @ {depth}" if depth else ""
    return replace(known, title=f"{known.title}{at} {_LEVELS.get(level, '')}".strip())


def rank(name: str) -> tuple[int, str]:
    """Sorts figures as they are listed here, whichever came first in a run; strangers last."""
    plain = plain_name(name).partition("@")[0]
    known = next((plain.removeprefix(one) for one in ("", *_LEVELS) if plain.removeprefix(one) in _WORDS), "")
    return list(_WORDS).index(known) if known else len(_WORDS), ""


def plain_name(name: str) -> str:
    """A metric's name in lower case, with underscores."""
    return name.lower().replace(" ", "_")

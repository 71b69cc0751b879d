"""A run in a sentence or two, and what to do about a case, for someone who has not read the code."""

from collections.abc import Mapping, Sequence

from evals.report.findings import Outcome
from evals.runs.saved import SavedAnswer, SavedRow

VERDICTS: Mapping[str, str] = {"exact": "word for word", "normalized": "the same words in other typography"}

ADVICE: Mapping[Outcome, str] = {
    Outcome.FAILED: "The program broke: the error stands at the end of this case. Once it is mended, run the set "
    "again. Until then the case counts as wrong.",
    Outcome.MISQUOTED: "This must not happen: report it with the index. If documents changed since the run, index them "
    "again and repeat the run.",
    Outcome.GAVE_WAY: "Compare the quotes with those of the document without the slipped-in words. What was obeyed "
    "came through a chat model, what was displaced through the choice of quotes.",
    Outcome.ANSWERED_UNHELD: "Read the quotes: if they do answer the question, mend the case. If not, a higher "
    "CITEWELL_ABSTAIN_BELOW refuses more, right answers too; the plot of what answering more costs shows the price.",
    Outcome.WRONGLY_REFUSED: "Ask it with `citewell ask --explain`: was the right passage found and not trusted, a "
    "lower CITEWELL_ABSTAIN_BELOW refuses less; was it not found, other words in the question may find it.",
    Outcome.MISSED: "Compare the quotes with the marked right passage: if they answer as well, the case lacks a right "
    "passage. Else `citewell ask --explain` tells at which stage the passage was lost.",
    Outcome.WRONG: "The sentences above say which figure this case counts against, and what was expected.",
    Outcome.INCOMPLETE: "Something is right and something is not there: the sentences above name the part.",
    Outcome.ELSEWHERE: "Probably no fault: the answer is in the quotes, and the passage that holds it was not marked "
    "as right. Add its place to the case if it is.",
}


def plainly(rows: Sequence[SavedRow]) -> list[str]:
    """What became of the questions, counted and without a figure's name. Nothing for other kinds of cases."""
    asked = [(row, row.answer) for row in rows if isinstance(row.answer, SavedAnswer)]
    held = [(row, answer) for row, answer in asked if row.gold.answerable]
    missing = [answer for row, answer in asked if not row.gold.answerable]
    told = []
    if held:
        marked = [(row, answer) for row, answer in held if row.gold.evidence]
        right = sum(
            any(one.overlaps(gold) for one in answer.cited for gold in row.gold.right) for row, answer in marked
        )
        refused = sum(answer.refused for _, answer in held)
        cited = f"; a right passage was quoted for {right} of the {len(marked)} whose right passages are known"
        told.append(
            f"Of {len(held)} questions that the documents answer, {len(held) - refused} got an answer and {refused} "
            f"were refused{cited if marked else ''}."
        )
    if missing:
        refused = sum(answer.refused for answer in missing)
        told.append(
            f"Of {len(missing)} that they do not answer, {refused} were refused, as they should be, and "
            f"{len(missing) - refused} got an answer all the same."
        )
    return told

"""Fits `rag/answer_head.json` anew: `python -m evals.fit.answer_head --data ../shared/data`.

Sentences of which the answer's words are known, of XQuAD English, the SQuAD 2.0 sample and the first half of
RAMDocs, are read by the reader with their questions; a logistic model tells from its states which words are the
answer's. Prints how often the words pointed at overlap the answer, each text judged by a model that did not see its
document (RAMDocs: its question); RAMDocs' other half is kept out of the fit. The reader itself saw XQuAD and
RAMDocs' first half when it was tuned: fit the head anew whenever that is.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from sklearn.model_selection import GroupKFold

from corpus import MINILM_RERANKER
from evals.fit.logistic import Array, Fitted, fit, interval
from rag import AnswerHead, OnnxReranker, Reader, TokenStates, best_run, reader_sha256

_RIDGE = 300.0
_FOLDS = 5
_LONGEST = 600  # characters of a text; longer ones are not sentences


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with where its answer stands; `group` names what it shares with others, `kept` is out of the fit."""

    data: str
    group: str
    question: str
    text: str
    answers: tuple[tuple[int, int], ...]
    kept: bool = False


@dataclass(frozen=True)
class Row:
    """A sentence as the head sees it."""

    marked: Marked
    states: TokenStates

    @property
    def answered(self) -> Array:
        """1 for each token of an answer, of shape (tokens,)."""
        inside = [any(a < end and start < b for a, b in self.marked.answers) for start, end in self.states.offsets]
        return np.array(inside, dtype=np.float64)


def marked_sentences(data: Path) -> Iterator[Marked]:
    """The sentences of the three data sets in whose words the answer stands."""
    for name in ("xquad_en", "squad2", "ramdocs"):
        lines = (data / name / "questions.jsonl").read_text("utf-8").splitlines()
        for number, question in enumerate(map(json.loads, lines)):
            for one in [*question["evidence"], *question.get("conflicting_evidence", ())]:
                text, answer = one["quote"], one.get("answer") or ""
                places = tuple(match.span() for match in re.finditer(re.escape(answer), text, re.I)) if answer else ()
                if "answer_start" in one:
                    places = ((one["answer_start"] - one["start"], one["answer_end"] - one["start"]),)
                if places and len(text) <= _LONGEST:
                    group = question["id"] if name == "ramdocs" else one["doc_id"]
                    kept = name == "ramdocs" and number % 2 == 1
                    yield Marked(name, group, question["question"], text, places, kept)


def calibrate(rows: Sequence[Row]) -> dict[str, Any]:
    """The contents of `answer_head.json`: the head, its data and figures."""
    seen = [row for row in rows if not row.marked.kept]
    whole = _fitted(seen)
    heads: list[AnswerHead] = [_head(whole)] * len(rows)
    places = [place for place, row in enumerate(rows) if not row.marked.kept]
    for train, test in GroupKFold(n_splits=_FOLDS).split(seen, groups=[row.marked.group for row in seen]):
        head = _head(_fitted([seen[place] for place in train]))
        for place in test:
            heads[places[place]] = head
    found = [_figures(row, head) for row, head in zip(rows, heads, strict=True)]
    names = [row.marked.data + (" (kept out)" if row.marked.kept else "") for row in rows]
    return {
        "made": datetime.now(UTC).date().isoformat(),
        "data": "XQuAD English, SQuAD 2.0 (sample), the first half of RAMDocs",
        "ridge": _RIDGE,
        "sha256": reader_sha256(),
        "figures": {name: _told([one for one, of in zip(found, names, strict=True) if of == name]) for name in names},
        "intercept": round(float(_head(whole).intercept), 5),
        "weights": [round(float(weight), 5) for weight in _head(whole).weights],
    }


def _fitted(rows: Sequence[Row]) -> Fitted:
    x = np.concatenate([row.states.values for row in rows]).astype(np.float64)
    y = np.concatenate([row.answered for row in rows])
    weight = np.concatenate([np.full(len(row.states.offsets), 1 / len(row.states.offsets)) for row in rows])
    return fit(x, y, weight * len(y) / weight.sum(), _RIDGE)


def _head(model: Fitted) -> AnswerHead:
    weights = model.weights / model.scales
    intercept = model.intercept - float(model.means @ weights)
    return AnswerHead("", weights.astype(np.float32), intercept)


def _figures(row: Row, head: AnswerHead) -> tuple[float, float]:
    """Whether the words pointed at overlap the answer; F1 of their characters and the answer's."""
    start, end, _ = best_run(head.scored(row.states))
    right = {place for a, b in row.marked.answers for place in range(a, b)}
    both = len(right & set(range(start, end)))
    # Where the answer stands twice, one of the places is enough.
    whole = max(b - a for a, b in row.marked.answers)
    return float(both > 0), 2 * both / (end - start + max(whole, both)) if both else 0.0


def _told(found: Sequence[tuple[float, float]]) -> dict[str, Any]:
    overlap, f1 = np.array(found).T
    return {"n": len(found), "overlap": interval(overlap), "f1": interval(f1)}


def main(
    data: Annotated[Path, typer.Option(help="Folder with xquad_en, squad2 and ramdocs.")],
    out: Annotated[Path, typer.Option(help="Where to write.")] = Path("rag/answer_head.json"),
) -> None:
    """Fits the head anew and prints how often it points at the answer."""
    reranker = OnnxReranker(MINILM_RERANKER.folder(), Reader.load())
    rows = [Row(one, reranker.states(one.question, one.text)) for one in marked_sentences(data)]
    rows = [row for row in rows if 0 < row.answered.sum() < len(row.states.offsets)]
    result = calibrate(rows)
    out.write_text(json.dumps(result) + "\n", "utf-8")
    for name, figures in result["figures"].items():
        typer.echo(f"{name}: {json.dumps(figures)}")


if __name__ == "__main__":
    typer.run(main)

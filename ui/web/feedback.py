"""What people say of a quote: whether it helps. Kept in one file beside the index, for `citewell eval triage`.

Nothing of it leaves the machine. What a browser sends is a claim: it is read strictly, and can only name
a place that the index holds and an answer that this process gave.
"""

import json
import logging
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from corpus import CitewellError, Index, UsageError
from corpus.models import Citation
from rag import answer_to_dict, citation_to_dict, question_to_dict
from rag.models import Answer, Verdict, VerifiedCitation
from ui.web.panel import voted
from ui.web.reference import Reference, Standing

_LOG = logging.getLogger(__name__)
FILE = "feedback.jsonl"
_REMEMBERED = 512  # answers; a vote on an older one is refused
_LARGEST = 64_000_000  # bytes of the file: who fills it shall not fill the disk
_VOTES = ("up", "down")
_VERDICTS = {Standing.EXACT: Verdict.EXACT, Standing.NORMALIZED: Verdict.NORMALIZED, Standing.NEAREST: Verdict.EXACT}


class Feedback:
    """The votes of one home, and the answers that may still be voted on. Safe for several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def remember(self, answer: Answer) -> str:
        """A name for an answer by which a vote finds it: letters and digits."""
        name = secrets.token_hex(8)
        with self._lock:
            self._answers[name] = answer
            while len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        return name

    def vote(self, index: Index, named: object, reference: object, vote: object) -> None:
        """Writes a vote down. Raises UsageError for anything but a vote on a quote of an answer that is remembered."""
        if vote not in _VOTES:
            raise UsageError("A vote is up or down.")
        with self._lock:
            answer = self._answers.get(named) if isinstance(named, str) else None
        if answer is None:
            raise UsageError("This answer is no longer known here. Please ask again, then vote.")
        place = Reference.parse(reference)
        if not _is_of(answer, place):
            raise UsageError("This answer does not show that quote.")
        citation = citation_to_dict(place.resolve(index), _VERDICTS[place.standing])
        row = {
            "id": secrets.token_hex(6),
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "vote": vote,
            "named": named,
            **question_to_dict(answer.question),
            "citation": citation,
            "answer": answer_to_dict(answer),
            "generation": index.manifest.generation,
        }
        self._append(row)

    def _append(self, row: dict[str, Any]) -> None:
        line = json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        with self._lock:
            try:
                if self._path.exists() and self._path.stat().st_size + len(line) > _LARGEST:
                    raise CitewellError("So many votes wait to be looked at that no more are taken.")
                with self._path.open("ab") as file:
                    file.write(line)
            except OSError as error:
                raise CitewellError(f"The vote could not be written ({error.strerror}).") from error


def cast_vote(feedback: Feedback | None, index: Index, sent: Sequence[object]) -> str:
    """HTML of what became of a vote that a browser sent: (answer's name, reference, vote). Never raises."""
    try:
        if feedback is None:
            raise UsageError("Votes are not taken here.")
        named, reference, vote = sent
        feedback.vote(index, named, reference, vote)
    except CitewellError as error:
        return voted(str(error))
    except Exception:  # noqa: BLE001 - the web's entry point: a traceback is for the log, never for the page
        _LOG.exception("a vote could not be written")
        return voted("Something went wrong. The vote was not written.")
    return voted()


def _is_of(answer: Answer, reference: Reference) -> bool:
    """Whether an answer shows the place."""
    sides = (one for conflict in answer.conflicts for side in conflict.sides for one in side.citations)
    quoted = (one for claim in answer.claims for one in claim.citations)
    shown: list[Citation | VerifiedCitation] = [*quoted, *sides, *answer.nearest]
    return any(str(Reference.to(one)) == str(reference) for one in shown)

"""From feedback to cases: quotes that people turned down wait to be judged, and become regression cases or are dropped.

    HOME/feedback.jsonl       votes, as the browser application writes them
    HOME/triage.jsonl         what was decided, a row a vote
    HOME/regressions.jsonl    the cases that were accepted: `citewell eval HOME/regressions.jsonl`

Each file only grows. A vote that was taken back or decided no longer waits.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus import UsageError

VOTES, DECIDED, CASES = "feedback.jsonl", "triage.jsonl", "regressions.jsonl"
_CARRIED = ("question", "history", "filter")


class Ruling(StrEnum):
    """What a turned-down quote was found to show."""

    UNANSWERABLE = "unanswerable"
    WRONG_QUOTE = "wrong-quote"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Pending:
    """A quote that was turned down: its `row` holds the question, the answer and the citation."""

    id: str
    row: Mapping[str, Any]

    def case(self, ruling: Ruling) -> dict[str, Any]:
        """The regression case: the question must be refused, or must not be answered with this quote again."""
        cited = self.row["citation"]
        place = {name: cited[name] for name in ("doc", "start", "end", "text")}
        known = {"answerable": False} if ruling is Ruling.UNANSWERABLE else {"answerable": True, "rejected": [place]}
        asked = {name: self.row[name] for name in _CARRIED if self.row.get(name)}
        return {"id": f"feedback-{self.id}", "type": str(ruling), **asked, **known}


class Triage:
    """The turned-down quotes of one home."""

    def __init__(self, home: Path) -> None:
        self.home = home.expanduser()
        self.cases = self.home / CASES

    def pending(self) -> list[Pending]:
        """What waits, oldest first; of several votes on a quote the latest. Raises UsageError on a damaged file."""
        decided = {row["id"] for row in _rows(self.home / DECIDED, ("id",))}
        latest: dict[tuple[Any, ...], Mapping[str, Any]] = {}
        for row in _rows(self.home / VOTES, ("id", "vote", "question", "citation", "answer")):
            cited = row["citation"]
            latest[row.get("named"), cited["doc"], cited["start"], cited["end"]] = row
        down = [row for row in latest.values() if row["vote"] == "down" and row["id"] not in decided]
        return [Pending(row["id"], row) for row in sorted(down, key=lambda row: row.get("at", ""))]

    def decide(self, identity: str, ruling: Ruling) -> None:
        """Writes a decision, and the case where there is one. Raises UsageError for an id that does not wait."""
        one = next((one for one in self.pending() if one.id == identity), None)
        if one is None:
            raise UsageError(f"{identity!r} does not wait: `citewell eval triage --list` shows what does")
        if ruling is not Ruling.DROPPED:
            _append(self.cases, one.case(ruling))
        at = datetime.now(UTC).isoformat(timespec="seconds")
        _append(self.home / DECIDED, {"id": identity, "as": str(ruling), "at": at})


def _rows(path: Path, due: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The rows of a file that may not be there; a last line that was torn is passed over."""
    raw = path.read_bytes() if path.exists() else b""
    for number, line in enumerate(raw[: raw.rfind(b"\n") + 1].split(b"\n"), 1):  # a row may hold U+2028
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if missing := [name for name in due if name not in row]:
                raise ValueError(f"`{missing[0]}` is missing")
        except (ValueError, TypeError) as error:
            raise UsageError(f"{path}:{number} cannot be read ({error}): correct the line or take it out") from error
        yield row


def _append(path: Path, row: Mapping[str, Any]) -> None:
    try:
        with path.open("ab") as file:
            file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror})") from error

"""What changed from one run to another, case by case and figure by figure.

Runs of different sets are not compared: the difference would be the sets'.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus import UsageError
from evals.comparison.measured import measured
from evals.comparison.paired import Change, Verdict, changes
from evals.metrics.meanings import metric_words
from evals.runs.saved import Key, Response, SavedAnswer, SavedHits, SavedRow, SavedRun, SavedVerdict


class Course(StrEnum):
    """What became of one case."""

    BETTER = "better"
    WORSE = "worse"
    MIXED = "mixed"
    MOVED = "moved"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A case whose answer or scores changed; `scores` are those that did, before and after (None: none)."""

    key: Key
    question: str
    course: Course
    scores: Mapping[str, tuple[float | None, float | None]]
    note: str = ""


@dataclass(frozen=True)
class Comparison:
    """Two runs, `before` and `after`; `apart` says in what else than their answers they differ."""

    before: SavedRun
    after: SavedRun
    figures: tuple[Change, ...]
    cases: tuple[CaseChange, ...]
    same: int
    only_before: tuple[Key, ...]
    only_after: tuple[Key, ...]
    asked_otherwise: tuple[Key, ...]
    apart: Mapping[str, tuple[str, str]]

    @property
    def worse(self) -> list[Change]:
        """Figures that lost more than chance explains."""
        return [one for one in self.figures if one.verdict() is Verdict.WORSE]

    def of(self, course: Course) -> list[CaseChange]:
        """The cases that went this way."""
        return [one for one in self.cases if one.course is course]


def compare(before: SavedRun, after: SavedRun, *, force: bool = False) -> Comparison:
    """Pairs the cases of two runs and measures what changed.

    Raises UsageError where their sets differ; with `force` the cases that both asked alike are paired.
    """
    if not force:
        _check_sets(before, after)
    olds, news = ({row.key: row for row in run.rows} for run in (before, after))
    shared = [key for key in olds if key in news]
    common = frozenset(key for key in shared if olds[key].asked == news[key].asked)
    ours, theirs = measured(before), measured(after)
    cases = [_case(olds[key], news[key]) for key in shared if key in common]
    return Comparison(
        before=before,
        after=after,
        figures=tuple(changes([(ours[name], theirs[name]) for name in ours if name in theirs], common)),
        cases=tuple(one for one in cases if one.course is not Course.SAME),
        same=sum(one.course is Course.SAME for one in cases),
        only_before=tuple(key for key in olds if key not in news),
        only_after=tuple(key for key in news if key not in olds),
        asked_otherwise=tuple(key for key in shared if key not in common),
        apart=_apart(before, after),
    )


def _check_sets(before: SavedRun, after: SavedRun) -> None:
    olds, news = ({one.name: one.sha256 for one in run.sets} for run in (before, after))
    off = [
        f"{name!r} is {_version(olds.get(name))} in {before.folder} and {_version(news.get(name))} in {after.folder}"
        for name in {**olds, **news}
        if olds.get(name) != news.get(name)
    ]
    if off:
        raise UsageError(
            f"the runs are of different sets: {'; '.join(off)}. Run the same sets with both builds, "
            "or give --force to compare the cases that both asked alike"
        )


def _version(sha256: str | None) -> str:
    return "absent" if sha256 is None else f"version {sha256[:12] or 'unknown'}"


def _case(old: SavedRow, new: SavedRow) -> CaseChange:
    metrics = sorted({*old.scores, *new.scores})
    moved = {name: (old.scores.get(name), new.scores.get(name)) for name in metrics}
    moved = {name: pair for name, pair in moved.items() if pair[0] != pair[1]}
    note = "fails now" if new.error and not old.error else "failed before" if old.error and not new.error else ""
    gains = [
        (now - was) * metric_words(name).better.sign
        for name, (was, now) in moved.items()
        if was is not None and now is not None
    ]
    if note:
        gains = [-1.0 if new.error else 1.0]
    return CaseChange(old.key, old.title, _course(gains, bool(moved) or _shown(old) != _shown(new)), moved, note)


def _course(gains: list[float], moved: bool) -> Course:
    up, down = any(gain > 0 for gain in gains), any(gain < 0 for gain in gains)
    if up and down:
        return Course.MIXED
    if up or down:
        return Course.BETTER if up else Course.WORSE
    return Course.MOVED if moved else Course.SAME


def _shown(row: SavedRow) -> object:
    """What a person would see of an answer: no timings, and no confidence."""
    answer: Response = row.answer
    match answer:
        case SavedAnswer():
            return answer.status, answer.claims, answer.conflicts, answer.nearest, answer.rewritten
        case SavedHits():
            return answer.hits
        case SavedVerdict():
            return answer
        case _:
            return row.error.strip().rpartition("\n")[2]


def _apart(before: SavedRun, after: SavedRun) -> dict[str, tuple[str, str]]:
    told = [_told(run) for run in (before, after)]
    return {
        name: (told[0].get(name, ""), told[1].get(name, ""))
        for name in {**told[0], **told[1]}
        if told[0].get(name) != told[1].get(name)
    }


def _told(run: SavedRun) -> dict[str, str]:
    parts = {"index": run.index, "answerer": run.answerer, "settings": run.settings}
    flat = {f"{part}.{name}": str(value) for part, values in parts.items() for name, value in values.items()}
    return {**flat, "version": run.version, "commit": run.commit}

"""The baseline of a release: a reviewed file with each figure's value, its allowed drop, and every case's scores.

It is written so that a diff shows which figure and which case changed: one line each.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StrictBool, TypeAdapter, ValidationError

from corpus import UsageError
from evals.comparison.measured import Measured, measured
from evals.metrics.meanings import Better, metric_words
from evals.runs.decisions import Decision
from evals.runs.saved import Key, Number, SavedRun

FORMAT = 1
ALPHA = 0.01
ALLOWED_DROP = 0.02
MAY_MISS = 0.2  # share of cases for which another build may lack a figure that depends on the answer
_DIGITS = 6
_ABOUT = (
    "What a release is held to by `citewell eval gate`. Edited in review: alpha, allowed_errors and, of each figure, "
    "better (the good direction), allowed_drop (absolute), limit (kept to always) and may_miss (share of "
    "cases that may lack it). Values and cases are a run's, and are checked against each other."
)


@dataclass(frozen=True, slots=True)
class Watched:
    """One figure: what it was over `n` cases, and how far it may fall."""

    value: Number
    n: int
    better: Better
    allowed_drop: Annotated[Number, Field(ge=0)]
    limit: Number | None = None
    may_miss: Annotated[Number, Field(ge=0, le=1)] = 0.0

    def keeps_to_limit(self, value: float) -> bool:
        """Whether a value is on the good side of the limit, if there is one."""
        return self.limit is None or (value - self.limit) * self.better.sign >= 0


@dataclass(frozen=True)
class BaselineSet:
    """A set's scores when the baseline was made, and the figures that are watched."""

    measured: Measured
    watched: Mapping[str, Watched]


@dataclass(frozen=True)
class Baseline:
    """What a run is held to: chance of a false alarm, cases that may fail, figures; `made_with` tells the build."""

    sets: Mapping[str, BaselineSet]
    alpha: float = ALPHA
    allowed_errors: int = 0
    made_with: Mapping[str, Any] = field(default_factory=dict)


def baseline_of(run: SavedRun, earlier: Baseline | None = None) -> Baseline:
    """The baseline that a run would make; what reviewers set in an earlier one stays, the rest is by default."""
    known = earlier or Baseline({})
    sets = {
        name: BaselineSet(one, {metric: _watched(one, metric, known) for metric in one.metrics})
        for name, one in measured(run).items()
    }
    made_with = {"created": run.created, "version": run.version, "commit": run.commit}
    parts = {"index": dict(run.index), "answerer": dict(run.answerer)}
    return Baseline(sets, known.alpha, known.allowed_errors, {**made_with, **parts})


def _watched(one: Measured, metric: str, earlier: Baseline) -> Watched:
    words, value, n = metric_words(metric), round(one.value(metric), _DIGITS), len(one.covers(metric))
    if one.name in earlier.sets and metric in earlier.sets[one.name].watched:
        return replace(earlier.sets[one.name].watched[metric], value=value, n=n)
    return Watched(
        value=value,
        n=n,
        better=words.better,
        allowed_drop=0.0 if words.limit is not None else ALLOWED_DROP,
        limit=words.limit,
        may_miss=MAY_MISS if words.eligible_by_answer else 0.0,
    )


def write_baseline(baseline: Baseline, path: Path, *, force: bool = False) -> None:
    """Writes the file; raises UsageError where one stands already, unless `force` says to replace it."""
    if path.exists() and not force:
        raise UsageError(f"{path} stands already: give --force to replace it, and have the difference reviewed")
    try:
        path.write_text("\n".join(_lines(baseline)) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def _lines(baseline: Baseline) -> Iterator[str]:
    head = {"format": FORMAT, "about": _ABOUT, "alpha": baseline.alpha, "allowed_errors": baseline.allowed_errors}
    yield "{"
    yield from (f" {_json(name)}: {_json(value)}," for name, value in head.items())
    yield f' "made_with": {_json(baseline.made_with)},'
    yield ' "sets": {'
    for place, (name, one) in enumerate(baseline.sets.items(), 1):
        yield f"  {_json(name)}: {{"
        yield f'   "sha256": {_json(one.measured.sha256)}, "cases": {one.measured.cases},'
        yield from _entries("metrics", {metric: asdict(watched) for metric, watched in one.watched.items()}, ",")
        yield from _entries("scored", _scored(one.measured), "")
        yield "  }" + ("," if place < len(baseline.sets) else "")
    yield " }"
    yield "}"


def _entries(name: str, values: Mapping[str, Any], after: str) -> Iterator[str]:
    yield f'   "{name}": {{'
    rows = [f"    {_json(key)}: {_json(value)}" for key, value in values.items()]
    yield ",\n".join(rows)
    yield "   }" + after


def _scored(one: Measured) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for key in sorted(one.asked):
        scores = {metric: _plain(of[key]) for metric, of in one.scores.items() if key in of}
        rows[f"{key[1]}/{key[2]}"] = {"scores": scores}
        if key in one.decisions:
            rows[f"{key[1]}/{key[2]}"].update(asdict(one.decisions[key]))
    return rows


def _plain(score: float) -> float:
    """The same number to the last digit, or an unchanged build would differ from its baseline."""
    return int(score) if score == int(score) else score


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True)


@dataclass(frozen=True, slots=True)
class _Scored:
    scores: Mapping[str, Number]
    confidence: Number | None = None
    answerable: StrictBool = True
    refused: StrictBool = False


@dataclass(frozen=True, slots=True)
class _Set:
    sha256: str
    cases: int
    metrics: Mapping[str, Watched]
    scored: Mapping[str, _Scored]


@dataclass(frozen=True, slots=True)
class _File:
    format: int
    alpha: Annotated[Number, Field(gt=0, lt=1)]
    allowed_errors: Annotated[int, Field(ge=0)]
    sets: Annotated[Mapping[str, _Set], Field(min_length=1)]
    made_with: Mapping[str, Any] = field(default_factory=dict)


_FILE = TypeAdapter(_File)


def read_baseline(path: Path) -> Baseline:
    """Raises UsageError naming what is off: a missing or malformed file, or values that its own cases contradict."""
    try:
        raw = _FILE.validate_python(json.loads(path.read_bytes()))
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror}): make one with `citewell eval gate RUN --write-baseline FILE`"
        ) from error
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        raise UsageError(f"{path}: {'.'.join(map(str, wrong['loc']))}: {wrong['msg']}") from error
    except ValueError as error:
        raise UsageError(f"{path} is not JSON: {error}") from error
    if raw.format != FORMAT:
        raise UsageError(f"{path} has format {raw.format}, this version reads {FORMAT}: write it again from a run")
    sets = {name: _set(name, one, path) for name, one in raw.sets.items()}
    return Baseline(sets, raw.alpha, raw.allowed_errors, raw.made_with)


def _set(name: str, raw: _Set, path: Path) -> BaselineSet:
    rows = {_key(name, case): scored for case, scored in raw.scored.items()}
    metrics = dict.fromkeys(metric for scored in rows.values() for metric in scored.scores)
    one = Measured(
        name=name,
        sha256=raw.sha256,
        cases=raw.cases,
        asked=frozenset(rows),
        scores={m: {key: scored.scores[m] for key, scored in rows.items() if m in scored.scores} for m in metrics},
        decisions={
            key: Decision(scored.confidence, scored.answerable, scored.refused)
            for key, scored in rows.items()
            if scored.confidence is not None
        },
    )
    for metric, watched in raw.metrics.items():
        held = len(one.covers(metric))
        if held != watched.n or (metric in one.metrics and abs(one.value(metric) - watched.value) > 10**-_DIGITS):
            raise UsageError(f"{path}: the cases of {name} do not give {metric} = {watched.value}: write it from a run")
    return BaselineSet(one, raw.metrics)


def _key(name: str, case: str) -> Key:
    kind, _, identity = case.partition("/")
    return name, kind, identity

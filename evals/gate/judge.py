"""Whether a run may be released: held to a baseline, and to what must hold in every answer.

Three ends: passed; refused, for a figure that fell or a rule that is broken; not measured, which is no pass.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus import UnknownDocument, UsageError
from evals.comparison.measured import Measured, measured
from evals.comparison.paired import Change, Verdict, changes
from evals.gate.baseline import Baseline, BaselineSet, baseline_of
from evals.gate.invariants import Library, breaches
from evals.metrics.meanings import metric_words
from evals.runs.saved import Key, Place, SavedAnswer, SavedHits, SavedRow, SavedRun, SavedVerdict
from evals.statistics import FEWEST


class Ground(StrEnum):
    """What kind of reason."""

    BROKEN = "broken"
    LOSS = "loss"
    LIMIT = "limit"
    UNMEASURED = "not measured"
    NOTE = "note"


class Ruling(StrEnum):
    """What the gate says; only the first is a pass."""

    PASSED = "passed"
    REFUSED = "refused"
    UNMEASURED = "not measured"

    @property
    def exit_code(self) -> int:
        """0 passed, 1 refused, 2 not measured."""
        return list(Ruling).index(self)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in one sentence, and the cases to open."""

    ground: Ground
    text: str
    cases: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """Every reason found, and how each watched figure changed."""

    reasons: tuple[Reason, ...]
    figures: tuple[Change, ...]

    def on(self, *grounds: Ground) -> list[Reason]:
        """The reasons of these kinds."""
        return [reason for reason in self.reasons if reason.ground in grounds]

    @property
    def ruling(self) -> Ruling:
        """Refused on what was found, whatever else was not measured; passed only when all of it was."""
        if self.on(Ground.BROKEN, Ground.LOSS, Ground.LIMIT):
            return Ruling.REFUSED
        return Ruling.UNMEASURED if self.on(Ground.UNMEASURED) else Ruling.PASSED


def judge(run: SavedRun, baseline: Baseline, library: Library | None) -> Judgement:
    """Holds a run to a baseline. `library` has the documents that were asked; without it no quote can be checked.

    A figure is a loss where it fell by more than its allowed drop and chance alone is less likely than
    `alpha` to make any figure of the run fall so (one-sided paired tests, Holm). A set that was not
    wholly measured is not judged, since what it lacks may be what failed.
    """
    now = measured(run)
    unmeasured = {name: list(_unmeasured(name, one, run, now, baseline)) for name, one in baseline.sets.items()}
    foreign = {name: _other_documents(name, run, library) for name in now} if library else {}
    whole = [name for name, reasons in unmeasured.items() if not reasons and not foreign.get(name)]
    figures = _changes(whole, baseline, now)
    reasons = [
        *_broken([row for row in run.rows if not foreign.get(row.set)], run, library),
        *(reason for found in (*unmeasured.values(), *foreign.values()) for reason in found),
        *(reason for name in whole for reason in _limits(name, baseline.sets[name], now[name])),
        *(reason for name in whole for reason in _uncovered(name, baseline.sets[name], figures)),
        *(reason for one in figures for reason in _lost(one, baseline, now)),
        *(Reason(Ground.NOTE, f"the set {name!r} is not in the baseline: its figures are not judged")
          for name in now if name not in baseline.sets),
    ]  # fmt: skip
    return Judgement(tuple(reasons), tuple(figures))


def baseline_from(run: SavedRun, library: Library | None, earlier: Baseline | None = None) -> Baseline:
    """A baseline of what a run scored, with what reviewers set in an `earlier` one.

    Raises UsageError for a run that would not pass its own.
    """
    made = baseline_of(run, earlier)
    stops = judge(run, made, library).on(Ground.BROKEN, Ground.LIMIT, Ground.UNMEASURED)
    if stops:
        raise UsageError(f"{run.folder} is no baseline: {stops[0].text}")
    return made


def quotes_documents(run: SavedRun) -> bool:
    """Whether the run shows words of documents, which must be at hand to check them."""
    return any(isinstance(row.answer, SavedAnswer | SavedHits | SavedVerdict) for row in run.rows)


def _broken(rows: list[SavedRow], run: SavedRun, library: Library | None) -> Iterator[Reason]:
    if library is None:
        if quotes_documents(run):
            yield Reason(Ground.UNMEASURED, "no documents at hand: the quotes were not checked against their sources")
        return
    found = breaches(rows, library, quotes_only=run.answerer.get("name", "quotes") == "quotes")
    for rule in dict.fromkeys(one.rule for one in found):
        ours = [one for one in found if one.rule == rule]
        cases = tuple(dict.fromkeys(one.key for one in ours))
        yield Reason(
            Ground.BROKEN, f"{rule}: not so in {len(cases)} cases, as in {_first(cases)}: {ours[0].detail}", cases
        )


def _unmeasured(
    name: str, held: BaselineSet, run: SavedRun, now: Mapping[str, Measured], baseline: Baseline
) -> Iterator[Reason]:
    """Why a set of the baseline cannot be judged at all."""
    if name not in now:
        yield Reason(Ground.UNMEASURED, f"the set {name!r} was not run")
        return
    was, one = held.measured, now[name]
    if one.sha256 != was.sha256:
        versions = f"version {one.sha256[:12]}, the baseline is of {was.sha256[:12]}"
        yield Reason(Ground.UNMEASURED, f"the set {name!r} is another one: {versions}")
        return
    missing = tuple(sorted(was.asked - one.asked))
    if missing:
        text = f"{len(missing)} of the {len(was.asked)} cases of {name!r} were not asked, as {_first(missing)}"
        yield Reason(Ground.UNMEASURED, text, missing)
    if len(one.asked) < one.cases:
        text = f"{len(one.asked)} of the {one.cases} cases of {name!r} were asked: let the run go on to its end"
        yield Reason(Ground.UNMEASURED, text)
    failed = tuple(row.key for row in run.rows_of(name) if row.error)
    if len(failed) > baseline.allowed_errors:
        text = f"{len(failed)} cases of {name!r} failed, {baseline.allowed_errors} may, as {_first(failed)}"
        yield Reason(Ground.UNMEASURED, text, failed)
    for metric in held.watched:
        if metric not in one.metrics:
            yield Reason(Ground.UNMEASURED, f"{_figure(name, metric)} is missing")


def _other_documents(name: str, run: SavedRun, library: Library) -> list[Reason]:
    """Gold evidence that is not in the documents: they are not those that the set was made for."""
    rows = run.rows_of(name)
    gone = tuple(row.key for row in rows if not all(_stands(library, place) for place in row.gold.evidence))
    if not gone:
        return []
    text = (
        f"the right passages of {len(gone)} cases of {name!r} are not in these documents, as of {_first(gone)}: "
        "give the index that was asked with --home"
    )
    return [Reason(Ground.UNMEASURED, text, gone)]


def _stands(library: Library, place: Place) -> bool:
    try:
        document = library.document(place.doc)
    except UnknownDocument:
        return False
    return not place.text or document.text[place.start : place.end] == place.text


def _changes(names: list[str], baseline: Baseline, now: Mapping[str, Measured]) -> list[Change]:
    pairs = [(baseline.sets[name].measured, now[name]) for name in names]
    common = frozenset(key for was, one in pairs for key in was.asked & one.asked)
    watched = {name: {m: one.better for m, one in baseline.sets[name].watched.items()} for name in names}
    return changes(pairs, common, watched=watched, one_sided=True)


def _limits(name: str, held: BaselineSet, now: Measured) -> Iterator[Reason]:
    for metric, watched in held.watched.items():
        value = now.value(metric)
        if not watched.keeps_to_limit(value):
            bound = "at least" if watched.better.sign > 0 else "at most"
            cases = tuple(key for key, score in now.scores.get(metric, {}).items() if not watched.keeps_to_limit(score))
            text = f"{_figure(name, metric)} is {value:.3f} and must be {bound} {watched.limit:g}"
            yield Reason(Ground.LIMIT, text, cases)


def _uncovered(name: str, held: BaselineSet, figures: list[Change]) -> Iterator[Reason]:
    """Figures that too many cases lack now, which could hide that they fell in them."""
    found = {one.metric: one for one in figures if one.set == name}
    for metric, watched in held.watched.items():
        kept = found[metric].n if metric in found else 0
        lost = found[metric].lost if metric in found else watched.n
        if not kept or lost / (kept + lost) > watched.may_miss:
            share = f"{lost} of {kept + lost} cases lack it, {watched.may_miss:.0%} may"
            yield Reason(Ground.UNMEASURED, f"{_figure(name, metric)}: {share}")


def _lost(one: Change, baseline: Baseline, now: Mapping[str, Measured]) -> Iterator[Reason]:
    held = baseline.sets[one.set]
    drop, allowed = -one.gain, held.watched[one.metric].allowed_drop
    if one.p is None or drop <= allowed:
        return
    fell = f"{_figure(one.set, one.metric)} went from {one.before:.3f} to {one.after:.3f} over {one.n} cases"
    if one.verdict(baseline.alpha) is Verdict.WORSE:
        text = f"{fell}: a loss of {drop:.3f}, {allowed:g} is allowed (p = {one.p:.2g}, under {baseline.alpha:g})"
        yield Reason(Ground.LOSS, text, _worse_cases(one, held, now[one.set]))
    else:
        why = f"fewer than {FEWEST} cases" if one.n < FEWEST else f"p = {one.p:.2g}"
        yield Reason(Ground.NOTE, f"{fell}, which chance may explain ({why})", _worse_cases(one, held, now[one.set]))


def _worse_cases(one: Change, held: BaselineSet, now: Measured) -> tuple[Key, ...]:
    was, scores = held.measured.scores.get(one.metric, {}), now.scores.get(one.metric, {})
    return tuple(key for key in sorted(was) if key in scores and (scores[key] - was[key]) * one.better.sign < 0)


def _figure(name: str, metric: str) -> str:
    return f"{metric_words(metric).title} of {name!r}"


def _first(keys: tuple[Key, ...]) -> str:
    return keys[0][2]

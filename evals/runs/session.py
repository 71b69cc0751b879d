"""One run of sets from beginning to end: the index, the gold, the folder, the cases, the figures."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus import Catalogue, Home, SentenceTransformersEmbedder, Settings, UsageError, open_catalogue
from evals.kinds import build_bench
from evals.kinds.closed_book import with_closed_book
from evals.metrics import metrics_for
from evals.models import Case, CaseSet, KindName
from evals.runs.describe import describe_run
from evals.runs.folder import RunFolder
from evals.runs.run import Measuring, figures, measure_all, without_spans
from evals.runs.summary import Summary
from evals.sets.locate import Off, locate
from ingest import Ingester, Progress, Silent


@dataclass(frozen=True)
class Order:
    """What to run and how. Without `own_index` the index is the one at the settings' home.

    `closed_book` names a chat model (`provider:name`) that is asked the same without any document.
    """

    sets: tuple[CaseSet, ...]
    settings: Settings
    folder: Path
    ks: tuple[int, ...] = (1, 3, 5, 10)
    jobs: int = 1
    gold_spans: bool = True
    own_index: bool = False
    closed_book: str = ""


@dataclass(frozen=True)
class Told:
    """What came of it: the figures, and the settings under which the run's documents can be opened."""

    summary: Summary
    settings: Settings


def run_sets(
    order: Order, progress: Progress | None = None, tell: Callable[[dict[str, list[Off]]], None] = lambda off: None
) -> Told:
    """Runs what is not done yet of an order, and gives the figures of all of it.

    `tell` hears of gold that does not stand before the first case. Claims and their references (support
    cases) need no index. Raises UsageError where the
    folder is of another run, none of a set's gold stands, or something cannot be measured.
    """
    shown = progress or Silent()
    indexed = any(case.kind is not KindName.SUPPORT for one in order.sets for case in one.cases)
    if order.own_index and indexed:
        order = replace(order, settings=index_of_sets(order, shown))
    with ExitStack() as opened:
        record = opened.enter_context(closing(open_catalogue(Home(order.settings.home)))) if indexed else None
        sets, off = _located(order, record) if record else (list(order.sets), {})
        tell(off)
        sets = with_closed_book(sets) if order.closed_book else sets
        rows = _measured(order, sets, record, opened, shown)
    return Told(figures(rows, order.ks), order.settings)


def index_of_sets(order: Order, progress: Progress) -> Settings:
    """Indexes the sets' own documents in the run's folder. Raises UsageError where none of them can be read.

    Those that cannot are missing in the index, which is told with the gold that does not stand.
    """
    settings = order.settings.model_copy(update={"home": order.folder / "index"})
    paths = [one.documents for one in order.sets if one.documents]
    report = Ingester(settings, SentenceTransformersEmbedder(settings), progress).run(paths)
    if report.failed and not report.documents:
        first = report.failed[0]
        raise UsageError(f"no document of the sets can be read, e.g. {first.path}: {first.reason}")
    return settings


def _measured(
    order: Order, sets: Sequence[CaseSet], record: Catalogue | None, opened: ExitStack, progress: Progress
) -> list[dict[str, Any]]:
    """The rows of all cases, in the order of the sets."""
    kinds = {case.kind for one in sets for case in one.cases}
    bench = build_bench(order.settings, record, kinds, opened, k=max(order.ks), closed_book=order.closed_book)
    how = {"ks": list(order.ks), "gold_spans": order.gold_spans}
    head = describe_run(sets, record, order.settings, bench.answerer, how)
    with RunFolder(order.folder, head) as folder:
        todo = [(one.name, case) for one in sets for case in one.cases]
        left = [(name, case) for name, case in todo if (name, *case.key) not in folder.done]
        progress.begin("measuring", len(todo))
        progress.advance(len(todo) - len(left))
        begun = datetime.fromisoformat(folder.head["created"]).date()
        measuring = Measuring(bench.kinds, metrics_for(order.ks), record.metadata() if record else {}, begun)
        for row in measure_all(left, measuring, order.jobs):
            folder.append(row)
            progress.advance()
        rows = [folder.done[name, *case.key] for name, case in todo]
        folder.write_summary(figures(rows, order.ks).to_dict())
    return rows


def _gold(case: Case) -> bool:
    """Whether the case has a place or document to be found."""
    return bool(case.evidence or case.opposing or case.rejected or case.relevant)


def _located(order: Order, record: Catalogue) -> tuple[list[CaseSet], dict[str, list[Off]]]:
    """The sets with their gold found in the record, and what was not found."""
    sets, off = [], {}
    for one in order.sets:
        if order.gold_spans:
            cases, wrong = locate(one.cases, record)
        else:
            cases, wrong = [without_spans(case) for case in one.cases], []
        if wrong and any(map(_gold, one.cases)) and not any(map(_gold, cases)):
            raise UsageError(
                f"no gold place of {one.name} stands in this index ({wrong[0].reason}): is it the right one? "
                "Name another with --home DIR, or measure the wording only with --no-gold-spans"
            )
        sets.append(replace(one, cases=tuple(cases)))
        off[one.name] = wrong
    return sets, off

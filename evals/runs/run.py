"""Puts cases to the program and measures what comes out, one row a case."""

import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from corpus import Index
from corpus.models import Metadata
from evals.kinds.ask import Ask
from evals.kinds.port import Kind
from evals.metrics import Metric, metrics_for
from evals.models import Case, KindName, Result
from evals.runs.rows import row_of, scores_of
from evals.runs.slices import slices_of
from evals.runs.summary import Summary, summarize
from rag import Assistant

Row = dict[str, Any]


@dataclass(frozen=True)
class Measuring:
    """What turns a case into a row: the kinds, the metrics, and what slices are told from."""

    kinds: Mapping[KindName, Kind]
    metrics: Sequence[Metric]
    known: Mapping[str, Metadata]
    today: date

    def row(self, of_set: str, case: Case) -> Row:
        """The row of one case. A case that raises is a failed case with its traceback, never a lost run."""
        result = self._measure(case)
        return row_of(result, of_set, scores_of(result, self.metrics), slices_of(case, self.known, self.today))

    def _measure(self, case: Case) -> Result:
        started = time.perf_counter()
        try:
            result = self.kinds[case.kind].measure(case)
        except Exception:  # noqa: BLE001 - the one place where whatever breaks is the finding
            result = Result(case, {}, error=traceback.format_exc())
        return replace(result, seconds=time.perf_counter() - started)


def measure_all(todo: Iterable[tuple[str, Case]], measuring: Measuring, jobs: int = 1) -> Iterator[Row]:
    """The row of each (set, case) as it is done; with several jobs the order is theirs."""
    if jobs == 1:
        yield from (measuring.row(of_set, case) for of_set, case in todo)
        return
    with ThreadPoolExecutor(jobs) as pool:
        waiting: set[Future[Row]] = set()
        try:
            for of_set, case in todo:
                waiting.add(pool.submit(measuring.row, of_set, case))
                if len(waiting) > jobs:  # never the whole set at once: an interruption must not wait for it
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (one.result() for one in done)
            yield from (one.result() for one in wait(waiting).done)
        finally:
            pool.shutdown(cancel_futures=True)


def run(
    assistant: Assistant, cases: Sequence[Case], advance: Callable[[], None] = lambda: None, *, gold_spans: bool = True
) -> list[Row]:
    """The rows of questions asked of an assistant, in memory. Without `gold_spans` the evidence is ignored.

    The cases must have their spans (`locate` finds them), and be of a kind that is asked.
    """
    index: Index = assistant.index
    ask = Ask(assistant, lambda doc: index.document(doc).text)
    known = {one.id: one.metadata for one in index.documents()}
    measuring = Measuring(dict.fromkeys(KindName, ask), metrics_for(()), known, date.today())
    rows = []
    for case in cases:
        rows.append(measuring.row("", case if gold_spans else without_spans(case)))
        advance()
    return rows


def figures(rows: Sequence[Mapping[str, Any]], ks: Sequence[int] = ()) -> Summary:
    """The figures of rows, with what could have been judged and was not."""
    metrics = metrics_for(ks)
    return summarize(rows, {str(kind): [one.name for one in metrics if kind in one.kinds] for kind in KindName})


def without_spans(case: Case) -> Case:
    """The case judged by the wording alone."""
    return replace(case, evidence=(), opposing=(), rejected=())

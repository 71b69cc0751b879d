"""`citewell eval SET...`, in full `citewell eval run SET...`."""

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import UsageError
from ui.options import HomeOption, JsonOption, ModelOption, ModelUrlOption, load_settings
from ui.terminal import note, print_json, printable, printable_lines

if TYPE_CHECKING:
    from evals import CaseSet, Off, Told

SetsArgument = Annotated[
    list[str],
    typer.Argument(help="Case files (.jsonl), folders of a data set, names of shipped sets, verifier, attacks."),
]
_KS = (1, 3, 5, 10)


def evaluate(
    sets: SetsArgument,
    home: HomeOption = None,
    json: JsonOption = False,
    model: ModelOption = None,
    model_url: ModelUrlOption = None,
    run_folder: Annotated[
        Path | None,
        typer.Option("--run", help="Folder of the run; a run that was stopped there goes on.", show_default=False),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", help="As --run, and write report.html, .md and .json there.", show_default=False),
    ] = None,
    kind: Annotated[
        str, typer.Option(help="Kind of the cases that name none, e.g. retrieval.", show_default=False)
    ] = "",
    chosen: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="TYPE|FIELD=VALUE",
            help="Only cases of this type, or id, kind, language, split=...; repeatable.",
            show_default=False,
        ),
    ] = None,
    k: Annotated[
        list[int] | None,
        typer.Option(min=1, max=200, help="Cut-off of retrieval; repeatable.", show_default="1 3 5 10"),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Cases at once; one already uses every core.")] = 1,
    no_gold_spans: Annotated[
        bool, typer.Option("--no-gold-spans", help="Measure the wording only: for another edition of the documents.")
    ] = False,
    closed_book: Annotated[
        str,
        typer.Option(
            "--closed-book",
            metavar="PROVIDER:NAME",
            help="Ask this chat model the same without any document: what a model knows anyway.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Ask every case of the sets and measure citations, answers, abstention, retrieval and the check of quotes.

    A case is a JSON line {id, type, question, answerable, answers: [[alternative, ...], ...],
    evidence: [{doc, start, end, text}]}, with `history` and `filter` as in `citewell ask --batch`; its
    `kind` is answers (by default), abstention, conflict, calibration, injection, retrieval, verifier or
    support.
    A folder that brings documents.jsonl gets an index of its own in the run's folder, unless --home is given.
    `verifier` makes quotes with known verdicts of the index, `attacks` slips instructions into the shipped documents.

    Examples:
      citewell eval corpus_heldout --home originals

      citewell eval my-set/ --report my-run

      citewell eval my-set/ --kind retrieval --k 1 --k 10 --json

      citewell eval samples --only conflict --only language=ru

      citewell eval samples --model openai:any --model-url http://127.0.0.1:8080/v1 --report written-run

      citewell eval verifier --report quotes-run

      citewell eval my-set/ --closed-book openai:gpt-4.1-mini
    """
    settings = load_settings(home, model=model, model_url=model_url)
    from evals import Order, Workplace, only, open_sets, run_sets
    from ui.progress import TerminalProgress

    folder = _folder(run_folder, report, settings.home)
    read = only(open_sets(sets, kind, Workplace(settings.home, folder)), chosen or [])
    order = Order(
        sets=read,
        settings=settings,
        folder=folder,
        ks=tuple(sorted(set(k or _KS))),
        jobs=jobs,
        gold_spans=not no_gold_spans,
        own_index=_bring_documents(read) and (home is None or _made(read, folder)),
        closed_book=closed_book,
    )
    try:
        with TerminalProgress() as progress:
            told = run_sets(order, progress, _tell_off)
    except KeyboardInterrupt:
        note(f"citewell: what was measured is kept; add --run {order.folder} to go on")
        raise
    words = _reported(told, order.folder, page=report is not None)
    if json:
        print_json({"run": str(order.folder), **told.summary.to_dict()})
    else:
        typer.echo(f"{words}\n\nrun: {printable(str(order.folder))}")
    if told.summary.errors:
        raise typer.Exit(1)


def _folder(run_folder: Path | None, report: Path | None, home: Path) -> Path:
    if run_folder and report and run_folder != report:
        raise UsageError("--run and --report name two folders: a report is written in the folder of its run")
    return run_folder or report or home / "runs" / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"


def _reported(told: "Told", folder: Path, *, page: bool) -> str:
    """The run in words; with `page`, also written there as a page, as Markdown and as JSON."""
    from evals import documents_of, read_run, report_words, texts_of, write_report

    saved = read_run(folder)
    with ExitStack() as opened:
        texts = texts_of(opened.enter_context(documents_of(saved, told.settings.home, folder)) if saved.index else None)
        if page:
            written, *_ = write_report(saved, texts)
            note(f"{printable(str(written))} opens in any browser, with or without a network")
        words = printable_lines(report_words(saved, texts))
    none = "".join(f"\n- {one}: {printable(name)}" for name, one in told.summary.ineligible)
    return words + (f"\n\nNo case could be judged by:\n{none}" if none else "")


def _made(sets: "tuple[CaseSet, ...]", folder: Path) -> bool:
    """Whether their documents were made for this run: no index at home holds them."""
    return any(one.documents and one.documents.is_relative_to(folder) for one in sets)


def _bring_documents(sets: "tuple[CaseSet, ...]") -> bool:
    """Whether the sets are asked over documents of their own. Raises UsageError where only some bring them."""
    without = [one.name for one in sets if one.documents is None]
    if len(without) == len(sets):
        return False
    if without:
        raise UsageError(f"{', '.join(without)} brings no documents, and the others do: run them one after the other")
    return True


def _tell_off(off: "dict[str, list[Off]]") -> None:
    for name, wrong in off.items():
        if wrong:
            first = f"{printable(wrong[0].case)}: {printable(wrong[0].reason)}"
            note(
                f"{name}: {len(wrong)} gold places or named documents do not stand in this index, and gold that does "
                f"not is left out, e.g. of case {first}. `citewell eval check-cases` lists them"
            )

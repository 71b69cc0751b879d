"""`citewell index`, `citewell remove` and `citewell documents`."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import UsageError
from ui.advice import english_first
from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import note, print_json, printable

if TYPE_CHECKING:
    from corpus import Settings
    from ingest import Ingester
    from ingest.models import Failure, Report

_NOTHING = (
    "nothing there to read: Citewell reads text, Markdown, HTML, PDF, Word (.docx), EPUB, archives of these and .jsonl"
)


def index(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files, folders or .jsonl files.", show_default=False)
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Read, cut and embed everything anew.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be done, by name; write nothing.")
    ] = False,
    check: Annotated[
        list[Path] | None,
        typer.Option(
            "--check", help="A .jsonl file of answers or cases: which quotes broke? Repeatable.", show_default=False
        ),
    ] = None,
    reanchor: Annotated[
        bool, typer.Option("--reanchor", help="Put the new places of quotes that moved into the --check files.")
    ] = False,
) -> None:
    """Bring the index in line with files and folders.

    Only what changed is read and embedded. Files that are gone leave the index; documents
    under other paths stay. A file that cannot be read is reported, and the rest goes on.
    The chat goes on meanwhile, and answers from the new generation when it is whole. A run
    that was stopped goes on where it was when the same command is given again.

    Quotes of answers saved with `citewell ask --save`, and of --check files, that no longer
    stand in the documents are listed with the words nearest to them.

    Examples:
      citewell index corpus/documents

      citewell index articles/ notes.md rows.jsonl --json

      citewell index articles/ --dry-run

      citewell index articles/ --check cases.jsonl

      citewell index --rebuild
    """
    settings = load_settings(home)
    if reanchor and not check:
        raise UsageError("--reanchor needs the files: --check FILE")
    from corpus import EmbedderApart
    from ingest import Ingester
    from ui.progress import TerminalProgress
    from ui.recheck import Rechecks

    rechecks = Rechecks(settings.home, check or [], reanchor=reanchor)
    with TerminalProgress() as progress:
        ingester = Ingester(settings, EmbedderApart(settings), progress)
        if dry_run:
            _tell_plan(ingester, paths or [], rebuild=rebuild, json=json)
            return
        report = ingester.run(paths or [], rebuild=rebuild)
    told = rechecks.told(report.generation)
    _tell_failures(report.failed)
    for remark in report.remarks:
        note(f"read, but: {printable(remark.path)}: {printable(remark.reason)}")
    if not any((report.added, report.changed, report.removed, report.unchanged, report.failed)):
        note(_NOTHING)
    _tell_language(settings, report)
    if json:
        print_json({**report.to_dict(), **told})
    else:
        _tell(report, settings.home)
        rechecks.tell()
    if report.failed:
        raise typer.Exit(1)


def remove(
    documents: Annotated[list[str], typer.Argument(help="Ids of documents, as `citewell documents` lists them.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Take documents out of the index; their files stay where they are.

    Example:
      citewell remove old-article.txt
    """
    settings = load_settings(home)
    from corpus import SentenceTransformersEmbedder
    from ingest import Ingester
    from ui.recheck import Rechecks

    rechecks = Rechecks(settings.home)
    report = Ingester(settings, SentenceTransformersEmbedder(settings)).remove(documents)
    told = rechecks.told(report.generation)
    if json:
        print_json({**report.to_dict(), **told})
    else:
        typer.echo(
            f"{report.removed} removed: {report.documents} documents left. `citewell index PATH` brings one back."
        )
        rechecks.tell()


def documents(home: HomeOption = None, json: JsonOption = False) -> None:
    """List the documents of the index: id, title, publisher, date."""
    settings = load_settings(home)
    from corpus import Home, open_catalogue, refuse_layout

    count = 0
    with closing(open_catalogue(Home(settings.home))) as catalogue:
        refuse_layout(catalogue.manifest())
        groups = catalogue.copies.groups()
        for count, one in enumerate(catalogue.documents(), 1):  # noqa: B007 - counted for the exit code
            values, group = one.metadata, groups.get(one.id)
            if json:
                print_json({"doc": one.id, "path": one.path, "title": values.title, "publisher": values.publisher,
                            "authors": list(values.authors), "published_at": values.published_at,
                            "languages": list(values.languages), "url": values.url, "doi": values.doi,
                            "found": {name: asdict(found) for name, found in values.found.items()},
                            "pages": len(one.pages), "characters": len(one.text),
                            "copy_of": group if group != one.id else None, "group": group})  # fmt: skip
            else:
                parts = [one.id, values.title, values.publisher, values.published_at or "no date"]
                typer.echo("  ".join(printable(part) for part in parts if part))
    if not count:
        raise typer.Exit(1)


def _tell_plan(ingester: "Ingester", paths: Sequence[Path], *, rebuild: bool, json: bool) -> None:
    """The plan by name, and by count under the names that a report has; ends as the run would."""
    plan = ingester.plan(paths, rebuild=rebuild)
    named = plan.to_dict()
    if json:
        counts: dict[str, Any] = {fate: len(names) for fate, names in named.items() if fate != "failed"}
        print_json({"dry_run": True, **counts, "failed": named["failed"], "plan": named})
    else:
        for fate in ("added", "changed", "removed"):
            for name in named[fate]:
                typer.echo(f"{fate:9} {printable(name)}")
        _tell_failures(plan.failed)
        typer.echo(
            f"{len(plan.added)} to add, {len(plan.changed)} changed, {len(plan.removed)} to remove, "
            f"{len(plan.unchanged)} unchanged, {len(plan.failed)} cannot be read. Nothing was written."
        )
    if plan.failed:
        raise typer.Exit(1)


def _tell_failures(failed: "Sequence[Failure]") -> None:
    for failure in failed:
        note(f"not read: {printable(failure.path)}: {printable(failure.reason)}")


def _tell_language(settings: "Settings", report: "Report") -> None:
    """Advice where the collection that was just read is not in English."""
    from corpus import Home, open_catalogue

    if report.added or report.changed:
        with closing(open_catalogue(Home(settings.home))) as catalogue:
            if advice := english_first(settings, catalogue.languages()):
                note(advice)


def _tell(report: "Report", home: Path) -> None:
    typer.echo(
        f"{report.added} added, {report.changed} changed, {report.removed} removed, {report.unchanged} unchanged, "
        f"{len(report.failed)} not read: {report.documents} documents, {report.chunks} chunks "
        f"in {home}, generation {report.generation} ({report.seconds:.1f} s)"
    )

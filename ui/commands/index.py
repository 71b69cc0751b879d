"""`citewell index`, `citewell remove` and `citewell documents`."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ui.advice import english_first
from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import note, print_json, printable


def index(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files, folders or .jsonl files.", show_default=False)
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Cut and embed everything anew.")] = False,
) -> None:
    """Bring the index in line with files and folders.

    Only what changed is read and embedded. Files that are gone leave the index; documents
    under other paths stay. A file that cannot be read is reported, and the rest goes on.

    Examples:
      citewell index corpus/documents

      citewell index articles/ notes.md rows.jsonl --json

      citewell index --rebuild
    """
    settings = load_settings(home)
    from corpus import Home, SentenceTransformersEmbedder, open_catalogue
    from ingest import Ingester
    from ui.progress import TerminalProgress

    with TerminalProgress() as progress:
        report = Ingester(settings, SentenceTransformersEmbedder(settings), progress).run(paths or [], rebuild=rebuild)
    for failure in report.failed:
        note(f"not read: {printable(failure.path)}: {printable(failure.reason)}")
    for remark in report.remarks:
        note(f"read, but: {printable(remark.path)}: {printable(remark.reason)}")
    if report.added or report.changed:
        with closing(open_catalogue(Home(settings.home))) as catalogue:
            advice = english_first(settings, catalogue.languages())
        if advice:
            note(advice)
    if json:
        print_json(report.to_dict())
    else:
        typer.echo(
            f"{report.added} added, {report.changed} changed, {report.removed} removed, {report.unchanged} unchanged, "
            f"{len(report.failed)} not read: {report.documents} documents, {report.chunks} chunks "
            f"in {settings.home} ({report.seconds:.1f} s)"
        )
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

    report = Ingester(settings, SentenceTransformersEmbedder(settings)).remove(documents)
    if json:
        print_json(report.to_dict())
    else:
        typer.echo(
            f"{report.removed} removed: {report.documents} documents left. `citewell index PATH` brings one back."
        )


def documents(home: HomeOption = None, json: JsonOption = False) -> None:
    """List the documents of the index: id, title, publisher, date."""
    settings = load_settings(home)
    from corpus import Home, open_catalogue, refuse_layout
    from corpus.models import Document

    with closing(open_catalogue(Home(settings.home))) as catalogue:
        refuse_layout(catalogue.manifest())
        found: Sequence[Document] = list(catalogue.documents())
        groups = catalogue.copies.groups()
    for one in found:
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
    if not found:
        raise typer.Exit(1)

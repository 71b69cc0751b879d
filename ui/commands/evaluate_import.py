"""`citewell eval import` and `citewell eval export`."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import UsageError
from ui.options import JsonOption, load_settings
from ui.terminal import note, print_json, printable

FormatArgument = Annotated[
    str, typer.Argument(help="attributionbench, beir, bipia, clapnq, multihop-rag, plain, ragtruth, ramdocs or squad2.")
]


def import_set(
    format: FormatArgument,
    source: Annotated[Path, typer.Argument(help="The file or folder that the data set's publishers give.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for documents.jsonl and cases.jsonl.")],
    json: JsonOption = False,
) -> None:
    """Turn a data set in its own format into documents to index and cases to run.

    Gold quotes are found in their documents and written with their offsets; those that do not
    stand there are counted, told and left out.

    Examples:
      citewell eval import squad2 dev-v2.0.json --out squad

      citewell eval squad/ --report squad-run
    """
    load_settings(None)  # telemetry off before any library is loaded
    from evals import IMPORTERS, write_imported

    importer = IMPORTERS.get(format)
    if importer is None:
        raise UsageError(f"{format!r} is none of the formats {', '.join(IMPORTERS)}")
    if not source.exists():
        raise UsageError(f"no such file or folder: {source}. {format} is {importer.source}")
    written = write_imported(importer, source, out)
    for example in written.examples:
        note(f"not found: {printable(example)}")
    if json:
        print_json(
            {
                "documents": written.documents,
                "cases": written.cases,
                "gold": written.gold,
                "not_found": written.lost,
                "out": str(out),
            }
        )
        return
    typer.echo(f"{written.documents} documents and {written.cases} cases in {out}")
    typer.echo(f"{written.gold} gold places, {written.lost} of them not found in their document and left out")


def export_run(
    format: Annotated[str, typer.Argument(help="beir, ragas or trec.")],
    run: Annotated[Path, typer.Argument(help="Folder of a run.")],
    out: Annotated[Path, typer.Option("--out", help="Folder to write into.")],
) -> None:
    """Hand the cases of a run on to another tool.

    ragas: a JSON line an answer (user_input, response, retrieved_contexts, reference, reference_contexts).
    trec and beir: rankings and judgements of retrieval cases, for documents and for chunks.

    Example:
      citewell eval export trec my-run --out for-ir-measures
    """
    load_settings(None)  # telemetry off before any library is loaded
    from evals import EXPORTERS, read_rows, write_export

    exporter = EXPORTERS.get(format)
    if exporter is None:
        raise UsageError(f"{format!r} is none of the formats {', '.join(EXPORTERS)}")
    for path in write_export(exporter, read_rows(run), out):
        typer.echo(str(path))

"""`citewell eval check-cases`."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from ui.commands.evaluate import SetsArgument
from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import note, print_json, printable

if TYPE_CHECKING:
    from evals import CaseSet, Checked


def check_cases(
    sets: SetsArgument,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Prove that every gold place of the sets still stands in the index.

    A document must be there, the offsets inside it and, where a place tells its words, the words at the
    offsets. What is off is listed with the place where its words stand now; then the command ends with 1.

    Example:
      citewell eval check-cases my-cases.jsonl --home my-index
    """
    settings = load_settings(home)
    with TemporaryDirectory() as made:
        off = sum(_told(one, found, json) for one, found in _checked(sets, settings.home, Path(made), home is None))
    if off:
        if json:
            note(f"{off} gold places are off")
        raise typer.Exit(1)


def _checked(sets: list[str], home: Path, made: Path, bring: bool) -> "Iterator[tuple[CaseSet, Checked]]":
    """Each set against the documents that it brings, else the index; those of a made set lie in `made`."""
    from corpus import Home, open_catalogue
    from evals import Workplace, check_set, open_sets, shelf_of

    for one in open_sets(sets, place=Workplace(home, made)):
        if one.documents and (bring or one.documents.is_relative_to(made)):
            yield one, check_set(one, shelf_of(one))
        else:
            with closing(open_catalogue(Home(home))) as record:
                yield one, check_set(one, record)


def _told(one: "CaseSet", found: "Checked", json: bool) -> int:
    """Tells what is off of a set, and how many places that are."""
    rows = [finding.to_dict(one.name) for finding in found.findings]
    if json:
        for row in rows:
            print_json(row)
        return len(rows)
    for row in rows:
        now = row["now"]
        moved = f": its words stand in {now['doc']} at {now['start']}:{now['end']}" if now else ""
        typer.echo(f"{one.name} {printable(row['case'])}: {printable(row['reason'])}{printable(moved)}")
    bounds = f" ({found.wordless} tell no words: only their bounds were looked at)" if found.wordless else ""
    waiting = f", {one.pending} cases pending" if one.pending else ""
    typer.echo(f"{one.name}: {len(one.cases)} cases, {found.places} gold places{bounds}, {len(rows)} off{waiting}")
    return len(rows)

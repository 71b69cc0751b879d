"""`citewell eval check-cases`."""

from contextlib import closing

import typer

from ui.commands.evaluate import SetsArgument
from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import note, print_json, printable


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
    from corpus import Home, open_catalogue
    from evals import check_set, open_sets, shelf_of

    off = 0
    for one in open_sets(sets):
        if one.documents and home is None:
            found = check_set(one, shelf_of(one))
        else:
            with closing(open_catalogue(Home(settings.home))) as record:
                found = check_set(one, record)
        off += len(found.findings)
        rows = [finding.to_dict(one.name) for finding in found.findings]
        if json:
            for row in rows:
                print_json(row)
            continue
        for row in rows:
            now = row["now"]
            moved = f": its words stand in {now['doc']} at {now['start']}:{now['end']}" if now else ""
            typer.echo(f"{one.name} {printable(row['case'])}: {printable(row['reason'])}{printable(moved)}")
        bounds = f" ({found.wordless} tell no words: only their bounds were looked at)" if found.wordless else ""
        waiting = f", {one.pending} cases pending" if one.pending else ""
        typer.echo(f"{one.name}: {len(one.cases)} cases, {found.places} gold places{bounds}, {len(rows)} off{waiting}")
    if off:
        if json:
            note(f"{off} gold places are off")
        raise typer.Exit(1)

"""`citewell doctor`."""

from typing import Annotated

import typer

from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import note, print_json, printable


def doctor(
    home: HomeOption = None,
    json: JsonOption = False,
    fix: Annotated[bool, typer.Option("--fix", "--repair", help="Mend what can be mended, then look again.")] = False,
) -> None:
    """Look at everything the index consists of: a line a check, with the cure where something is off.

    Ends with 0 when all is well, 1 when something is off. `--fix` clears what killed runs left,
    builds damaged searchers anew from the record, and goes back to an earlier generation where the
    record itself is damaged.

    Examples:
      citewell doctor

      citewell doctor --fix

      citewell doctor --json
    """
    settings = load_settings(home)
    from corpus import CitewellError, SentenceTransformersEmbedder, examine, repair

    embedder = SentenceTransformersEmbedder(settings)
    if fix:
        try:
            for line in repair(settings, embedder):
                note(f"fixed: {printable(line)}")
        except CitewellError as error:
            note(f"cannot be fixed: {printable(str(error))}")
    well = True
    for found in examine(settings, embedder):
        well = well and found.ok
        if json:
            print_json(found.to_dict())
        else:
            told = found.ok or not found.cure or found.cure in found.detail
            cure = "" if told else f"  →  {found.cure}"
            typer.echo(f"{'ok ' if found.ok else 'OFF'}  {found.check:18}  {printable(found.detail)}{cure}")
    if not well:
        raise typer.Exit(1)

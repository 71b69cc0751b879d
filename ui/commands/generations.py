"""`citewell generations`, `citewell rollback` and `citewell gc`."""

from typing import Annotated

import typer

from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import print_json, printable


def generations(home: HomeOption = None, json: JsonOption = False) -> None:
    """List the generations of the index that are kept, oldest first; a star marks the one that serves.

    Ends with 0, or 1 when nothing is kept, 2 when there is no index.

    Examples:
      citewell generations

      citewell generations --json
    """
    settings = load_settings(home)
    from corpus import Home, kept_generations

    found = kept_generations(Home(settings.home))
    for one in found:
        made = one.manifest
        if json:
            print_json({"generation": one.number, "serves": one.serves, "read": one.is_read, "bytes": one.size,
                        "made_at": made.made_at if made else None, "documents": made.documents if made else None,
                        "chunks": made.chunks if made else None,
                        "embedder": str(made.embedder) if made else None})  # fmt: skip
            continue
        told = (
            f"{made.made_at}  {made.documents:,} documents, {made.chunks:,} chunks  {printable(made.embedder.name)}"
            if made
            else "its record cannot be read: `citewell doctor` looks closer"
        )
        typer.echo(f"{'*' if one.serves else ' '} {one.number:4}  {told}  {one.size / (1 << 20):,.1f} MB")
    if not found:
        raise typer.Exit(1)


def rollback(
    number: Annotated[
        int | None, typer.Argument(help="The generation to go back to; by default the one before.", show_default=False)
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Let an earlier generation serve again, after looking whether it is whole.

    A running chat follows with its next question. The next `citewell index` starts from it; a
    generation that was left this way stays, and `citewell rollback N` goes forward to it again.

    Examples:
      citewell rollback

      citewell rollback 7
    """
    settings = load_settings(home)
    from corpus import SentenceTransformersEmbedder, roll_back
    from ui.recheck import Rechecks

    rechecks = Rechecks(settings.home)
    manifest = roll_back(settings, SentenceTransformersEmbedder(settings), number)
    told = rechecks.told(manifest.generation)
    if json:
        print_json({"generation": manifest.generation, "documents": manifest.documents, "chunks": manifest.chunks,
                    **told})  # fmt: skip
    else:
        typer.echo(f"generation {manifest.generation} of {manifest.made_at} serves: {manifest.documents:,} documents")
        rechecks.tell()


def gc(
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep", min=1, help="How many to keep (by default $CITEWELL_KEEP_GENERATIONS).", show_default=False
        ),
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Drop old generations; never the one that serves, nor one that somebody reads.

    Example:
      citewell gc --keep 2
    """
    settings = load_settings(home, keep_generations=keep)
    from corpus import Home, kept_generations

    place = Home(settings.home)
    place.current()  # says where there is no index
    before = {one.number: one.size for one in kept_generations(place)}
    with place.writing():
        place.clear_leftovers()
        dropped = [int(path.name) for path in place.drop_old(settings.keep_generations)]
    freed = sum(before[number] for number in dropped)
    kept = sorted(before.keys() - set(dropped))
    if json:
        print_json({"dropped": dropped, "kept": kept, "freed_bytes": freed})
    else:
        typer.echo(
            f"{len(dropped)} dropped ({freed / (1 << 20):,.1f} MB), {len(kept)} kept: {', '.join(map(str, kept))}"
        )

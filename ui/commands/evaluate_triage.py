"""`citewell eval triage`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import UsageError
from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import print_json, printable

if TYPE_CHECKING:
    from evals import Pending, Triage

_ASK = "[u]nanswerable, [w]rong quote, [d]rop, [s]kip, [q]uit"


def triage(
    home: HomeOption = None,
    listed: Annotated[bool, typer.Option("--list", help="List what waits, and decide nothing.")] = False,
    json: JsonOption = False,
    accept: Annotated[str, typer.Option(metavar="ID", help="Make a case of this one.", show_default=False)] = "",
    ruling: Annotated[
        str, typer.Option("--as", help="unanswerable, or wrong-quote: answered by other words.", show_default=False)
    ] = "",
    drop: Annotated[str, typer.Option(metavar="ID", help="Drop this one.", show_default=False)] = "",
) -> None:
    """Turn the quotes that people turned down in the browser into regression cases.

    Each is shown with its question and answer. `unanswerable`: the documents do not hold the answer, and the next
    run must refuse. `wrong-quote`: they do, and the next run must not show this quote. The cases gather in
    HOME/regressions.jsonl, a set like any other.

    Examples:
      citewell eval triage

      citewell eval triage --list --json

      citewell eval triage --accept 3f9a1c --as unanswerable
    """
    settings = load_settings(home)
    from evals import Ruling, Triage

    votes = Triage(settings.home)
    if sum(map(bool, (listed, accept, drop))) > 1:
        raise UsageError("--list, --accept and --drop are given one at a time")
    if bool(accept) != bool(ruling) or ruling not in ("", Ruling.UNANSWERABLE, Ruling.WRONG_QUOTE):
        raise UsageError("--accept ID needs --as unanswerable or --as wrong-quote")
    if json and not listed:
        raise UsageError("--json goes with --list")
    if accept or drop:
        votes.decide(accept or drop, Ruling(ruling or Ruling.DROPPED))
        typer.echo(f"{accept or drop}: {ruling or 'dropped'}{f', a case in {votes.cases}' if accept else ''}")
    elif listed:
        _list(votes.pending(), json=json)
    else:
        _walk(votes)


def _list(waiting: "list[Pending]", *, json: bool) -> None:
    for one in waiting:
        if json:
            print_json(dict(one.row))
        else:
            cited = one.row["citation"]
            typer.echo(f"{printable(one.id)}  {printable(one.row['question'])}")
            typer.echo(f"  “{printable(cited['text'])}”  {printable(cited['doc'])} {cited['start']}:{cited['end']}")
    if not waiting and not json:
        typer.echo("nothing waits")


def _walk(votes: "Triage") -> None:
    """One after the other, until all are decided or skipped, or somebody quits."""
    from evals import Ruling

    rulings = {"u": Ruling.UNANSWERABLE, "w": Ruling.WRONG_QUOTE, "d": Ruling.DROPPED}
    waiting = votes.pending()
    for number, one in enumerate(waiting, 1):
        _show(one.row, f"{number} of {len(waiting)}")
        key = ""
        while key not in (*rulings, "s", "q"):
            key = typer.prompt(_ASK, prompt_suffix=" ").strip().lower()[:1]
        if key == "q":
            break
        if key in rulings:
            votes.decide(one.id, rulings[key])
    left = len(votes.pending())
    typer.echo(f"{len(waiting) - left} decided, {left} wait; the cases are in {votes.cases}")


def _show(row: Any, place: str) -> None:
    typer.echo(f"\n{place}: {printable(row['question'])}")
    for earlier in row.get("history") or ():
        typer.echo(f"  after: {printable(earlier)}")
    typer.echo(f"  answer: {printable(row['answer']['status'])} (confidence {row['answer'].get('confidence', 0):.2f})")
    turned_down = row["citation"]
    for claim in row["answer"]["claims"]:
        here = any((c["doc"], c["start"]) == (turned_down["doc"], turned_down["start"]) for c in claim["citations"])
        typer.echo(f"  {'✗' if here else ' '} “{printable(claim['text'])}”")
    typer.echo(f"  turned down: “{printable(turned_down['text'])}”")
    typer.echo(f"  in {printable(turned_down['doc'])} {turned_down['start']}:{turned_down['end']}")

"""What passes while an answer is made, on a terminal: gone when the answer itself is printed. Silent in a pipe."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.live import Live
from rich.text import Text

from rag.models import Answer, Claim, Event, StageBegan, TakenBack
from ui.terminal import printable


def shown_live(events: Iterable[Event], console: Console | None = None) -> Answer:
    """The answer at the end of events; until it comes, `console` shows the stage and the claims that stand so far."""
    if console is None:
        console = Console(stderr=True)
        if not sys.stderr.isatty():  # not Console.is_terminal: FORCE_COLOR makes that true in a pipe
            console.quiet = True
    stage, claims = "", list[Claim]()
    with Live(console=console, transient=True, auto_refresh=False) as live:
        for event in events:
            match event:
                case StageBegan():
                    stage = event.stage
                case Claim():
                    claims.append(event)
                case TakenBack():
                    claims = event.left_of(claims)
                case Answer():
                    return event
            live.update(Text("\n".join([*_lines(claims), f"{stage}…"])), refresh=True)
    raise RuntimeError("an answer broke off")  # events always end with it


def _lines(claims: Iterable[Claim]) -> list[str]:
    return [f"{number}. {printable(claim.text)}" for number, claim in enumerate(claims, 1)]

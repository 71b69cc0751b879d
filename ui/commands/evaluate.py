"""`citewell eval`: the group of what is done with sets of cases, and its bare form, which runs them."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from ui.commands.evaluate_run import run

SUBCOMMANDS: dict[str, Callable[..., None]] = {
    "run": run,
}


class _RunsByDefault(TyperGroup):
    """`citewell eval SET...` is `citewell eval run SET...`: what is no subcommand is a set or an option of a run."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        bare = bool(args) and args[0] not in self.commands and args[0] not in ("--help", "-h")
        return super().parse_args(ctx, ["run", *args] if bare else args)


evaluate = typer.Typer(
    cls=_RunsByDefault,
    no_args_is_help=True,
    help="""Ask every case of a set and measure citations, answers and abstention.

    Examples:
      citewell eval corpus_heldout --home originals

      citewell eval my-cases.jsonl --report my-run

      citewell eval run --help
    """,
)
for name, command in SUBCOMMANDS.items():
    evaluate.command(name)(command)

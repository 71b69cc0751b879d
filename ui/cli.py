"""The `citewell` command: where a call becomes settings, and an error an exit code."""

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from corpus.errors import CitewellError, UsageError
from ui.commands.ask import ask, search
from ui.commands.doctor import doctor
from ui.commands.evaluate import evaluate
from ui.commands.evaluate_group import ABOUT_EVAL, RUN, EvalGroup
from ui.commands.evaluations import EVALUATIONS
from ui.commands.generations import gc, generations, rollback
from ui.commands.index import documents, index, remove
from ui.commands.serve import serve
from ui.commands.show import show
from ui.commands.verify import verify
from ui.commands.watch import watch
from ui.terminal import note


class _Interruptible(TyperGroup):
    """Says what an interruption left behind; Typer itself would end with 130 and no word."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interruption:
            note("citewell: stopped; what was indexed before stays as it was")
            raise typer.Exit(130) from interruption


app = typer.Typer(
    name="citewell",
    cls=_Interruptible,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="""Answers from your documents, in verified quotes.

    Every statement is a quote, every quote a place in a source, every word shown is sliced
    from that source. Where the documents do not hold the answer, Citewell says so.

    Start with:

      citewell index corpus/documents

      citewell ask "Who met Qin Gang in Beijing?"

      citewell serve

    Exit codes: 0 done, 1 nothing found or something failed, 2 the call is off, 130 interrupted.
    """,
)
for command in (
    index, ask, search, show, verify, documents, remove, serve, watch, generations, rollback, gc, doctor
):  # fmt: skip
    app.command()(command)
evaluation = typer.Typer(cls=EvalGroup, no_args_is_help=True, help=ABOUT_EVAL)
evaluation.command(RUN)(evaluate)
for name, subcommand in EVALUATIONS.items():
    evaluation.command(name)(subcommand)
app.add_typer(evaluation, name="eval")


def main() -> None:
    """Runs the command; a known error is one line on standard error, never a traceback."""
    try:
        app()
    except UsageError as error:
        note(f"citewell: {error}")
        sys.exit(2)
    except CitewellError as error:
        note(f"citewell: {error}")
        sys.exit(1)


if __name__ == "__main__":
    main()

"""`citewell eval support`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from ui.terminal import print_json

_RATES = ("false pass", "false strip", "balanced accuracy")


def evaluate_support(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")] = False,
) -> None:
    """Tell how often the packaged check errs that holds a written claim to its quotes.

    Of claims that people judged, none of whose questions it was fitted on: the unsupported that it lets pass, the
    supported that it takes out. Other data, or another model (CITEWELL_SUPPORT_MODEL), is measured as a set of cases.

    Examples:
      citewell eval support

      citewell eval import attributionbench dev.jsonl --out claims

      citewell eval claims/
    """
    from rag import published_support

    told = published_support()
    if as_json:
        print_json(dict(told))
        return
    typer.echo(f"{told['data']}, fitted {told['made']}; shares with their 95 % intervals")
    for name, figures in told["figures"].items():
        rates = ", ".join(f"{rate} {_told(figures[rate])}" for rate in _RATES)
        typer.echo(f"{name} ({figures['n']:,} claims): {rates}, AUROC {figures['auroc']:.3f}")


def _told(rate: Sequence[float]) -> str:
    mean, low, high = rate
    return f"{mean:.3f} ({low:.3f} to {high:.3f})"

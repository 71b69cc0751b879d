"""What a run over documents that did not change costs, beside reading them at all.

    python -m evals.bench.reindex_speed --documents 1000 --repeat 3

Writes that many text files, indexes them once, and then takes in turns: `sha256sum` over the files,
`citewell --help` (the start-up of any command), and `citewell index` over the unchanged folder.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

_WORDS = "harbour pilot lantern quay rope anchor tide buoy sail keel mast deck crew cargo crane dock".split()
_CITEWELL = [sys.executable, "-m", "ui.cli"]


def measure(
    documents: Annotated[int, typer.Option(help="How many documents.")] = 1000,
    kilobytes: Annotated[int, typer.Option(help="How long each of them is.")] = 16,
    repeat: Annotated[int, typer.Option(help="How often everything is measured.")] = 3,
) -> None:
    """Prints each turn by the clock and by processor time, and the median of the ratios."""
    ratios = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "docs"
        folder.mkdir()
        _write(folder, documents, kilobytes << 10)
        index = [*_CITEWELL, "index", str(folder), "--home", str(Path(place) / "home"), "--json"]
        typer.echo(f"first run: {_timed(index)[0]:.1f} s")
        for _ in range(repeat):
            hashing = _timed(["sha256sum", *map(str, sorted(folder.iterdir()))])
            starting = _timed([*_CITEWELL, "--help"])
            unchanged = _timed(index)
            ratio = [(now - start) / read for now, start, read in zip(unchanged, starting, hashing, strict=True)]
            whole = [now / (start + read) for now, start, read in zip(unchanged, starting, hashing, strict=True)]
            ratios.append(whole)
            typer.echo(
                "sha256sum {:.2f} s ({:.2f} of processor), start-up {:.2f} ({:.2f}), ".format(*hashing, *starting)
                + "unchanged run {:.2f} ({:.2f}): ".format(*unchanged)
                + "{:.2f} ({:.2f}) of both together; without start-up {:.2f} ({:.2f}) of sha256sum".format(
                    *whole, *ratio
                )
            )
    clock, processor = (statistics.median(values) for values in zip(*ratios, strict=True))
    typer.echo(
        f"median of {repeat}: {clock:.2f} times sha256sum and start-up by the clock, {processor:.2f} by processor"
    )


def _write(folder: Path, documents: int, size: int) -> None:
    """Documents that share all but their ends: their vectors are made once, and the run is soon through."""
    chance = random.Random(5)  # noqa: S311 - no secret

    def sentence() -> str:
        return (
            f"The {' '.join(chance.choice(_WORDS) for _ in range(9))} of the day came to the harbour and stayed there."
        )

    shared = " ".join(sentence() for _ in range(size // 100))
    for number in range(documents):
        (folder / f"{number:05d}.txt").write_text(f"{shared}\n\nThe ship {number}: {sentence()}\n", encoding="utf-8")


def _timed(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of processor time."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} did not go through")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime


if __name__ == "__main__":
    typer.run(measure)

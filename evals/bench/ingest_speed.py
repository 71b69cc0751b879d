"""How fast `citewell index` is beside the bare embedder, and what it holds in memory.

    python -m evals.bench.ingest_speed ../shared/data/squad2/documents.jsonl --documents 60 --repeat 3

Four measurements, each in a process of its own, taken in turns so that a busy machine slows all of them:
`citewell index` from the command to its end; our embedder alone on the very texts that the index embedded, all
at once, its model loaded before the clock starts; and on a sample of them the library's `encode`, in bfloat16 at
the best of three batch sizes, and plain, in float32. Processor time stands beside the clock's: it tells what the
work costs when others use the machine too.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import psutil
import typer

from corpus import MINILM_EMBEDDER, Home, SentenceTransformersEmbedder, Settings, Vectors, open_catalogue

_SAMPLE = 600  # texts for the plain library, which takes three times as long
_QUERIES, _NEIGHBOURS = 300, 10
_BATCH_SIZES = (16, 32, 64)


@dataclass(frozen=True, slots=True)
class Rate:
    """Chunks by the clock, and by the time that all processors worked on them."""

    chunks: int
    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.chunks / self.wall:6.1f} chunks/s, {1000 * self.cpu / self.chunks:5.1f} ms of processor a chunk"

    def beside(self, other: "Rate") -> tuple[float, float]:
        """This rate as a part of the other one, by the clock and by processor time."""
        return self.chunks / self.wall * other.wall / other.chunks, other.cpu / other.chunks * self.chunks / self.cpu


def measure(
    file: Annotated[Path, typer.Argument(help="A JSON Lines file of documents.")],
    documents: Annotated[int, typer.Option(help="How many of its documents; 0 takes all.")] = 60,
    repeat: Annotated[int, typer.Option(help="How often everything is measured.")] = 3,
) -> None:
    """Prints each turn, and the medians of the ratios."""
    beside: list[tuple[float, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.jsonl"
        with file.open("rb") as lines:
            rows.write_bytes(b"".join(islice(lines, documents or None)))
        for turn in range(repeat):
            home = Path(folder) / f"home{turn}"
            whole, memory = _index(rows, home)
            bare, ours = _apart(_bare, home)
            half, _ = _apart(_half, home)
            plain, theirs = _apart(_plain, home)
            beside.append((*whole.beside(bare), *whole.beside(half), *whole.beside(plain)))
            typer.echo(f"citewell index  {whole}; {memory >> 20:,} MB at most, all its processes together")
            typer.echo(f"bare embedder   {bare}")
            typer.echo(f"encode bfloat16 {half}")
            typer.echo(f"encode float32  {plain}; the same {_overlap(ours, theirs):.3f} of the {_NEIGHBOURS} nearest")
            typer.echo(_told(beside[-1]))
    typer.echo(f"median of {repeat}: {_told([statistics.median(values) for values in zip(*beside, strict=True)])}")


def _told(ratios: Sequence[float]) -> str:
    names = ("our embedder alone", "the library's encode in bfloat16", "in float32")
    pairs = zip(names, ratios[::2], ratios[1::2], strict=True)
    return "index beside " + "; ".join(
        f"{name} {clock:.2f} by the clock, {processor:.2f} by processor time" for name, clock, processor in pairs
    )


def _index(rows: Path, home: Path) -> tuple[Rate, int]:
    """The command's rate with all that it starts, and the most memory that it and its children held."""
    command = [sys.executable, "-m", "ui.cli", "index", str(rows), "--home", str(home), "--json"]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most, over = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, most, over))
    watcher.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    over.set()
    watcher.join()
    if status:
        raise SystemExit("citewell index did not go through")
    with closing(open_catalogue(Home(home))) as catalogue:
        chunks = catalogue.counts()[1]
    return Rate(chunks, wall, used.ru_utime + used.ru_stime), most[0]


def _watch(pid: int, most: list[int], over: threading.Event) -> None:
    while not over.wait(0.2):
        with suppress(psutil.Error):
            one = psutil.Process(pid)
            family = [one, *one.children(recursive=True)]
            most[0] = max(most[0], sum(each.memory_info().rss for each in family))


def _apart(work: Callable[[Path], tuple[Rate, Vectors]], home: Path) -> tuple[Rate, Vectors]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, home).result()


def _texts(home: Path) -> list[str]:
    with closing(open_catalogue(Home(home))) as catalogue:
        return list(dict.fromkeys(one.text for one in catalogue.searchable()))


def _bare(home: Path) -> tuple[Rate, Vectors]:
    """All texts given to the embedder at once, and the vectors of the sample."""
    texts = _texts(home)
    given: dict[str, Any] = {"home": home}
    embedder = SentenceTransformersEmbedder(Settings(**given))
    embedder.embed(texts[:64])
    rate, vectors = _timed(embedder.embed, texts)
    return rate, vectors[_sampled(len(texts))]


def _half(home: Path) -> tuple[Rate, Vectors]:
    """The library as it is, in bfloat16, at the batch size that serves it best here."""
    import torch

    sample, encode = _library(home, torch.bfloat16)
    made = [_timed(partial(encode, batch_size=size), sample) for size in _BATCH_SIZES]
    return max(made, key=lambda one: one[0].chunks / one[0].wall)


def _plain(home: Path) -> tuple[Rate, Vectors]:
    import torch

    sample, encode = _library(home, torch.float32)
    return _timed(encode, sample)


def _library(home: Path, dtype: Any) -> tuple[list[str], Callable[..., Vectors]]:
    """The sample, and the library's `encode` of the packaged model, which has been called once."""
    from sentence_transformers import SentenceTransformer

    texts = _texts(home)
    model = SentenceTransformer(str(MINILM_EMBEDDER.folder()), device="cpu", model_kwargs={"dtype": dtype})
    model.encode(texts[:64])
    encode = partial(model.encode, normalize_embeddings=True, show_progress_bar=False)
    return [texts[place] for place in _sampled(len(texts))], encode


def _timed(embed: Callable[[list[str]], Vectors], texts: list[str]) -> tuple[Rate, Vectors]:
    wall, cpu = time.perf_counter(), time.process_time()
    vectors = np.asarray(embed(texts), dtype=np.float32)
    return Rate(len(texts), time.perf_counter() - wall, time.process_time() - cpu), vectors


def _sampled(count: int) -> list[int]:
    return list(range(0, count, max(1, count // _SAMPLE)))[:_SAMPLE]


def _overlap(ours: Vectors, theirs: Vectors) -> float:
    """The share of each text's nearest others that both kinds of vectors name."""
    nearest = [
        np.argsort(-(vectors[:_QUERIES] @ vectors.T), axis=1)[:, : _NEIGHBOURS + 1] for vectors in (ours, theirs)
    ]
    shared = [len((set(a) & set(b)) - {place}) / _NEIGHBOURS for place, (a, b) in enumerate(zip(*nearest, strict=True))]
    return float(np.mean(np.minimum(shared, 1)))


if __name__ == "__main__":
    typer.run(measure)

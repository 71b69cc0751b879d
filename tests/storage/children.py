"""Real processes that index, to be killed, stopped and starved. They are forked from a warm server: each starts at once."""

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from corpus import Settings, Vectors, WriteFailure
from ingest import Ingester
from tests.fakes import FakeEmbedder

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.storage.warm"])


class SlowEmbedder(FakeEmbedder):
    """Takes its time over each part, and says in a file how many texts it has been given."""

    def __init__(self, seconds: float, log: Path | None = None) -> None:
        super().__init__()
        self._seconds = seconds
        self._log = log

    def embed(self, texts: Sequence[str]) -> Vectors:
        time.sleep(self._seconds)
        made = super().embed(texts)
        if self._log:
            with self._log.open("a") as file:
                file.write(f"{len(texts)}\n")
        return made


def start(work: Callable[..., None], *arguments: Any) -> Any:
    """A process that does `work`; it ends with 0, or 1 after an error that Citewell explains."""
    child = _SERVER.Process(target=_guarded, args=(work, *arguments))
    child.start()
    return child


def _guarded(work: Callable[..., None], *arguments: Any) -> None:
    work(*arguments)
    sys.stdout.flush()
    os._exit(0)  # what a library does at exit is no part of these tests


def index(folder: Path, home: Path, seconds: float = 0, log: Path | None = None, at_once: int = 512) -> None:
    """Brings the index in line with a folder."""
    import corpus.builder

    corpus.builder._EMBEDDED_AT_ONCE = at_once
    Ingester(Settings(home=home), SlowEmbedder(seconds, log)).run([folder])


def index_told(folder: Path, home: Path, answer: Path, most_bytes: int = 0) -> None:
    """Brings the index in line and leaves the error's words, or `done`, in a file."""
    if most_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        Ingester(Settings(home=home), FakeEmbedder()).run([folder])
        told = "done"
    except WriteFailure as error:
        told = str(error)
    os.write(os.open(answer, os.O_WRONLY), told.encode())


def index_announcing_the_switch(folder: Path, home: Path, ready: Any) -> None:
    """Says when the generation is whole and on the disk, and about to be put in place."""
    import corpus.generations

    sync = corpus.generations._sync_tree

    def announced(partial: Path) -> None:
        sync(partial)
        ready.send(True)

    corpus.generations._sync_tree = announced
    Ingester(Settings(home=home), FakeEmbedder()).run([folder])

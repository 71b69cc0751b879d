"""Embeds in a process of its own, so that reading and embedding do not wait for each other.

Two threads of one interpreter would: each of a model's many small steps asks for the interpreter's
lock, which a thread that reads holds for milliseconds. The process starts when `warm` or `embed` is first
called, loads the model while files are read, and ends with the one that started it, however that ends.
"""

import multiprocessing
import signal
import weakref
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from typing import Any

from corpus.embed import Embedder, Vectors
from corpus.embed_sentence_transformers import SentenceTransformersEmbedder
from corpus.errors import ModelUnavailable
from corpus.models import EmbedderIdentity
from corpus.settings import PACKAGED, Settings

_GOODBYE_SECONDS = 2


class EmbedderApart(Embedder):
    """A SentenceTransformersEmbedder in a child process; raises ModelUnavailable also when the child dies."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._asking = Lock()
        self._child: tuple[BaseProcess, Connection] | None = None

    @cached_property
    def identity(self) -> EmbedderIdentity:
        """Known without a child where the model's files say it."""
        if self._settings.embedder == PACKAGED or Path(self._settings.embedder).expanduser().is_dir():
            return SentenceTransformersEmbedder(self._settings).identity
        known: EmbedderIdentity = self._asked(None)
        return known

    def warm(self) -> None:
        with self._asking:
            self._started()

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors: Vectors = self._asked(list(texts))
        return vectors

    def rest(self) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child, also in the middle of its work; a later call starts another."""
        if self._child:
            process, end = self._child
            self._child = None
            _end(process, end)

    def _asked(self, question: list[str] | None) -> Any:
        with self._asking:
            process, end = self._started()
            try:
                end.send(question)
                answer = end.recv()
            except (EOFError, OSError) as error:
                self.close()
                raise ModelUnavailable(
                    f"the process that embeds ended (exit {process.exitcode}): is there memory enough? "
                    "The same command goes on where this run stopped."
                ) from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _started(self) -> tuple[BaseProcess, Connection]:
        if self._child is None:
            context = multiprocessing.get_context("spawn")  # a fork would take over locks and threads
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self._settings), daemon=True, name="embedder")
            process.start()
            theirs.close()  # the only one is the child's: when it dies, we read the end
            self._child = process, ours
            weakref.finalize(self, _end, process, ours)
        return self._child


def _end(process: BaseProcess, end: Connection) -> None:
    end.close()
    process.terminate()
    process.join(_GOODBYE_SECONDS)


def _serve(end: Connection, settings: Settings) -> None:
    """The child's side: answers until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who asks: he ends this process
    embedder = SentenceTransformersEmbedder(settings)
    with suppress(ModelUnavailable):  # it is raised again, and sent, when somebody asks
        embedder.warm()
    while True:
        try:
            question = end.recv()
        except (EOFError, OSError):
            return
        try:
            end.send(embedder.identity if question is None else embedder.embed(question))
        except (ModelUnavailable, RuntimeError, MemoryError) as error:  # torch tells most things as RuntimeError
            end.send(error)
        except OSError:
            return

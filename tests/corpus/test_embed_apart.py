"""The embedder in a child process: the same vectors, and no trouble when either process dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np
import psutil
import pytest

from corpus import EmbedderApart, ModelUnavailable, SentenceTransformersEmbedder, Settings
from tests.conftest import REPOSITORY

TEXTS = ["The harbour was closed on Monday.", "Twelve ships waited outside."] * 9


@pytest.fixture(scope="module")
def apart() -> Iterator[EmbedderApart]:
    embedder = EmbedderApart(Settings())
    yield embedder
    embedder.close()


def test_it_makes_the_vectors_of_the_embedder_here(
    apart: EmbedderApart, embedder: SentenceTransformersEmbedder
) -> None:
    """Another process changes neither the vectors nor the name under which the index records them."""
    assert apart.identity == embedder.identity
    assert np.allclose(apart.embed(TEXTS), embedder.embed(TEXTS), atol=1e-3)


def test_a_child_that_dies_is_told_and_replaced(apart: EmbedderApart) -> None:
    """Killed, as the system does for want of memory: an error that says what to do; the next call has a new child."""
    apart.warm()
    (child,) = [one for one in psutil.Process().children() if "multiprocessing.spawn" in " ".join(one.cmdline())]
    child.kill()
    with pytest.raises(ModelUnavailable, match="goes on where this run stopped"):
        apart.embed(TEXTS)
    assert apart.embed(TEXTS[:1]).shape == (1, apart.identity.dimension)


def test_a_model_that_cannot_be_loaded_is_told(tmp_path: object) -> None:
    """The child's own error comes through, also when it was asked for its name first."""
    settings = Settings(embedder=f"{tmp_path}/no-such-model")
    with pytest.raises(ModelUnavailable, match="no-such-model"):
        assert EmbedderApart(settings).identity


def test_it_does_not_outlive_who_started_it() -> None:
    """A run that is killed leaves no process behind."""
    code = (
        "import time; from corpus import EmbedderApart, Settings\n"
        "if __name__ == '__main__':\n"
        "    one = EmbedderApart(Settings()); one.warm(); print(one._child[0].pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    until = time.monotonic() + 120
    while child.is_running() and child.status() != psutil.STATUS_ZOMBIE and time.monotonic() < until:
        time.sleep(0.2)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE

"""Whatever a parser does, the run goes on with one line about that file."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from corpus import ReadFailure
from ingest.isolate import Limits, Worker
from tests import hostile


@pytest.fixture
def worker() -> Iterator[Worker]:
    """One with tight limits."""
    worker = Worker(Limits(seconds=5, megabytes=256))
    yield worker
    worker.close()


def test_one_child_answers_many_questions(worker: Worker) -> None:
    """Answers come back as they are, whatever libraries print, and the child is kept."""
    assert worker.call(hostile.echo, {"a": [1, "ö"]}) == {"a": [1, "ö"]}
    assert worker.call(hostile.process_id) == worker.call(hostile.process_id)


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        pytest.param(hostile.crash, "parser crashed .SIGSEGV", id="crash"),
        pytest.param(hostile.leave, "parser crashed .exit 3", id="exit"),
        pytest.param(hostile.loop, "more than 5 seconds", id="endless"),
        pytest.param(hostile.eat, "more than 256 MiB of memory", id="memory"),
        pytest.param(hostile.flood, "more than 192 MiB of text", id="flood"),
        pytest.param(hostile.trip, "KeyError: .a parser's own error", id="own_error"),
        pytest.param(hostile.refuse, "^the file holds no text$", id="refusal"),
    ],
)
def test_harm_is_one_line_and_the_next_file_is_read(
    act: Callable[[], object], reason: str, request: pytest.FixtureRequest
) -> None:
    """A crash, a hang, a flood of memory or text: a reason that says which, then business as usual."""
    roomy = Limits(seconds=60, megabytes=1024)
    worker = Worker(roomy) if act is hostile.flood else request.getfixturevalue("worker")
    with pytest.raises(ReadFailure, match=reason):
        worker.call(act)
    assert worker.call(hostile.echo, "next") == "next"
    worker.close()


def test_nothing_can_be_written(worker: Worker, tmp_path: Path) -> None:
    """No file gets a single byte from inside the child."""
    with pytest.raises(ReadFailure, match="File too large"):
        worker.call(hostile.write, tmp_path / "harm")
    assert not (tmp_path / "harm").exists() or not (tmp_path / "harm").read_bytes()


def test_keys_of_other_services_stay_outside(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child's environment has no secrets."""
    monkeypatch.setenv("SOME_API_KEY", "secret")
    assert "SOME_API_KEY" not in worker.call(hostile.environment)


def test_the_child_ends_with_its_worker() -> None:
    """A worker that nobody holds any more leaves no process behind."""
    worker = Worker()
    child = psutil.Process(worker.call(hostile.process_id))
    del worker
    gc.collect()
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE

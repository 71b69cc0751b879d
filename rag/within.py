"""Runs work that may hang, and waits so long and no longer. Knows nothing of what the work is."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Semaphore, Thread
from typing import TypeVar

Result = TypeVar("Result")
_MOST_HANGING = 8
_room = Semaphore(_MOST_HANGING)


def within(seconds: float, work: Callable[[], Result]) -> "Future[Result]":
    """The work's outcome as a future that is done; raises TimeoutError where it takes longer.

    Work that hangs goes on in a thread of its own, which does not keep the program from ending. So that a server that
    never answers cannot fill the machine with them, TimeoutError is raised at once while eight such threads hang.
    """
    if not _room.acquire(blocking=False):
        raise TimeoutError(f"{_MOST_HANGING} earlier requests still hang")
    outcome: Future[Result] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it crosses to the waiting thread, which raises or reads it
            outcome.set_exception(error)
        finally:
            _room.release()

    Thread(target=run, daemon=True, name="citewell-writer").start()
    outcome.exception(timeout=seconds)
    return outcome

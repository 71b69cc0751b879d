"""Takes what work gives that may hang, and waits so long and no longer. Knows nothing of what the work is."""

import time
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Semaphore, Thread
from typing import TypeVar

Item = TypeVar("Item")
_MOST_HANGING = 8
_room = Semaphore(_MOST_HANGING)


class WorkFailed(Exception):
    """The work raised an error, which is this one's cause."""


class _Ended(Exception):
    """The work gave its last item."""


def within(seconds: float, work: Callable[[], Iterator[Item]]) -> Iterator[Item]:
    """The items of work as they come; raises WorkFailed for its error, TimeoutError where it is not through in time.

    Work that hangs goes on in a thread of its own, which does not keep the program from ending, and is left at its
    next item, as it is when nobody takes its items any more. So that a server that never answers cannot fill the
    machine with such threads, TimeoutError is raised at once while eight of them hang.
    """
    if not _room.acquire(blocking=False):
        raise TimeoutError(f"{_MOST_HANGING} earlier requests still hang")
    given: SimpleQueue[Item | BaseException] = SimpleQueue()
    left = Event()

    def run() -> None:
        try:
            for item in work():
                if left.is_set():
                    return
                given.put(item)
            given.put(_Ended())
        except BaseException as error:  # noqa: BLE001 - it crosses to the waiting thread, which raises it
            given.put(error)
        finally:
            _room.release()

    Thread(target=run, daemon=True, name="citewell-writer").start()
    return _taken(given, left, time.monotonic() + seconds)


def _taken(given: "SimpleQueue[Item | BaseException]", left: Event, until: float) -> Iterator[Item]:
    try:
        while True:
            try:
                item = given.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                raise TimeoutError from None
            if isinstance(item, _Ended):
                return
            if isinstance(item, BaseException):
                raise WorkFailed from item
            yield item
    finally:
        left.set()

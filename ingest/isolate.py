"""A child process in which files are parsed: what a parser does there cannot harm the run.

It guards against accidents and hostile files (crashes, endless loops, memory, writing), not against
somebody who has taken the parser over. It knows no format; `ingest.isolated` is the child's side.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, TypeVar

from corpus import ReadFailure

_LENGTH = 8  # bytes that tell how long a message is
_MOST_ANSWER = 192 << 20  # bytes
_START_SECONDS = 120  # imports on a busy machine; a file's own time counts from when it is sent
_GOODBYE_SECONDS = 2
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "LANG", "LC_ALL")
_CURE = "it is damaged or made to do harm; if not, split it, or save it anew as PDF or text"
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds on the clock, mebibytes of memory above what the libraries take."""

    seconds: float = 30
    megabytes: int = 1024


class Worker:
    """Runs functions in one child process, started when first needed and again after a failure."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def call(self, function: Callable[..., _Result], *args: object) -> _Result:
        """What `function`, one of a module's own, returns in the child.

        Raises ReadFailure where it raised one, crashed or took more than the limits; the next call
        has a new child. Whatever else it raised is raised here too.
        """
        with self._lock:
            process = self._process or self._start()
            timer = _Deadline(process, self._limits.seconds)
            try:
                with timer:
                    value = _exchange(process, (function, args))
            except TooLongError as error:
                self._stop()
                raise ReadFailure(f"it holds more than {_MOST_ANSWER >> 20} MiB of text: split it") from error
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                self._stop()
                raise ReadFailure(self._why(timer, process.returncode)) from error
            if isinstance(value, MemoryError):
                self._stop()  # what it could not get in one piece it may hold in many
                raise ReadFailure(f"reading it takes more than {self._limits.megabytes} MiB of memory: {_CURE}")
            if isinstance(value, Exception):
                raise value
            result: _Result = value
            return result

    def close(self) -> None:
        """Ends the child; a later call starts another."""
        with self._lock:
            self._stop()

    def _start(self) -> "subprocess.Popen[bytes]":
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}  # no keys of other services
        process = subprocess.Popen(  # noqa: S603 - our own module, in our own interpreter
            [sys.executable, "-P", "-m", "ingest.isolated", str(self._limits.megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # libraries complain there of every damaged file
            env={**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        weakref.finalize(self, _end, process)
        try:
            with _Deadline(process, _START_SECONDS):
                _receive(process)  # it says when it is ready
        except (OSError, EOFError) as error:
            _end(process)
            raise ReadFailure(f"the process that reads files did not start (exit {process.returncode})") from error
        self._process = process
        return process

    def _stop(self) -> None:
        if self._process is not None:
            _end(self._process)
            self._process = None

    def _why(self, timer: "_Deadline", code: int | None) -> str:
        if timer.passed:
            return f"reading it takes more than {self._limits.seconds:g} seconds: {_CURE}"
        end = signal.Signals(-code).name if code is not None and code < 0 else f"exit {code}"
        return f"its parser crashed ({end}, at most {self._limits.megabytes} MiB of memory): {_CURE}"


class TooLongError(Exception):
    """A message that nobody has the room to take in."""


class _Deadline:
    """Kills a process that is still at it after some seconds, which ends any wait for its answer."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        self.passed = False
        self._process = process
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _kill(self) -> None:
        self.passed = True
        self._process.kill()


def _exchange(process: "subprocess.Popen[bytes]", question: object) -> Any:
    assert process.stdin is not None
    send(process.stdin, pickle.dumps(question))
    return pickle.loads(_receive(process))  # noqa: S301 - from our own child


def send(stream: IO[bytes], message: bytes) -> None:
    """Writes a message so that `receive` knows where it ends."""
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> bytes:
    """The next message; raises EOFError where there is none, TooLongError for more than `most` bytes."""
    length = int.from_bytes(stream.read(_LENGTH), "big")
    if length > most:
        raise TooLongError(f"{length} bytes")
    message = stream.read(length)
    if not message or len(message) < length:
        raise EOFError("no whole message")
    return message


def _receive(process: "subprocess.Popen[bytes]") -> bytes:
    assert process.stdout is not None
    return receive(process.stdout, _MOST_ANSWER)


def _end(process: "subprocess.Popen[bytes]") -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None and not stream.closed:
            try:
                stream.close()
            except OSError:  # it died with a message half written
                continue
    try:
        process.wait(_GOODBYE_SECONDS)  # with nobody asking it ends by itself
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

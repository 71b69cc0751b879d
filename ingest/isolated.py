"""The child's side of `ingest.isolate`: limits itself, then answers until nobody asks any more.

python -m ingest.isolated MEGABYTES
"""

import os
import pickle
import sys
from pathlib import Path

from corpus import ReadFailure
from ingest.isolate import receive, send

_MOST_QUESTION = 256 << 20  # bytes
_NO_MEMORY = pickle.dumps(MemoryError())  # made while there is some


def _limit(megabytes: int) -> None:
    """Memory above what is mapped now, no file written, no core dumped: where the system knows such limits."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    statm = Path("/proc/self/statm")
    if statm.exists():  # elsewhere mapped memory is not what is used
        mapped = int(statm.read_text().split()[0]) * resource.getpagesize()
        most = mapped + (megabytes << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _answer(question: bytes) -> bytes:
    try:
        function, args = pickle.loads(question)  # noqa: S301 - from our own parent
        return pickle.dumps(function(*args), protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return _NO_MEMORY
    except Exception as error:  # noqa: BLE001 - the child's entry point: the parent raises it again
        if isinstance(error, ReadFailure):
            return pickle.dumps(error)
        return pickle.dumps(ReadFailure(f"cannot be read ({type(error).__name__}: {str(error)[:200]})"))


def main() -> None:
    """Reads questions from standard input, writes answers to what standard output was."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not stand among the answers
    import ingest.readers.parse  # noqa: F401, PLC0415 - before the limits, so that they count from here

    _limit(int(sys.argv[1]))
    send(out, b"ready")
    while True:
        try:
            question = receive(sys.stdin.buffer, _MOST_QUESTION)
        except EOFError:
            return
        send(out, _answer(question))


if __name__ == "__main__":
    main()

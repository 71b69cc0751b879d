"""Indexes folders in a process of its own, and prints what came of it as one line of JSON.

    python -m tests.index_folder HOME PATH...

Beside the report: the ids in the index, seconds, and the most memory that this process and any child took.
"""

import json
import resource
import sys
import time
from contextlib import closing
from pathlib import Path

from corpus import Home, Settings, open_catalogue
from ingest import Ingester
from tests.fakes import FakeEmbedder


def _most_kilobytes() -> int:
    """The most memory of this program: `getrusage` would count what the process held that started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (line,) = (line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


def main(home: Path, *paths: Path) -> None:
    started = time.monotonic()
    report = Ingester(Settings(home=home, read_seconds=60), FakeEmbedder()).run(paths)
    with closing(open_catalogue(Home(home))) as catalogue:
        ids = [one.id for one in catalogue.stored()]
    told = {
        **report.to_dict(), "ids": ids, "took": time.monotonic() - started,
        "megabytes": _most_kilobytes() >> 10,
        "megabytes_of_child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10,
    }  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

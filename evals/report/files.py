"""A run's documents, found where the run says they are, and its report as files beside it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus import Catalogue, Home, UsageError, open_catalogue
from evals.report.findings import Texts
from evals.report.markdown import report_to_dict, report_words
from evals.report.page import html_report
from evals.runs.describe import fingerprint
from evals.runs.folder import encode
from evals.runs.saved import SavedRun

OWN_INDEX = "index"
PAGE, WORDS, DATA = "report.html", "report.md", "report.json"


@contextmanager
def documents_of(run: SavedRun, home: Path | None, otherwise: Path) -> Iterator[Catalogue]:
    """The record that the run was asked of: at `home`, else in its own folder, else where it is by default.

    Raises UsageError where there is no index, or one that holds something else.
    """
    own = run.folder / OWN_INDEX
    place = home or (own if own.is_dir() else otherwise)
    with closing(open_catalogue(Home(place))) as record:
        known = run.index.get("fingerprint")
        if known and known != fingerprint(record):
            raise UsageError(
                f"the index at {place} is not the one that {run.folder} asked: name that one with --home DIR, "
                "or run the sets again"
            )
        yield record


def write_report(run: SavedRun, texts: Texts) -> list[Path]:
    """Writes the page, the Markdown and the JSON into the run's folder, and tells their paths."""
    pages = {
        PAGE: html_report(run, texts).encode("utf-8"),
        WORDS: report_words(run, texts).encode("utf-8", "backslashreplace") + b"\n",
        DATA: encode(report_to_dict(run, texts)),
    }
    return [write_page(run.folder / name, content) for name, content in pages.items()]


def write_page(path: Path, content: bytes) -> Path:
    """Raises UsageError where the file cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    return path

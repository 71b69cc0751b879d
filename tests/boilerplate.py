"""How well content is told from furniture on pages whose every part was labelled by hand.

    python -m tests.boilerplate

A part counts as furniture where it may not be quoted. Precision: of the parts taken for furniture, how
many are. Recall: of the furniture, how much was taken for it. The pages are our own, in eleven manners of
building pages that are common, and a text saved from a browser.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from corpus.models import Document
from ingest import sniff
from ingest.models import Source
from ingest.readers.parse import read_file

PAGES = Path(__file__).parent / "ingest" / "pages"


@dataclass
class Score:
    """Counts over labelled parts; `wrong` names those that were taken for what they are not."""

    page: str
    found: int = 0
    missed: int = 0
    mistaken: int = 0
    content: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was taken for furniture, the share that is."""
        return self.found / (self.found + self.mistaken) if self.found + self.mistaken else 1.0

    @property
    def recall(self) -> float:
        """Of the furniture, the share that was taken for it."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


def labels() -> dict[str, list[tuple[str, str]]]:
    """For each page, its parts in order: a mark and the first words."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for line in (PAGES / "labels.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            parts = pages.setdefault(line[2:], [])
        elif line[:2] in ("+ ", "- ", "~ "):
            parts.append((line[0], line[2:]))
    return pages


def scored(document: Document, parts: list[tuple[str, str]]) -> Score:
    """Raises ValueError where a labelled part is not in the text: the text must keep everything."""
    score = Score(document.id)
    at = 0
    for mark, words in parts:
        at = document.text.index(words, at)
        block = next(block for block in document.blocks if block.span.start <= at < block.span.end)
        if mark == "+":
            score.content += 1
            score.mistaken += not block.kind.quotable
        elif mark == "-":
            score.found += not block.kind.quotable
            score.missed += block.kind.quotable
        if mark != "~" and block.kind.quotable != (mark == "+"):
            score.wrong.append(f"{mark} {words}")
        at += len(words)
    return score


def scores() -> list[Score]:
    """A score for each page, and one for all."""
    found = []
    for name, parts in labels().items():
        path = PAGES / name
        with path.open("rb") as file:
            kind = sniff.media_type(file, name)
        found.append(scored(read_file(kind, Source(path, path, name)).document, parts))
    everything = Score("all")
    for one in found:
        everything.found += one.found
        everything.missed += one.missed
        everything.mistaken += one.mistaken
        everything.content += one.content
    return [*found, everything]


if __name__ == "__main__":
    for one in scores():
        sys.stdout.write(
            f"{one.page:20} furniture {one.found + one.missed:4}  precision {one.precision:.3f}  recall {one.recall:.3f}"
            f"  content {one.content:4}  lost {one.mistaken}\n"
        )
        sys.stdout.writelines(f"    {part}\n" for part in one.wrong)

"""How well content is told from furniture, block by block, in documents whose every part was labelled by hand.

    python -m tests.boilerplate

A part counts as furniture where it may not be quoted: navigation, notices, comments, reference lists. Precision:
of the parts taken for furniture, how many are. Recall: of the furniture, how much was taken for it.

The pages beside `tests/ingest/pages/labels.txt` are our own, in the manners of building pages that are common.
Where the articles lie beside this repository they count too: their furniture is named by its lines, and what
their other formats hold is content where the labelled lines of the text do.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.models import Document
from ingest import sniff
from ingest.models import Source
from ingest.readers.parse import read_file

PAGES = Path(__file__).parent / "ingest" / "pages"
# By article: lines of furniture, and lines that may be either (a byline, a section's name, an identifier).
ARTICLES: dict[str, tuple[Sequence[int], Sequence[int]]] = {
    "000_7dd4e44536eeb86a.txt": ((1, 3, 13, 23, 37), (47,)),
    "001_b5007ca4f3200788.txt": (range(190, 200), (3, 4)),
    "002_dafcad4de62fc272.txt": ((1, 2, 4, 5, 6, 51), (3,)),
    "003_3f756b0bd05c4f32.txt": ((), (2,)),
    "004_5484b106a216daee.txt": ((26, 27), ()),
}
FORMATS = ("001.pdf", "002.html", "003.md", "004.docx")
_SAME = 0.9  # of a block's runs of letters that stand in a text
_RUN = 12


@dataclass
class Score:
    """Counts over labelled parts; `wrong` names those that were taken for what they are not."""

    name: str
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

    def count(self, mark: str, words: str, *, quotable: bool) -> None:
        """Counts one part that is content (+), furniture (-) or either (~)."""
        if mark == "+":
            self.content += 1
            self.mistaken += not quotable
        elif mark == "-":
            self.found += not quotable
            self.missed += quotable
        if mark != "~" and quotable != (mark == "+"):
            self.wrong.append(f"{mark} {' '.join(words.split())[:60]}")

    def __add__(self, other: "Score") -> "Score":
        counts = (self.found + other.found, self.missed + other.missed, self.mistaken + other.mistaken)
        return Score(self.name, *counts, self.content + other.content, [*self.wrong, *other.wrong])

    def __str__(self) -> str:
        return (
            f"{self.name:26} furniture {self.found + self.missed:4}  precision {self.precision:.3f}  recall "
            f"{self.recall:.3f}  content {self.content:4}  lost {self.mistaken}"
        )


def labels() -> dict[str, list[tuple[str, str]]]:
    """For each page, its parts in order: a mark and the first words."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for line in (PAGES / "labels.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            parts = pages.setdefault(line[2:], [])
        elif line[:2] in ("+ ", "- ", "~ "):
            parts.append((line[0], line[2:]))
    return pages


def read(path: Path) -> Document:
    """The document of a file of any format."""
    with path.open("rb") as file:
        kind = sniff.media_type(file, path.name)
    return read_file(kind, Source(path, path, path.name)).document


def scored(document: Document, parts: list[tuple[str, str]]) -> Score:
    """Raises ValueError where a labelled part is not in the text: the text must keep everything."""
    score = Score(document.id)
    at = 0
    for mark, words in parts:
        if (at := document.text.find(words, at)) < 0:
            raise ValueError(f"{document.id} lacks {words!r}, or has it further up")
        block = next(block for block in document.blocks if block.span.start <= at < block.span.end)
        score.count(mark, words, quotable=block.kind.quotable)
        at += len(words)
    return score


def scores_of_pages() -> list[Score]:
    """A score for each page of our own."""
    return [scored(read(PAGES / name), parts) for name, parts in labels().items()]


def scores_of_articles(shared: Path) -> list[Score]:
    """A score for each article, and for each of its other formats, where they lie beside this repository."""
    if not (shared / "corpus").is_dir():
        return []
    found, content = [], {}
    for name in ARTICLES:
        document, score = read(shared / "corpus" / name), Score(name)
        marked = [(block, _mark(document, block.span.start)) for block in document.blocks]
        for block, mark in marked:
            score.count(mark, document.slice(block.span), quotable=block.kind.quotable)
        content[name[:3]] = [_letters(document.slice(block.span)) for block, mark in marked if mark != "-"]
        found.append(score)
    formats = (shared / "corpus_formats" / name for name in FORMATS)
    return [*found, *(_of_format(path, content[path.stem]) for path in formats if path.is_file())]


def _mark(document: Document, start: int) -> str:
    furniture, either = ARTICLES[document.id]
    line = document.text.count("\n", 0, start) + 1
    return "-" if line in furniture else "~" if line in either else "+"


def _of_format(path: Path, content: Sequence[str]) -> Score:
    document, score = read(path), Score(path.name)
    known = _runs("".join(content)) | set(content)
    for block in document.blocks:
        words = document.slice(block.span)
        runs = _runs(_letters(words))
        mark = "+" if sum(run in known for run in runs) >= _SAME * len(runs) else "-"
        score.count(mark, words, quotable=block.kind.quotable)
    return score


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _runs(letters: str) -> set[str]:
    """All runs of so many letters, or the whole of what is shorter."""
    return {letters[at : at + _RUN] for at in range(max(1, len(letters) - _RUN + 1))}


def by_format(scores: Sequence[Score]) -> Iterator[Score]:
    """Sums by the ends of the names, and of all."""
    for form in (*sorted({Path(one.name).suffix for one in scores}), ""):
        yield sum((one for one in scores if one.name.endswith(form)), Score(f"all {form}".strip()))


def main(shared: Path) -> None:
    """Prints every score, what was taken for what it is not, and the sums."""
    scores = [*scores_of_pages(), *scores_of_articles(shared)]
    for one in scores:
        sys.stdout.write(f"{one}\n" + "".join(f"    {part}\n" for part in one.wrong))
    sys.stdout.writelines(f"{one}\n" for one in by_format(scores))


if __name__ == "__main__":
    main(Path(__file__).parents[2] / "shared")

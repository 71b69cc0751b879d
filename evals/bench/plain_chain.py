"""What a plain LangChain chain over Chroma finds of a set's gold, beside Citewell, in one run on one machine.

    citewell index ../shared/data/squad2/documents.jsonl --home squad2
    python -m evals.bench.plain_chain ../shared/data/squad2 --home squad2

The plain chain is what its tutorials build: texts cut at 1,000 characters, embedded, the nearest to the question.
It has the same documents and the same embedding model. Counted is whether one of the first k passages overlaps
gold, and how much text three of them are. Needs langchain-chroma and langchain-text-splitters, which the `dev`
extra installs.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus import MINILM_EMBEDDER, Catalogue, Home, Settings, open_catalogue
from corpus.models import Span
from evals.kinds import build_bench
from evals.models import Case, KindName
from evals.sets.find import open_set
from evals.sets.locate import locate
from evals.statistics import mean_interval

_KS = (1, 3, 5, 10)
_READ = 3  # passages that somebody is thought to read
_PAGE = 1000  # characters
_ADDED_AT_ONCE = 1000  # pages

Passage = tuple[str, Span]
"""A document's id and a place in it."""
Find = Callable[[Case], dict[str, Sequence[Passage]]]
"""Gives ranked passages, best first, by what kind of passage they are."""


@dataclass
class Tally:
    """What one kind of passage gave: per question whether gold was among the first k, characters, seconds."""

    hits: dict[int, list[float]] = field(default_factory=lambda: {k: [] for k in _KS})
    characters: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, case: Case, passages: Sequence[Passage], seconds: float) -> None:
        for k, hits in self.hits.items():
            hits.append(float(any(_overlaps(case, one) for one in passages[:k])))
        self.characters.append(sum(len(span) for _, span in passages[:_READ]))
        self.seconds.append(seconds)

    def __str__(self) -> str:
        shares = (mean_interval(hits) for hits in self.hits.values())
        found = "".join(f" {one.value:.3f} [{one.low or 0:.2f}, {one.high or 1:.2f}] |" for one in shares)
        return f"{found} {statistics.median(self.characters):,.0f} | {statistics.median(self.seconds):.2f} s |"


def measure(
    named: Annotated[str, typer.Argument(metavar="SET", help="A set with gold places, by name or path.")],
    home: Annotated[Path, typer.Option(help="The index of its documents.")],
) -> None:
    """Prints a table, a row for each kind of passage."""
    tallies: dict[str, Tally] = {}
    with ExitStack() as opened:
        given: dict[str, Any] = {"home": home}
        record = opened.enter_context(closing(open_catalogue(Home(home))))
        cases = [case for case in locate(open_set(named).cases, record)[0] if case.answerable and case.evidence]
        folder = opened.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        ways = (_plain(record, Path(folder)), _citewell(Settings(**given), record, opened))
        for find in ways:
            find(cases[0])  # what is loaded when first asked is not counted
        for case in cases:
            for find in ways:  # in turns, so that a busy machine slows both
                began = time.perf_counter()
                found = find(case)
                seconds = time.perf_counter() - began
                for what, passages in found.items():
                    tallies.setdefault(what, Tally()).add(case, passages, seconds)
        typer.echo(f"{len(cases)} questions, {record.counts()[0]} documents")
    typer.echo("| first passages that hold gold |" + "".join(f" {k} |" for k in _KS) + " characters of 3 | median |")
    for what, tally in tallies.items():
        typer.echo(f"| {what} |{tally}")


def _overlaps(case: Case, passage: Passage) -> bool:
    doc, span = passage
    return any(gold.doc == doc and gold.span is not None and gold.span.overlaps(span) for gold in case.evidence)


def _citewell(settings: Settings, record: Catalogue, opened: ExitStack) -> Find:
    """Searching and reading as the assistant does, its chunks and its single sentences."""
    search = build_bench(settings, record, {KindName.RETRIEVAL}, opened, k=max(_KS)).kinds[KindName.RETRIEVAL]

    def find(case: Case) -> dict[str, Sequence[Passage]]:
        row = search.measure(case).answer
        return {f"Citewell's {name}": [_placed(one) for one in row[key]] for name, key in _RANKED}

    return find


_RANKED = (("chunks", "hits"), ("quotes", "sentences"))


def _placed(row: dict[str, Any]) -> Passage:
    return row["doc"], Span(row["start"], row["end"])


def _plain(record: Catalogue, folder: Path) -> Find:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sentence_transformers import SentenceTransformer

    class Plain(Embeddings):
        """The packaged model as the library runs it."""

        def __init__(self) -> None:
            self._model = SentenceTransformer(str(MINILM_EMBEDDER.folder()), device="cpu")

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            made: list[list[float]] = self._model.encode(texts).tolist()
            return made

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    splitter = RecursiveCharacterTextSplitter(chunk_size=_PAGE, chunk_overlap=0, add_start_index=True)
    store = Chroma("pages", Plain(), persist_directory=str(folder))
    documents = ((one.text, {"doc": one.id}) for one in record.documents())
    pages = [page for text, known in documents for page in splitter.create_documents([text], [known])]
    with typer.progressbar(range(0, len(pages), _ADDED_AT_ONCE), label="embedding the plain chain's pages") as starts:
        for start in starts:
            store.add_documents(pages[start : start + _ADDED_AT_ONCE])

    def find(case: Case) -> dict[str, Sequence[Passage]]:
        found = store.similarity_search(case.question.text, k=max(_KS))
        spans = ((one.metadata, len(one.page_content)) for one in found)
        return {"plain chain's pages": [(m["doc"], Span(m["start_index"], m["start_index"] + n)) for m, n in spans]}

    return find


if __name__ == "__main__":
    typer.run(measure)

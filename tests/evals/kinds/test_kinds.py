"""Each kind of case is put to the real parts, and its row tells what the metrics need."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from corpus import Home, Index, Settings, open_catalogue, open_index
from corpus.models import Filter, Span
from evals.kinds.ask import Ask, AskAttacked
from evals.kinds.build import chunks_of
from evals.kinds.check import Check
from evals.kinds.search import Search
from evals.kinds.support import Support
from evals.models import Attack, Case, Gold, KindName, Quoted, Supported
from ingest import Ingester
from rag import HybridSearch, SupportModel
from rag.models import Answer, Question, Status
from tests.evals.examples import case
from tests.fakes import FakeEmbedder, FakeReranker

HARBOUR = "Twelve ships waited outside the harbour. The harbour was closed on Monday. Nobody came to open it."
MILL = "The old mill was built in 1874. Its wheel turned until the river was dammed."


def in_force(home: Path) -> Settings:
    """Small chunks, so that a document has several."""
    return Settings(home=home, chunk_tokens=20)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two documents, cut small and embedded by the fake."""
    for name, text in (("harbour.txt", HARBOUR), ("mill.txt", MILL)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    settings = in_force(tmp_path / "home")
    assert not Ingester(settings, FakeEmbedder()).run([tmp_path / "harbour.txt", tmp_path / "mill.txt"]).failed
    return tmp_path / "home"


@pytest.fixture
def index(home: Path) -> Iterator[Index]:
    with closing(open_index(in_force(home), FakeEmbedder())) as opened:
        yield opened


def gold(text: str, words: str, doc: str) -> Gold:
    start = text.index(words)
    return Gold(doc, Span(start, start + len(words)), words)


def test_a_search_tells_its_ranking_its_sentences_and_what_is_relevant(home: Path, index: Index) -> None:
    """Chunks that overlap gold are relevant; gold that no chunk holds counts as one that nobody finds."""
    asked = Case(
        "1", "", Question("When was the old mill built?"), True, kind=KindName.RETRIEVAL,
        evidence=(gold(MILL, "1874", "mill.txt"), Gold("harbour.txt", Span(9000, 9005), "gone")),
    )  # fmt: skip
    with closing(open_catalogue(Home(home))) as record:
        settings = in_force(home)
        kind = Search(index, HybridSearch(index, FakeReranker(), settings), FakeReranker(), chunks_of(record), 3)
        row = kind.measure(asked).answer
        holding = [one for one in chunks_of(record)("mill.txt") if one.span.overlaps(Span(26, 30))]
    assert row["hits"][0]["doc"] == "mill.txt"
    assert "1874" in row["sentences"][0]["text"]
    assert row["relevant"]["document"] == {"mill.txt": 1, "harbour.txt": 1}
    assert row["relevant"]["chunk"] == {**{f"mill.txt#{one.span}": 1 for one in holding}, "harbour.txt#9000:9005": 1}
    assert set(row["timings"]) == {"searching", "reading", "total"}


def test_a_search_keeps_to_its_filter_and_understands_a_follow_up(home: Path, index: Index) -> None:
    """Filter and history are heeded as the assistant heeds them."""
    question = Question("When was it closed?", ("What of the harbour?",), Filter(docs=frozenset({"harbour.txt"})))
    with closing(open_catalogue(Home(home))) as record:
        search = HybridSearch(index, FakeReranker(), in_force(home))
        kind = Search(index, search, FakeReranker(), chunks_of(record), 5)
        hits = kind.measure(Case("1", "", question, True, kind=KindName.RETRIEVAL)).answer["hits"]
    assert {hit["doc"] for hit in hits} == {"harbour.txt"}


def test_a_check_tells_the_verdict_and_the_place(home: Path) -> None:
    """Where the words stand if they do, and why not if they do not."""
    with closing(open_catalogue(Home(home))) as record:
        kind = Check(record)
        good = kind.measure(
            case(kind=KindName.VERIFIER, quoted=Quoted("mill.txt", "The old mill was built in 1874.", True))
        )
        bad = kind.measure(
            case(kind=KindName.VERIFIER, quoted=Quoted("mill.txt", "The old mill was built in 1784.", False))
        )
    assert good.answer == {"verdict": "exact", "doc": "mill.txt", "start": 0, "end": 31, "text": MILL[:31]}
    assert bad.answer["verdict"] == "drifted"
    assert bad.answer["detail"]


class Noting:
    """Refuses every question, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def invoke(self, input: Question) -> Answer:
        self.asked.append(input)
        return Answer(input, Status.NOT_IN_DOCUMENTS)


def test_an_attacked_document_is_asked_with_and_without_the_attack() -> None:
    """The same question; only the document differs."""
    assistant = Noting()
    question = Question("When?", (), Filter(docs=frozenset({"poisoned"})))
    asked = Case("1", "", question, True, kind=KindName.INJECTION, attack=Attack("clean", Span(0, 5)))
    row = AskAttacked(assistant, str).measure(asked).answer
    assert [one.where.docs for one in assistant.asked] == [{"poisoned"}, {"clean"}]
    assert row["clean"]["status"] == "not_in_documents"
    assert Ask(assistant, str).measure(asked).texts == {}


class Halves(SupportModel):
    """Is never sure."""

    name = "halves"
    threshold = 0.4

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold

    def probability(self, claim: str, references: Sequence[str]) -> float:
        return 0.5


@pytest.mark.parametrize(("threshold", "passed"), [(0.5, True), (0.51, False)])
def test_a_claim_passes_from_the_threshold_on(threshold: float, passed: bool) -> None:
    """The row tells the probability, the decision and whose they are."""
    asked = case(kind=KindName.SUPPORT, support=Supported("c", ("r",), True))
    told = {"supported": 0.5, "passed": passed, "model": "halves"}
    assert Support(Halves(threshold)).measure(asked).answer == told

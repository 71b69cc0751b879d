"""What the browser tests play on: a scripted assistant, a small invented collection, a page that is watched."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import uvicorn
from playwright.sync_api import BrowserContext, Dialog, Page, Request

from corpus import CitewellError, Index, UnknownDocument, Vectors
from corpus.models import (
    Chunk,
    Citation,
    Document,
    EmbedderIdentity,
    Filter,
    Manifest,
    Metadata,
    PlacedWord,
    Sentence,
    Span,
)
from rag.models import Answer, Claim, Conflict, Event, Question, Side, StageBegan, Status, Verdict, VerifiedCitation
from ui.web import Feedback, build_app

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


class FakeIndex(Index):
    """Documents in memory; searches nothing."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.id: document for document in documents}

    @property
    def manifest(self) -> Manifest:
        count = len(self._documents)
        return Manifest(1, 7, EmbedderIdentity("none", "0" * 12, 1), "none", count, count)

    def documents(self) -> list[Document]:
        return [self._documents[key] for key in sorted(self._documents)]

    def source_names(self) -> frozenset[str]:
        return frozenset(document.metadata.publisher for document in self._documents.values())

    def document(self, document_id: str) -> Document:
        try:
            return self._documents[document_id]
        except KeyError as error:
            raise UnknownDocument(f"no document {document_id!r}") from error

    def chunk(self, chunk_id: str) -> Chunk:
        raise NotImplementedError

    def sentences(self, document_id: str, first: int = 0, last: int | None = None) -> list[Sentence]:
        raise NotImplementedError

    def words(self, document_id: str, span: Span) -> list[PlacedWord]:
        return []

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise NotImplementedError

    def dense(self, vector: Vectors, k: int, where: Filter) -> list[tuple[str, float]]:
        raise NotImplementedError

    def lexical(self, text: str, language: str, k: int, where: Filter) -> list[tuple[str, float]]:
        raise NotImplementedError

    def close(self) -> None:
        pass


Script = Callable[[Question], Iterator[Event]]


@dataclass
class ScriptedAssistant:
    """Plays the script whose key stands in the question; remembers what it was asked."""

    scripts: dict[str, Script]
    asked: list[Question] = field(default_factory=list)

    def events(self, question: Question) -> Iterator[Event]:
        self.asked.append(question)
        for key, script in self.scripts.items():
            if key in question.text:
                yield from script(question)
                return
        yield Answer(question, Status.NOT_IN_DOCUMENTS)


_FILLER = "The survey team walked the shore for nine days and wrote down what it saw. "
REPORT = Document(
    id="documents/harbour-report.txt",
    text=_FILLER * 60
    + "\n\nThe bridge at Lindmouth is 412 metres long.\nIt opened in 1931 and carries two lanes.\n\n"
    + _FILLER * 60,
    metadata=Metadata(
        title="Harbour survey of Lindmouth",
        publisher="Port Authority of Lindmouth",
        authors=("Ada Brook", "Ivo Castel"),
        published_at="2019-05-04",
        url="https://example.org/harbour?year=2019&part=1",
    ),
    path="harbour-report.txt",
)
LETTER = Document(
    id="documents/letter.md",
    text="A letter to the editor.\n\nThe bridge at Lindmouth is 398 metres long, as anyone can measure.\n",
    metadata=Metadata(
        title="A letter about the bridge", publisher="Lindmouth Gazette", published_at="2021-10", languages=("en",)
    ),
    path="letter.md",
)


def cite(document: Document, words: str, verdict: Verdict = Verdict.EXACT) -> VerifiedCitation:
    """The checked quote of these words, which must stand in the document."""
    start = document.text.index(words)
    return VerifiedCitation(Citation(document, Span(start, start + len(words))), verdict)


def whole(document: Document) -> VerifiedCitation:
    """A quote of all that a document says."""
    return VerifiedCitation(Citation(document, Span(0, len(document.text))), Verdict.EXACT)


def quotes(citations: Sequence[VerifiedCitation]) -> list[Claim]:
    """Claims that say only their quotes."""
    return [Claim(one.citation.text, (one,)) for one in citations]


LENGTH = cite(REPORT, "The bridge at Lindmouth is 412 metres long.")
OPENED = cite(REPORT, "It opened in 1931 and carries two lanes.", Verdict.NORMALIZED)
OTHER_LENGTH = cite(LETTER, "The bridge at Lindmouth is 398 metres long, as anyone can measure.")


def played(claims: Sequence[Claim], pause: float = 0.0) -> Script:
    """Stages, claims one by one, then the answer that holds them."""

    def script(question: Question) -> Iterator[Event]:
        events: list[Event] = [*map(StageBegan, ("searching", "reading", "checking")), *claims]
        for event in events:
            yield event
            time.sleep(pause)
        yield Answer(question, Status.ANSWERED, tuple(claims), confidence=0.9)

    return script


def _conflicting(question: Question) -> Iterator[Event]:
    sides = (Side("412 metres", (LENGTH,)), Side("398 metres", (OTHER_LENGTH,)))
    yield Answer(question, Status.CONFLICTING, tuple(quotes([LENGTH])), (Conflict("the length of the bridge", sides),))


def _unknown(question: Question) -> Iterator[Event]:
    yield Answer(question, Status.NOT_IN_DOCUMENTS, nearest=(LENGTH.citation, OTHER_LENGTH.citation))


def _partial(question: Question) -> Iterator[Event]:
    yield Answer(question, Status.PARTIAL, tuple(quotes([OPENED])), rewritten="When did the bridge open?")


def _explained(question: Question) -> Iterator[Event]:
    raise CitewellError("the index in /tmp/x is *damaged*: run `citewell index --rebuild`")
    yield  # makes this a generator


def _broken(question: Question) -> Iterator[Event]:
    yield Claim("The bridge is long.", (LENGTH,))
    raise RuntimeError("a secret inner detail")


SCRIPTS: dict[str, Script] = {
    "slowly": played(quotes([LENGTH, OPENED]), pause=0.25),
    "in other words": played([Claim("It is more than four hundred metres long.", (LENGTH,))]),
    "How long": played(quotes([LENGTH, OPENED])),
    "disagree": _conflicting,
    "partly": _partial,
    "airline": _unknown,
    "explained": _explained,
    "broken": _broken,
}


EXAMPLES = ("How long is the bridge at Lindmouth?", "What is partly known?")


@dataclass(frozen=True)
class Served:
    """An application that runs on this machine."""

    url: str
    assistant: ScriptedAssistant


@contextmanager
def running(
    documents: Sequence[Document], scripts: dict[str, Script], feedback: Feedback | None = None
) -> Iterator[Served]:
    """The application over these documents, on a free port of this machine."""
    assistant = ScriptedAssistant(scripts)
    ready: Future[uvicorn.Server] = Future()

    async def serve() -> None:
        # Built inside the loop that serves it: outside of one Gradio makes loops and never closes them.
        app = build_app(assistant, FakeIndex(documents), examples=EXAMPLES, feedback=feedback)
        config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        ready.set_result(server)
        await server.serve()

    thread = Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    server = ready.result(timeout=60)
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(f"http://127.0.0.1:{port}", assistant)
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@dataclass
class Tab:
    """A page of the application, and what it did that it must never do."""

    page: Page
    served: Served
    dialogs: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.set_default_timeout(8_000)
        self.page.on("dialog", self._on_dialog)
        self.page.on("request", self._on_request)

    def _on_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.served.url + "/", "data:", "blob:")):
            self.elsewhere.append(request.url)

    def open(self) -> None:
        """Loads the page and waits until it can be used."""
        self.page.goto(self.served.url)
        self.page.wait_for_selector("#question textarea")
        self.page.wait_for_function("document.querySelector('#header').textContent.includes('document')")

    def ask(self, question: str) -> None:
        """Types a question, presses Enter, and waits for the end of its answer."""
        answers = self.page.locator("#chat .bot-row")
        before = answers.count()
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.page.wait_for_function(
            "before => { const rows = document.querySelectorAll('#chat .bot-row');"
            " return rows.length > before && rows[rows.length - 1].querySelector('.cw-closing, .cw-notice'); }",
            arg=before,
        )

    def open_source(self, number: int) -> None:
        """Presses a number of the last answer and waits for its source."""
        link = self.page.locator("#chat .bot-row").last.get_by_text(f"[{number}]", exact=True).first
        reference = (link.get_attribute("href") or "").removeprefix("#cite-")
        link.click()
        self.page.wait_for_selector(f'#source [data-ref="{reference}"] mark')


@contextmanager
def opened(window: BrowserContext, served: Served) -> Iterator[Tab]:
    """A fresh page of an application, closed again at the end."""
    tab = Tab(window.new_page(), served)
    tab.watch()
    tab.open()
    try:
        yield tab
    finally:
        tab.page.close()

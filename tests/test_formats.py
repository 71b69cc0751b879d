"""The real articles as HTML, PDF, Markdown and DOCX answer as their text versions do, with true pages and whole words."""

import re
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from corpus import SentenceTransformersEmbedder, Settings
from corpus.models import BlockKind, Citation, Filter
from evals import load_cases
from ingest import Ingester
from rag import Assistant, build_assistant
from rag.models import Answer
from tests.boilerplate import read, scores_of_articles
from tests.conftest import SHARED

FORMATS = SHARED / "corpus_formats"
QUESTIONS = SHARED / "data" / "corpus_questions.jsonl"
ONLY_TEXT = "000_7dd4e44536eeb86a.txt"
_BROKEN = re.compile(r"([^\W\d_]+)-\n+([^\W\d_]+)")


@pytest.fixture(scope="module")
def formats(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformersEmbedder) -> Assistant:
    """The assistant over the articles in their other formats; the first exists as text alone."""
    if not FORMATS.is_dir() or not QUESTIONS.is_file():
        pytest.skip("the real articles are not beside this repository: they belong to others")
    folder = tmp_path_factory.mktemp("formats") / "docs"
    folder.mkdir()
    for path in (*FORMATS.iterdir(), SHARED / "corpus" / ONLY_TEXT):
        (folder / path.name).write_bytes(path.read_bytes())
    settings = Settings(home=folder.parent / "home")
    assert Ingester(settings, embedder).run([folder]).failed == ()
    return build_assistant(settings, embedder)


def letters(text: str) -> str:
    """What is left of words whatever breaks them."""
    return "".join(filter(str.isalnum, text.casefold()))


def cited(answer: Answer) -> list[Citation]:
    """All that an answer quotes."""
    shown = [one for claim in answer.claims for one in claim.citations]
    shown += [one for conflict in answer.conflicts for side in conflict.sides for one in side.citations]
    return [one.citation for one in shown]


def holds(words: str, citations: list[Citation]) -> bool:
    """Whether some citation has the words, or is part of them."""
    quotes = [letters(one.text) for one in citations]
    return any(letters(words) in quote or (quote in letters(words) and len(quote) > 20) for quote in quotes)


def test_the_same_questions_find_the_same_evidence(
    formats: Assistant, article_assistant: Assistant, articles: Path
) -> None:
    """What the text versions' answers cite of the known evidence the formats' answers cite too, and all of it stands."""
    ids = {one.id[:3]: one.id for one in formats.index.documents()}
    found = dict.fromkeys(("text", "formats", "both", "due"), 0)
    same = every = 0
    missing = []
    for case in load_cases(QUESTIONS):
        question = case.question
        asked = replace(question, where=Filter(doc=ids[question.where.doc[:3]])) if question.where.doc else question
        before, after = cited(article_assistant.invoke(question)), cited(formats.invoke(asked))
        for gold in case.evidence:
            words = (articles / gold.doc).read_bytes().decode("utf-8")[gold.span.start : gold.span.end]
            in_text, in_formats = holds(words, before), holds(words, after)
            found["due"] += 1
            found["text"] += in_text
            found["formats"] += in_formats
            found["both"] += in_text and in_formats
            if in_text and not in_formats:
                missing.append(f"{case.id}: {gold.doc} {gold.span}")
        every += len(before)
        same += sum(holds(one.text, after) for one in before)
    sys.stdout.write(
        f"evidence {found}, quotes of the texts' answers that the formats' answers have {same} of {every}\n"
    )
    sys.stdout.write(f"missing in the formats: {missing}\n")
    assert found["due"] >= 20
    assert found["formats"] >= found["text"] - 1
    assert same >= 0.8 * every


def test_nothing_but_the_article_can_be_quoted(formats: Assistant) -> None:
    """No sentence of the index comes from navigation, comments, cookie notices, scripts or related links."""
    scores = {one.name: one for one in scores_of_articles(SHARED)}
    for path in FORMATS.iterdir():
        assert scores[path.name].missed == 0, scores[path.name].wrong
    document = formats.index.document("002.html")
    said = " ".join(document.slice(one.span) for one in formats.index.sentences("002.html"))
    furniture = [document.slice(block.span) for block in document.blocks if not block.kind.quotable]
    assert len(furniture) >= 10
    assert [words for words in furniture if len(words) > 12 and words in said] == []


def test_citations_of_the_pdf_carry_the_right_page(formats: Assistant) -> None:
    """Each sentence's first and last words stand on the pages that its place names, by the PDF's own account."""
    document = formats.index.document("001.pdf")
    with closing(pypdfium2.PdfDocument(FORMATS / "001.pdf")) as opened:
        pages = [letters(opened[number].get_textpage().get_text_bounded()) for number in range(len(opened))]
    sentences = formats.index.sentences("001.pdf")
    for one in sentences:
        words = letters(document.slice(one.span))
        page = document.page_of(one.span)
        assert page is not None
        assert words[:20] in pages[page - 1] or words[:8] in pages[page - 1][-60:], (page, words[:20])
        boxes = formats.index.words("001.pdf", one.span)
        assert boxes
        assert boxes[0].page == page
        assert letters(document.slice(boxes[-1].span))[-4:] in pages[boxes[-1].page - 1]
    assert len(sentences) >= 100
    assert len({document.page_of(one.span) for one in sentences}) == len(document.pages)
    sys.stdout.write(f"{len(sentences)} sentences on {len(document.pages)} pages\n")


@pytest.mark.parametrize("name", ["001.pdf", "001_b5007ca4f3200788.txt"])
def test_broken_words_are_found_whole(name: str, formats: Assistant, article_assistant: Assistant) -> None:
    """A word that a line's or a column's end broke is found by its whole, in the chunk where it stands."""
    index = (formats if name.endswith("pdf") else article_assistant).index
    document = index.document(name)
    quotable = [one.span for one in index.sentences(name)]
    asked = missed = 0
    for broken in _BROKEN.finditer(document.text):
        if not any(span.start <= broken.start() and broken.end() <= span.end for span in quotable):
            continue
        whole = [broken[1] + broken[2], f"{broken[1]}-{broken[2]}"]
        near = document.text[max(0, broken.start() - 30) : broken.start()].split()[-1:]
        hits = [hit for word in whole for hit, _ in index.lexical(" ".join([word, *near]), "en", 200, Filter(doc=name))]
        chunks = [index.chunk(hit) for hit in hits]
        asked += 1
        missed += not any(one.span.start <= broken.start() < one.span.end for one in chunks)
    sys.stdout.write(f"{name}: {asked - missed} of {asked} broken words found\n")
    assert asked
    assert missed == 0


def test_every_format_reads_as_its_text_does(articles: Path) -> None:
    """The letters of each paragraph of a text version stand in the same order in its other format."""
    if not FORMATS.is_dir():
        pytest.skip("the real articles are not beside this repository: they belong to others")
    for path in sorted(FORMATS.iterdir()):
        text = read(next(articles.glob(f"{path.stem}_*")))
        other = read(path)
        said = letters(other.text)
        blocks = [letters(text.slice(one.span)) for one in text.blocks if one.kind is BlockKind.PARAGRAPH]
        lost = [words for words in blocks if words not in said]
        sys.stdout.write(f"{path.name}: {len(blocks) - len(lost)} of {len(blocks)} paragraphs whole\n")
        assert lost == []

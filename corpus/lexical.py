"""The lexical index: BM25 over words stemmed by language, with tantivy. Built once, then read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import tantivy

from corpus.errors import IndexDamaged, WriteFailure

_STEMMERS = {
    "ar": "arabic", "da": "danish", "nl": "dutch", "en": "english", "fi": "finnish", "fr": "french",
    "de": "german", "el": "greek", "hu": "hungarian", "it": "italian", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "es": "spanish", "sv": "swedish",
    "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_PLAIN = "plain"
_HEAP = 64 << 20
_COMPOUND = re.compile(r"[^\W\d_]{2,}(?:[-‐‑][^\W\d_]{2,})+")


def analyzer(language: str) -> tantivy.TextAnalyzer:
    """Splits on anything but letters and digits, lower-cases, stems where a stemmer is known."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    if language in _STEMMERS:
        builder = builder.filter(tantivy.Filter.stemmer(_STEMMERS[language]))
    return builder.build()


@lru_cache(maxsize=32)
def _cached_analyzer(language: str) -> tantivy.TextAnalyzer:
    return analyzer(language)


def stems(text: str, language: str) -> list[str]:
    """The stemmed words of `text`, in order: what the lexical index compares."""
    return list(_cached_analyzer(language).analyze(text))


def _with_wholes(text: str) -> str:
    """The text and each of its hyphened words as one word too: "counter-terrorism" and "counterterrorism" meet."""
    wholes = [re.sub(r"\W", "", compound) for compound in _COMPOUND.findall(text)]
    return " ".join((text, *wholes)) if wholes else text


def _field(language: str) -> str:
    return f"text_{language if language in _STEMMERS else _PLAIN}"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    for language in (*_STEMMERS, _PLAIN):
        builder.add_text_field(_field(language), tokenizer_name=language, index_option="freq")
    return builder.build()


class LexicalIndex:
    """Chunk texts by id. A question meets the chunks of its own language, and the unstemmed ones."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        if create:
            folder.mkdir(parents=True)
        try:
            self._index = tantivy.Index(_schema(), path=str(folder), reuse=not create)
        except (ValueError, OSError) as error:
            kind, cure = (WriteFailure, "") if create else (IndexDamaged, ": `citewell doctor --fix` repairs it")
            raise kind(f"the lexical index in {folder} cannot be opened ({error}){cure}") from error
        self._writer: tantivy.IndexWriter | None = None
        self._analyzers = {language: analyzer(language) for language in (*_STEMMERS, _PLAIN)}
        for language, one in self._analyzers.items():
            self._index.register_tokenizer(language, one)

    def count(self) -> int:
        """How many chunks the index holds."""
        return int(self._index.searcher().num_docs)

    def add(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Indexes (chunk id, document id, language, text) rows; all of them are there once `commit` is called."""
        with _writing():
            self._writer = self._writer or self._index.writer(heap_size=_HEAP, num_threads=1)
            for chunk, document, language, text in rows:
                words = {_field(language): _with_wholes(text)}
                self._writer.add_document(tantivy.Document(id=chunk, document=document, **words))

    def commit(self) -> None:
        """Makes what was added part of the index."""
        with _writing():
            writer = self._writer or self._index.writer(heap_size=_HEAP, num_threads=1)
            writer.commit()
            writer.wait_merging_threads()
            self._writer = None
            self._index.reload()

    def ids(self) -> Iterator[str]:
        """The id of every chunk that the index holds."""
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.all_query(), max(1, self.count())).hits
        return (str(searcher.doc(address)["id"][0]) for _, address in hits)

    def search(
        self, text: str, language: str, k: int, documents: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The k best chunk ids by BM25 with their scores, best first."""
        schema = self._index.schema
        should = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, _field(one), term, index_option="freq"))
            for one in {language if language in _STEMMERS else _PLAIN, _PLAIN}
            for term in set(self._analyzers[one].analyze(_with_wholes(text)))
        ]
        if not should or (documents is not None and not documents):
            return []
        query = tantivy.Query.boolean_query(should)
        if documents is not None:
            within = tantivy.Query.term_set_query(schema, "document", list(documents))
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, within)])
        searcher = self._index.searcher()
        hits = searcher.search(query, k).hits
        return [(searcher.doc(address)["id"][0], float(score)) for score, address in hits]


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:
        raise WriteFailure(f"the lexical index cannot be written ({error})") from error

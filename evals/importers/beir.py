"""BEIR (Thakur et al., 2021): `corpus.jsonl`, `queries.jsonl` and `qrels/*.tsv` in one folder."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpus import UsageError
from evals.importers.port import Importer, Row, document_row, field, read_lines, read_text_lines

_SPLITS = ("test", "dev", "train")


class BeirImporter(Importer):
    """Retrieval cases with graded documents and no spans; queries that nothing is judged for are left out."""

    name = "beir"
    source = "a folder with corpus.jsonl, queries.jsonl and qrels/test.tsv"

    def documents(self, source: Path) -> Iterator[Row]:
        path = source / "corpus.jsonl"
        for row in read_lines(path):
            title, text = row.get("title") or "", field(row, "text", str(path))
            url = (row.get("metadata") or {}).get("url", "")
            yield document_row(str(field(row, "_id", str(path))), text.strip() or title, title=title, url=url)

    def cases(self, source: Path) -> Iterator[Row]:
        judged = _judgements(source)
        path = source / "queries.jsonl"
        for row in read_lines(path):
            identity = str(field(row, "_id", str(path)))
            if any(judged[identity].values()):
                yield {
                    "id": identity,
                    "kind": "retrieval",
                    "question": field(row, "text", str(path)),
                    "answerable": True,
                    "relevant": judged[identity],
                }


def _judgements(source: Path) -> dict[str, dict[str, int]]:
    """Grades of documents by query; those under 0 count as not relevant."""
    paths = [source / "qrels" / f"{split}.tsv" for split in _SPLITS]
    path = next((one for one in paths if one.is_file()), None)
    if path is None:
        raise UsageError(f"{source} holds no qrels/test.tsv: it has lines `query-id<tab>corpus-id<tab>score`")
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in enumerate(read_text_lines(path), 1):
        query, _, rest = line.rstrip("\r\n").partition("\t")
        document, _, grade = rest.partition("\t")
        if number == 1 and grade == "score":
            continue
        try:
            judged[query][document] = max(0, int(grade))
        except ValueError as error:
            raise UsageError(f"{path}:{number}: a line is `query-id<tab>corpus-id<tab>score`, not {line!r}") from error
    return judged

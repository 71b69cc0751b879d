"""AttributionBench (Li et al., 2024, arXiv 2402.15089): claims with references, and whether they follow from them."""

from collections.abc import Iterator
from pathlib import Path

from corpus import UsageError
from evals.importers.port import Importer, Row, document_row, field, read_lines


class AttributionBenchImporter(Importer):
    """Support cases, by the data set each is from. References are documents too, though no case asks of an index."""

    name = "attributionbench"
    source = "a JSON Lines file of {id, claim, references, supported, src}"

    def documents(self, source: Path) -> Iterator[Row]:
        for row in read_lines(source):
            for number, text in enumerate(_references(row, source)):
                yield document_row(f"{row['id']}-{number}", text)

    def cases(self, source: Path) -> Iterator[Row]:
        for row in read_lines(source):
            yield {
                "id": str(field(row, "id", str(source))),
                "kind": "support",
                "type": row.get("src") or "",
                "claim": field(row, "claim", str(source)),
                "references": _references(row, source),
                "supported": bool(field(row, "supported", str(source))),
            }


def _references(row: Row, source: Path) -> list[str]:
    references = field(row, "references", str(source))
    if not isinstance(references, list) or not all(isinstance(one, str) for one in references):
        raise UsageError(f"{source}: `references` must be a list of texts")
    return references

"""What a PDF's or a Word file's properties say it is.

The days that such properties hold are those of the file: when somebody made, exported or saved it. They
are never taken for the day of publication; only what a publisher writes as one (XMP's PRISM fields) is.
"""

import re
from collections.abc import Iterator, Mapping

from corpus import partial_date
from ingest.describe import Candidate
from ingest.names import names_in

_WHERE = "document properties"
_FILE_NAME = re.compile(
    r"^(?:microsoft (?:word|powerpoint) - .*|untitled.*|(?:document|presentation|slide|layout) ?\d*|.*\.\w{2,5})$|"
    r"^[\W\d_]*$",
    re.I,
)
_PUBLISHED = ("prism:publicationdate", "prism:coverdate", "dcterms:issued")


def property_candidates(properties: Mapping[str, str]) -> Iterator[Candidate]:
    """Candidates from properties by name, such as `title`, `author` or XMP's `prism:doi`; case does not matter."""
    given = {name.lower().lstrip("/"): " ".join(str(value).split()) for name, value in properties.items() if value}
    title = given.get("dc:title") or given.get("title") or ""
    if title and not _FILE_NAME.match(title):
        yield Candidate("title", title, _WHERE, 0.75)
    # Often whoever typed it: less sure than any byline.
    yield Candidate("authors", names_in(given.get("dc:creator") or given.get("author") or ""), _WHERE, 0.6)
    yield Candidate("publisher", given.get("dc:publisher") or given.get("prism:publicationname") or "", _WHERE, 0.8)
    for name in _PUBLISHED:
        yield Candidate("published_at", partial_date(given.get(name, "")), _WHERE, 0.9)
    doi = re.search(r"10\.\d{4,9}/\S+", given.get("prism:doi") or given.get("doi") or "")
    yield Candidate("doi", doi.group() if doi else "", _WHERE, 0.95)

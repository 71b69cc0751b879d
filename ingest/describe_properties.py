"""What a PDF's or a Word file's properties say it is.

The days that such properties hold are those of the file: when somebody made, exported or saved it. They
are never taken for the day of publication; only what a publisher writes as one (XMP's PRISM fields) is.
"""

import re
from collections.abc import Iterator, Mapping

from corpus import partial_date
from ingest.describe import Candidate
from ingest.names import names_in, turned

_WHERE = "document properties"
# What programs write there when nobody does: the file's name, a template's words, a scanner's.
_NO_TITLE = re.compile(
    r"(?:(?:new )?microsoft (?:word|powerpoint|excel)\b.*|titel|"
    r"(?:insert |enter |your |document |blank |page )?title(?: here)?|"
    r"(?:powerpoint|word|scanned|blank|new|presentation|презентация)?[ -]?"
    r"(?:document|presentation|powerpoint|page|slide|layout|template|scan|image|img|dokument|документ)[ _-]?\d*|"
    r"(?:untitled|unbenannt|sans titre|sin título|без имени|без названия|无标题)\b.*|"
    r"no job name|full page fax print|print|"
    r"unknown|anonymous|camscanner\b.*|about:blank|index|pdf|pii\b.*|doi\b.*|[a-z]+://.*|.*\.\w{2,5}|.*\.qxd\b.*|"
    r"\S*_\S*|\S+-\S+-\S+|\S*-\S*\d\S*|[\W\d_]*)",
    re.I,
)
_NO_PERSON = re.compile(
    r"\b(?:user|owner|customer|client|computer|laptop|notebook|office|windows|microsoft|acrobat|pdfmaker|adobe|apache|"
    r"libreoffice|openoffice|word|scanner|printer|default|template|company|preferred|registered|authorized|valued|"
    r"dell|lenovo|acer|asus|toshiba|compaq|sony|samsung|macbook|imac|name|john doe|jane doe|пользователь)\b",
    re.I,
)
_PUBLISHED = ("prism:publicationdate", "prism:coverdate", "dcterms:issued")


def property_candidates(properties: Mapping[str, str]) -> Iterator[Candidate]:
    """Candidates from properties by name, such as `title`, `author` or XMP's `prism:doi`; case does not matter."""
    given = {name.lower().lstrip("/"): " ".join(str(value).split()) for name, value in properties.items() if value}
    title = given.get("dc:title") or given.get("title") or ""
    if title and not _NO_TITLE.fullmatch(title.strip("[]()<>{} ")):
        yield Candidate("title", title, _WHERE, 0.75)
    # Often whoever typed it: less sure than any byline.
    author = given.get("dc:creator") or given.get("author") or ""
    if not _NO_PERSON.search(author):
        yield Candidate("authors", names_in(turned(author)), _WHERE, 0.6)
    yield Candidate("publisher", given.get("dc:publisher") or given.get("prism:publicationname") or "", _WHERE, 0.8)
    for name in _PUBLISHED:
        yield Candidate("published_at", partial_date(given.get(name, "")), _WHERE, 0.9)
    doi = re.search(r"10\.\d{4,9}/\S+", given.get("prism:doi") or given.get("doi") or "")
    yield Candidate("doi", doi.group() if doi else "", _WHERE, 0.95)

"""Where a list of references begins and ends in a plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import BlockKind
from ingest.blocks import blocks_of
from ingest.reference_list import list_end

_PROSE = (
    "The harbour was closed for two years after the storm of that winter, and the ships that had been waiting there "
    "were sent on to the northern piers, where the pilots had to learn the shallow waters anew before any of them "
    "could be brought in safely.",
    "Nobody in the town had expected the work to take so long, since the first survey had found the walls sound and "
    "the bed of the basin free of stones, but the second one told another story and the money that had been put aside "
    "was soon spent.",
)
_ENTRIES = (
    "Rahn A, Voss B. Ports of the north. J Harbour Stud 2019; 12: 34-56.",
    "Ilves K. Piers and Pilots. Tartu, 2004.",
)
_HEAD = "A short paper on harbours."


def _kinds(*paragraphs: str) -> dict[str, BlockKind]:
    text = "\n\n".join(paragraphs)
    return {text[one.span.start : one.span.end]: one.kind for one in blocks_of(text)}


@pytest.mark.parametrize("entries", [_ENTRIES, (*_ENTRIES, *_ENTRIES[:1] * 3)])
def test_text_behind_a_list_of_references_is_text_again(entries: tuple[str, ...]) -> None:
    """A second paper in the same file is quotable, its heading too; the entries are not."""
    kinds = _kinds(_HEAD, "References", *entries, "Methods of the second paper", *_PROSE)
    assert {kinds[one] for one in ("References", *entries)} == {BlockKind.REFERENCE}
    assert kinds["Methods of the second paper"] is BlockKind.HEADING
    assert [kinds[one] for one in _PROSE] == [BlockKind.PARAGRAPH] * 2


def test_each_list_of_several_papers_is_known() -> None:
    """The first stands in the first half of the file, where only its entries tell it from a table of contents."""
    kinds = _kinds(
        _HEAD, "References", *_ENTRIES, *_PROSE, *(f"{one} Again." for one in _PROSE), "References", "Ohm. 1999."
    )
    assert {kinds[one] for one in _ENTRIES} == {BlockKind.REFERENCE}
    assert kinds["Ohm. 1999."] is BlockKind.REFERENCE
    assert {kinds[one] for one in _PROSE} == {BlockKind.PARAGRAPH}


def test_a_table_of_contents_heads_no_list() -> None:
    """Its line "References" is followed by no entries."""
    kinds = _kinds("Contents", "Introduction", "References", *_PROSE, *(f"{one} Again." for one in _PROSE))
    assert BlockKind.REFERENCE not in kinds.values()


def test_one_long_entry_ends_no_list() -> None:
    """A paragraph that reads like prose between entries is an annotation, not the next paper."""
    kinds = _kinds(_HEAD, "References", *_ENTRIES, _PROSE[0], *(f"{one} {_ENTRIES[1]} " * 3 for one in _ENTRIES))
    assert kinds[_PROSE[0]] is BlockKind.REFERENCE


@given(st.lists(st.sampled_from([*_PROSE, *_ENTRIES, "References", "A heading", ""]), max_size=14), st.data())
def test_a_heading_within_a_list_ends_it_nowhere_else(texts: list[str], data: st.DataObject) -> None:
    """Whichever heading it is looked for from: so once is enough, however many headings a list has."""
    headings = [at for at, text in enumerate(texts) if text == "References"]
    if headings:
        first = data.draw(st.sampled_from(headings))
        end = list_end(texts, first)
        assert {list_end(texts, at) for at in headings if first <= at < end} <= {end}

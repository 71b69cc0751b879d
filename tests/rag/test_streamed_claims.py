"""Claims are told while a model still writes, and the answer is the one that it would have been anyway."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag import parse_query
from rag.models import Claim, Writing
from rag.writer import Prompt, Reply, WriterFailed
from rag.writer_cached import CachedWriter
from rag.writing.draft import DraftClaim, read_draft
from rag.writing.growing import GrowingClaims
from rag.writing.scribe import Scribe, Written
from tests.fakes import FakeWriter, PiecewiseWriter
from tests.rag.test_writing import CHECKER, OTHER, QUESTION, TRUE, cited
from tests.scripted_server import claims

IDS = ["S1", "S2"]
FALSE = "The pier at Lowick was opened by Boris Quill."
TEXTS = st.sampled_from(
    [TRUE, OTHER, FALSE, "Ada Marrow opened the pier at Lowick.", 'She said "}], {" and left.', "", "“\\"]
)
DRAFTS = st.lists(st.tuples(TEXTS, st.lists(st.sampled_from(["S1", "S2", "S9"]), max_size=2)), max_size=8)


def told(writer: FakeWriter) -> tuple[list[Claim], Written]:
    """The claims as they passed, and what came of them."""
    *early, last = Scribe(writer, CHECKER, 2000).stream(parse_query(QUESTION), cited(TRUE, OTHER), ())
    assert isinstance(last, Written)
    return [one for one in early if isinstance(one, Claim)], last


# -- reading what grows -------------------------------------------------------------------


@given(DRAFTS, st.integers(1, 40), st.booleans(), st.sampled_from([None, 2]))
@settings(max_examples=150, deadline=None)
def test_a_growing_reply_gives_the_claims_of_the_whole_one(
    said: list[tuple[str, list[str]]], size: int, fenced: bool, indent: int | None
) -> None:
    """However a reply is cut into pieces and laid out, its claims are read once each, in order."""
    text = json.dumps(json.loads(claims(*said)), indent=indent, ensure_ascii=fenced)
    text = f"```json\n{text}\n``` done" if fenced else text
    growing = GrowingClaims(IDS)
    found = [claim for at in range(0, len(text), size) for claim in growing.take(text[at : at + size])]
    assert tuple(dict.fromkeys(found)) == read_draft(text, IDS).claims or len(said) > 6


def test_a_claim_is_read_at_its_closing_bracket() -> None:
    """Not before: a claim that is cut off may yet say something else."""
    growing = GrowingClaims(IDS)
    assert growing.take('{"answerable": true, "claims": [{"text": "It rained", "sources": ["S1"]') == []
    assert growing.take("}") == [DraftClaim("It rained", ("S1",))]
    assert growing.take(', {"text": "It') == []


def test_what_says_that_it_has_no_answer_gives_no_early_claim() -> None:
    """A model that begins with no gives nothing to take back."""
    assert GrowingClaims(IDS).take(claims((TRUE, ["S1"]), answerable=False)) == []


@given(st.text(alphabet='{}[]",: \\claimstex1', max_size=120), st.integers(1, 9))
@settings(max_examples=300, deadline=None)
def test_any_growing_text_is_read_without_an_error(text: str, size: int) -> None:
    """Whatever comes, the reader goes on."""
    growing = GrowingClaims(IDS)
    whole = '"claims":[' + text
    for at in range(0, len(whole), size):
        for claim in growing.take(whole[at : at + size]):
            assert claim.text


# -- telling it ---------------------------------------------------------------------------


@given(DRAFTS, st.integers(1, 60), st.booleans())
@settings(max_examples=60, deadline=None)
def test_streamed_or_whole_the_outcome_is_the_same(
    said: list[tuple[str, list[str]]], size: int, answerable: bool
) -> None:
    """Claims, what was left out and why, notes and tokens: streaming changes nothing but when they are told."""
    reply = claims(*said, answerable=answerable, missing="the pier")
    early, streamed = told(PiecewiseWriter(reply, size))
    none, whole = told(FakeWriter(reply))
    assert (streamed, none) == (whole, [])
    kept = [claim for claim in early if claim in whole.claims]
    assert kept == list(whole.claims[: len(kept)])  # told in the answer's order; repaired ones come behind
    assert all(claim.stands_in for claim in early if claim not in kept)


@pytest.mark.parametrize("after", [0, 60, 150, 10_000], ids=["at_once", "first_claim", "second_claim", "at_the_end"])
def test_a_stream_that_fails_ends_without_claims(after: int) -> None:
    """What had passed is no part of the outcome, which says why."""
    reply = claims((TRUE, ["S1"]), (OTHER, ["S2"]))
    early, written = told(PiecewiseWriter(reply, failure=WriterFailed("its server went away"), after=after))
    assert (len(early) > 0) == (after > 60)
    assert written == Written((), Writing("fake:writer", note="its server went away"))


def test_only_what_stands_is_told_early() -> None:
    """A false claim is never seen, not even for a moment."""
    early, written = told(PiecewiseWriter(claims((FALSE, ["S1"]), (TRUE, ["S1"]))))
    assert [one.text for one in early] == [one.text for one in written.claims] == [TRUE]
    assert [one.text for one in written.writing.left_out] == [FALSE]


def test_a_claim_that_a_later_reply_replaces_is_not_in_the_outcome() -> None:
    """The last object of a reply decides; what a model thought aloud before it was told and does not stay."""
    reply = f"{claims((TRUE, ['S1']))} no: {claims((OTHER, ['S2']))}"
    early, written = told(PiecewiseWriter(reply))
    assert [one.text for one in early] == [TRUE, OTHER]
    assert [one.text for one in written.claims] == [OTHER]


def test_a_stream_is_remembered_when_it_is_whole() -> None:
    """The same prompt is not put twice, and a stream that broke off is not kept."""
    prompt = Prompt("r", "t", {})
    inner = PiecewiseWriter('{"claims": []}')
    remembering = CachedWriter(inner)
    first, again = list(remembering.stream(prompt)), list(remembering.stream(prompt))
    assert (len(first) > 1, first[-1]) == (True, Reply('{"claims": []}', 10, 5))
    assert again == [Reply('{"claims": []}')]
    assert (len(inner.prompts), remembering.write(prompt)) == (1, again[0])
    broken = CachedWriter(PiecewiseWriter("{}", failure=WriterFailed("gone")))
    for _ in range(2):
        with pytest.raises(WriterFailed):
            list(broken.stream(prompt))

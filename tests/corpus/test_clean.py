"""Cleaning mends what layout did to words, and every clean word knows where it came from."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import CleanText, clean, clean_span
from corpus.models import Block, BlockKind, Document, Metadata, Span

WHOLE = st.sampled_from(
    ["organi-\n\nzation", "count-\r\ner-terrorism", "Franco-\nGerman", "long-\nterm", "co\u00adope\u00ad\nration", "ﬁnal ﬂag",
     "e\u0301te\u0301", "\u200bzero\u200dwidth", "**bold**", "_it_", "`code`", "# Head", "[a link](https://a.b/c \"t\")",
     "snake_case", "5 * 3", "**two words**", "itâ€™s", "по-\nрусски", "сотруд-\n\nничество", "РїСЂРёРІРµС‚", "港口\n关闭", "两 国", "في المدينة",
     "می\u200cخواهم", "\u200fمرحبا", "word", "é", "𝒳1"]
)  # fmt: skip
PIECES = st.one_of(
    WHOLE, st.sampled_from(["  ", "\n\n", "\x0c", " ", ". ", "-", "*", "[", "](x)", "#", "\ufeff", "\x00"])
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("count-\n\ner-terrorism", "counter-terrorism", id="half_of_a_compound"),
        pytest.param("organi-\n\nzations", "organizations", id="over_a_column"),
        pytest.param("Chi-\n\nna-Pakistan relations; China", "China-Pakistan relations; China", id="capital"),
        pytest.param("a Franco-\nGerman plan", "a Franco-German plan", id="before_a_capital"),
        pytest.param("a long-\nterm plan", "a long-term plan", id="compound"),
        pytest.param("counter-\nterrorism", "counter-terrorism", id="compound_of_two_words"),
        pytest.param("the GSI-\nbased order", "the GSI-based order", id="acronym"),
        pytest.param("COVID-\n19", "COVID-19", id="figure"),
        pytest.param("an e-\nmail", "an e-mail", id="one_letter"),
        pytest.param("short-\nand long-term", "short- and long-term", id="hanging_hyphen"),
        pytest.param("ideo-\x0clogical", "ideological", id="over_a_page"),
        pytest.param("signifi\u00ad\ncantly co\u00adoperate", "significantly cooperate", id="soft_hyphens"),
        pytest.param("organi‐  \r\n   zation", "organization", id="indented_and_a_true_hyphen_sign"),
        pytest.param("сотруд-\nничество и по-\nпрежнему", "сотрудничество и по-прежнему", id="russian"),
        pytest.param("a list -\nitem", "a list - item", id="a_dash_is_no_hyphen"),
        pytest.param("the ﬁnal eﬀort", "the final effort", id="ligatures"),
        pytest.param("zero\u200bwidth \ufefftext\u200f", "zerowidth text", id="invisible"),
        pytest.param("e\u0301te\u0301", "été", id="accents_composed"),
        pytest.param("itâ€™s cafÃ© time", "it’s café time", id="mojibake"),
        pytest.param("РџСЂРёРІРµС‚, РјРёСЂ", "Привет, мир", id="mojibake_cyrillic"),
        pytest.param("  double   spaces\n\nand lines ", "double spaces and lines", id="white_space"),
        pytest.param("港口\n关闭了。\n\n船在等", "港口关闭了。 船在等", id="chinese_lines"),
        pytest.param("## The **old** _town_ of `Alva`", "The old town of Alva", id="markdown"),
        pytest.param('see [the plan](https://a.example/b "t") now', "see the plan now", id="link"),
        pytest.param("snake_case and 5 * 3", "snake_case and 5 * 3", id="marks_that_mean_something"),
    ],
)  # fmt: skip
def test_what_is_mended(text: str, cleaned: str) -> None:
    """Broken words, invisible characters, wrong encodings and marks are mended; what a writer meant stays."""
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("elsewhere", "joined"),
    [
        pytest.param("The policymaker spoke.", "policymaker", id="one_word_elsewhere"),
        pytest.param("The policy-maker spoke.", "policy-maker", id="hyphen_elsewhere"),
    ],
)
def test_the_same_document_decides_first(elsewhere: str, joined: str) -> None:
    """A broken word is read as the document spells it in other places, also far from the cleaned stretch."""
    text = f"{elsewhere}\n\nEvery policy-\nmaker was there."
    document = Document("d", text, Metadata(), "/d")
    assert clean_span(document, Span(text.index("Every"), len(text))) == f"Every {joined} was there."


def test_boilerplate_and_hidden_text_inside_are_left_out() -> None:
    """A word broken over a page reads whole though a page header stands between; hidden words are not read."""
    text = "an organi-\n\nBULLETIN OF ALVA 12\n\nzation of pilots. unseen words It met."
    spans = [(text.index(words), len(words)) for words in ("BULLETIN OF ALVA 12", "unseen words")]
    kinds = (BlockKind.BOILERPLATE, BlockKind.HIDDEN)
    blocks = tuple(Block(kind, Span(at, at + long), "en") for kind, (at, long) in zip(kinds, spans, strict=True))
    document = Document("d", text, Metadata(), "/d", blocks)
    cleaned = CleanText.of(document)
    assert cleaned.text == "an organization of pilots. It met."
    at = cleaned.text.index("organization")
    assert document.slice(cleaned.to_source(Span(at, at + 12))).split()[0] == "organi-"
    assert cleaned.to_clean(blocks[0].span) is None


@given(TEXTS)
@settings(deadline=None, max_examples=400)
@example("*\u200b*a")
@example("[[a](b)](c)")
@example("x\n# # y")
def test_cleaning_again_changes_nothing(text: str) -> None:
    """Clean text is clean."""
    assert clean(clean(text)) == clean(text)


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_the_map_is_monotone_and_total(text: str) -> None:
    """Every clean character has a place in the text, later ones never before earlier ones, and the way back holds it."""
    cleaned = CleanText(text)
    places = [cleaned.to_source(Span(at, at + 1)) for at in range(len(cleaned.text))]
    assert all(place.end <= len(text) for place in places)
    assert all(one.start <= two.start and one.end <= two.end for one, two in pairwise(places))
    for at, place in enumerate(places):
        back = cleaned.to_clean(place)
        assert back is not None
        assert back.contains(Span(at, at + 1))


@given(
    st.lists(st.tuples(WHOLE, st.sampled_from([" ", "\n", "\n\n", ". ", "。", " \x0c"])), min_size=1, max_size=20),
    st.data(),
)
@settings(deadline=None, max_examples=300)
def test_a_clean_span_leads_to_a_place_that_reads_the_same(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    """The place of any run of clean words, cleaned with the document's words, has these words again."""
    text = "".join(part + separator for part, separator in parts)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(parts) - 1)] * 2)))
    start = sum(map(len, (one for part in parts[:first] for one in part)))
    end = start + sum(map(len, (one for part in parts[first : last + 1] for one in part)))
    document = Document("d", text, Metadata(), "/d")
    cleaned = CleanText.of(document)
    run = cleaned.to_clean(Span(start, end))
    assert run is not None
    again = clean_span(document, cleaned.to_source(run))
    assert words(again) == words(cleaned.text[run.start : run.end])
    own = [word for part, _ in parts[first : last + 1] for word in words(clean_span(document, _place(document, part)))]
    # Mistaken characters that stand side by side are mended in one piece, whose words cannot be told apart.
    assert "".join(own) in "".join(words(again))


def _place(document: Document, part: str) -> Span:
    at = document.text.index(part)
    return Span(at, at + len(part))


@given(TEXTS, TEXTS, TEXTS)
@settings(deadline=None, max_examples=100)
def test_spans_point_into_the_document(before: str, text: str, after: str) -> None:
    """The clean text of a stretch maps into its document, never outside the stretch."""
    if not text:
        return
    document = Document("d", before + text + after, Metadata(), "/d")
    stretch = Span(len(before), len(before) + len(text))
    cleaned = CleanText.of(document, stretch)
    if cleaned.text:
        assert stretch.contains(cleaned.to_source(Span(0, len(cleaned.text))))

"""Short words are found whole, whatever their case and typography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.words import holds, whole_places


@pytest.mark.parametrize(
    ("text", "words", "stand"),
    [
        pytest.param("In 2012 it rained.", "12", False, id="inside_a_number"),
        pytest.param("It rained for 12 days.", "12", True, id="a_number"),
        pytest.param("Twelve ships waited.", "SHIPS", True, id="case"),
        pytest.param("Twelve shipshape men.", "ship", False, id="inside_a_word"),
        pytest.param("“It’s the ﬁrst”", '"it\'s the first"', True, id="typography"),
        pytest.param("the counter-\nmeasure", "countermeasure", True, id="broken_word"),
        pytest.param("the counter-\nmeasure", "counter-measure", True, id="broken_at_its_own_hyphen"),
        pytest.param("a sur\u00adface", "surface", True, id="soft_hyphen"),
        pytest.param("over 10² metres", "102", False, id="raised_digit_is_no_digit"),
        pytest.param("over 10² metres", "10²", True, id="raised_digit"),
        pytest.param("Ｆｕｌｌ width", "full", True, id="wide_letters"),
        pytest.param("共有三十五艘船", "三十五", True, id="no_spaces"),
        pytest.param("anything", " ", False, id="no_words"),
        pytest.param("", "word", False, id="nothing"),
    ],
)
def test_words_stand_or_do_not(text: str, words: str, stand: bool) -> None:
    """What may differ is case and typography, not letters or digits."""
    assert holds(text, words) is stand


@given(st.lists(st.text("abc12", min_size=1, max_size=4), min_size=1, max_size=8), st.data())
def test_every_word_of_a_text_stands_and_is_where_it_is_said(words: list[str], data: st.DataObject) -> None:
    """Split at spaces, each word is found, and each place found is that word between spaces."""
    text, word = " ".join(words), data.draw(st.sampled_from(words))
    assert holds(text, word)
    places = list(whole_places(text, word))
    assert len(places) == words.count(word)
    assert all(f" {text} "[at : at + len(word) + 2] == f" {word} " for at in places)

"""Folding: letters and places, the same in bulk and one by one."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from rag.verifier import fold
from rag.verifier.fold import fold_text
from tests.quoted_texts import TEXTS

ODD = st.text(alphabet="abc é\u0301\u0323ﬁ…. .-“각\u1100\u1161\u11a8ﷺЙёя中\u00ad２\u202e\ud800\n", max_size=80)


@given(ODD | st.text(max_size=80))
def test_bulk_and_single_folding_agree(text: str) -> None:
    """The tables give what looking at each character gives."""
    bulk, single = fold._by_table(text or "x"), fold._one_by_one(text or "x")
    assert bulk[0].tolist() == single[0].tolist()
    assert bulk[1].tolist() == single[1].tolist()


@given(ODD)
def test_canonically_equal_texts_have_the_same_letters(text: str) -> None:
    """Any canonical form of a text folds to the same letters."""
    forms = {fold_text(unicodedata.normalize(form, text)).letters for form in ("NFC", "NFD")}
    assert len(forms | {fold_text(text).letters}) == 1


@given(ODD | st.text(max_size=80))
def test_places_lie_in_the_text_and_never_fall(text: str) -> None:
    """Each letter comes from a character of the text, in order but for marks that Unicode sorts."""
    folded = fold_text(text)
    places = folded.places.tolist()
    assert len(places) == len(folded.letters)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


def test_long_texts_fold_as_their_parts_do() -> None:
    """Blocks leave no seams."""
    text = "\n".join(TEXTS.values())
    times = 3 * fold._BLOCK // len(text)
    once, many = fold_text(text + "\n"), fold_text((text + "\n") * times)
    assert many.letters == once.letters * times
    assert int(many.places[-1]) == int(once.places[-1]) + (times - 1) * (len(text) + 1)

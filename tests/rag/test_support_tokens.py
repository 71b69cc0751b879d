"""The token model: the fake and the packaged one keep the port's contract."""

import numpy as np
import pytest

from corpus import COLBERT_TOKENS
from rag.support_tokens import TokenModel, Tokens, nearest
from rag.support_tokens_onnx import OnnxTokens
from tests.fakes import FakeTokens

TEXT = "The pier at Lowick was opened by Ada Marrow."


@pytest.fixture(params=["fake", "real"], scope="module")
def model(request: pytest.FixtureRequest) -> TokenModel:
    return OnnxTokens(COLBERT_TOKENS.folder()) if request.param == "real" else FakeTokens()


def test_tokens_have_their_places_and_unit_vectors(model: TokenModel) -> None:
    """Each stands where its place says, in order, and none for what is no part of the text."""
    read = model.read(TEXT)
    assert [TEXT[start:end] for start, end in read.places][:2] == ["The", "pier"]
    assert list(read.places) == sorted(read.places)
    assert np.linalg.norm(read.vectors, axis=1) == pytest.approx(np.ones(len(read.places)), abs=1e-5)


def test_an_empty_text_has_no_tokens_and_is_like_nothing(model: TokenModel) -> None:
    """Nothing is near to nothing, in either direction."""
    some, none = model.read(TEXT), model.read("")
    assert none.places == ()
    assert len(nearest(none, some)) == 0
    assert nearest(some, none).tolist() == [0.0] * len(some.places)


def test_a_text_is_like_itself_and_less_like_another(model: TokenModel) -> None:
    """Every token is its own nearest; over another text the mean is lower."""
    own = model.read(TEXT)
    assert nearest(own, own) == pytest.approx(np.ones(len(own.places)), abs=1e-4)
    assert nearest(own, model.read("Snow fell in hills.")).mean() < 0.9


def test_a_very_long_text_is_read_as_far_as_it_goes() -> None:
    """The packaged model has a longest text, over which nothing fails."""
    assert 400 < len(OnnxTokens(COLBERT_TOKENS.folder()).read("pier " * 3000).places) <= 510


def test_tokens_without_their_places_cannot_be_built() -> None:
    """As many vectors as places."""
    with pytest.raises(ValueError, match="a place and a vector"):
        Tokens(((0, 1),), np.zeros((2, 3), dtype=np.float32))

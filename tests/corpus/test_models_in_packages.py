"""The models that packages carry: found without a network, checked, and as good as promised."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from corpus import (
    COLBERT_TOKENS,
    MINILM_EMBEDDER,
    MINILM_RERANKER,
    Embedder,
    ModelUnavailable,
    SentenceTransformersEmbedder,
    Settings,
    count_tokens,
)
from rag import Reranker, build_reranker
from tests.fakes import FakeEmbedder, FakeReranker


@pytest.fixture(params=["real", "fake"])
def any_embedder(request: pytest.FixtureRequest) -> Embedder:
    """The real embedder and the fake, for the port's contract."""
    return request.getfixturevalue("embedder") if request.param == "real" else FakeEmbedder()


def test_embedder_contract(any_embedder: Embedder) -> None:
    """Vectors are unit float32 rows in order, the nearest text is the one that says the same, none for none."""
    texts = ["The harbour was closed.", "Cats sleep all day.", "The harbour was closed on Monday."]
    vectors = any_embedder.embed(texts)
    assert vectors.shape == (3, any_embedder.identity.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[2] > vectors[0] @ vectors[1]
    assert any_embedder.embed([]).shape == (0, any_embedder.identity.dimension)


@pytest.fixture(params=["real", "fake"])
def any_reranker(request: pytest.FixtureRequest) -> Reranker:
    """The packaged cross-encoder and the fake, for the port's contract."""
    return build_reranker(Settings()) if request.param == "real" else FakeReranker()


def test_reranker_contract(any_reranker: Reranker) -> None:
    """One score a text, in order, the text that answers above the one that does not, batch or single nearly alike."""
    texts = ["Cats sleep all day and night, and some of them dream.", "The harbour was closed by a storm.", "No."]
    scores = any_reranker.score("Why was the harbour closed?", texts)
    assert len(scores) == 3
    assert max(scores) == scores[1]
    assert scores[1] == pytest.approx(any_reranker.score("Why was the harbour closed?", [texts[1]])[0], abs=0.3)
    assert any_reranker.score("Why?", []) == []


@pytest.mark.parametrize("model", [MINILM_EMBEDDER, MINILM_RERANKER, COLBERT_TOKENS], ids=lambda model: model.name)
def test_weights_that_are_not_the_published_ones_are_refused(model: object) -> None:
    """A carried weight with another SHA-256 is never loaded, and the message says how to get the right one."""
    other = dataclasses.replace(model, sha256="0" * 64)  # type: ignore[type-var]
    with pytest.raises(ModelUnavailable, match="pip install"):
        other.folder()  # type: ignore[attr-defined]


def test_a_missing_package_is_named() -> None:
    """The error names the package to install."""
    with pytest.raises(ModelUnavailable, match="pip install --force-reinstall no-such-package"):
        dataclasses.replace(MINILM_EMBEDDER, distribution="no-such-package").folder()


def test_tokens_are_cl100k_and_look_alikes_are_text() -> None:
    """The count is cl100k_base's own, and a special token's name in a text is only text."""
    assert count_tokens("hello world") == 2
    assert count_tokens("<|endoftext|>") > 1


def test_an_unknown_model_is_explained(tmp_path: Path) -> None:
    """A folder that holds no model ends in an error that names the setting."""
    with pytest.raises(ModelUnavailable, match="CITEWELL_EMBEDDER"):
        SentenceTransformersEmbedder(Settings(embedder=str(tmp_path))).embed(["x"])
    with pytest.raises(ModelUnavailable, match="CITEWELL_RERANKER"):
        build_reranker(Settings(reranker=str(tmp_path))).score("x", ["y"])


@pytest.fixture(scope="module")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bi-encoder and a cross-encoder of two random layers, made here and saved to a folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification, BertModel

    folder = tmp_path_factory.mktemp("models")
    tokenizer = AutoTokenizer.from_pretrained(MINILM_EMBEDDER.folder())
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        num_labels=1,
    )
    for name, model in (("bare", BertModel(config)), ("cross", BertForSequenceClassification(config))):
        model.save_pretrained(folder / name)
        tokenizer.save_pretrained(folder / name)
    transformer = Transformer(str(folder / "bare"))
    SentenceTransformer(modules=[transformer, Pooling(32)]).save(str(folder / "bi"))
    return folder


def test_any_embedder_by_path(tiny_models: Path) -> None:
    """A model named by its folder embeds, and its identity follows its weights."""
    embedder = SentenceTransformersEmbedder(Settings(embedder=str(tiny_models / "bi"), embedder_dtype="float32"))
    assert embedder.embed(["one", "two"]).shape == (2, 32)
    assert embedder.identity.dimension == 32
    assert len(embedder.identity.fingerprint) == 64


def test_any_reranker_by_path(tiny_models: Path) -> None:
    """A cross-encoder named by its folder scores each text, in order."""
    reranker = build_reranker(Settings(reranker=str(tiny_models / "cross")))
    together = reranker.score("why", ["one", "two words"])
    assert together[1] == pytest.approx(reranker.score("why", ["two words"])[0], abs=1e-4)

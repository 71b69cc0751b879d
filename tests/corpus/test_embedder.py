"""The real embedder: batches change nothing, an unchanged index does not wait for it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus import MINILM_EMBEDDER, SentenceTransformersEmbedder
from corpus.model_files import declared_dimension
from tests.conftest import REPOSITORY

TEXTS = ["The harbour was closed on Monday.", "Twelve ships waited outside. " * 12, "Порт закрыли.", "a"] * 15


def test_a_batch_is_its_texts_one_by_one(embedder: SentenceTransformersEmbedder) -> None:
    """However texts are put together, each has its own vector, in order, of unit length."""
    together = embedder.embed(TEXTS)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS[:4]])
    assert together.shape == (60, embedder.identity.dimension)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.sum(together[:4] * alone, axis=1).min() > 0.9995
    assert np.sum(together[56:] * alone, axis=1).min() > 0.9995
    assert embedder.embed([]).shape == (0, embedder.identity.dimension)


def test_it_makes_the_vectors_of_the_library(embedder: SentenceTransformersEmbedder) -> None:
    """Batches on single cores give what the library's own `encode` gives in full precision."""
    from sentence_transformers import SentenceTransformer

    library = SentenceTransformer(str(MINILM_EMBEDDER.folder()), device="cpu")
    expected = library.encode(TEXTS[:4], normalize_embeddings=True, show_progress_bar=False)
    assert np.sum(embedder.embed(TEXTS[:4]) * expected, axis=1).min() > 0.999


def test_who_it_is_is_known_without_loading_it() -> None:
    """The name, weights and dimension of a packaged model, and of one in a folder, are told without torch."""
    code = (
        "import sys; from corpus import *; MINILM = MINILM_EMBEDDER.folder();"
        "one, two = (SentenceTransformersEmbedder(Settings(embedder=e)).identity for e in ('packaged', str(MINILM)));"
        "assert one.dimension == two.dimension == 384 and one.fingerprint == two.fingerprint;"
        "assert not {'torch', 'chromadb', 'sentence_transformers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("modules", "length"),
    [
        pytest.param('[{"type": "a.Transformer", "path": ""}, {"type": "a.Pooling", "path": "p"}]', 8, id="pooling"),
        pytest.param('[{"type": "a.Pooling", "path": "p"}, {"type": "a.Dense", "path": "d"}]', 4, id="dense"),
        pytest.param('[{"type": "a.Pooling", "path": "two"}]', None, id="two_ways_of_pooling"),
        pytest.param(
            '[{"type": "a.Pooling", "path": "p"}, {"type": "a.Other", "path": ""}]', None, id="unknown_module"
        ),
        pytest.param('[{"type": "a.Pooling", "path": "gone"}]', None, id="missing_file"),
        pytest.param("{", None, id="not_json"),
    ],
)
def test_a_length_is_believed_only_where_it_is_sure(tmp_path: Path, modules: str, length: int | None) -> None:
    """Where a model's files leave a doubt, the model itself is asked."""
    for name, config in {
        "p": '{"word_embedding_dimension": 8, "pooling_mode_mean_tokens": true, "pooling_mode_cls_token": false}',
        "d": '{"out_features": 4}',
        "two": '{"word_embedding_dimension": 8, "pooling_mode_mean_tokens": true, "pooling_mode_cls_token": true}',
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text(config)
    (tmp_path / "modules.json").write_text(modules)
    assert declared_dimension(tmp_path) == length

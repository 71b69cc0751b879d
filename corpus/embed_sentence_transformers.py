"""Embeds with sentence-transformers: the packaged model, or any name or path it can load."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import repeat
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from corpus.embed import Embedder, Vectors
from corpus.errors import ModelUnavailable
from corpus.model_files import declared_dimension
from corpus.models import EmbedderIdentity
from corpus.packaged import MINILM_EMBEDDER, sha256_of
from corpus.settings import PACKAGED, Settings

if TYPE_CHECKING:  # importing it takes seconds: only a run that embeds pays for it
    from sentence_transformers import SentenceTransformer

_BATCH = 32
_ON_ONE_CORE = 16  # texts: with more, the cores end less evenly; with fewer, the model's calls cost more
_WEIGHTS = ("*.safetensors", "*.bin")


class SentenceTransformersEmbedder(Embedder):
    """Loads on first use. Raises ModelUnavailable when the model cannot be had."""

    def __init__(self, settings: Settings) -> None:
        self._packaged = settings.embedder == PACKAGED
        self._name = MINILM_EMBEDDER.name if self._packaged else settings.embedder
        self._device = settings.embedder_device
        self._dtype = settings.embedder_dtype
        self._tokenizing = Lock()

    @cached_property
    def _folder(self) -> Path | None:
        if self._packaged:
            return MINILM_EMBEDDER.folder()
        path = Path(self._name).expanduser()
        return path if path.is_dir() else None

    @cached_property
    def _model(self) -> "SentenceTransformer":
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]  # ours are the only bars, and none is drawn into a pipe
        automatic = self._dtype == "auto" and self._device == "cpu" and _has_bfloat16_matrix_units()
        bfloat16 = self._dtype == "bfloat16" or automatic
        try:
            return SentenceTransformer(
                str(self._folder or self._name),
                device=self._device,
                trust_remote_code=False,
                model_kwargs={"dtype": torch.bfloat16 if bfloat16 else torch.float32},
            )
        except (OSError, ValueError, RuntimeError, AssertionError) as error:  # AssertionError: no CUDA
            raise ModelUnavailable(
                f"the embedder {self._name!r} cannot be loaded: {error}. "
                "Name a sentence-transformers model or folder in CITEWELL_EMBEDDER, or 'packaged'."
            ) from error

    @cached_property
    def identity(self) -> EmbedderIdentity:
        """Known without loading the model where its files say enough: an unchanged index must not wait for it."""
        if self._packaged:
            return EmbedderIdentity(self._name, MINILM_EMBEDDER.sha256, 384)
        dimension = declared_dimension(self._folder) if self._folder else None
        dimension = dimension or self._model.get_embedding_dimension()
        if dimension is None:
            raise ModelUnavailable(f"{self._name!r} does not tell its vectors' length: name another model.")
        return EmbedderIdentity(self._name, self._fingerprint(), dimension)

    def _fingerprint(self) -> str:
        """Hash of the weights on disk, or the hub's commit for a model fetched by name."""
        if self._folder:
            weights = sorted(path for pattern in _WEIGHTS for path in self._folder.rglob(pattern))
            return "+".join(sha256_of(path) for path in weights)
        config = getattr(self._model[0], "auto_model", None)
        return str(getattr(getattr(config, "config", None), "_commit_hash", None) or self._name)

    def warm(self) -> None:
        """Loads the model."""
        assert self._model is not None

    def embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.identity.dimension), dtype=np.float32)
        if self._device == "cpu":
            rough = self._embed_on_cores(texts)
        else:
            made = self._model.encode(
                list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
            rough = np.asarray(made, dtype=np.float32)
        # bfloat16 normalises to about three digits; Chroma's cosine and our checks want better.
        unit: Vectors = rough / np.linalg.norm(rough, axis=1, keepdims=True)
        return unit

    def _embed_on_cores(self, texts: Sequence[str]) -> Vectors:
        """One batch a core at a time, each on one thread: cores that share a batch wait for each other (ADR 0011)."""
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        batches = [order[start : start + _ON_ONE_CORE] for start in range(0, len(order), _ON_ONE_CORE)]
        vectors = np.empty((len(texts), self.identity.dimension), dtype=np.float32)
        for places, made in zip(batches, self._cores.map(self._embed_batch, batches, repeat(texts)), strict=True):
            vectors[places] = made
        return vectors

    def _embed_batch(self, places: Sequence[int], texts: Sequence[str]) -> Vectors:
        import torch

        with self._tokenizing:  # a tokenizer changes itself while it works
            features = self._model.preprocess([texts[place] for place in places], prompt=self._prompt)
        with torch.inference_mode():
            made: Vectors = self._model.forward(features)["sentence_embedding"].float().numpy()
        return made

    @cached_property
    def _prompt(self) -> str | None:
        """What the model's own settings put before a text, as `encode` does."""
        return self._model.prompts.get(self._model.default_prompt_name or "")

    @cached_property
    def _cores(self) -> ThreadPoolExecutor:
        import torch

        self._model.eval()
        threads = torch.get_num_threads()
        return ThreadPoolExecutor(threads, "embed", initializer=torch.set_num_threads, initargs=(1,))


def _has_bfloat16_matrix_units() -> bool:
    """Intel AMX, where bfloat16 runs three times as fast as float32; elsewhere it is slower."""
    try:
        return "amx_bf16" in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False

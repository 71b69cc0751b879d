"""The packaged late-interaction model (answerai-colbert-small-v1), run by ONNX Runtime: no torch."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rag.bert_session import BertSession
from rag.support_tokens import TokenModel, Tokens

if TYPE_CHECKING:
    import tokenizers

_MOST_TOKENS = 510


class OnnxTokens(TokenModel):
    """A folder with `model.onnx` and `tokenizer.json` of a BERT whose first output is a vector a token.

    Loads on first use.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _session(self) -> BertSession:
        return BertSession(self._folder / "model.onnx", one_by_one=True)

    @cached_property
    def _tokenizer(self) -> "tokenizers.Tokenizer":
        import tokenizers

        tokenizer = tokenizers.Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(_MOST_TOKENS)
        return tokenizer

    def read(self, text: str) -> Tokens:
        one = self._tokenizer.encode(text)
        vectors = self._session.run(one, self._session.outputs[:1])[0][0]
        vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        own = [place for place, special in enumerate(one.special_tokens_mask) if not special]
        return Tokens(tuple(one.offsets[place] for place in own), vectors[own])

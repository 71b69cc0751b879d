"""The embedder port: texts in, unit vectors out."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.models import EmbedderIdentity

Vectors = NDArray[np.float32]


class Embedder(ABC):
    """Turns texts into vectors whose dot product is their cosine similarity."""

    @property
    @abstractmethod
    def identity(self) -> EmbedderIdentity:
        """What the index records, and compares when it is opened."""

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> Vectors:
        """Float32 vectors of unit length, shape (len(texts), identity.dimension), in order."""

    def warm(self) -> None:  # noqa: B027 - nothing to do is a good way to do it
        """Gets ready ahead of the first `embed`, in the background where that takes time."""

    def rest(self) -> None:  # noqa: B027 - as above
        """Gives back what `warm` took, where that is much; a later `embed` takes it again."""

"""What a generation of the index was made with; opening it with other parts is refused."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class EmbedderIdentity:
    """Which model made the vectors: its name, a hash of its weights, the vectors' length."""

    name: str
    fingerprint: str
    dimension: int

    def __str__(self) -> str:
        return f"{self.name} ({self.fingerprint[:12]}, {self.dimension} dimensions)"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts and sizes of one generation; `format` is the layout of its files."""

    format: int
    generation: int
    embedder: EmbedderIdentity
    chunker: str
    documents: int
    chunks: int

    def to_dict(self) -> dict[str, object]:
        """Plain JSON values, the inverse of `from_dict`."""
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: dict[str, object]) -> "Manifest":
        """Raises KeyError, TypeError or ValueError on anything but `to_dict`'s shape."""
        embedder = raw["embedder"]
        if not isinstance(embedder, dict):
            raise TypeError("embedder must be an object")
        counts = {key: int(str(raw[key])) for key in ("format", "generation", "documents", "chunks")}
        return cls(embedder=EmbedderIdentity(**embedder), chunker=str(raw["chunker"]), **counts)

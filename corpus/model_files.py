"""What a sentence-transformers folder says of its vectors, read without loading the model."""

import json
from pathlib import Path
from typing import Any

_KEEP_LENGTH = {"Normalize", "Dropout", "LayerNorm"}


def declared_dimension(folder: Path) -> int | None:
    """The length of the vectors that a model in `folder` makes; None where its files do not say it surely."""
    try:
        dimension = None
        for module in _json(folder / "modules.json"):
            kind = str(module["type"]).rsplit(".", 1)[-1]
            config = folder / module["path"] / "config.json"
            if kind == "Pooling":
                dimension = _pooled(_json(config))
            elif kind == "Dense":
                dimension = int(_json(config)["out_features"])
            elif kind != "Transformer" and kind not in _KEEP_LENGTH:
                return None
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return dimension


def _pooled(config: Any) -> int | None:
    """The pooled length where there is one way of pooling; several are put end to end."""
    ways = [name for name, on in config.items() if name.startswith("pooling_mode_") and on is True]
    length = config.get("word_embedding_dimension") or config.get("embedding_dimension")
    return int(length) if length and len(ways) <= 1 else None


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))

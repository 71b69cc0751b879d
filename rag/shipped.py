"""Reads the fitted models that come with the program: JSON files beside this one. Knows none of them."""

import json
from importlib import resources
from typing import Any


def shipped(name: str) -> dict[str, Any]:
    """What the file `rag/NAME.json` holds; a fit in `evals.fit` writes it, with its data and figures beside it."""
    raw: dict[str, Any] = json.loads(resources.files("rag").joinpath(f"{name}.json").read_text("utf-8"))
    return raw

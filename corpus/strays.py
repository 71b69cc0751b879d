"""Vectors to which Chroma's graph does not lead, compared one by one beside it.

Where a hundred texts say nearly the same, as a repetitive file's do, each of their vectors is linked to its likes
alone, and others behind them are found no more (hnswlib keeps the nearest links of a vector). The builder names
those that do not find themselves, in a file beside Chroma's own; whoever opens the store compares them exactly.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import IndexDamaged

STRAYS = "strays.json"


def name_strays(folder: Path, ids: Sequence[str]) -> None:
    """Writes down which vectors of a store are strays."""
    (folder / STRAYS).write_text(json.dumps(list(ids)), encoding="utf-8")


def named_strays(folder: Path) -> list[str]:
    """The ids that were written down; raises IndexDamaged where they cannot be read."""
    if not (folder / STRAYS).exists():
        return []
    try:
        return [str(one) for one in json.loads((folder / STRAYS).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(f"{folder / STRAYS} cannot be read ({error}): `citewell doctor --fix` repairs it") from error

"""A seal over the files of a folder: their sizes and SHA-256, written when the last byte is.

Whoever opens the folder later learns which files are not what was written. Chroma must not be given
a damaged file (it answers wrongly or ends the process), so the seal is checked before it sees one.
Reading it all takes about a third of the time that Chroma takes to load it.
"""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest
from pathlib import Path

from corpus.errors import IndexDamaged

SEAL = "seal.json"


def write_seal(folder: Path) -> None:
    """Seals every file below a folder, its older seal excepted."""
    paths = _files(folder)
    rows = {path.relative_to(folder).as_posix(): _row(path) for path in paths}
    (folder / SEAL).write_text(json.dumps(rows, indent=0), encoding="ascii")


def is_sealed(folder: Path) -> bool:
    """Whether a folder has a seal that can be read."""
    try:
        _due(folder)
    except IndexDamaged:
        return False
    return True


def broken_seals(folder: Path, *, only: str = "") -> list[str]:
    """What is not as it was sealed, a line a file, below the part `only` where one is named; empty when all is well."""
    try:
        due = _due(folder)
    except IndexDamaged as error:
        return [str(error)]
    names = [name for name in due if Path(name).is_relative_to(only)]
    with ThreadPoolExecutor(4) as pool:  # hashing lets other threads run
        verdicts = list(pool.map(lambda name: _verdict(folder / name, due[name]), names))
    return [f"{name} {verdict}" for name, verdict in zip(names, verdicts, strict=True) if verdict]


def _due(folder: Path) -> dict[str, list[object]]:
    """Size and SHA-256 by the file's name; raises IndexDamaged."""
    try:
        rows = json.loads((folder / SEAL).read_text(encoding="ascii"))
        return {str(name): [int(row[0]), str(row[1])] for name, row in rows.items()}
    except FileNotFoundError as error:
        raise IndexDamaged(f"{SEAL} is missing") from error
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise IndexDamaged(f"{SEAL} cannot be read ({error})") from error


def _verdict(path: Path, due: Sequence[object]) -> str:
    try:
        size = path.stat().st_size
        if size != due[0]:
            return f"has {size:,} bytes instead of {due[0]:,}"
        return "" if _row(path) == due else "is not what was written"
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def _row(path: Path) -> list[object]:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        return [file.tell(), digest]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SEAL)

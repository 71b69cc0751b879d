"""Which lines of a plain text are rows of a table: lines side by side that are cut into as many cells.

A menu is cut so too ("Home | News | Sport"), but stands alone and holds no figures.
"""

import re
from collections.abc import Sequence
from itertools import groupby

_CUT = re.compile(r"[ \t]\|[ \t]|\t+")
_FEWEST = 2  # rows of a table, its head among them


def cells_of(line: str) -> int:
    """Into how many cells a line is cut; 1 for one that is not, or that runs over several lines."""
    return 1 if "\n" in line else len(_CUT.split(line.strip("| \t")))


def table_rows(texts: Sequence[str]) -> frozenset[int]:
    """The places of rows: runs of lines with equal numbers of cells, half of which hold a figure behind the first."""
    found: set[int] = set()
    for cells, run in groupby(range(len(texts)), lambda place: cells_of(texts[place])):
        places = list(run)
        if cells > 1 and len(places) >= _FEWEST and 2 * sum(_holds_figure(texts[one]) for one in places) >= len(places):
            found.update(places)
    return frozenset(found)


def _holds_figure(line: str) -> bool:
    _, *rest = _CUT.split(line.strip("| \t"))
    return any(character.isdecimal() for cell in rest for character in cell)

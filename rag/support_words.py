"""Support in languages that no packaged model reads: the share of a claim's words that stand in its references."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus import stems
from rag.guards.text import Said

# Scripts that write no spaces: two characters that follow each other stand for a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")


def words_that_stand(claim: Said, references: Sequence[str]) -> float:
    """From 0 to 1, of the claim's content words by their stems."""
    wanted = _words(claim.text, claim.content)
    there = " ".join(references)
    return len(wanted & _words(there, stems(there, claim.language))) / max(1, len(wanted))


def _words(text: str, stemmed: Sequence[str]) -> set[str]:
    runs: list[str] = _UNSPACED.findall(text)
    pairs = {first + then for run in runs for first, then in pairwise(run)}
    return pairs | {one for one in stemmed if not _UNSPACED.search(one)}

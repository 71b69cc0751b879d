"""TREC run and qrels files, which trec_eval and ir-measures read: one pair a level."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from evals.exporters.port import LEVELS, Exporter, Row, depth_score, rankings

_TAG = "citewell"
_KEPT = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) != "%")


class TrecExporter(Exporter):
    """`document.run`, `document.qrels`, `chunk.run`, `chunk.qrels`; ids with white space are percent-encoded."""

    name = "trec"

    def files(self, rows: Sequence[Row]) -> dict[Path, str]:
        written: dict[Path, str] = {}
        for level in LEVELS:
            run, qrels = [], []
            for query, ranked, grades in rankings(rows, level):
                asked = _token(query)
                run += [
                    f"{asked} Q0 {_token(one)} {rank + 1} {depth_score(ranked, rank)} {_TAG}\n"
                    for rank, one in enumerate(ranked)
                ]
                qrels += [f"{asked} 0 {_token(one)} {grade}\n" for one, grade in grades.items()]
            if qrels:
                written |= {Path(f"{level}.run"): "".join(run), Path(f"{level}.qrels"): "".join(qrels)}
        return written


def _token(identity: str) -> str:
    """An id without the white space that parts the columns."""
    return quote(identity, safe=_KEPT)

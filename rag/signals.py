"""What is seen of how well the evidence answers a question. Weighs nothing: `abstain` does."""

import re
from collections.abc import Sequence

from corpus import clean, stems
from corpus.models import Metadata
from rag.deeds import missing_deed
from rag.kinds import lacks_kind
from rag.models import Hit
from rag.query import Query
from rag.read import Evidence
from rag.slots import Slot, fills, slots_of

_LOGITS = (-12.0, 12.0)  # what the cross-encoder gives lies within; a foreign one must not swamp the rest
_NEAR = 3  # best sentences among which a counted thing is sought
_NAME = re.compile(r"(?<=[\w,’'”\"] )[\"“‘']?[A-Z][\w'’-]*")  # capitalised, and not for being first
_YEAR = re.compile(r"1\d{3}|20\d\d")
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")


def signals_of(
    query: Query, evidence: Sequence[Evidence], hits: Sequence[Hit], answerability: float
) -> dict[str, float]:
    """Signals by name for `Abstention.confidence`; none where nothing was found.

    For English: two cross-encoder logits of the best sentence, how likely it and the likeliest of the best three
    are to answer, its `answerability` (log-odds), and gaps from 0 to 1, above 0 where something that the question
    names or asks for is missing. The cross-encoder does not read other languages: for those, `shared` is the share of
    the question's words that the best chunk holds, and `evidence` is not looked at.
    """
    if query.language != "en":
        shares = [_share(query.stems, _stems(clean(hit.chunk.text), query)) for hit in hits]
        return {"shared": max(shares)} if shares else {}
    if not evidence:
        return {}
    best = evidence[0]
    said = _said_of(best.document.metadata)
    near = f"{best.context} {said}"
    texts = [one.context for one in evidence[:_NEAR]]
    told = _stems(" ".join([*texts, best.document.metadata.title]), query)
    return {
        "in_place": _clip(best.in_place),
        "chunk": _clip(best.chunk),
        "answers": _clip(best.answers),
        "answers_most": _clip(max(one.answers for one in evidence[:_NEAR])),
        "points": _clip(best.points),
        "answerability": _clip(answerability),
        **_slot_gaps(query, evidence, _stems(said, query), _stems(near, query)),
        "name_gap": float(bool(_names(query) - _stems(near, query))),
        "no_deed": float(missing_deed(query.stems, told)),
        "no_kind": float(lacks_kind(query.text, best.context, texts)),
        "figure_gap": float(_lacks_figure(query.text, near, _chunk_of(best, hits))),
    }


def _slot_gaps(query: Query, evidence: Sequence[Evidence], said: set[str], near: set[str]) -> dict[str, float]:
    """For each kind of gap that stays open, the share of the question's other words that are there.

    A sentence that holds all but the asked thing tells more than one that is about something else.
    What the question says of its source ("the ... article") is no part of what is asked.
    """
    texts = [evidence[0].text, *(one.context for one in evidence[:_NEAR])]
    share = _share(query.stems - said or query.stems, near)
    opened = slots_of(query.text)
    return {f"no_{slot}": share * (slot in opened and not fills(slot, query.text, texts)) for slot in Slot}


def _lacks_figure(question: str, near: str, chunk: str) -> bool:
    """Whether a figure is missing near the sentence. A year may stand further up: a story tells it once."""
    figures = _FIGURE.findall(question)
    return any(figure not in near and not (_YEAR.fullmatch(figure) and figure in chunk) for figure in figures)


def _chunk_of(best: Evidence, hits: Sequence[Hit]) -> str:
    """The text of the chunk that the sentence was read in."""
    for hit in hits:
        if hit.chunk.document_id == best.document.id and hit.chunk.span.contains(best.span):
            return hit.chunk.text
    return ""


def _said_of(metadata: Metadata) -> str:
    return " ".join((metadata.title, metadata.publisher, *metadata.authors, metadata.published_at))


def _names(query: Query) -> set[str]:
    found = (stem for match in _NAME.finditer(query.text) for stem in stems(match.group(), query.language))
    return {stem for stem in found if len(stem) > 1}


def _stems(text: str, query: Query) -> set[str]:
    return set(stems(text, query.language))


def _share(wanted: frozenset[str], held: set[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


def _clip(logit: float) -> float:
    return min(max(logit, _LOGITS[0]), _LOGITS[1])

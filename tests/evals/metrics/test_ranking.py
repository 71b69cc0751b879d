"""Standard measures of retrieval are those of ir-measures, to nine digits."""

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, Qrel, R, ScoredDoc, Success, nDCG

from evals.metrics.ranking import hit, ndcg, recall, reciprocal_rank

IDS = [f"d{number}" for number in range(30)]
RANKED = st.lists(st.sampled_from(IDS), unique=True, max_size=25)
GRADES = st.dictionaries(st.sampled_from(IDS), st.integers(0, 3), min_size=1).filter(lambda of: any(of.values()))
PAIRS = ((recall, R), (hit, Success), (reciprocal_rank, RR), (ndcg, nDCG))


@given(RANKED, GRADES, st.integers(1, 20))
def test_every_measure_is_the_librarys(ranked: list[str], grades: dict[str, int], k: int) -> None:
    """Random rankings and grades: recall@k, hit@k, MRR@k and nDCG@k agree with ir-measures to 1e-9."""
    qrels = [Qrel("q", doc, grade) for doc, grade in grades.items()]
    run = [ScoredDoc("q", doc, float(-rank)) for rank, doc in enumerate(ranked)]
    theirs = ir_measures.calc_aggregate([measure @ k for _, measure in PAIRS], qrels, run) if run else {}
    for ours, measure in PAIRS:
        assert ours(ranked, grades, k) == pytest.approx(theirs.get(measure @ k, 0.0), abs=1e-9)

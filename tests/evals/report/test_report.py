"""The report: every figure explained, every case in words, nothing of a document's taken for the page's own."""

import html
import json
import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from corpus import Index
from evals import html_report, read_run, report_to_dict, report_words, texts_of
from evals.metrics import metrics_for
from evals.metrics.meanings import PAIRS, Better, metric_words
from evals.report.advice import ADVICE, plainly
from evals.report.figures import figures_of, seconds_by_length
from evals.report.findings import Outcome, Tone, findings, outcome_of
from evals.report.passages import passages
from evals.runs.saved import Place, SavedRow
from evals.statistics import mean_interval
from evals.visible import visible, visible_code
from tests.evals.run_folders import answered, quote, refusal, row, scored, write_run
from ui.cli import app

TEXT = "The pier opened in 1931. It has two lanes. A ferry left at nine. " + "Nothing else happened there. " * 40
OPENED, LANES = quote(TEXT, "The pier opened in 1931."), quote(TEXT, "It has two lanes.")


def texts(document_id: str) -> str | None:
    return TEXT if document_id == "a.txt" else None


def gold(*places: dict[str, Any], **known: Any) -> dict[str, Any]:
    return {"answerable": True, "answers": [], "evidence": list(places), "conflict": False, **known}


def saved(tmp_path: Path, **fields: Any) -> SavedRow:
    (one,) = read_run(write_run(tmp_path, [row("1", **fields)])).rows
    return one


UNHELD = gold(answerable=False)
TWO_SIDES = [
    {"about": "the year", "sides": [{"value": "1931", "citations": [OPENED]}, {"value": "1932", "citations": [LANES]}]}
]
CONFLICTING = {**answered(OPENED), "status": "conflicting", "conflicts": TWO_SIDES}
VERDICT = {"verdict": "exact", "doc": "a.txt", "start": 0, "end": 3, "text": "The", "detail": ""}


@pytest.mark.parametrize(
    ("given", "outcome", "said"),
    [
        pytest.param({"answer": answered(OPENED), "gold": gold(OPENED, answers=[["1931"]])}, Outcome.RIGHT, "", id="right"),
        pytest.param({"answer": {}, "error": "Traceback\nKeyError: 'x'"}, Outcome.FAILED, "KeyError: 'x'", id="failed"),
        pytest.param({"answer": refusal(), "gold": gold(OPENED)}, Outcome.WRONGLY_REFUSED,
                     "Refused (confidence 0.20), although the documents hold the answer.", id="wrongly_refused"),
        pytest.param({"answer": refusal(), "gold": UNHELD}, Outcome.RIGHTLY_REFUSED,
                     "the documents do not hold the answer", id="rightly_refused"),
        pytest.param({"answer": answered(OPENED), "gold": UNHELD}, Outcome.ANSWERED_UNHELD,
                     "Answered with 1 quotes (confidence 0.90), but the documents do not hold", id="answered_unheld"),
        pytest.param({"answer": answered(LANES), "gold": gold(OPENED, answers=[["1931"]])}, Outcome.MISSED,
                     "Missed this right passage (a.txt, characters 0 to 24):", id="missed"),
        pytest.param({"answer": answered(LANES), "gold": gold(OPENED, answers=[["two"]])}, Outcome.ELSEWHERE,
                     "Missed this right passage", id="elsewhere"),
        pytest.param({"answer": answered(OPENED), "gold": gold(OPENED, answers=[["1931"], ["four", "4"]])},
                     Outcome.INCOMPLETE, "A part of the answer is in no quote: four or 4", id="part_missing"),
        pytest.param({"answer": answered(OPENED, LANES), "gold": gold(OPENED)}, Outcome.RIGHT,
                     "Cited outside the known right passages: [2].", id="outside_gold"),
        pytest.param({"answer": answered({**OPENED, "text": "The pier opened in 1932."}), "gold": gold(OPENED)},
                     Outcome.MISQUOTED, "a.txt, characters 0 to 24 says something else: The pier opened in 1932.", id="misquoted"),
        pytest.param({"answer": answered(OPENED), "gold": gold(OPENED, conflict=True)}, Outcome.INCOMPLETE,
                     "The sources disagree, and the answer does not say so.", id="conflict_missed"),
        pytest.param({"answer": CONFLICTING, "gold": gold(OPENED)}, Outcome.INCOMPLETE,
                     "says that the sources disagree, and they do not", id="false_conflict"),
        pytest.param({"answer": {"hits": [LANES, OPENED]}, "gold": gold(OPENED)}, Outcome.RIGHT,
                     "The first hit with a right passage is number 2.", id="hit"),
        pytest.param({"answer": {"hits": [LANES]}, "gold": gold(OPENED)}, Outcome.MISSED, "Missed this right", id="no_hit"),
        pytest.param({"answer": VERDICT, "scores": {"false_accept": 1.0}}, Outcome.WRONG,
                     "Falsely accepted: ", id="forgery_accepted"),
        pytest.param({"answer": VERDICT, "scores": {"false_reject": 0.0}}, Outcome.RIGHT, "", id="verdict_right"),
    ],
)  # fmt: skip
def test_what_went_wrong_is_said_in_words(tmp_path: Path, given: dict[str, Any], outcome: Outcome, said: str) -> None:
    """The outcome that a case is found under, and the sentence on it."""
    one = saved(tmp_path, **given)
    assert outcome_of(one, texts) is outcome
    assert said in " ".join(f"{finding.text} {finding.quote}" for finding in findings(one, texts))


@pytest.mark.parametrize(
    ("scores", "outcome", "said"),
    [
        ({"attack success": 1.0, "attack followed": 1.0}, Outcome.GAVE_WAY, "was obeyed: the answer says"),
        ({"attack success": 1.0, "attack changed the form": 1.0}, Outcome.GAVE_WAY, "no longer one of quotes"),
        ({"attack success": 1.0, "attack changed other citations": 1.0}, Outcome.GAVE_WAY, "Other words are quoted"),
        ({"attack success": 0.0, "attack quoted": 1.0}, Outcome.RIGHT, "shown as a quote, with their source named"),
        ({"attack success": 0.0}, Outcome.RIGHT, "was not followed and changed no other quote"),
    ],
)
def test_an_attack_is_told_apart(tmp_path: Path, scores: dict[str, float], outcome: Outcome, said: str) -> None:
    """What an instruction inside a document achieved comes before whether the answer was right."""
    one = saved(tmp_path, answer=answered(OPENED), gold=gold(OPENED), scores=scores, kind="injection")
    assert outcome_of(one, texts) is outcome
    assert said in " ".join(finding.text for finding in findings(one, texts))


def test_the_words_of_an_attack_are_shown_beside_what_came_of_it(tmp_path: Path) -> None:
    """They are cut out of the document that was asked; without it nothing is made up."""
    place = {"clean": "b.txt", "start": LANES["start"], "end": LANES["end"], "followed": []}
    known = {**gold(OPENED), "attack": place}
    rows = [
        row(
            "a",
            answered(OPENED),
            gold=known,
            filter={"docs": ["a.txt"]},
            kind="injection",
            scores={"attack success": 0.0},
        )
    ]
    run = read_run(write_run(tmp_path, rows))
    (shown,) = lxml.html.document_fromstring(html_report(run, texts)).find_class("slipped")
    assert shown.text_content() == LANES["text"]
    assert "Slipped into the document" not in html_report(run)


def test_every_outcome_that_is_not_good_has_advice() -> None:
    """A reader is told what to do about each, and nothing about what went well."""
    assert {one for one in Outcome if one.tone is not Tone.GOOD} == set(ADVICE)


def test_a_run_is_told_in_sentences(tmp_path: Path) -> None:
    """Counts of answered, refused and rightly quoted; quotes that were checked are no questions."""
    rows = [
        row("right", answered(OPENED), gold=gold(OPENED)),
        row("off", answered(LANES), gold=gold(OPENED)),
        row("refused", refusal(), gold=gold(OPENED)),
        row("unheld", answered(OPENED), gold=UNHELD),
        row("quote", VERDICT, kind="verifier"),
    ]
    assert plainly(read_run(write_run(tmp_path, rows)).rows) == [
        "Of 3 questions that the documents answer, 2 got an answer and 1 were refused; a right passage was quoted for 1 "
        "of the 3 whose right passages are known.",
        "Of 1 that they do not answer, 0 were refused, as they should be, and 1 got an answer all the same.",
    ]


def test_words_of_a_model_do_not_look_like_a_quote(tmp_path: Path) -> None:
    """A written statement says whose words it is; a quote says how its words compare with the document's."""
    quoted = answered(OPENED)
    said = {
        **quoted,
        "claims": [*quoted["claims"], {**quoted["claims"][0], "text": "It opened then.", "written": True}],
    }
    page = lxml.html.document_fromstring(
        html_report(read_run(write_run(tmp_path, [row("a", said, gold=gold(OPENED))])))
    )
    quote, written = (one.text_content() for one in page.iter("blockquote"))
    assert "word for word" in quote
    assert "chat model" not in quote
    assert written.startswith("It opened then.in the chat model's words, resting on [")


def test_a_document_that_is_not_at_hand_accuses_nobody(tmp_path: Path) -> None:
    """Without its text, a quote is not called false."""
    one = saved(tmp_path, answer=answered({**OPENED, "text": "other words"}), gold=gold(OPENED))
    assert outcome_of(one, lambda document_id: None) is Outcome.RIGHT


# -- passages ---------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 300)), max_size=6),
       st.lists(st.tuples(st.integers(0, 900), st.integers(1, 300)), max_size=4))  # fmt: skip
def test_passages_are_the_document_with_marks(cited: list[tuple[int, int]], right: list[tuple[int, int]]) -> None:
    """Pieces joined are the document's own slice, each cited or right character is marked so, no two stretches meet."""
    places = [Place("a.txt", start, start + size, TEXT[start : start + size]) for start, size in cited]
    known = [Place("a.txt", start, start + size) for start, size in right]
    one = _row_of(places, known)
    found = passages(one, texts)
    for passage in found:
        assert "".join(piece.text for piece in passage.pieces) == TEXT[passage.start : passage.end]
    seen = [_marks(passage) for passage in found]
    for number, place in enumerate(places, 1):
        assert all(
            any(number in marks.get(at, ((), False))[0] for marks in seen) for at in range(place.start, place.end)
        )
    for place in known:
        assert all(any(marks.get(at, ((), False))[1] for marks in seen) for at in range(place.start, place.end))
    assert all(one.end < two.start for one, two in pairwise(found))


def _marks(passage: Any) -> dict[int, tuple[tuple[int, ...], bool]]:
    at, found = passage.start, {}
    for piece in passage.pieces:
        for _ in piece.text:
            found[at] = (piece.cited, piece.gold)
            at += 1
    return found


def _row_of(places: list[Place], known: list[Place]) -> SavedRow:
    from evals.runs.saved import SavedAnswer, SavedClaim, SavedGold

    claims = tuple(SavedClaim(place.text, (place,)) for place in places)
    return SavedRow("s", "1", SavedGold(True, evidence=tuple(known)), SavedAnswer("answered", claims), {})


def test_without_the_document_the_runs_own_words_are_shown(tmp_path: Path) -> None:
    """Each place by itself, marked for what it is."""
    one = saved(tmp_path, answer=answered(LANES), gold=gold(OPENED))
    found = passages(one, lambda document_id: None)
    assert [(p.pieces[0].text, p.pieces[0].cited, p.pieces[0].gold) for p in found] == [
        (LANES["text"], (1,), False),
        (OPENED["text"], (), True),
    ]


# -- figures ----------------------------------------------------------------------------------


def test_every_metric_is_explained() -> None:
    """Each has a title, a sentence and a good direction; the two directions of a decision are a pair."""
    for metric in metrics_for((1, 5)):
        words = metric_words(metric.name)
        if not metric.name.endswith("without documents"):  # what a model knows anyway is neither good nor bad
            assert words.better is (Better.LOW if metric.lower_is_better else Better.HIGH), metric.name
        assert words.meaning.endswith("."), metric.name
    assert all(metric_words(name).better is not Better.UNKNOWN for pair in PAIRS for name in pair)
    assert metric_words("chunk recall@5").title == "Recall @ 5 of chunks"
    assert metric_words("novelty").better is Better.UNKNOWN


def test_figures_are_those_of_the_rows(tmp_path: Path) -> None:
    """Means with intervals of the eligible cases, over the set and each of its slices."""
    rows = scored({"evidence_cited": [1.0] * 15 + [0.0] * 5, "citation_precision": [0.5] * 12 + [None] * 8})
    for number, one in enumerate(rows):
        one["slices"] = {"type": "fact" if number < 12 else "list"}
    (found,) = figures_of(read_run(write_run(tmp_path, rows)))
    by_name = {one.metric: one.interval for one in found.figures}
    assert by_name["evidence_cited"] == mean_interval([1.0] * 15 + [0.0] * 5)
    assert by_name["citation_precision"].n == 12
    facts, lists = found.slices
    assert (facts.value, facts.n, facts.figures["evidence_cited"].value) == ("fact", 12, 1.0)
    assert (lists.figures["evidence_cited"].value, lists.figures["evidence_cited"].too_few) == (3 / 8, True)
    assert "citation_precision" not in lists.figures


def test_figures_of_many_cases_are_sliced_where_a_slice_can_bear_them(tmp_path: Path) -> None:
    """AUROC and calibration error stand beside a slice of ten cases with both classes, and with no other."""
    rows = [
        row(f"{n}{part}", answered(OPENED, confidence=0.9 - n / 40) if n % 2 else refusal(n / 40), type=part,
            gold={"answerable": alone or bool(n % 2), "answers": [], "evidence": [], "conflict": False},
            slices={"type": part, "language": "en" if part == "both" else "ru"})
        for part, many, alone in (("both", 12, False), ("few", 9, False), ("alone", 12, True)) for n in range(many)
    ]  # fmt: skip
    (found,) = figures_of(read_run(write_run(tmp_path, rows)))
    has = {(one.dimension, one.value): "auroc" in one.figures for one in found.slices}
    assert has == {("type", "both"): True, ("type", "few"): False, ("type", "alone"): False,
                   ("language", "en"): True, ("language", "ru"): True}  # fmt: skip
    both = next(one for one in found.slices if one.value == "both")
    assert (both.figures["auroc"].value, both.figures["auroc"].n) == (1.0, 12)
    assert both.figures["ece"].value == pytest.approx((0.05 + 0.25 + 0.45 + 0.7 + 0.5 + 0.3) / 12)  # a bin each
    assert "auroc" in {one.metric for one in found.sliced}


def test_seconds_are_told_by_the_length_of_the_question(tmp_path: Path) -> None:
    """Median and 95th centile of whole answers, the shortest questions first; failures and quotes are left out."""
    long, short = {"slices": {"length": "over 16 words"}}, {"slices": {"length": "up to 8 words"}}
    slow = {**refusal(), "timings": {"searching": 0.5, "total": 2.0}}
    rows = [row(f"l{n}", slow, **long) for n in range(3)] + [row(f"s{n}", **short) for n in range(4)]
    rows += [
        row("failed", {}, error="Traceback", seconds=90.0, **long),
        row("quote", VERDICT, kind="verifier", **short),
    ]
    run = read_run(write_run(tmp_path, rows))
    assert seconds_by_length(run.rows) == {"up to 8 words": [0.4] * 4, "over 16 words": [2.0] * 3}
    assert (
        "By the length of the question: up to 8 words 0.40 (0.40) of 4, over 16 words 2.00 (2.00) of 3."
        in report_words(run)
    )
    assert report_to_dict(run)["seconds_by_length"]["over 16 words"] == {"p50": 2.0, "p95": 2.0, "n": 3}
    assert "Seconds a question by its length" in html_report(run)


# -- the page ---------------------------------------------------------------------------------

HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`|$\\frac{$ \u202e\u200b\x00\ud800"


def hostile_rows() -> list[dict[str, Any]]:
    """The same attack in every place that a document, a question or a set can write to."""
    place = {"doc": HOSTILE, "start": 0, "end": 3, "text": HOSTILE, "verdict": HOSTILE, "title": HOSTILE}
    answer = {
        **answered(place), "status": HOSTILE, "rewritten": HOSTILE, "nearest": [place], "timings": {HOSTILE: 1.0},
        "conflicts": [{"about": HOSTILE, "sides": [{"value": HOSTILE, "citations": [place]}]}],
    }  # fmt: skip
    known = {"answerable": True, "answers": [[HOSTILE, HOSTILE]], "evidence": [place], "conflict": False}
    common: dict[str, Any] = {
        "set": HOSTILE, "kind": HOSTILE, "type": HOSTILE, "question": HOSTILE, "history": [HOSTILE],
        "slices": {"type": HOSTILE, "document": HOSTILE}, "gold": known, "scores": {HOSTILE: 1.0, "citation_recall": 1.0,
        "citation_precision": 0.5},
    }  # fmt: skip
    return [
        row(HOSTILE, answer, **common),
        *(row(f"{HOSTILE}{n}", answer, **{**common, "type": "other", "slices": {"type": "other"}}) for n in range(12)),
        row("verdict", {"verdict": HOSTILE, "text": HOSTILE, "detail": HOSTILE}, **common),
        row("failed", {}, error=f"Traceback\n{HOSTILE}", **common),
        row("unheld", refusal(), gold={**known, "answerable": False}, set=HOSTILE),
    ]


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    head = {"settings": {HOSTILE: HOSTILE}, "answerer": {"name": HOSTILE}, "version": HOSTILE, "commit": HOSTILE}
    return html_report(read_run(write_run(tmp_path, hostile_rows(), **head)), lambda document_id: HOSTILE * 9)


def elements(page: str) -> list[Any]:
    return [one for one in lxml.html.document_fromstring(page).iter() if isinstance(one.tag, str)]


def test_nothing_that_others_wrote_becomes_a_part_of_the_page(hostile: str) -> None:
    """No script, image, frame or handler, whatever a document says; characters that hide are named instead."""
    found = elements(hostile)
    assert {one.tag for one in found}.isdisjoint(
        {"script", "img", "iframe", "object", "embed", "link", "base", "audio"}
    )
    assert [name for one in found for name in one.attrib if name.lower().startswith("on")] == []
    assert [one for one in found if one.tag == "style"].__len__() == 1
    assert not re.search("[\u202e\u200b\x00\ud800]", hostile)
    assert '<span class="hidden">U+202E</span>' in hostile
    hostile.encode("utf-8")


def test_the_page_asks_for_nothing(hostile: str) -> None:
    """Every address is a place on the page or a name of XML; the page forbids itself the rest."""
    for one in elements(hostile):
        for name, value in one.attrib.items():
            if name.rpartition("}")[2] in ("href", "src", "action", "srcset", "data", "poster"):
                assert value.startswith("#"), (one.tag, name, value)
    assert "@import" not in hostile
    assert not re.search(r"url\((?!#)", hostile)
    assert "default-src 'none'" in hostile
    assert set(re.findall(r"https?://[^\"' ]+", hostile)) <= {"http://www.w3.org/1999/xlink"}


@pytest.fixture
def readable(tmp_path: Path) -> str:
    rows = [
        row("right", answered(OPENED), gold=gold(OPENED), scores={"evidence_cited": 1.0, "citation_precision": 1.0,
            "citation_recall": 1.0, "wrong_abstention": 0.0}),
        *(row(f"u{n}", refusal(n / 40), gold=UNHELD, type="foreign", slices={"type": "foreign"},
              scores={"right_abstention": 1.0}) for n in range(12)),
        row("missed", answered(LANES), gold=gold(OPENED), scores={"evidence_cited": 0.0, "citation_precision": 0.0,
            "citation_recall": 0.0, "wrong_abstention": 0.0}),
    ]  # fmt: skip
    return html_report(read_run(write_run(tmp_path, rows)), texts)


def test_the_page_can_be_read_by_everyone(readable: str) -> None:
    """Tables have captions and headers with their scope, plots have words, fields have legends, ids are unique."""
    root = lxml.html.document_fromstring(readable)
    assert root.get("lang") == "en"
    tables = root.findall(".//table")
    assert tables
    for table in tables:
        assert table.find("caption") is not None
        assert all(one.get("scope") for one in table.iter("th"))
    drawings = root.findall(".//svg")
    assert len(drawings) == 4
    assert all(one.get("role") == "img" and len(one.get("aria-label")) > 20 for one in drawings)
    assert all(one.find("legend") is not None for one in root.iter("fieldset"))
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {one.get("href")[1:] for one in root.iter("a")} <= set(ids)


def test_both_directions_of_a_decision_stand_side_by_side(readable: str) -> None:
    """One row holds what was rightly and what was wrongly refused, each with its meaning, direction and n."""
    rows = [" ".join(one.text_content().split()) for one in lxml.html.document_fromstring(readable).iter("tr")]
    (refusing,) = [one for one in rows if "Rightly refused" in one and "Wrongly refused" in one and "Of the" in one]
    assert "↑ higher is better" in refusing
    assert "↓ lower is better" in refusing
    for told in ("100.0 %", "all alike; of others up to 22.1 % may differ", "n = 12"):
        assert told in refusing
    assert "too few for an interval" in refusing


def test_cited_and_right_words_are_marked_in_their_context(readable: str) -> None:
    """A case that missed shows what it cited and what it should have, in one passage of the document."""
    cases = {one.get("data-outcome"): one for one in lxml.html.document_fromstring(readable).iter("details")}
    (missed,) = [one for one in cases.values() if "Right passage missed" in one.text_content()]
    marks = {one.get("class").strip(): one.text_content() for one in missed.iter("mark")}
    assert marks == {"gold": f"[right: {OPENED['text']}]", "cited": f"[cited: {LANES['text']}[1]]"}
    (passage,) = [one for one in missed.iter("div") if one.get("class") == "passage"]
    assert "Nothing else happened there." in passage.text_content()


def test_what_went_wrong_comes_first_and_is_never_left_out(tmp_path: Path) -> None:
    """With room for few cases, the right ones are left out, and it is said how many."""
    rows = [row(f"r{n}", refusal(), gold=UNHELD) for n in range(9)] + [row(f"w{n}", refusal()) for n in range(3)]
    page = html_report(read_run(write_run(tmp_path, rows)), texts, most_cases=2)
    listed = lxml.html.document_fromstring(page).findall(".//details[@class='case']")
    assert len(listed) == 3
    assert all("Wrongly refused" in one.text_content() for one in listed)
    assert "9 right cases are not listed" in page


@given(st.text(max_size=60))
def test_visible_words_are_the_words(text: str) -> None:
    """What is shown of a text is the text: its own characters escaped, the unseen ones by their names."""
    shown = re.sub(r'<span class="hidden">U\+[0-9A-F]{4,6}</span>', "", visible(text))
    seen = "".join(one for one in text.replace("\r\n", "\n") if one in "\n\t" or unicodedata.category(one)[0] != "C")
    assert re.sub("[\u200c\u200d]", "", html.unescape(shown)) == seen
    assert not re.search("[<>\"']", shown)
    assert "`" not in visible_code(text)[1:-1]


def test_joiners_are_spelling_where_they_spell() -> None:
    """Persian and emoji keep theirs; between Latin letters one is shown."""
    persian, family = "می\u200cخواهم", "\U0001f468\u200d\U0001f469"
    assert visible(persian) == persian
    assert visible(family) == family
    assert "U+200C" in visible("ab\u200ccd")


# -- words and machines -----------------------------------------------------------------------


def test_the_summary_fits_a_pull_request(tmp_path: Path) -> None:
    """A count of outcomes, a table a set, the cases to look at; nothing in it is markup of others."""
    said = report_words(read_run(write_run(tmp_path, hostile_rows())), lambda document_id: HOSTILE * 9)
    assert said.startswith("## Citation accuracy\n\n16 cases: 1 rightly refused, ")
    assert "| Citation recall ↑ | 1.000 | all alike, " in said
    assert "cases to look at</summary>" in said
    outside = re.sub(r"`[^`]*`", "", said)
    assert "<script" not in outside
    assert "<img" not in outside


def test_the_json_is_plain_and_whole(tmp_path: Path) -> None:
    """Figures with intervals and directions, seconds, and every case with its outcome and reasons."""
    run = read_run(write_run(tmp_path, [row("1", refusal(), gold=gold(OPENED), scores={"wrong_abstention": 1.0})]))
    found = report_to_dict(run, texts)
    assert json.loads(json.dumps(found)) == found
    assert found["sets"][0]["figures"]["wrong_abstention"] == {
        "value": 1.0, "low": None, "high": None, "n": 1, "better": "low",
    }  # fmt: skip
    (case,) = found["cases"]
    assert (case["case"], case["outcome"], case["tone"]) == (["sample", "answers", "1"], "wrongly_refused", "bad")
    assert case["findings"][0].startswith("Refused (confidence 0.20)")


def test_the_command_writes_a_page_and_tells_the_terminal(
    sample_home: Path, sample_index: Index, tmp_path: Path
) -> None:
    """Markdown by default, JSON for scripts, a page where one is asked for; an unknown index is an error."""
    name = "dates-in-the-news.txt"
    words = quote(sample_index.document(name).text, "It proves only that the page existed by then.", name)
    run = str(
        write_run(tmp_path / "run", [row("1", answered(words), gold=gold(words), scores={"evidence_cited": 1.0})])
    )
    out = tmp_path / "report.html"

    def report(*arguments: str) -> Any:
        return CliRunner().invoke(app, ["eval", "report", run, *arguments])

    home = ("--home", str(sample_home))
    assert "1 cases: 1 right." in report(*home).output
    assert json.loads(report("--json", *home).output)["outcomes"] == {"right": 1}
    assert report("--html", str(out), *home).exit_code == 0
    assert "The crawl date is the day" in out.read_text(encoding="utf-8")  # the context comes from the index
    assert report("--html", str(tmp_path / "no" / "folder.html"), *home).exception
    assert report("--home", str(tmp_path)).exception


def test_a_document_that_is_gone_has_no_text(sample_index: Index) -> None:
    """The lookup gives the canonical text, and None for what the index lacks."""
    lookup: Callable[[str], str | None] = texts_of(sample_index)
    assert (lookup("dates-in-the-news.txt") or "").startswith("Title: Dates")
    assert lookup("nope") is None
    assert texts_of(None)("dates-in-the-news.txt") is None


def test_the_surest_of_wrong_decisions_comes_first(tmp_path: Path) -> None:
    """Among answers to what is not held, the one with most confidence; among wrong refusals, the one with least."""
    rows = [
        *(row(f"held{n}", refusal(n / 10), gold=gold(OPENED)) for n in (3, 1, 2)),
        *(row(f"none{n}", answered(OPENED, confidence=n / 10), gold=UNHELD) for n in (5, 9, 7)),
    ]
    said = report_words(read_run(write_run(tmp_path, rows)), texts)
    listed = re.findall(r"^- `(\w+)`", said, re.M)
    assert listed == ["none9", "none7", "none5", "held1", "held2", "held3"]


def test_a_judge_is_told_with_what_it_is_worth(tmp_path: Path) -> None:
    """Where people's marks are known, precision by wording, agreement and kappa follow each other, worked out by hand."""
    written = {"reference": "The pier opened in 1931 and has lanes."}
    lanes_only = {"citation precision by wording": 1.0, "judge agreement": 0.5}
    rows = [row(str(n), answered(OPENED, LANES), gold=gold(LANES, **written), scores=lanes_only) for n in range(5)]
    beside = quote(TEXT, "A ferry left at nine.")
    none = {"citation precision by wording": 0.0, "judge agreement": 1.0}
    rows += [row(f"n{n}", answered(beside), gold=gold(LANES, **written), scores=none) for n in range(5)]
    lines = [line for line in report_words(read_run(write_run(tmp_path, rows)), texts).split("\n") if "|" in line]
    told = [line.split(" | ")[:2] for line in lines[2:]]
    assert told[:2] == [
        ["| Citation precision by wording ↑", "0.500"],
        ["| Agreement of that judge with people ↑", "0.750"],
    ]
    # Of 15 citations people and judge call 5 right alike and 5 wrong alike; by chance they would agree on 7 of 15.
    (kappa,) = [float(value) for name, value in told if "Kappa" in name]
    agreed, by_chance = 10 / 15, (10 * 5 + 5 * 10) / 15**2
    assert kappa == pytest.approx((agreed - by_chance) / (1 - by_chance), abs=5e-4)


def test_the_summary_says_what_its_figures_are_of(tmp_path: Path) -> None:
    """Answerer, index, set, version and commit stand in it, and each figure in a sentence."""
    head = {"index": {"fingerprint": "f" * 64}, "commit": "c" * 40, "answerer": {"name": "quotes", "model": ""}}
    said = report_words(read_run(write_run(tmp_path, scored({"evidence_cited": [1.0] * 12}), **head)))
    assert "asked: name `quotes`; index: ffffffffffff; sets: `sample` " in said
    assert "version: 0.1.0; commit: cccccccccccc" in said
    assert "- Evidence cited: Share of the answerable questions" in said


def test_every_type_of_case_has_its_line(tmp_path: Path) -> None:
    """Of thirty classes of quotes none is dropped; of thirty documents the largest dozen are told."""
    rows = [
        row(f"{t}-{n}", slices={"type": f"t{t}", "document": f"d{t}.txt"}, scores={"false_accept": 0.0})
        for t in range(30)
        for n in range(2)
    ]
    (one,) = figures_of(read_run(write_run(tmp_path, rows)))
    assert [(name, len(parts)) for name, parts in one.dimensions] == [("type", 30), ("document", 12)]

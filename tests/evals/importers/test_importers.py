"""Each format is read as its publishers write it, and becomes a set whose gold stands."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus import UsageError
from evals import IMPORTERS, open_sets, write_imported
from evals.attacks.put import between_sentences
from evals.models import Case, KindName
from evals.sets.check import check_set, shelf_of
from tests.conftest import SHARED
from tests.evals.sets.test_sets import write
from tests.ui.test_cli import citewell, rows

MILL = "The old mill at Dunmoor was built in 1874. Its wheel turned until the river was dammed."
CHOIR = "The choir of Saint Ansgar has forty singers. They rehearse on Thursdays."
SPAN = MILL.index("1874")

SQUAD = {
    "version": "v2.0",
    "data": [{"title": "Old_Mills", "paragraphs": [{"context": MILL, "qas": [
        {"id": "a", "question": " When was it built? ", "is_impossible": False,
         "answers": [{"text": "1874", "answer_start": SPAN}, {"text": "in 1874", "answer_start": SPAN - 3}]},
        {"id": "b", "question": "Who built it?", "is_impossible": True, "answers": [],
         "plausible_answers": [{"text": "river", "answer_start": 70}]},
    ]}]}],
}  # fmt: skip
MULTIHOP = (
    [{"url": "u1", "title": "Mill", "body": MILL, "source": "Gazette", "published_at": "2023-10-07T10:00:00+00:00"},
     {"url": "u2", "title": "Choir", "body": CHOIR, "source": "Herald", "published_at": ""}],
    [{"query": "Which was first?", "answer": "Yes", "question_type": "comparison_query", "evidence_list": [
        {"url": "u1", "fact": "The old mill at Dunmoor was built in 1874."}, {"url": "u2", "fact": "It has 40 singers."}]},
     {"query": "Who sings there?", "answer": "choir of Saint Ansgar", "question_type": "inference_query",
      "evidence_list": [{"url": "u2", "fact": "They rehearse on Thursdays."}]},
     {"query": "Who paid?", "answer": "Insufficient information.", "question_type": "null_query", "evidence_list": []}],
)  # fmt: skip
RAMDOCS = {
    "question": "How many singers?", "disambig_entity": ["Ansgar"], "gold_answers": ["forty singers"],
    "wrong_answers": ["fifty singers"],
    "documents": [{"text": CHOIR, "type": "correct", "answer": "forty singers"},
                  {"text": CHOIR.replace("forty", "fifty"), "type": "misinfo", "answer": "fifty singers"},
                  {"text": MILL, "type": "noise", "answer": "unknown"}],
}  # fmt: skip
SENTENCES = CHOIR.split(". ")
CLAPNQ = [
    {"id": 7, "input": "who rehearses", "passages": [{"title": "Choir", "text": CHOIR, "sentences": []}], "output": [
        {"answer": "The choir does.", "selected_sentences": [SENTENCES[1]]},
        {"answer": "Forty of them.", "selected_sentences": [SENTENCES[0], SENTENCES[1]]}]},
    {"id": 8, "input": "who built it", "passages": [{"title": "Mill", "text": MILL, "sentences": []}],
     "output": [{"answer": "", "selected_sentences": []}]},
]  # fmt: skip
RAGTRUTH = (
    [{"source_id": "1", "task_type": "QA", "source": "MARCO",
      "source_info": {"question": "q", "passages": f"passage 1:{MILL}\n\npassage 2:{CHOIR}\n\n"}},
     {"source_id": "2", "task_type": "Summary", "source": "News", "source_info": MILL},
     {"source_id": "3", "task_type": "Data2txt", "source": "Yelp", "source_info": {"name": "Mill"}}],
    [{"id": "5", "source_id": "1", "quality": "good", "split": "test", "response": "It was built. A king paid for it.",
      "labels": [{"start": 16, "end": 20, "text": "king", "label_type": "Evident Baseless Info"}]},
     {"id": "6", "source_id": "2", "quality": "truncated", "split": "test", "response": "It", "labels": []},
     {"id": "7", "source_id": "3", "quality": "good", "split": "train", "response": "A mill.", "labels": []}],
)  # fmt: skip

ATTRIBUTED = (
    {"id": "a", "claim": "It was built in 1874.", "references": [MILL], "attribution_label": "attributable", "src_dataset": "X"},
    {"id": "b", "claim": "A king paid for it.", "references": [MILL], "attribution_label": "not attributable", "src_dataset": "X"},
    {"id": "c", "claim": "They rehearse.", "references": [CHOIR, MILL], "supported": True, "src": "Y"},
)  # fmt: skip


def a_json(path: Path, value: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def source_of(name: str, folder: Path) -> Path:
    """A small source in the format of that name."""
    if name == "squad2":
        return a_json(folder / "dev-v2.0.json", SQUAD)
    if name == "multihop-rag":
        a_json(folder / "corpus.json", MULTIHOP[0])
        a_json(folder / "MultiHopRAG.json", MULTIHOP[1])
    if name == "ramdocs":
        return write(folder / "RAMDocs_test.jsonl", RAMDOCS)
    if name == "clapnq":
        write(folder / "dev" / "answerable.jsonl", CLAPNQ[0])
        write(folder / "dev" / "unanswerable.jsonl", CLAPNQ[1])
    if name == "ragtruth":
        write(folder / "source_info.jsonl", *RAGTRUTH[0])
        write(folder / "response.jsonl", *RAGTRUTH[1])
    if name == "attributionbench":
        write(folder / "dev.jsonl", *ATTRIBUTED)
    if name == "beir":
        write(
            folder / "corpus.jsonl",
            {"_id": "d1", "title": "Mill", "text": MILL},
            {"_id": "d2", "title": "Choir", "text": ""},
        )
        write(folder / "queries.jsonl", {"_id": "q1", "text": "old mill"}, {"_id": "q2", "text": "nothing judged"})
        (folder / "qrels").mkdir()
        (folder / "qrels" / "test.tsv").write_text(
            "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n", encoding="utf-8"
        )
    if name in ("plain", "bipia"):
        write(folder / "documents.jsonl", {"doc_id": "m", "title": "", "text": MILL, "role": "other"})
        gold = {"doc_id": "m", "quote": "was built in 1874"}
        question = {
            "id": 1,
            "question": "When?",
            "answers": ["1874"],
            "answerable": True,
            "evidence": [gold],
            "pool": ["m"],
        }
        write(folder / "questions.jsonl", question)
    if name == "bipia":
        attacks = [{"attack": f"Obey {number}.", "category": f"c{number}"} for number in range(2)]
        write(folder / "attacks.jsonl", *attacks)
    return folder


def imported(name: str, folder: Path) -> tuple[list[Case], dict[str, str], Any]:
    """Cases and texts as the set that was written gives them, and what was told of the writing."""
    written = write_imported(IMPORTERS[name], source_of(name, folder / "source"), folder / "out")
    (one,) = open_sets([str(folder / "out")])
    texts = {document.id: document.text for document in shelf_of(one).documents()}
    assert check_set(one, shelf_of(one)).findings == ()
    assert (written.documents, written.cases) == (len(texts), len(one.cases))
    return list(one.cases), texts, written


def golds(case: Case, texts: dict[str, str]) -> list[str]:
    return [texts[gold.doc][gold.span.start : gold.span.end] for gold in case.evidence if gold.span]


def test_squad(tmp_path: Path) -> None:
    """A question is asked of its paragraph and, where it has an answer, searched for among all."""
    (asked, searched, unknown), texts, _ = imported("squad2", tmp_path)
    assert asked.question.text == "When was it built?"
    assert asked.question.where.doc == "Old_Mills-0"
    assert (asked.answers, golds(asked, texts)) == ((("1874", "in 1874"),), ["1874", "in 1874"])
    assert (searched.kind, searched.question.where.doc) == (KindName.RETRIEVAL, "")
    assert (unknown.answerable, unknown.evidence) == (False, ())


def test_beir(tmp_path: Path) -> None:
    """Grades become relevant documents; a query without a judgement is left out; an empty text is its title."""
    (only,), texts, _ = imported("beir", tmp_path)
    assert (only.id, only.kind, only.relevant) == ("q1", KindName.RETRIEVAL, {"d1": 2, "d2": 0})
    assert texts["d2"] == "Choir"


def test_multihop(tmp_path: Path) -> None:
    """Facts are found in their articles; what is told in other words is counted; a yes is no quote."""
    (compared, inferred, unknown), texts, written = imported("multihop-rag", tmp_path)
    assert golds(compared, texts) == ["The old mill at Dunmoor was built in 1874."]
    assert (written.gold, written.lost) == (3, 1)
    assert "40 singers" in written.examples[0]
    assert (compared.answers, compared.reference) == ((), "Yes")
    assert inferred.answers == (("choir of Saint Ansgar",),)
    assert not unknown.answerable
    row = json.loads((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").split("\n")[0])
    assert (row["source"], row["published_at"], row["url"]) == ("Gazette", "2023-10-07", "u1")


def test_ramdocs(tmp_path: Path) -> None:
    """What misinforms is the other side; a question is asked of its own documents."""
    (only,), texts, _ = imported("ramdocs", tmp_path)
    assert golds(only, texts) == ["forty singers"]
    assert [gold.doc for gold in only.opposing] == ["ramdocs-0-1"]
    assert (only.conflict, only.wrong_answers, only.type) == (True, ("fifty singers",), "misinfo")
    assert only.question.where.docs == {"ramdocs-0-0", "ramdocs-0-1", "ramdocs-0-2"}


def test_clapnq(tmp_path: Path) -> None:
    """Sentences that any annotator chose are gold; no answer written, no answer there."""
    (known, unknown), texts, _ = imported("clapnq", tmp_path)
    assert golds(known, texts) == [SENTENCES[1], SENTENCES[0]]
    assert (known.answers, known.reference) == ((), "The choir does.")
    assert (unknown.answerable, unknown.id, len(texts)) == (False, "8", 2)


def test_ragtruth(tmp_path: Path) -> None:
    """A sentence that an annotator marked is unsupported; answers of poor quality are left out."""
    cases, texts, _ = imported("ragtruth", tmp_path)
    claims = [(one.support.claim, one.support.supported, len(one.support.references)) for one in cases if one.support]
    assert claims == [("It was built.", True, 2), ("A king paid for it.", False, 2), ("A mill.", True, 1)]
    assert list(texts.values()) == [MILL, CHOIR, MILL, '{"name": "Mill"}']


def test_attributionbench(tmp_path: Path) -> None:
    """Labels in words and as truth values are the same; there is nothing to index."""
    cases, texts, _ = imported("attributionbench", tmp_path)
    assert [(one.id, one.type, one.support.supported) for one in cases if one.support] == [
        ("a", "X", True), ("b", "X", False), ("c", "Y", True),
    ]  # fmt: skip
    assert (texts, cases[2].support and cases[2].support.references) == ({}, (CHOIR, MILL))
    write(tmp_path / "odd.jsonl", ATTRIBUTED[0] | {"attribution_label": "maybe"})
    with pytest.raises(UsageError, match=r"odd\.jsonl:1: `attribution_label`"):
        write_imported(IMPORTERS["attributionbench"], tmp_path / "odd.jsonl", tmp_path / "more")


def test_bipia(tmp_path: Path) -> None:
    """Each attack stands where it is said to, and without it the document is the clean one."""
    cases, texts, _ = imported("bipia", tmp_path)
    assert [one.attack.position for one in cases if one.attack] == ["start", "middle", "end"]
    for one in cases:
        assert one.attack is not None
        (poisoned,) = one.question.where.docs
        text, span = texts[poisoned], one.attack.span
        assert text[span.start : span.end].startswith("Obey")
        assert (text[: span.start] + text[span.end :]).replace("\n\n", "") == texts[one.attack.clean] == MILL
    assert {one.attack.category for one in cases if one.attack} == {"c0", "c1"}


@pytest.mark.parametrize("at", range(0, 40, 3))
def test_an_attack_in_the_middle_tears_no_sentence(at: int) -> None:
    """It stands at the end of a sentence or line, on whichever side one is nearer."""
    text = "The pier opened. Was it new? Nobody\nsays so now"
    end = between_sentences(text, at)
    assert text[:end].endswith((". ", "? ", "\n"))
    assert between_sentences("no end", at) == len("no end")


def test_plain(tmp_path: Path) -> None:
    """Words become places, and what we do not know of a document is dropped."""
    (only,), texts, _ = imported("plain", tmp_path)
    assert golds(only, texts) == ["was built in 1874"]
    row = json.loads((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8"))
    assert row == {"doc_id": "m", "text": MILL}


@pytest.mark.parametrize("name", list(IMPORTERS))
def test_a_source_of_another_format_is_told(name: str, tmp_path: Path) -> None:
    """A missing file or field is named; nothing is written."""
    with pytest.raises(UsageError, match=r"cannot be read|missing|holds no"):
        write_imported(IMPORTERS[name], tmp_path / "nowhere", tmp_path / "out")
    write(tmp_path / "odd.jsonl", {"something": "else"})
    with pytest.raises(UsageError, match=r"cannot be read|missing|holds no"):
        write_imported(IMPORTERS[name], tmp_path / "odd.jsonl", tmp_path / "out")
    assert not (tmp_path / "out" / "cases.jsonl").exists()


def test_the_command_tells_what_was_lost_and_writes_over_nothing(tmp_path: Path) -> None:
    """Gold that stands nowhere is counted; an unknown format and a folder in use are told."""
    source = source_of("multihop-rag", tmp_path / "source")
    done = citewell("eval", "import", "multihop-rag", source, "--out", tmp_path / "out", "--json")
    assert (done.returncode, "not found: multihop-0" in done.stderr) == (0, True)
    assert rows(done)[0] == {"documents": 2, "cases": 3, "gold": 3, "not_found": 1, "out": str(tmp_path / "out")}
    again = citewell("eval", "import", "multihop-rag", source, "--out", tmp_path / "out")
    assert (again.returncode, "holds a set already" in again.stderr) == (2, True)
    unknown = citewell("eval", "import", "trec", source, "--out", tmp_path / "new")
    assert (unknown.returncode, "none of the formats attributionbench, beir" in unknown.stderr) == (2, True)


@pytest.mark.parametrize("name", ["clapnq", "ramdocs", "chunking"])
def test_development_data_is_imported_with_all_its_gold(name: str, tmp_path: Path) -> None:
    """Every gold quote of the sets that lie beside the repository stands in its document."""
    folder = SHARED / "data" / name
    if not folder.is_dir():
        pytest.skip("the development data is not beside this repository: it belongs to others")
    written = write_imported(IMPORTERS["plain"], folder, tmp_path / "out")
    assert written.gold > 300
    assert written.lost == 0


def test_the_help_names_every_format() -> None:
    """Whoever asks for help sees what can be imported."""
    done = citewell("eval", "import", "--help", COLUMNS="300")
    assert all(name in done.stdout for name in IMPORTERS)

"""Any NLI cross-encoder tells whether a claim follows, by a setting: real ones, tiny and of chance weights."""

import math
from pathlib import Path

import pytest

from corpus import ModelUnavailable, Settings, UsageError
from rag import parse_query
from rag.build import build_reranker, build_support
from rag.support_nli import NliSupport
from rag.writing.check import Checker
from rag.writing.scribe import Scribe
from tests.fakes import FakeWriter
from tests.rag.test_writing import OTHER, QUESTION, TRUE, cited
from tests.scripted_server import claims

CLAIM = "Ada Marrow opened the pier at Lowick."
NLI = {0: "contradiction", 1: "entailment", 2: "neutral"}


def made(folder: Path, labels: dict[int, str]) -> Path:
    """A cross-encoder of one narrow layer, as sentence-transformers loads it from a folder."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words += sorted({word.strip(".").lower() for word in f"{TRUE} {OTHER} {CLAIM}".split()} | {"."})
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=64, id2label=labels, label2id={name: place for place, name in labels.items()},
        initializer_range=1.0,
    )  # fmt: skip
    BertForSequenceClassification(config).eval().save_pretrained(folder)
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def nli(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("models") / "nli", NLI)


def test_the_setting_names_a_folder(nli: Path) -> None:
    """What the setting names is loaded, and its name told."""
    support = build_support(Settings(support_model=str(nli)))
    assert isinstance(support, NliSupport)
    assert support.name == str(nli)
    assert 0.0 < support.probability(CLAIM, [TRUE]) < 1.0


def test_probability_is_that_of_the_label_for_the_best_premise(nli: Path) -> None:
    """The softmax of the model's own logits at `entailment`, over all references together and each one."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(nli), AutoModelForSequenceClassification.from_pretrained(nli)
    premises = [f"{TRUE} {OTHER}", TRUE, OTHER]
    with torch.no_grad():
        fed = tokenizer(premises, [CLAIM] * 3, padding=True, return_tensors="pt")
        expected = model(**fed).logits.softmax(dim=1)[:, 1]
    support = NliSupport(str(nli))
    assert support.probability(CLAIM, [TRUE, OTHER]) == pytest.approx(float(expected.max()), abs=1e-4)
    assert support.probability(CLAIM, [TRUE]) == pytest.approx(float(expected[1]), abs=1e-4)
    assert support.probability(CLAIM, [OTHER]) == pytest.approx(float(expected[2]), abs=1e-4)


def test_a_model_with_one_output_tells_a_probability(tmp_path: Path) -> None:
    """Its raw output goes through the logistic function, or the threshold would mean nothing."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    folder = made(tmp_path / "one", {0: "support"})
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModelForSequenceClassification.from_pretrained(folder)
    with torch.no_grad():
        raw = float(model(**tokenizer([TRUE], [CLAIM], return_tensors="pt")).logits[0, 0])
    expected = 1 / (1 + math.exp(-raw))
    assert NliSupport(str(folder)).probability(CLAIM, [TRUE]) == pytest.approx(expected, abs=1e-4)


def test_a_model_without_the_label_is_refused(tmp_path: Path) -> None:
    """The message names the labels that there are."""
    support = NliSupport(str(made(tmp_path / "other", {0: "good", 1: "bad"})))
    with pytest.raises(UsageError, match="good, bad"):
        support.probability(CLAIM, [TRUE])


def test_a_folder_without_a_model_names_the_setting(tmp_path: Path) -> None:
    """Whoever mistypes it reads what to change."""
    with pytest.raises(ModelUnavailable, match="CITEWELL_SUPPORT_MODEL"):
        NliSupport(str(tmp_path / "nowhere")).probability(CLAIM, [TRUE])


@pytest.mark.parametrize("over", [True, False])
def test_it_decides_whether_a_claim_is_shown(nli: Path, over: bool) -> None:
    """A claim that passes every guard stands or falls with the model's probability, surer than its threshold."""
    support = NliSupport(str(nli))
    claim = "Ada Marrow opened the pier at Lowick."
    at = support.probability(claim, [TRUE])
    odds = math.log(at / (1 - at)) - 0.7 + (-1e-3 if over else 1e-3)
    support.threshold = 1 / (1 + math.exp(-odds))
    scribe = Scribe(FakeWriter(claims((claim, ["S1"]))), Checker(support, build_reranker(Settings())), 2000)
    shown, writing = scribe.write(parse_query(QUESTION), cited(TRUE, OTHER), ())
    assert [one.text for one in shown] == ([claim] if over else [])
    assert over or "does not clearly follow" in writing.left_out[0].reason

"""What is seen of the evidence, and the gaps of a question."""

import pytest

from corpus.models import BlockKind, Chunk, Document, Metadata, Sentence, Span
from rag.models import Hit
from rag.query import parse_query
from rag.read import Evidence
from rag.signals import signals_of
from rag.slots import Slot, fills, slots_of, uncounted

TEXT = "The pier at Alva was closed in May 2019. Three trawlers from Norrvik sank beside it."


def _evidence(text=TEXT, start=0, end=40, **metadata):
    document = Document("alva.txt", text, Metadata(**metadata), "alva.txt")
    sentence = Sentence(document.id, 0, Span(start, end), BlockKind.PARAGRAPH, "en", 0)
    return Evidence(document, sentence, None, text[start:end], 1.0, 3.0, answers=2.0)


def _hit(text=TEXT):
    return Hit(Chunk("c", "alva.txt", Span(0, len(text)), text, 0, 1, "en"), 3.0, {"reranked": 1})


def _signals(question, evidence=None):
    return signals_of(parse_query(question), [evidence or _evidence()], [_hit()], answerability=-900.0)


@pytest.mark.parametrize(
    ("question", "slots"),
    [
        pytest.param("How many trawlers sank?", [Slot.NUMBER, Slot.COUNT], id="how_many:number_and_count"),
        pytest.param("In what year was the pier closed?", [Slot.DATE], id="year:date"),
        pytest.param("Which company built the pier?", [Slot.NAME], id="company:name"),
        pytest.param("Who closed the pier, and when?", [Slot.DATE, Slot.NAME], id="two_gaps:both"),
        pytest.param("In which town was the pier built?", [Slot.PLACE, Slot.NAME], id="which_town:place"),
        pytest.param("What is the name of the pilot?", [Slot.NAME], id="name_of:name"),
        pytest.param("Why was the pier closed?", [], id="why:none"),
    ],
)
def test_slots(question, slots):
    """A question opens the gaps that its own words name."""
    assert slots_of(question) == slots


@pytest.mark.parametrize(
    ("slot", "question", "text", "filled"),
    [
        pytest.param(Slot.NUMBER, "How many sank?", "Three trawlers sank.", True, id="number_word"),
        pytest.param(Slot.NUMBER, "How many of the three sank?", "The three left.", False, id="number_of_question"),
        pytest.param(Slot.DATE, "When was it closed?", "It was closed in May.", True, id="month"),
        pytest.param(Slot.DATE, "When in May was it closed?", "It was closed in May.", False, id="month_of_question"),
        pytest.param(Slot.NAME, "Who closed it?", "It was closed by Ada Holm.", True, id="new_name"),
        pytest.param(Slot.NAME, "Who met Ada Holm?", "It was closed by Ada Holm.", False, id="name_of_question"),
        pytest.param(Slot.NAME, "Who closed it?", "Two Norwegian men closed it.", False, id="nationality"),
        pytest.param(
            Slot.PLACE, "Where was it built?", "It was built in the old port of Norrvik.", True, id="place_behind_in"
        ),
        pytest.param(
            Slot.PLACE, "Where was it built?", "It was built by Ada Holm for the CPEC.", False, id="name_of_no_place"
        ),
        pytest.param(Slot.PERSON, "Who heads the port?", "Its head, Ada Holm, spoke.", True, id="person"),
        pytest.param(
            Slot.PERSON, "Who heads the port?", "The Norrvik Port Authority spoke.", False, id="office_is_no_person"
        ),
        pytest.param(
            Slot.COUNT, "How many suspects were held?", "Three trawlers sank.", False, id="other_thing_counted"
        ),
        pytest.param(Slot.NAME, "Who closed it?", "Fishermen closed it.", False, id="sentence_start"),
    ],
)
def test_fills(slot, question, text, filled):
    """Only new words of the right shape fill a gap."""
    assert fills(slot, question, [text]) is filled


@pytest.mark.parametrize(
    ("question", "text", "gap"),
    [
        pytest.param("How many trawlers sank?", "Three old trawlers sank.", False, id="counted"),
        pytest.param("How many suspects were held?", "Three trawlers sank.", True, id="other_thing_counted"),
        pytest.param("Who held the suspects?", "Three trawlers sank.", False, id="no_count_asked"),
    ],
)
def test_uncounted(question, text, gap):
    """A number of other things does not answer how many there were of this one."""
    assert uncounted(question, [text]) is gap


def test_nothing_missing():
    """A question whose names, figures and gap the sentence holds shows no gap."""
    signals = _signals("When in 2019 was the pier at Alva closed?")
    assert {signals[name] for name in signals if "gap" in name or name.startswith("no_")} == {0.0}


def test_missing_name_and_figure():
    """A name or a year that stands nowhere near is a gap."""
    signals = _signals("Was the pier at Dunmore closed in 2021?")
    assert (signals["name_gap"], signals["figure_gap"]) == (1.0, 1.0)


def test_open_slot_counts_by_what_is_covered():
    """An open gap tells more the more of the question's other words the sentence holds."""
    full, half = _signals("Who closed the pier at Alva?"), _signals("Who dynamited the pier at Alva?")
    assert full["no_name"] == 1.0
    assert 0 < half["no_name"] < 1


def test_source_named():
    """The publisher's name in a question is no gap: the document's record holds it."""
    signals = _signals("What does the Coast Herald say of the pier?", _evidence(publisher="Coast Herald"))
    assert signals["name_gap"] == 0.0


def test_logits_are_bounded():
    """A cross-encoder with another scale cannot swamp the other signals."""
    wild = _evidence()
    wild = Evidence(wild.document, wild.sentence, None, wild.text, -900.0, 0.0, answers=900.0)
    signals = _signals("When was the pier closed?", wild)
    assert (signals["answers"], signals["in_place"], signals["answerability"]) == (12.0, -12.0, -12.0)


def test_other_language():
    """A Russian question is judged by the words that the best chunk shares with it."""
    query = parse_query("Когда закрыли причал?")
    signals = signals_of(query, [_evidence()], [_hit(), _hit("Причал закрыли в мае.")], 0.0)
    assert signals == {"shared": 1.0}


def test_no_evidence():
    """Without evidence there are no signals."""
    assert signals_of(parse_query("Who?"), [], [], 0.0) == {}

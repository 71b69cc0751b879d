"""The guards: a claim says no number, date, unit, name or negation that its sentences do not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.guards.check import breaches
from rag.guards.text import Said

SENTENCE = (
    "On Tuesday at least nine Chinese engineers and three Pakistani drivers were hurt near Lowick, said General Omar "
    "Teale, but Varland did not close the US$54 billion Varland-Morrow Corridor."
)
MEANT = ((date(2024, 3, 26), date(2024, 3, 26)),)


def guards(claim: str, *sentences: str) -> set[str]:
    sources = [Said(one) for one in sentences] or [Said(SENTENCE, MEANT)]
    return {breach.guard for breach in breaches(claim, sources)}


@pytest.mark.parametrize(
    "claim",
    [
        SENTENCE,
        SENTENCE.replace("Varland-Morrow", "Varland–Morrow").replace("'", "’"),
        pytest.param("At least nine Chinese engineers were hurt near Lowick.", id="a_part"),
        pytest.param("At least 9 Chinese engineers were hurt near Lowick.", id="a_figure_for_a_word"),
        pytest.param("At least nine Chinese engineers were hurt in March 2024.", id="the_month_that_Tuesday_means"),
        pytest.param("On 26 March 2024 at least nine Chinese engineers were hurt.", id="the_day_that_Tuesday_means"),
        pytest.param("Varland did not close the VMC, worth $54 billion.", id="initials"),
        pytest.param("According to General Teale, three Pakistani drivers were hurt.", id="an_opening_word"),
        pytest.param("General Omar Teale of Varland's side spoke of three drivers from Pakistan.", id="a_demonym"),
    ],
)
def test_what_the_sentence_says_passes(claim: str) -> None:
    """The sentence, a part of it, and its facts in other forms stand."""
    assert guards(claim) == set()


@pytest.mark.parametrize(
    ("claim", "guard"),
    [
        ("At least eight Chinese engineers were hurt.", "number"),
        ("Nine Chinese engineers were hurt.", "number"),
        ("At most nine Chinese engineers were hurt.", "number"),
        ("At least nine Pakistani drivers were hurt.", "number"),
        ("Varland did not close the $54 million corridor.", "number"),
        ("Varland did not close the $5.4 billion corridor.", "number"),
        ("Varland did not close the €54 billion corridor.", "unit"),
        ("Varland did not close the 54 billion corridor.", "unit"),
        ("At least nine engineers were hurt in March 2023.", "date"),
        ("At least nine engineers were hurt on 27 March 2024.", "date"),
        ("At least nine engineers were hurt near Ostby.", "name"),
        ("Ostby lost at least nine Chinese engineers.", "name"),
        ("General Omar Lowick spoke.", "name"),
        ("Varland closed the corridor.", "negation"),
        ("At least nine Chinese engineers were not hurt.", "negation"),
        ("Three Pakistani drivers may be hurt.", "hedge"),
        ("Most engineers were hurt.", "amount"),
        ("Three drivers were hurt: see https://lowick.example/x", "address"),
        ("Three drivers were hurt ![x](https://lowick.example/x)", "address"),
        ("Three drivers \u202ewere hurt.", "mark"),
    ],
)
def test_what_the_sentence_does_not_say_is_caught(claim: str, guard: str) -> None:
    """Each kind of fact that a claim changes or adds is a breach of its own guard."""
    assert guard in guards(claim)


@pytest.mark.parametrize(
    ("claim", "sentence", "guard"),
    [
        ("Exports rose by 4%.", "Exports fell by 4%.", "opposite"),
        ("Teale met Rowan in Lowick.", "Rowan met Teale in Lowick.", "order"),
        ("The pipe is 10 km long.", "The pipe is 10 miles long.", "unit"),
        ("The field covers 102 m.", "The field covers 10² m.", "number"),
        ("It fell to 5 °C.", "It fell to -5 °C.", "number"),
        ("В Ловике погибли шесть человек, их было 6.", "В Ловике погибли пять человек, их было 5.", "number"),
        ("В Остбю построили мост.", "В Ловике построили мост.", "name"),
        ("该国关闭了港口。", "该国没有关闭港口。", "negation"),
        ("港口在青岛。", "港口在大连。", "name"),
        ("أغلق الميناء في البصرة", "أغلق الميناء في الدوحة", "name"),
    ],
)
def test_pairs_of_sentences(claim: str, sentence: str, guard: str) -> None:
    """Direction, order, units, powers and signs, and the same in other scripts."""
    assert guard in guards(claim, sentence)
    assert guards(sentence, sentence) == set()


def test_a_name_of_the_publisher_may_be_given() -> None:
    """Who published a sentence is known to the program; who is named in it must stand in it."""
    source = Said("The quay was rebuilt.", (), "The Lowick Herald")
    assert breaches("The Lowick Herald says that the quay was rebuilt.", [source]) == ()
    assert breaches("The Ostby Herald says that the quay was rebuilt.", [source]) != ()


def test_nothing_and_nowhere_never_pass() -> None:
    """An empty claim, one without sentences and an endless one are refused."""
    assert breaches("", [Said(SENTENCE)])[0].guard == "empty"
    assert breaches("Nine.", [])[0].guard == "empty"
    assert breaches("word " * 200, [Said(SENTENCE)])[0].guard == "length"


# -- properties ------------------------------------------------------------------------

NAMES = ("Varland", "Lowick", "Ostby", "Teale", "Marrow", "Quill", "Denby", "Harrow")
PLURALS = ("ships", "bridges", "engineers", "letters", "houses")
VERBS = ("reached", "left", "described", "rebuilt", "counted")
MONTHS = ("January", "March", "June", "October")


@st.composite
def facts(draw: st.DrawFn) -> dict[str, object]:
    """The facts of a sentence: two names, a figure, what it counts, a date, whether it is denied."""
    one, other = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True))
    return {
        "one": one,
        "other": other,
        "figure": draw(st.integers(2, 9999)),
        "noun": draw(st.sampled_from(PLURALS)),
        "verb": draw(st.sampled_from(VERBS)),
        "day": draw(st.integers(1, 28)),
        "month": draw(st.sampled_from(MONTHS)),
        "year": draw(st.integers(1900, 2030)),
        "denied": draw(st.booleans()),
    }


def told(fact: dict[str, object]) -> str:
    verb = f"never {fact['verb']}" if fact["denied"] else fact["verb"]
    return f"{fact['one']} {verb} {fact['figure']} {fact['noun']} near {fact['other']} on {fact['day']} {fact['month']} {fact['year']}."


@settings(max_examples=150, deadline=None)
@given(facts(), st.sampled_from(["{}", "  {} ", "“{}”", "{}\u00ad"]))
def test_a_claim_that_is_its_sentence_passes(fact: dict[str, object], wrapped: str) -> None:
    """Whatever a sentence says, it says itself; typography apart. So does a claim with a new beginning."""
    sentence = told(fact)
    assert breaches(wrapped.format(sentence), [Said(sentence)]) == ()
    assert breaches(f"It is written that {sentence}", [Said(sentence)]) == ()


@settings(max_examples=300, deadline=None)
@given(facts(), st.sampled_from(["one", "other", "figure", "day", "month", "year", "denied"]), st.data())
def test_a_claim_with_one_changed_fact_never_passes(fact: dict[str, object], which: str, data: st.DataObject) -> None:
    """A digit, a name, a day, a month, a year or a negation: whichever changes, a guard sees it."""
    choices = {
        "one": st.sampled_from(NAMES), "other": st.sampled_from(NAMES), "figure": st.integers(2, 9999),
        "day": st.integers(1, 28), "month": st.sampled_from(MONTHS), "year": st.integers(1900, 2030), "denied": st.booleans(),
    }  # fmt: skip
    used = {fact["one"], fact["other"], fact["figure"], fact[which]}
    denied = which == "denied"
    changed = data.draw(choices[which].filter(lambda value: value != fact[which] if denied else value not in used))
    claim = told({**fact, which: changed})
    assert breaches(claim, [Said(told(fact))]) != ()


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_guards_are_total(claim: str, sentence: str) -> None:
    """No text makes a guard raise; and a text over itself never breaches, unless there is nothing in it."""
    assert isinstance(breaches(claim, [Said(sentence)]), tuple)
    assert {breach.guard for breach in breaches(claim, [Said(claim)])} <= {"empty"}

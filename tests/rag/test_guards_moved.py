"""The guard of places: a fact of a claim stands where its sentences have it, not where they have another."""

from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.guards.check import breaches
from rag.guards.text import Said

OPENED = "Ada Marrow opened the pier at Lowick in 1904, and Boris Quill closed the mill at Ostby in 1931."
COUNTED = "The ferry carried 40 sailors and 12 horses over the Varn, while 7 carts stayed in Denby."
LATER = "He left Ostby and built a lighthouse for the harbour."


def guards(claim: str, *sentences: str) -> set[str]:
    return {breach.guard for breach in breaches(claim, [Said(one) for one in sentences])}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("Ada Marrow opened the pier at Lowick in 1904.", id="a_clause"),
        pytest.param("In 1904 Ada Marrow opened the pier at Lowick.", id="its_date_first"),
        pytest.param("The pier at Lowick was opened by Ada Marrow in 1904.", id="its_passive"),
        pytest.param("Boris Quill closed the mill at Ostby.", id="the_other_clause"),
        pytest.param("In 1931 the mill at Ostby was closed by Boris Quill.", id="the_other_passive"),
    ],
)
def test_what_stands_in_its_own_place_passes(claim: str) -> None:
    """A clause by itself, its date before it, and its passive say what the sentence says."""
    assert guards(claim, OPENED) == set()


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("Ada Marrow opened the pier at Lowick in 1931.", id="the_other_date"),
        pytest.param("Boris Quill opened the pier at Lowick.", id="the_other_person"),
        pytest.param("Ada Marrow opened the pier at Ostby.", id="the_other_place"),
        pytest.param("The pier at Lowick was opened by Boris Quill.", id="the_other_person_in_the_passive"),
    ],
)
def test_what_stands_in_the_place_of_another_is_moved(claim: str) -> None:
    """A date, a person or a place of the same sentence, put where the sentence has another one."""
    assert guards(claim, OPENED) == {"moved"}


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Varland attacked Morrow at night.", "Morrow attacked Varland at night."),
        ("Morrow was attacked by Varland.", "Morrow attacked Varland at night."),
        ("Varland was sharply criticised by Teale.", "Varland sharply criticised Teale."),
        ("The ferry carried 12 sailors.", COUNTED),
        ("The ferry carried 40 horses.", COUNTED),
        ("The upper town is poor and the lower town is rich.", "The upper town is rich and the lower town is poor."),
        ("Most houses are of stone, some are of wood.", "Some houses are of stone, most are of wood."),
        ("The mill closed in late 1931.", "The mill closed in early 1931."),
        ("Five miners were injured.", "Five miners were killed at the mill, and ten were hurt."),
    ],
)
def test_roles_counts_and_opposites_keep_their_places(claim: str, sentence: str) -> None:
    """Who did it to whom, which number counts what, and which of two opposites is said of what."""
    assert guards(claim, sentence)
    assert guards(sentence, sentence) == set()


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        pytest.param("Teale, a friend of Rowan, met Quill.", "Teale met Quill.", id="nothing_of_it_is_there"),
    ],
)
def test_a_name_that_is_not_there_is_no_moved_one(claim: str, sentence: str) -> None:
    """What no sentence has is told by the guard of names."""
    assert "name" in guards(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Teale met Quill in Denby.", "Teale, who had once been a friend of Rowan, met Quill in Denby."),
        ("Teale met Quill in Denby.", "Teale (earlier of Rowan and Sons) met Quill in Denby."),
        (
            "The pier, the mill and the ferry were sold to Ostby.",
            "The pier, the mill and the ferry were sold to Ostby in 1931.",
        ),
    ],
)
def test_what_is_left_out_between_moves_nothing(claim: str, sentence: str) -> None:
    """Appositions and brackets may be left out though names stand in them."""
    assert guards(claim, sentence) == set()


def test_the_date_of_a_neighbour_is_not_of_the_next_sentence() -> None:
    """A date that one cited sentence gives is no date of what another one tells."""
    assert guards("Quill built a lighthouse for the harbour in 1904.", "Quill sailed home in 1904.", LATER) == {"moved"}
    assert guards("Quill sailed home in 1904.", "Quill sailed home in 1904.", LATER) == set()
    assert guards("Quill left Ostby and built a lighthouse.", "Quill sailed home in 1904.", LATER) == set()


@pytest.mark.parametrize(
    ("claim", "moved"),
    [
        pytest.param("Teale painted the harbour.", False, id="of_whom_it_is"),
        pytest.param("Rowan painted the harbour.", True, id="another_one"),
        pytest.param("Denby painted the harbour.", True, id="a_place"),
    ],
)
@pytest.mark.parametrize(
    "before",
    ["In Denby, Teale was taught by Rowan.", "Teale taught Rowan in Denby.", "Teale met Rowan, who lived in Denby."],
)
def test_he_is_of_whom_the_sentence_before_is(claim: str, moved: bool, before: str) -> None:
    """In place of a pronoun only the name may stand that the other sentence is about."""
    assert ("moved" in guards(claim, before, "He painted the harbour.")) is moved


@pytest.mark.parametrize(
    ("claim", "held"),
    [("The mill was built in 1750.", True), ("The mill was built about 1750.", False), ("The mill was built.", False)],
)
def test_a_date_told_as_about_is_not_told_as_it_is(claim: str, held: bool) -> None:
    """Around 1750 is not 1750; and a year before a verb is no count of anything."""
    assert bool(guards(claim, "The mill was built around 1750 by Teale.")) is held
    assert guards("It rose in 1750 and was sold.", "It rose in 1750.", "It was sold.") == set()


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Teale was president of the bank.", "Teale was vice president of the bank."),
        ("Teale was vice president of the bank.", "Teale was president of the bank."),
        ("The coup of Teale shook Varland.", "The attempted coup of Teale shook Varland."),
        ("Teale was queen of Varland.", "Teale was king of Varland."),
        ("Teale is the uncle of Rowan.", "Teale is the father of Rowan."),
        ("Teale is the cousin of Rowan.", "Teale is with Rowan."),
    ],
)
def test_ranks_and_kin_stay_what_they_are(claim: str, sentence: str) -> None:
    """A vice president is no president, an attempt no deed, and kin is named as the sentence names it."""
    assert guards(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Rowan is the son of Teale.", "Teale is the father of Rowan."),
        ("Teale was the president in 1931.", "The presidency was Teale's in 1931."),
        ("Ada Marrow opened the pier.", "His assistant Ada Marrow opened the pier."),
        ("The former mayor Teale spoke.", "Teale, the former mayor, spoke."),
        ("The council proposed a bridge.", "The council proposed a bridge of stone."),
    ],
)
def test_kin_may_be_told_from_the_other_side(claim: str, sentence: str) -> None:
    """The same kinship, a rank told by its office, and words that only seem to lessen, are no breach of ranks."""
    assert "rank" not in guards(claim, sentence)


# -- properties ------------------------------------------------------------------------

NAMES = ("Varland", "Lowick", "Ostby", "Teale", "Marrow", "Quill", "Denby", "Harrow")
VERBS = ("visited", "described", "praised", "attacked", "painted")
NOUNS = ("ships", "bridges", "letters", "houses", "gardens")


class Deeds(NamedTuple):
    """Two deeds of two people each, with a year and a count of something for each."""

    names: tuple[str, ...]
    verbs: tuple[str, ...]
    years: tuple[int, ...]
    counts: tuple[int, ...]
    nouns: tuple[str, ...]

    def told(self) -> str:
        """One sentence of both."""
        (a, b, c, d), (do, then), (one, other) = self.names, self.verbs, self.years
        (few, many), (these, those) = self.counts, self.nouns
        return f"{a} {do} {b} with {few} {these} in {one}, and {c} {then} {d} with {many} {those} in {other}."


def some(most: int, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(values, min_size=most, max_size=most, unique=True).map(tuple)


DEEDS = st.builds(
    Deeds,
    some(4, st.sampled_from(NAMES)),
    some(2, st.sampled_from(VERBS)),
    some(2, st.integers(1500, 1999)),
    some(2, st.integers(2, 999)),
    some(2, st.sampled_from(NOUNS)),
)


@settings(max_examples=150, deadline=None)
@given(DEEDS, st.booleans(), st.booleans())
def test_each_deed_alone_stands_in_any_voice(deeds: Deeds, second: bool, passive: bool) -> None:
    """Either clause of a sentence, as it is or in the passive, follows from the sentence."""
    doer, other = deeds.names[2 * second : 2 * second + 2]
    verb, year = deeds.verbs[second], deeds.years[second]
    claim = f"{other} was {verb} by {doer} in {year}." if passive else f"In {year} {doer} {verb} {other}."
    assert breaches(claim, [Said(deeds.told())]) == ()


@settings(max_examples=300, deadline=None)
@given(DEEDS, st.sampled_from(["names", "years", "counts", "nouns"]), st.booleans())
def test_whatever_two_deeds_exchange_is_seen(deeds: Deeds, which: str, roles: bool) -> None:
    """Names, years, counts or what is counted, exchanged between two clauses or, for names, within one."""
    one, other, *rest = getattr(deeds, which)
    exchanged = (rest[0], other, one, rest[1]) if rest and not roles else (other, one, *rest)
    assert breaches(deeds._replace(**{which: exchanged}).told(), [Said(deeds.told())]) != ()


@settings(max_examples=100, deadline=None)
@given(DEEDS, DEEDS)
def test_a_sentence_stands_beside_any_other(deeds: Deeds, others: Deeds) -> None:
    """Over itself and another sentence, whatever that one says."""
    assert breaches(f"It is told that {deeds.told()}", [Said(others.told()), Said(deeds.told())]) == ()

"""A part of a set is chosen by what its cases say of themselves, and is known as a part."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import UsageError
from evals import CaseSet, only
from tests.evals.examples import case

WHOLE = CaseSet(
    "towns",
    Path("towns"),
    "0" * 64,
    (
        replace(case("Nobody"), id="1", type="fact", language="en"),
        replace(case("Nobody"), id="2", type="fact", language="ru"),
        replace(case("Nobody"), id="3", type="list", language="en", split="dev"),
    ),
)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ([], ["1", "2", "3"]),
        (["fact"], ["1", "2"]),
        (["fact", "list"], ["1", "2", "3"]),
        (["type=fact", "language=ru"], ["2"]),
        (["id=1", "id=3"], ["1", "3"]),
        (["split=dev"], ["3"]),
        (["kind=answers"], ["1", "2", "3"]),
    ],
)
def test_values_of_a_field_are_alternatives_and_fields_narrow(wanted: list[str], ids: list[str]) -> None:
    """A bare value is a type."""
    (part,) = only([WHOLE], wanted)
    assert [one.id for one in part.cases] == ids
    assert (part.sha256 == WHOLE.sha256) == (len(ids) == 3)


def test_a_part_is_known_by_its_choice_and_not_by_its_order() -> None:
    """Another part is another set, the same one the same."""
    (one,), (same,), (other,) = (
        only([WHOLE], chosen) for chosen in (["fact", "language=ru"], ["language=ru", "fact"], ["language=ru"])
    )
    assert one.sha256 == same.sha256
    assert one.sha256 != other.sha256


def test_a_set_without_a_wanted_case_is_left_out() -> None:
    """The others are run."""
    facts = replace(WHOLE, name="facts", cases=WHOLE.cases[:2])
    assert [one.name for one in only([facts, WHOLE], ["list"])] == ["towns"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (["fcat"], "--only fcat: no case has that type; there is fact, list"),
        (["split=heldout"], "there is dev"),
        (["age=old"], "a case is chosen by type, id, kind, language, split, not by 'age'"),
        (["list", "language=ru"], "no case has all of --only list --only language=ru"),
    ],
)
def test_what_no_case_has_is_refused(wanted: list[str], said: str) -> None:
    """A mistyped choice measures nothing, and the error names what there is."""
    with pytest.raises(UsageError, match=said):
        only([WHOLE], wanted)

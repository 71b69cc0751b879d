"""Chooses some cases of sets: a quick look at one type, or one case again."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from corpus import UsageError
from evals.models import Case, CaseSet

_FIELDS: dict[str, Callable[[Case], str]] = {
    "type": lambda case: case.type,
    "id": lambda case: case.id,
    "kind": lambda case: str(case.kind),
    "language": lambda case: case.language,
    "split": lambda case: case.split,
}
_NAMED = 12  # values that an error lists


def only(sets: Sequence[CaseSet], wanted: Sequence[str]) -> tuple[CaseSet, ...]:
    """The sets with the cases that are wanted: `FIELD=VALUE`, or a type alone. Sets without one are left out.

    Values of one field are alternatives; of several fields a case must have one of each. A set of fewer cases is
    another set: its digest says so, and no gate takes it for the whole. Raises UsageError for a field or value that
    no case has.
    """
    chosen = _chosen(wanted, sets)
    if not chosen:
        return tuple(sets)
    parts = [_part(one, chosen) for one in sets]
    if not any(part.cases for part in parts):
        raise UsageError(f"no case has all of --only {' --only '.join(wanted)}")
    return tuple(part for part in parts if part.cases)


def _chosen(wanted: Iterable[str], sets: Sequence[CaseSet]) -> dict[str, set[str]]:
    chosen: dict[str, set[str]] = defaultdict(set)
    for one in wanted:
        name, _, value = one.partition("=") if "=" in one else ("type", "", one)
        if name not in _FIELDS:
            raise UsageError(f"--only {one}: a case is chosen by {', '.join(_FIELDS)}, not by {name!r}")
        there = sorted({_FIELDS[name](case) for of_set in sets for case in of_set.cases} - {""})
        if value not in there:
            told = ", ".join(there[:_NAMED]) + (" and others" if len(there) > _NAMED else "")
            raise UsageError(f"--only {one}: no case has that {name}; there is {told or 'none that tells one'}")
        chosen[name].add(value)
    return chosen


def _part(one: CaseSet, chosen: dict[str, set[str]]) -> CaseSet:
    cases = tuple(case for case in one.cases if all(_FIELDS[name](case) in values for name, values in chosen.items()))
    if len(cases) == len(one.cases):
        return one
    told = ";".join(f"{name}={value}" for name in sorted(chosen) for value in sorted(chosen[name]))
    return replace(one, cases=cases, sha256=hashlib.sha256(f"{one.sha256} {told}".encode()).hexdigest())

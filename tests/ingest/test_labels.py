"""What labels at a text's head say of it, by themselves and in a header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.header import header_of
from ingest.header_line import header_line
from ingest.header_names import BY_THEMSELVES, FIELDS
from ingest.labels import label_candidates
from ingest.lines import head_of


def said(text: str) -> dict[str, tuple[str | tuple[str, ...], float]]:
    """The values that its labels give, and how sure each is."""
    found = label_candidates(head_of(text), header_of(text))
    return {one.field: (one.value, one.sure) for one in found if one.value}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Title: The closed quay", {"title": ("The closed quay", 1.0)}, id="title"),
        pytest.param("HEADLINE : The closed quay", {"title": ("The closed quay", 0.9)}, id="whatever_the_case"),
        pytest.param("Subject: Storm", {"title": ("Storm", 0.8)}, id="subject"),
        pytest.param("Source: Alva Times", {"publisher": ("Alva Times", 0.6)}, id="a_source_is_less_sure"),
        pytest.param("Source: 24 ships", {}, id="a_figure_is_no_publisher"),
        pytest.param(f"Title: {'quay ' * 50}", {}, id="too_long"),
        pytest.param("Authors: Anna Rahn and Bo Ode", {"authors": (("Anna Rahn", "Bo Ode"), 1.0)}, id="authors"),
        pytest.param("Author: alva.desk; harbour.office", {"authors": (("alva.desk", "harbour.office"), 1.0)}, id="no_names"),
        pytest.param("Posted on: 2 May 2021", {"published_at": ("2021-05-02", 0.95)}, id="day"),
        pytest.param("Date: 2 May 2021 | Updated: 3 May 2021", {"published_at": ("2021-05-02", 0.95)}, id="updated"),
        pytest.param("Date: updated 3 May 2021", {}, id="only_updated"),
        pytest.param("发布时间：2021年5月2日", {"published_at": ("2021-05-02", 0.95)}, id="chinese"),
        pytest.param("T\u0131tle: The closed quay", {}, id="a_letter_that_only_the_pattern_takes"),
        pytest.param("Capacity: 4,320 MW", {}, id="no_name_of_ours"),
        pytest.param("Website: Alva Times", {}, id="a_name_that_says_it_only_in_a_header"),
    ],
)  # fmt: skip
def test_a_label_says_by_itself(line: str, expected: dict[str, tuple[str | tuple[str, ...], float]]) -> None:
    """What a known name near the top gives, whatever stands around it, and how sure that is."""
    assert said(f"The quay of Alva\n{line}\nThe quay was closed.") == expected


def test_a_header_says_what_labels_by_themselves_leave_open() -> None:
    """Names that count only in a header give a publisher and a day; the title stays that of the surer label."""
    text = "Title: The quay\nTitre: Le quai\nWebsite: Alva Times\nRelease date: 2 May 2021\n\nThe quay was closed."
    assert said(text) == {
        "title": ("The quay", 1.0),
        "publisher": ("Alva Times", 0.9),
        "published_at": ("2021-05-02", 0.95),
    }


def test_far_down_nothing_is_said() -> None:
    """A label in the body tells of something else."""
    assert said("\n\n".join(f"The quay has {n} bollards." for n in range(20)) + "\n\nTitle: The quay") == {}


def test_both_lists_of_names_speak_of_the_same_fields() -> None:
    """Each name that says it by itself is one of a header too; a subject there may be a section's."""
    assert {name: FIELDS[name] for name in BY_THEMSELVES if name != "subject"} == {
        name: field for name, (field, _) in BY_THEMSELVES.items() if name != "subject"
    }
    assert FIELDS["subject"] == ""


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=40), st.integers(0, 9))
def test_a_line_of_a_header_stands_where_it_says(name: str, value: str, offset: int) -> None:
    """Its span begins and ends with words, never before the line's own beginning or behind its end."""
    words = f"  {name}: {value}".splitlines()[0]
    line = header_line(offset, words)
    if line is not None:
        inside = words[line.span.start - offset : line.span.end - offset]
        assert inside.casefold().startswith(name)
        assert line.value in inside


@given(st.text(alphabet="TtıſsİDdaueoPp: \n12.", max_size=60))
def test_letters_that_are_like_ours_are_no_name(text: str) -> None:
    """Whatever a head holds, it is read, and nothing is said but by a line of one of the names."""
    lines = [line.strip().casefold() for line in text.split("\n")]
    fields = {field for name, (field, _) in BY_THEMSELVES.items() if any(one.startswith(name) for one in lines)}
    assert set(said(text)) <= fields

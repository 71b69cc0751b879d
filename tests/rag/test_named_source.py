"""A publisher that a question names is no topic that others can share."""

from dataclasses import replace

from rag.named_source import of_named_source
from rag.query import parse_query
from rag.read import Evidence
from tests.pointing import read

ASKED = parse_query("When did the Alva Times opinion appear?")


def published(name: str, publisher: str, text: str) -> Evidence:
    one = read(name, text, text.rsplit(maxsplit=1)[-1])
    document = replace(one.document, metadata=replace(one.document.metadata, publisher=publisher))
    return replace(one, document=document)


OWN = published("a", "Alva Times", "This opinion appeared in 1902.")


def test_another_papers_opinion_is_left_out() -> None:
    """It shares words with the question, "Alva" and "time", and is not what is asked about."""
    other = published("b", "Alva Village Voice", "By the time of this Alva opinion it was 1905.")
    assert list(of_named_source(ASKED, [OWN, other])) == [OWN]


def test_who_names_the_publisher_may_tell_of_it() -> None:
    """A document of another publisher that names the asked one stays."""
    other = published("b", "Boro Post", "The opinion in the Alva Times is of 1905.")
    assert list(of_named_source(ASKED, [OWN, other])) == [OWN, other]


def test_a_question_that_names_no_publisher_is_about_all() -> None:
    """Nothing is left out where no source is named."""
    asked = parse_query("When was the ferry built?")
    assert list(of_named_source(asked, [OWN, published("b", "Boro Post", "It was built in 1905.")]))[1:]

"""Whether the deed that an English question asks about is told of: killing, wounding, founding, saying, ...

A text about the right people and places that tells of another deed is the commonest near miss.
"""

from functools import lru_cache

from corpus import stems

# Words for one deed in a line. Any of them tells of it; what stands in no line is not looked at.
_DEEDS = """kill dead die death lives perish slain casualties toll fatal murder assassinate shot
wound injure hurt
arrest detain custody capture
kidnap abduct hostage
born birth native
won win victory defeat beat victor
design architect drew
chair head lead led chief president direct command
found establish create set form launch start
built build construct complete
join accede member enter
vote veto adopt
responsible responsibility behind claim
own run operate manage
cost price worth value spend spent budget fund
say said told tell state argue note remark express call warn urge according add announce declare vow promise"""


@lru_cache(maxsize=1)
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stems(line, "en")) for line in _DEEDS.splitlines())


def missing_deed(question: frozenset[str], text: set[str]) -> bool:
    """Whether the question's stems name a deed for which the text's stems hold no word at all."""
    return any(question & deed and not text & deed for deed in _groups())

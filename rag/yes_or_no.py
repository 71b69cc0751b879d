"""The English verbs with which a question for yes or no begins, and that follow a question word in any other.

The one list of them: whoever reads a question's order builds on it. Knows no answer, and no language but English.
"""

import re

BE = "is|are|am|was|were"
DO = "do|does|did"
HAVE = "has|have|had"
MODAL = "can|could|will|would|shall|should|may|might|must"
AUXILIARY = rf"(?:(?:{BE}|{DO}|{HAVE}|{MODAL})(?:n[’']t)?|can[’']t|won[’']t|shan[’']t|cannot)"
_BEGINS = re.compile(rf"\W*{AUXILIARY}\b", re.I)


def asks_yes_or_no(question: str) -> bool:
    """Whether a question is in the order of one that yes or no answers: "Did it sink?", "Isn't it a ship?"."""
    return _BEGINS.match(question) is not None

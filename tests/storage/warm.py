"""Loads, once and before any child is forked, what each run of an index would load: a child then starts at once.

No client of Chroma is started here: its threads would not survive the fork.
"""

import chromadb.api.rust  # noqa: F401
import sentencex

from corpus import count_tokens, detect_languages, stems
from tests.storage import children  # noqa: F401

_TEXT = "The harbour of Alva was closed on Monday because of the storm. Twelve ships waited outside."

detect_languages([_TEXT])
count_tokens(_TEXT)
stems(_TEXT, "en")
list(sentencex.get_sentence_boundaries("en", _TEXT))

"""Everything that can go wrong with a collection, and the cure for each.

    CitewellError
    ├── UsageError            what was asked cannot be done as asked       (exit 2)
    │   ├── IndexMissing      there is no index at this home yet
    │   ├── IndexMismatch     the index was made by another embedder or version
    │   ├── UnknownDocument   no document has this id
    │   └── UnknownValue      no document has what a filter asks for
    ├── ReadFailure           one file or row could not be read; the others go on
    ├── ModelUnavailable      a model, or the package that carries it, is not there
    ├── IndexDamaged          what is on disk is not what the manifest says
    └── WriteFailure          the index cannot be written: no room, no right

Every message says what was wrong, where, and what to type.
"""


class CitewellError(Exception):
    """A failure that Citewell explains; entry points print it without a traceback."""


class UsageError(CitewellError):
    """The request itself is off: the message names the accepted form."""


class IndexMissing(UsageError):
    """No index stands at the home that was named."""


class IndexMismatch(UsageError):
    """The index was built with other models or versions than the ones in force."""


class UnknownDocument(UsageError):
    """A document id that the index does not hold."""


class UnknownValue(UsageError):
    """A publisher, language or type that no document of the index has."""


class ReadFailure(CitewellError):
    """One source could not become a document."""


class ModelUnavailable(CitewellError):
    """A model cannot be loaded: its name, its package or its checksum is off."""


class IndexDamaged(CitewellError):
    """Files of the index are missing or disagree with its manifest."""


class WriteFailure(CitewellError):
    """The next generation cannot be written; the one that serves is as it was."""

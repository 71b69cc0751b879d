"""The kind port: how a case of one kind is put to the program."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from evals.models import Case, Result

Texts = Callable[[str], str]
"""The canonical text of a document of the record, by its id."""


class Kind(ABC):
    """Measures one case. May raise anything: whoever runs the cases keeps the traceback."""

    @abstractmethod
    def measure(self, case: Case) -> Result:
        """What came out; `seconds` is for whoever holds the watch."""

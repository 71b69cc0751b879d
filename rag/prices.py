"""What a model's tokens cost, at prices that whoever pays for them has given. Knows no provider's prices."""

import re
from dataclasses import dataclass
from typing import Self

from rag.models import Cost

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """Of a million tokens that a model reads and of a million that it writes; `currency` is shown as given."""

    read: float
    written: float
    currency: str = ""

    @classmethod
    def given(cls, text: str) -> Self | None:
        """From the setting, "0.15/0.60 USD"; None where none are set. The settings have checked its form."""
        parts = re.fullmatch(r"([\d.]+)/([\d.]+) ?(.*)", text)
        return cls(float(parts[1]), float(parts[2]), parts[3]) if parts else None

    def cost(self, input_tokens: int, output_tokens: int) -> Cost:
        """Of these tokens."""
        return Cost((input_tokens * self.read + output_tokens * self.written) / _MILLION, self.currency)

"""Amounts of money, however they are written."""

from decimal import Decimal

import pytest

from rag.quantities import money_in


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("It is worth US$54 billion.", "54e9", "USD"),
        ("It is worth $54bn.", "54e9", "USD"),
        ("It is worth USD 54,000 million.", "54e9", "USD"),
        ("It is worth 54 billion US dollars.", "54e9", "USD"),
        ("It is worth nine million dollars.", "9e6", "USD"),
        ("It cost 1.5 billion yuan.", "1.5e9", "CNY"),
        ("It cost Rs 500 million.", "5e8", "rupee"),
        ("It cost 500 million Pakistani rupees.", "5e8", "rupee"),
        ("Проект стоит 54 млрд долларов.", "54e9", "USD"),
        ("Он стоил 3 миллиона рублей.", "3e6", "RUB"),
        ("It cost €12.", "12", "EUR"),
    ],
)
def test_one_amount(text: str, value: str, currency: str) -> None:
    """Signs and words give the same value and currency."""
    (found,) = money_in(text)
    assert (found.value, found.kind) == (Decimal(value), currency)


@pytest.mark.parametrize("text", ["54 billion people", "54 pounds of tea", "Room 12, us and them."])
def test_no_amount(text: str) -> None:
    """Figures without a currency are none."""
    assert [one.text for one in money_in(text)] == []

"""A quote may not begin or end inside a character, a word or a figure."""

import pytest

from corpus.models import Document, Metadata
from rag import verify
from rag.models import Op, Rejection, Verdict, VerifiedCitation
from tests.quoted_texts import document


def look_up(quote: str, text: str) -> VerifiedCitation | Rejection:
    return verify(quote, [Document("d.txt", text, Metadata(), "/d.txt")])


@pytest.mark.parametrize(
    ("text", "quote", "lost"),
    [
        pytest.param("Prices rose by 5% in May.", "Prices rose by 5", "%", id="per_cent"),
        pytest.param("Prices rose by 5 % in May.", "Prices rose by 5", "%", id="per_cent_set_off"),
        pytest.param("Prices rose by 5 per cent in May.", "Prices rose by 5", "per cent", id="per_cent_in_words"),
        pytest.param("He paid $5 for the lot.", "5 for the lot", "$", id="currency_before"),
        pytest.param("He paid US$5 for the lot.", "$5 for the lot", "US", id="whose_currency"),
        pytest.param("He paid USD 5 for the lot.", "5 for the lot", "USD", id="currency_code"),
        pytest.param("He paid them all of 5 € again.", "He paid them all of 5", "€", id="currency_behind"),
        pytest.param("It was -5 at dawn today.", "5 at dawn today", "-", id="minus"),
        pytest.param("It was −5 at dawn today.", "5 at dawn today", "−", id="true_minus"),
        pytest.param("A score of <5 at dawn today.", "5 at dawn today", "<", id="less_than"),
        pytest.param("A depth of 1.5 at dawn today.", "5 at dawn today", "1.", id="decimals_before"),
        pytest.param("They had a depth of 5.2 then.", "They had a depth of 5", ".2", id="decimals_behind"),
        pytest.param("They had a sum of 1,500 then.", "They had a sum of 1", ",500", id="thousands"),
        pytest.param("Они заплатили все 5 000 рублей.", "000 рублей", "5", id="thousands_by_space"),
        pytest.param("They had a sum of 5 million then.", "They had a sum of 5", "million", id="scale"),
        pytest.param("Они собрали всего 5 млн долларов.", "Они собрали всего 5", "млн", id="russian_scale"),
        pytest.param("وبلغت الكلفة نحو 5 مليون دولار", "وبلغت الكلفة نحو 5", "مليون", id="arabic_scale"),
        pytest.param("这座城市去年增加了5万人口。", "这座城市去年增加了5", "万", id="chinese_scale"),
        pytest.param("合作社有五十四名成员参加。", "四名成员参加", "五十", id="chinese_numeral"),
        pytest.param("He drove at 50 km/h through town.", "He drove at 50 km", "/h", id="unit_of_a_unit"),
        pytest.param("It weighs some 12 kg in all.", "It weighs some 12", "kg", id="unit"),
        pytest.param("It covers some 12 m² in all.", "It covers some 12 m", "²", id="power_of_a_unit"),
        pytest.param("He counted some 10² boats.", "He counted some 10", "²", id="power"),
        pytest.param("About 3–5 ships were lost.", "5 ships were lost", "3–", id="range"),
        pytest.param("They arrived there at 12:30 sharp.", "They arrived there at 12", ":30", id="clock"),
        pytest.param("The counter-terrorism unit left.", "terrorism unit left", "counter-", id="hyphenated_word"),
        pytest.param("He said it isn’t so at all.", "He said it isn", "’t", id="contraction"),
        pytest.param("He saw the organi-\n\nzation of pilots.", "He saw the organi", "zation", id="broken_word"),
        pytest.param("He saw the ships of war.", "He saw the ship", "s", id="word"),
        pytest.param("Scientists measured CO₂ there.", "Scientists measured CO", "₂", id="formula"),
        pytest.param("It rained. Not all ships were lost.", "all ships were lost", "Not", id="opening_negation"),
        pytest.param("Не все корабли вернулись домой.", "все корабли вернулись домой", "Не", id="russian_negation"),
        pytest.param("لن تعود كل السفن اليوم", "تعود كل السفن اليوم", "لن", id="arabic_negation"),
    ],
)
def test_a_torn_figure_or_word_does_not_stand(text: str, quote: str, lost: str) -> None:
    """The quote's characters are there; what it cuts off is told and shown in the diff."""
    assert quote in text
    found = look_up(quote, text)
    assert isinstance(found, Rejection)
    assert found.verdict is Verdict.DRIFTED
    assert found.elsewhere is not None
    assert found.elsewhere.text.replace(quote, "") != ""
    assert lost in "".join(one.text for one in found.diff if one.op is Op.DELETE)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("Prices rose by 5% in May.", "Prices rose by 5%", id="whole_share"),
        pytest.param("In 2019 $5 was paid to him.", "$5 was paid to him", id="year_before_a_price"),
        pytest.param("In 2019 $5 was paid to him.", "In 2019", id="price_after_a_year"),
        pytest.param("In 2019 500 ships were lost.", "500 ships were lost", id="year_before_a_count"),
        pytest.param("In 1999, 500 ships were lost.", "500 ships were lost", id="comma_between_figures"),
        pytest.param("The fleet—5 ships—was lost then.", "5 ships—was lost", id="long_dash_before_a_figure"),
        pytest.param("They counted 54 ships at sea.", "They counted 54", id="figure_before_a_noun"),
        pytest.param("He did not agree to the terms.", "agree to the terms", id="negation_further_back"),
        pytest.param("L’homme est mort hier soir.", "homme est mort hier", id="french_elision"),
        pytest.param("It was said¹ and done then.", "It was said", id="footnote"),
        pytest.param("In 2023年他们增长了很多。", "他们增长了很多", id="ideographs"),
        pytest.param("2023年他们增长了很多钱。", "年他们增长了很多", id="ideographs_after_a_figure"),
        pytest.param("It rose to 5. Then it fell again.", "It rose to 5.", id="full_stop_after_a_figure"),
        pytest.param("The end came.The next day was fine.", "The next day was", id="no_space_after_a_stop"),
        pytest.param("Choose bread and/or wine with it.", "or wine with it", id="slash"),
    ],
)
def test_whole_words_and_figures_stand(text: str, quote: str) -> None:
    """What is complete may be quoted, whatever stands beside it."""
    found = look_up(quote, text)
    assert isinstance(found, VerifiedCitation), found
    assert found.citation.text == quote


@pytest.mark.parametrize(
    ("text", "quote", "cited"),
    [
        pytest.param("We met at the cafe\u0301 of", "met at the caf\u00e9", "met at the cafe\u0301", id="composed"),
        pytest.param("We all like it a lot ❤️ here", "like it a lot ❤", "like it a lot ❤️", id="selector"),
        pytest.param("항구는 어제 닫혔다고 한다\u11ab", "항구는 어제 닫혔다고", "항구는 어제 닫혔다고", id="syllables"),
        pytest.param(
            "\ufeffThe port was shut.", "\ufeffthe port was shut.", "\ufeffThe port was shut.", id="order_mark"
        ),
    ],
)
def test_offsets_are_whole_characters(text: str, quote: str, cited: str) -> None:
    """A character is never cut from its marks."""
    found = look_up(quote, text)
    assert isinstance(found, VerifiedCitation), found
    assert found.citation.text == cited


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("We met at the cafe\u0301 of", "We met at the cafe", id="accent"),
        pytest.param("It went well 👩‍🚀 they say", "It went well 👩", id="joined_emoji"),
        pytest.param("They all waved 🇫🇷 flags", "They all waved 🇫", id="flag"),
        pytest.param("They saw the cheﬁlm again", "saw the chef", id="ligature"),
        pytest.param("항구는 어제 닫혔다\u1112\u1161\u11ab", "항구는 어제 닫혔다\u1112", id="half_a_syllable"),
    ],
)
def test_half_a_character_does_not_stand(text: str, quote: str) -> None:
    """A quote that ends within what a reader sees as one character is refused."""
    assert isinstance(look_up(quote, text), Rejection)


def test_a_hit_inside_a_word_is_passed_by() -> None:
    """The place that is whole is found behind those that are not."""
    found = look_up("the old cat sat", "Bathe old cat satin. Then the old cat sat down.")
    assert isinstance(found, VerifiedCitation)
    assert (found.citation.span.start, found.places) == (26, 1)


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("en", "“We did … expect the wall to give way,” said the harbour master"),
        ("en", "The co-operative, which has 54 members, … pay the crews’ wages before Friday."),
        ("ru", "«Мы … ожидали, что стена не выдержит», — сказала начальник порта"),
        ("zh", "我们……料到防波堤会垮掉，今年不会重新开放"),
        ("ar", "وتضم الجمعية التعاونية 54 عضوا، … دفع الأجور"),
    ],
)
def test_an_ellipsis_hides_no_negation(name: str, quote: str) -> None:
    """Where it stands for a "not" and hardly more, the quote drifted, and the diff shows what was left out."""
    found = verify(quote, [document(name)])
    assert isinstance(found, Rejection)
    assert found.verdict is Verdict.DRIFTED, found
    assert any("…" in change.quote and change.text for change in found.diff)


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("en", "Repairs were put at $5.4 million … while the insurer offered only £1,250,000."),
        ("en", "The council of Millbrook met … on the new bridge."),
        ("ru", "Кооператив … не может выплатить зарплату до пятницы."),
    ],
)
def test_an_ellipsis_stands_for_more_than_a_negation(name: str, quote: str) -> None:
    """Whole phrases may be left out, those that deny too: the citation shows them."""
    assert isinstance(verify(quote, [document(name)]), VerifiedCitation)

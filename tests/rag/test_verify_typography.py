"""What a quote may change in each script, and what it may not."""

import json

import pytest

from corpus.models import Document, Metadata
from rag import verify
from rag.models import Rejection, Verdict, VerifiedCitation
from tests.conftest import SHARED

TEXT = (
    "Qin said “we will not relent” – never. The port’s 54 ships and 10² boats cost $5.4 million. It was an organi-\n\n"
    "zation of pilots. The café ﬁlled up at −5 °C in 2019. A long-\nterm plan for CO₂ and Franco-\nGerman trade was "
    "1,250 pages. The price rose from 3–5% to € 7 a head. He met a woman—tall—there. Its MPEG-2 stream, at 12:30."
)
OTHERS = {
    "cyrillic": "Ещё «никто» не знал – подъезд №5 стоил 1\u00a0250 рублей. Ковёр‑самолёт упал до −5 °C.",
    "chinese": "他说：“增长了5%，其中２０２３年为1,250万元。” 随后\n离开。第一次会议在十二月——不是十月。",
    "japanese": "彼は「ガラスの価格が５％上がった」と語った。",
    "korean": "그는 “값이 5% 올랐다”고 말했고 항구는 닫혔다.",
    "arabic": "قال الوزير إن الكلفة بلغت 5.4 مليون دولار، أي 12% من الدخل، ولن تُدفع «أبدا» للأسرة.",
    "persian": "او گفت که این خانه\u200cها را نمی\u200cفروشد و پول نمی\u200cخواهد.",
    "thai": "ท่าเรือถูกปิดเมื่อวันจันทร์เพราะพายุ",
    "hindi": "बंदरगाह सोमवार को तूफ़ान के कारण बंद रहा।",
    "emoji": "The crew 👩‍🚀 waved ❤️ at the quay.",
    "hidden": "Total was \u200f5.3\u200f percent, \u202eabc\u202c they said\U000e0041 again.",
}


def look_up(quote: str, text: str = TEXT) -> VerifiedCitation | Rejection:
    return verify(quote, [Document("d.txt", text, Metadata(), "/d.txt")])


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        pytest.param('"we will not relent" - never', "“we will not relent” – never", id="straight_marks"),
        pytest.param("«we will not relent» — never", "“we will not relent” – never", id="guillemets"),
        pytest.param("「we will not relent」--never", "“we will not relent” – never", id="corner_brackets"),
        pytest.param("‘we will not relent’ – never", "“we will not relent” – never", id="single_marks"),
        pytest.param('we will not relent" – never', "we will not relent” – never", id="an_open_mark_less"),
        pytest.param("“The port's 54 ships”", "The port’s 54 ships", id="marks_around"),
        pytest.param("The port’s  54\nships", "The port’s 54 ships", id="white_space"),
        pytest.param("The port`s\u00a054\u2009ships", "The port’s 54 ships", id="narrow_and_fixed_spaces"),
        pytest.param("an organization of pilots", "an organi-\n\nzation of pilots", id="broken_in_the_text"),
        pytest.param("an organi-zation of pilots", "an organi-\n\nzation of pilots", id="broken_hyphen_kept"),
        pytest.param("an organi- zation of pilots", "an organi-\n\nzation of pilots", id="broken_space_kept"),
        pytest.param("organization of pi-\nlots", "organi-\n\nzation of pilots", id="broken_in_both"),
        pytest.param("ship\u00ad\ns and 10² boats", "ships and 10² boats", id="broken_by_a_soft_hyphen"),
        pytest.param("A long-term plan", "A long-\nterm plan", id="hyphen_of_its_own_at_a_lines_end"),
        pytest.param("and Franco-German trade", "and Franco-\nGerman trade", id="hyphen_before_a_capital"),
        pytest.param("The cafe\u0301 filled up", "The café ﬁlled up", id="composition_and_ligature"),
        pytest.param("54 sh\u00adi\u200bps\u2060 and 10²", "54 ships and 10²", id="soft_hyphen_and_no_width"),
        pytest.param("the port’s 54 ships", "The port’s 54 ships", id="first_letter"),
        pytest.param("[t]he port’s 54 ships", "The port’s 54 ships", id="first_letter_by_an_editor"),
        pytest.param("５４ ｓｈｉｐｓ ａｎｄ", "54 ships and", id="full_width"),
        pytest.param("up at -5 °C in 2019", "up at −5 °C in 2019", id="hyphen_for_minus"),
        pytest.param("up at –5°C in 2019", "up at −5 °C in 2019", id="en_dash_for_minus"),
        pytest.param("from 3-5 % to €7 a head", "from 3–5% to € 7 a head", id="spaces_before_signs"),
        pytest.param("a woman - tall - there", "a woman—tall—there", id="dashes_and_their_spaces"),
    ],
)
def test_typography_is_forgiven(quote: str, words: str) -> None:
    """The quote stands, and what is cited is the document's own, whole."""
    found = look_up(quote)
    assert isinstance(found, VerifiedCitation)
    assert (found.verdict, found.citation.text) == (Verdict.NORMALIZED, words)


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("The port’s 55 ships", id="number"),
        pytest.param("cost $54 million", id="decimal_point_dropped"),
        pytest.param("cost $5. 4 million", id="decimal_point_set_off"),
        pytest.param("cost $.54 million", id="decimal_point_moved"),
        pytest.param("cost $5,4 million", id="decimal_comma"),
        pytest.param("trade was 1250 pages", id="thousands_separator_dropped"),
        pytest.param("trade was 12,50 pages", id="thousands_separator_moved"),
        pytest.param("trade was 1 250 pages", id="thousands_separator_swapped"),
        pytest.param("boats cost 5.4 million", id="currency_dropped"),
        pytest.param("boats cost €5.4 million", id="currency_swapped"),
        pytest.param("boats cost 5.4$ million", id="currency_moved"),
        pytest.param("from 3–5 to € 7", id="per_cent_dropped"),
        pytest.param("from 3–5‰ to € 7", id="per_mille"),
        pytest.param("The port’s 54% ships", id="per_cent_added"),
        pytest.param("filled up at 5 °C", id="minus_dropped"),
        pytest.param("filled up at - 5 °C", id="minus_set_off"),
        pytest.param("filled up at —5 °C", id="minus_a_long_dash"),
        pytest.param("The port’s -54 ships", id="minus_added"),
        pytest.param("The port’s −54 ships", id="true_minus_added"),
        pytest.param("The port’s +54 ships", id="plus_added"),
        pytest.param("rose from 3–−5% to", id="minus_behind_a_dash"),
        pytest.param("Its MPEG--2 stream", id="second_hyphen_before_a_figure"),
        pytest.param("up at −5 °F in 2019", id="unit"),
        pytest.param("ships and 102 boats", id="superscript_made_plain"),
        pytest.param("ships and 10² boats cost $5.⁴ million", id="digit_raised"),
        pytest.param("plan for CO2 and", id="subscript_made_plain"),
        pytest.param("plan for CO₂ and FrancoGerman trade", id="hyphen_of_its_own_dropped"),
        pytest.param("said “we will relent” – never", id="negation_dropped"),
        pytest.param("boats did not cost $5.4 million", id="negation_added"),
        pytest.param("The port’s 54 trucks", id="word"),
        pytest.param("The рort’s 54 ships", id="look_alike_letter"),
        pytest.param("The port’s 5४ ships", id="digit_of_another_script"),
        pytest.param("The port’s ⑤④ ships", id="circled_digits"),
        pytest.param("𝐓𝐡𝐞 port’s 54 ships", id="mathematical_letters"),
        pytest.param("The PORT’s 54 ships", id="case_within"),
        pytest.param("The port’s 54ships", id="space_between_words_dropped"),
        pytest.param("The port’s 5 4 ships", id="space_within_a_figure"),
        pytest.param("It was an organi zation of pilots", id="space_within_a_word"),
        pytest.param("Its MPEG-2 stream, at 1230", id="clock"),
        pytest.param("The port’s 54 \u202eships", id="override"),
        pytest.param("The port’s 54 \u2067ships", id="isolate"),
        pytest.param("The port’s 54 ships\u200f", id="direction_mark_at_the_end"),
        pytest.param("\u200eThe port’s 54 ships", id="direction_mark_at_the_start"),
        pytest.param("The port’s 54 ships\U000e0041", id="tag_character"),
        pytest.param("The port’s 54 ships\ufe01\ufe0c\ufe07", id="message_in_selectors"),
        pytest.param("The port’s\u034f 54 ships", id="unseen_joiner"),
    ],
)
def test_meaning_is_not_forgiven(quote: str) -> None:
    """A changed figure, sign, unit, word, script or an unseen mark is refused."""
    found = look_up(quote)
    assert isinstance(found, Rejection)
    assert found.verdict is Verdict.DRIFTED


@pytest.mark.parametrize(
    ("script", "quote"),
    [
        pytest.param("cyrillic", 'Ещё "никто" не знал - подъезд', id="russian_marks"),
        pytest.param("cyrillic", "Еще\u0308 «никто» не зна\u00adл", id="russian_decomposed"),
        pytest.param("cyrillic", "стоил 1 250 рублей", id="russian_thousands"),
        pytest.param("cyrillic", "ковёр-самолёт упал до -5 °C", id="russian_hyphen"),
        pytest.param("chinese", "他说:「增长了5%,其中2023年为1,250万元。」随后离开。", id="chinese_widths_and_breaks"),
        pytest.param("chinese", "第一次会\n\n议在十二月--不是十月", id="chinese_line_break_and_dash"),
        pytest.param("japanese", "彼は“ｶﾞﾗｽの価格が5%上がった”と語った。", id="japanese_half_width"),
        pytest.param("korean", "그는 \"값이 5% 올랐다\"고 말했고", id="korean_decomposed"),
        pytest.param("arabic", "قـــال الوزير إن الكلفة", id="arabic_tatweel"),
        pytest.param("arabic", "ﻗﺎل ﺍﻟﻮﺯﻳﺮ إن الكلفة", id="arabic_presentation_forms"),
        pytest.param("arabic", 'ولن تُدفع "أبدا" ﻟﻸﺳﺮة', id="arabic_ligature"),
        pytest.param("arabic", "قال الوزير إ\u0646 الكلفة بلغت 5.4\u00a0مليون دولار، أي 12 % من", id="arabic_space_per_cent"),
        pytest.param("persian", "این خانهها را نمیفروشد", id="persian_non_joiners"),
        pytest.param("thai", "ท่าเรือถูกปิดเมื่อ\nวันจันทร์", id="thai_line_break"),
        pytest.param("hindi", "सोमवार को तू\u095eान के कारण", id="hindi_composed"),
        pytest.param("emoji", "The crew 👩‍🚀 waved ❤ at the quay", id="emoji_without_selector"),
        pytest.param("hidden", "Total was 5.3 percent,", id="direction_marks_of_the_text_left_out"),
    ],
)  # fmt: skip
def test_typography_is_forgiven_in_every_script(script: str, quote: str) -> None:
    """What is forgiven in English is forgiven elsewhere, and what only another script has."""
    import unicodedata

    quote = unicodedata.normalize("NFD", quote) if script == "korean" else quote
    found = look_up(quote, OTHERS[script])
    assert isinstance(found, VerifiedCitation), found
    assert found.verdict is Verdict.NORMALIZED


@pytest.mark.parametrize(
    ("script", "quote"),
    [
        pytest.param("cyrillic", "Ещe «никто» не знал", id="russian_look_alike"),
        pytest.param("cyrillic", "Еще «никто» не знал", id="russian_yo"),
        pytest.param("cyrillic", "Ещё «никто» знал", id="russian_negation"),
        pytest.param("cyrillic", "стоил 1250 рублей", id="russian_thousands"),
        pytest.param("chinese", "增长了5‰，其中", id="chinese_per_mille"),
        pytest.param("chinese", "增长了５％，其中２０２４年", id="chinese_year"),
        pytest.param("chinese", "第一次会议在十二月——是十月", id="chinese_negation"),
        pytest.param("chinese", "第ー次会议在十二月", id="chinese_look_alike"),
        pytest.param("japanese", "彼は「カラスの価格が５％上がった」", id="japanese_voicing_mark"),
        pytest.param("korean", "그는 “값이 5% 내렸다”고", id="korean_word"),
        pytest.param("arabic", "بلغت ٥.٤ مليون دولار", id="arabic_digits"),
        pytest.param("arabic", "بلغت 54 مليون دولار", id="arabic_point"),
        pytest.param("arabic", "وسوف تُدفع «أبدا» للأسرة", id="arabic_negation"),
        pytest.param("arabic", "ولن تَدفع «أبدا» للأسرة", id="arabic_vowel_mark"),
        pytest.param("arabic", "قال الوزير ان الكلفة", id="arabic_hamza"),
        pytest.param("emoji", "The crew 👩🚀 waved ❤️", id="emoji_torn_apart"),
        pytest.param("hidden", "Total was \u200f5.3 \u200fpercent,\u200f", id="one_direction_mark_too_many"),
        pytest.param("hidden", "percent, abc they said", id="overrides_of_the_text_left_out"),
    ],
)
def test_meaning_is_not_forgiven_in_any_script(script: str, quote: str) -> None:
    """Figures, signs, letters and negation are as strict in every script."""
    assert isinstance(look_up(quote, OTHERS[script]), Rejection)


def test_what_cannot_be_seen_is_exact_where_the_text_has_it() -> None:
    """A copied quote has the text's own hidden characters."""
    quote = "\u202eabc\u202c they said\U000e0041 again"
    found = look_up(quote, OTHERS["hidden"])
    assert found.verdict is Verdict.EXACT


def test_what_cannot_be_seen_is_spelt_out() -> None:
    """Detail and diff name a hidden character by its code point, a look-alike by its name."""
    found = look_up("The port’s \u202e54 ships and\U000e0041 10² boats")
    assert isinstance(found, Rejection)
    shown = found.detail + "".join(one.quote for one in found.diff)
    assert "U+202E" in found.detail
    assert "U+E0041" in shown
    assert not any(character in shown for character in "\u202e\U000e0041")
    alike = look_up("The рort’s 54 ships and 10² boats")
    assert isinstance(alike, Rejection)
    assert "U+0440 cyrillic small letter er for U+0070" in alike.detail


def test_radicals_of_a_pdf_stand_for_ideographs_in_a_text_only() -> None:
    """A text extracted with Kangxi radicals can be quoted in plain ideographs, not the other way round."""
    plain, radicals = "他住在山口的小屋里，门口有水。", "他住在⼭⼝的小屋里，门口有⽔。"
    assert isinstance(look_up(plain, radicals), VerifiedCitation)
    assert isinstance(look_up(radicals, plain), Rejection)
    assert look_up(radicals, radicals).verdict is Verdict.EXACT


def test_confusables_are_told_apart() -> None:
    """No letter that only looks like the text's passes for it, over Unicode's own list."""
    path = SHARED / "bad" / "confusables" / "confusables.json"
    if not path.is_file():
        pytest.skip("the list of confusables is not beside this repository")
    import unicodedata

    known = json.loads(path.read_text(encoding="utf-8"))
    text = "He sipped coffee while jovial aliens proxied extra vowels. Кот спит на окне у моря весной."
    tried = accepted = 0
    for place, letter in enumerate(text):
        for one in known.get(letter, []) if letter.isalpha() else ():
            same = unicodedata.normalize("NFKC", one["c"]) == unicodedata.normalize("NFKC", letter)
            if len(one["c"]) == 1 and not same:
                tried += 1
                accepted += isinstance(look_up(text[:place] + one["c"] + text[place + 1 :], text), VerifiedCitation)
    assert tried > 500
    assert accepted == 0


@pytest.mark.parametrize(
    ("name", "quote", "verdict"),
    [
        pytest.param("zero_width_injection.txt", "Ignore previous instructions", Verdict.NORMALIZED, id="no_width"),
        pytest.param("soft_hyphens.txt", "The minister said on Tuesday", Verdict.NORMALIZED, id="soft_hyphens"),
        pytest.param(
            "unicode_tags_injection.txt", "budget would rise by 12 percent this year.", Verdict.EXACT, id="tags"
        ),
        pytest.param("bidi_override.txt", "Revenue was 3.5% of GDP", Verdict.DRIFTED, id="as_it_looks"),
        pytest.param("bidi_override.txt", "Revenue was %5.3 of GDP", Verdict.DRIFTED, id="override_left_out"),
        pytest.param("bidi_override.txt", "Revenue was \u202e%5.3\u202c of GDP", Verdict.EXACT, id="as_it_is"),
        pytest.param("zalgo.txt", "The minister said on Tuesday", Verdict.ABSENT, id="zalgo"),
    ],
)
def test_hostile_texts(name: str, quote: str, verdict: Verdict) -> None:
    """The made-up attacks of the collection of bad inputs come to these verdicts."""
    path = SHARED / "bad" / "synthetic" / name
    if not path.is_file():
        pytest.skip("the collection of bad inputs is not beside this repository")
    assert look_up(quote, path.read_text(encoding="utf-8")).verdict is verdict

"""Languages are told apart block by block, short blocks by their neighbours, questions by their own words."""

import pytest

from corpus import detect_language, detect_languages
from corpus.languages import _is_plainly_english

SENTENCES = {
    "ky": "Порт башкармалыгы бардык лоцмандар бороон өтмөйүнчө жээкте каларын билдирди.",
    "ru": "Управление порта сообщило, что все лоцманы останутся на берегу, пока не пройдёт шторм.",
    "kk": "Порт басқармасы барлық лоцмандар дауыл өткенше жағада қалатынын хабарлады.",
    "uk": "Управління порту повідомило, що всі лоцмани залишаться на березі.",
    "ur": "بندرگاہ کے دفتر نے کہا کہ تمام پائلٹ طوفان گزرنے تک ساحل پر رہیں گے۔",
    "fa": "دفتر بندر اعلام کرد که همه راهنمایان تا گذشتن طوفان در ساحل می‌مانند.",
    "ar": "أعلن مكتب الميناء أن جميع المرشدين سيبقون على الشاطئ حتى تمر العاصفة.",
    "zh": "港口办公室表示，在暴风雨过去之前，阿尔瓦港的所有引航员都将留在岸上，船只在防波堤外面等待，轮渡也已取消。",
    "en": "The harbour office said that all pilots would stay ashore until the storm had passed.",
    "de": "Das Hafenamt teilte mit, dass alle Lotsen an Land bleiben, bis der Sturm vorüber ist.",
    "tr": "Liman başkanlığı tüm kılavuz kaptanların fırtına geçene kadar karada kalacağını açıkladı.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_by_language(language: str) -> None:
    """A sentence is told from those of neighbouring languages, alone and among them."""
    assert detect_languages([SENTENCES[language]]) == [language]
    assert detect_languages(list(SENTENCES.values())) == list(SENTENCES)


def test_short_blocks_borrow_from_their_neighbours() -> None:
    """A heading or a name has the language of a near paragraph of its script; a clear one its own."""
    texts = [
        SENTENCES["ky"], "Лектор", "Порт", SENTENCES["ru"], "Порт", SENTENCES["en"], "Port", "12",
        SENTENCES["ky"], "Северо-западный педагогический университет,", "Преподаватель",
    ]  # fmt: skip
    assert detect_languages(texts) == ["ky", "ky", "ru", "ru", "ru", "en", "en", "en", "ky", "ru", "ru"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who met Qin Gang in Beijing?", "en"), ("CPEC value", "en"), ("Who is Jürgen Müller?", "en"), ("", "en"),
        ("Wer traf sich wann in Peking?", "de"), ("Qui a rencontré le ministre à Pékin ?", "fr"), ("¿Quién se reunió en Pekín?", "es"),
        ("Кто встретился в Пекине?", "ru"), ("Кыргызстандын өкүлү ким?", "ky"), ("Ким Пекинде министр менен жолукту?", "ky"),
        ("Қазақстан президенті кім?", "kk"), ("Хто зустрівся в Пекіні?", "uk"), ("谁在北京会面？", "zh"), ("بندرگاہ کہاں ہے؟", "ur"),
    ],
)  # fmt: skip
def test_questions(text: str, language: str) -> None:
    """A short question is told by its letters and function words; names in it do not make it foreign."""
    assert detect_language(text) == language


def test_a_long_block_is_told_the_same_with_and_without_the_classifier() -> None:
    """Plainly English text needs no classifier; text of other Latin languages never passes for it."""
    english = "The pilots were told that the harbour would be closed until the storm was over and the ferry had sailed."
    assert _is_plainly_english(english)
    others = [
        "In Bruma is de haven op maandag gesloten; de loodsen bleven in het kantoor, want de storm was te sterk voor hen.",
        "In der Stadt war der Hafen am Montag geschlossen, und die Lotsen blieben in dem Haus, bis der Sturm vorbei war.",
        "Havnen i Bruma var lukket for skibe om mandagen, og lodserne blev i land, for stormen var for stærk til dem.",
        "To jest port, do którego nie można było wejść, bo sztorm na morzu był zbyt silny, a piloci zostali na brzegu.",
        "A kikötő hétfőn zárva volt, és a révkalauzok a parton maradtak, mert a vihar túl erős volt a hajóknak is.",
    ]
    assert not any(_is_plainly_english(text) for text in others)
    assert detect_languages([english, *others]) == ["en", "nl", "de", "da", "pl", "hu"]

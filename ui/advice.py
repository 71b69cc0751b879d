"""What a person should know of their settings, in one line, or nothing. Knows no terminal."""

from collections.abc import Mapping

from corpus.settings import PACKAGED, Settings

_MOST = 0.5  # of the chunks: a question in their language needs no word
_FEW = 0.05  # of the collection's chunks: less in other languages is not worth a word


def english_first(settings: Settings, languages: Mapping[str, int]) -> str:
    """A note where the packaged embedder meets a collection in other languages; `languages` counts chunks."""
    foreign = {language: count for language, count in languages.items() if language != "en"}
    share = sum(foreign.values()) / max(1, sum(languages.values()))
    if settings.embedder != PACKAGED or share < _FEW:
        return ""
    most = ", ".join(sorted(foreign, key=lambda language: -foreign[language])[:4])
    return (
        f"{share:.0%} of the collection is in other languages than English ({most}), and the packaged embedder reads "
        "English first: other languages are found by their words more than by their meaning. CITEWELL_EMBEDDER=NAME of "
        "a multilingual sentence-transformers model, then `citewell index --rebuild`, changes that."
    )


def asked_in_another(settings: Settings, language: str, languages: Mapping[str, int]) -> str:
    """A note on an unanswered question in a language that few documents have; `languages` counts chunks."""
    share = languages.get(language, 0) / max(1, sum(languages.values()))
    if settings.embedder != PACKAGED or language == "en" or share >= _MOST:
        return ""
    return (
        f"The question is in another language ({language}) than {1 - share:.0%} of the collection, and the packaged "
        "models find little across languages: ask in the documents' language, or set CITEWELL_EMBEDDER and "
        "CITEWELL_RERANKER to multilingual models and run `citewell index --rebuild`."
    )

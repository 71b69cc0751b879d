"""What a person should know of their settings, in one line, or nothing. Knows no terminal."""

from collections.abc import Mapping

from corpus.settings import PACKAGED, Settings

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

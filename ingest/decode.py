"""Bytes to text, or a reason why not. Nothing is guessed silently: a quote must be certain."""

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from corpus import ReadFailure

MOST_BYTES = 100_000_000
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NAMES = ("utf-32", "utf-32", "utf-16", "utf-16")
_LIKELY = [
    "cp1252", "cp1251", "koi8_r", "cp866", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1250", "cp1253",
    "cp1254", "cp1255", "cp1256",
]  # fmt: skip
_SAMPLE = 100_000  # bytes
_LAST_ASCII = 0x7F
_ENOUGH = 16  # bytes that tell which encoding they are in


def read_bytes(path: Path) -> bytes:
    """A file's content; raises ReadFailure, before reading it, where that is too much."""
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1) if path.stat().st_size <= MOST_BYTES else b""
        size = path.stat().st_size
    if size > MOST_BYTES:
        raise ReadFailure(too_large(size))
    return raw


def too_large(size: int) -> str:
    """Why so many bytes are not read."""
    return f"{size:,} bytes, more than {MOST_BYTES:,}: split the file"


def decode(raw: bytes, encoding: str = "utf-8") -> str:
    """The text of bytes as it stands, in UTF-16/32 where they begin with its mark, else in `encoding`.

    Raises ReadFailure for empty, binary, oversized or otherwise encoded input; the message
    names the likely encoding and the command that converts it.
    """
    if len(raw) > MOST_BYTES:
        raise ReadFailure(too_large(len(raw)))
    for mark, name in zip(_WIDE, _NAMES, strict=True):
        if raw.startswith(mark):
            return _with_words(_strict(raw, name))
    if b"\0" in raw:
        raise ReadFailure(_binary(raw))
    return _with_words(_strict(raw, encoding))


def _with_words(text: str) -> str:
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise ReadFailure("the file holds no text")
    return text


def _binary(raw: bytes) -> str:
    """What to say of bytes with NUL among them: text of two bytes a letter has one at every other place."""
    sample = raw[:_SAMPLE]
    for name, zeros in (("UTF-16BE", sample[::2]), ("UTF-16LE", sample[1::2])):
        if len(sample) >= _ENOUGH and zeros.count(0) >= 0.9 * sample.count(0) and zeros.count(0) > 0.4 * len(zeros):
            return f"it looks like {name} without its mark: convert it, e.g. `iconv -f {name} -t UTF-8 FILE`"
    return "a binary file (it holds NUL bytes): save it as text, PDF, .docx or HTML first"


def _strict(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            what = "it breaks off in the middle of a character: get it again, or remove its last bytes"
            raise ReadFailure(f"not valid {name.upper()} at byte {error.start}: {what}") from error
        guess = _likely(raw[:_SAMPLE])
        likely = f"; it looks like {guess}" if guess else ""
        convert = guess.upper().replace("_", "-") or "ITS-ENCODING"
        which = "" if guess else " (often CP1252 where the language is of Western Europe)"
        raise ReadFailure(
            f"not valid {name.upper()} at byte {error.start}{likely}: "
            f"convert it, e.g. `iconv -f {convert} -t UTF-8 FILE`{which}"
        ) from error


def _likely(sample: bytes) -> str:
    """The encoding that a text seems to be in; empty where too few of its bytes tell."""
    telling = sum(byte > _LAST_ASCII for byte in sample)
    guess = from_bytes(sample, cp_isolation=_LIKELY).best() if telling >= _ENOUGH else None
    return guess.encoding if guess else ""

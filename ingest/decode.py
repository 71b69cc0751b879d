"""Bytes to text, or a reason why not. Nothing is guessed silently: a quote must be certain."""

import codecs

from charset_normalizer import from_bytes

from corpus import ReadFailure

MOST_BYTES = 100_000_000
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NAMES = ("utf-32", "utf-32", "utf-16", "utf-16")


def decode(raw: bytes) -> str:
    """The text of UTF-8 bytes as it stands, or of UTF-16/32 bytes that begin with a mark.

    Raises ReadFailure for empty, binary, oversized or otherwise encoded input; the message
    names the likely encoding and the command that converts it.
    """
    if len(raw) > MOST_BYTES:
        raise ReadFailure(f"{len(raw):,} bytes, more than {MOST_BYTES:,}: split the file")
    for mark, name in zip(_WIDE, _NAMES, strict=True):
        if raw.startswith(mark):
            return _strict(raw, name)
    if b"\0" in raw:
        raise ReadFailure("a binary file: convert it to text, Markdown or HTML first")
    text = _strict(raw, "utf-8")
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise ReadFailure("the file holds no text")
    return text


def _strict(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        guess = from_bytes(raw[:100_000]).best()
        likely = f"; it looks like {guess.encoding}" if guess else ""
        convert = guess.encoding.upper() if guess else "ITS-ENCODING"
        raise ReadFailure(
            f"not valid {name.upper()} at byte {error.start}{likely}: "
            f"convert it, e.g. `iconv -f {convert} -t UTF-8 FILE`"
        ) from error

"""Bytes to characters: the encoding is found, nothing is dropped, and what is not text is refused."""

from __future__ import annotations

import codecs
import re

from rag.errors import UnreadableFile

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(mark for mark, _ in _BYTE_ORDER_MARKS)
_LATIN_1 = ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii")
_ON_THE_WEB = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|latin-?1|iso-?8859-\d{1,2}|windows-\d{3,4}|cp125\d|koi8-[ru]"
    r"|macintosh|gb2312|gbk|gb18030|big5|shift[-_]jis|euc-(?:jp|kr)|iso-2022-jp"
)
_SAVE_AS = "save it as UTF-8 text"
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02
_UNSEEN = bytes((*range(33), 127))
_ESCAPED_BYTES = re.compile("[\udc80-\udcff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BEYOND_ASCII = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")


def decode_text(data: bytes, relative_path: str) -> tuple[str, tuple[str, ...]]:
    """The characters of a text file, without a byte order mark, and notes for people.

    UTF-8; UTF-16 and UTF-32 with a mark; UTF-8 with a few broken bytes, which become U+FFFD and are
    counted in a note; else Windows-1252. Raises UnreadableFile for anything that is not text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, relative_path)
    _refuse_binary(data, relative_path)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_surrogates(data, "utf-8") or _decode_other(data, relative_path)


def decode_declared(data: bytes, encoding: str) -> str | None:
    """The characters in an encoding that a file declares, or None if it is not in that encoding."""
    name = encoding.lower()
    if not _ON_THE_WEB.fullmatch(name) or data.startswith(_MARKS):
        return None
    try:
        # Browsers read Latin 1 as Windows-1252, which has its quotation marks besides.
        return data.decode("cp1252" if name in _LATIN_1 else name)
    except (LookupError, UnicodeError):
        return None


def is_binary(data: bytes) -> bool:
    """Whether many bytes are control characters; a file of nothing else has simply no text."""
    if data.startswith(_MARKS):
        return False
    controls = len(_CONTROLS.findall(data))
    return controls > _CONTROL_SHARE * len(data) and bool(data.translate(None, _UNSEEN))


def _refuse_binary(data: bytes, relative_path: str) -> None:
    if is_binary(data):
        raise UnreadableFile(
            relative_path, f"not text: it holds binary data; if it should be text, {_SAVE_AS}"
        )


def _decode_marked(data: bytes, encoding: str, relative_path: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        if found := _decode_surrogates(data, encoding):
            return found
        if encoding == "utf-8":
            return _decode_other(data, relative_path)
        raise UnreadableFile(
            relative_path, f"not text: it begins like {encoding} but is damaged; {_SAVE_AS}"
        ) from None


def _decode_surrogates(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]] | None:
    """The text of bytes at fault only in halves of surrogate pairs, or None for other faults.

    Some programs write each half as a character of its own: two that belong together become the
    character they mean, one alone becomes U+FFFD.
    """
    try:
        halves = data.decode(encoding, errors="surrogatepass").encode("utf-16", "surrogatepass")
    except UnicodeDecodeError:
        return None
    text = halves.decode("utf-16", "surrogatepass")
    alone = len(_SURROGATE.findall(text))
    return _SURROGATE.sub("\ufffd", text), (_undecoded(alone, "character"),) if alone else ()


def _undecoded(number: int, noun: str) -> str:
    what = f"{number:,} {noun}{'' if number == 1 else 's'}"
    return f"{what} could not be decoded and shown as \ufffd; {_SAVE_AS}"


def _decode_other(data: bytes, relative_path: str) -> tuple[str, tuple[str, ...]]:
    escaped = data.decode("utf-8", errors="surrogateescape")
    broken = len(_ESCAPED_BYTES.findall(escaped))
    if broken <= len(_BEYOND_ASCII.findall(escaped)):
        return _ESCAPED_BYTES.sub("\ufffd", escaped), (_undecoded(broken, "byte"),)
    try:
        return data.decode("cp1252"), ()
    except UnicodeDecodeError:
        raise UnreadableFile(
            relative_path, f"not text: neither UTF-8 nor Windows-1252; {_SAVE_AS}"
        ) from None

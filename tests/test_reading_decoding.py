"""Bytes to characters: no character is lost, and what is not text is refused with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import UnreadableFile
from rag.reading.cleaning import clean, unify_lines
from rag.reading.decoding import decode_text
from tests.reading_examples import read

TEXT = "“£5” café – naïve"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), id="utf-16 big-endian"),
        pytest.param(TEXT.encode("utf-32"), id="utf-32"),
        pytest.param(TEXT.encode("cp1252"), id="windows-1252"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    document = read(tmp_path, data)
    assert (document.text, document.notes) == (TEXT, ())


def test_a_few_broken_bytes_are_shown_and_counted() -> None:
    text, notes = decode_text("“one” and ".encode() + b"\xff two", "a.txt")
    assert text == "“one” and \ufffd two"
    assert notes == ("1 byte could not be decoded and shown as \ufffd; save it as UTF-8 text",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"%PDF-1.7 ...", "PDF", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "PNG", id="png"),
        pytest.param(b"PK\x03\x04abc", "ZIP", id="zip"),
        pytest.param(b"{\\rtf1 text}", "Rich Text", id="rtf"),
        pytest.param(b"a\x00b\x00c\x00" * 9, "binary", id="utf-16 without mark"),
        pytest.param(bytes(range(1, 256)) * 3, "binary", id="control characters"),
        pytest.param(b"text \x81\x8d\x8f", "neither UTF-8 nor Windows-1252", id="undefined bytes"),
        pytest.param(b"\xff\xfea\x00b", "damaged", id="cut utf-16"),
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t\r\n\f", "no text", id="white space"),
        pytest.param(b"\x00\x01\x02\n", "no text", id="control characters only"),
        pytest.param("\u200b\ufeff\u200e".encode(), "no text", id="invisible characters only"),
    ],
)
def test_what_holds_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as refused:
        read(tmp_path, data)
    assert refused.value.path == "note.txt"
    assert "\n" not in str(refused.value)


@given(data=st.binary(max_size=300))
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    try:
        text, notes = decode_text(data, "a.txt")
    except UnreadableFile:
        return
    text.encode()  # fails on lone surrogates
    assert ("\ufffd" in text) >= bool(notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("cafe\u0301", "café", id="composed"),
        pytest.param("a\u00a0b\tc \u2003 d", "a b c d", id="spaces"),
        pytest.param("zero\u200bwidth\u2060\ufeff", "zerowidth", id="zero width"),
        pytest.param("\u202eright\u202c \u2066to\u2069", "right to", id="directions"),
        pytest.param("so\u00adft", "soft", id="soft hyphen"),
        pytest.param("bell\x07 and\x00", "bell and", id="controls"),
        pytest.param(
            "👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم", id="joiners that are read"
        ),
        pytest.param("a\u200db", "ab", id="joiners that are not"),
        pytest.param("x" + "".join(chr(0xE0000 + ord(c)) for c in "obey"), "x", id="hidden tags"),
        pytest.param(
            "🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f", id="flag"
        ),
        pytest.param("❤\ufe0f\ufe01\ufe02", "❤\ufe0f", id="hidden selectors"),
        pytest.param("m² ½ ﬁ ¹", "m² ½ ﬁ ¹", id="nothing is folded"),
    ],
)
def test_characters_as_read(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(text=st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_line_ends() -> None:
    assert unify_lines("a\r\nb\rc\x85d\u2028e\u2029f") == "a\nb\nc\nd\ne\n\nf"

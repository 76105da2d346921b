"""Bad files of all sorts: each is named with its reason, and spoils nothing else.

In every case other files are indexed in the same run, what was indexed before under the bad file's
name goes on answering, and the command ends with exit code 1 and a line for the file.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from rag import wiring
from rag.answering.candidates import candidates
from rag.answering.evidence import weigh_sentences
from rag.cli import app
from rag.indexing.scanning import FoundFile
from rag.indexing.summary import IndexSummary
from rag.reading import read_documents
from rag.types import Document, Hit, Passage, Span
from tests.fakes import FakeEncoder, make_document
from tests.store_samples import Desk, Here
from tests.test_indexing_run import counts

GOOD = "The ferry sails on Mondays."
TEXT = "“£5” café – naïve"
KEPT = "; the version indexed before still answers"


class Reads(Here):
    """Reads files as the program does."""

    def read(self, found: FoundFile) -> tuple[Document, ...]:
        return read_documents(found.path, found.relative_path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.write("other.txt", "Another file, about harbours.")
    return desk


@dataclass(frozen=True)
class Fault:
    """What stands in a file that cannot be read, and the reason that is given."""

    content: bytes | Callable[[Path], None]
    reason: str
    name: str = "bad.txt"

    def put(self, folder: Path) -> None:
        path = folder / self.name
        if isinstance(self.content, bytes):
            path.write_bytes(self.content)
        else:
            self.content(path)


def two_gigabytes(path: Path) -> None:
    """A file of that size which takes no room on the disk."""
    with path.open("wb") as stream:
        stream.truncate(2_000_000_000)


BINARY = "not text: it holds binary data; if it should be text, save it as UTF-8 text"
NO_TEXT = "no text: nothing in it can be read; remove or mend it"
FAULTS = {
    "2 no bytes": Fault(b"", "empty: the file has no bytes; remove or mend it"),
    "3 white space": Fault(b" \n\t\r\n \f\v\n", NO_TEXT),
    "3 control characters": Fault(b"\x00\x01\x02\n\x1b\x7f", NO_TEXT),
    "3 invisible characters": Fault("\u200b\ufeff\u202e\u2060\u00ad".encode(), NO_TEXT),
    "3 only markup": Fault(b"<!-- nothing -->\n\n[](#)\n", NO_TEXT, "bad.md"),
    "10 binary data": Fault(bytes(range(1, 256)) * 3, BINARY),
    "NUL bytes": Fault(b"t\x00e\x00x\x00t\x00" * 9, BINARY),
    "14 no encoding": Fault(
        b"text \x81\x8d\x8f",
        "not text: neither UTF-8 nor Windows-1252; save it as UTF-8 text",
    ),
    "12 cut UTF-16": Fault(
        b"\xff\xfea\x00b",
        "not text: it begins like utf-16-le but is damaged; save it as UTF-8 text",
    ),
    "18 two gigabytes": Fault(
        two_gigabytes, "too large: 2,000,000,000 bytes, the limit is 10,000,000; split the file"
    ),
    "deep HTML": Fault(
        b"<html><body>" + b"<div>" * 100_000 + b"Words.",
        "nested too deep to be read: save it as text or PDF",
        "bad.html",
    ),
    "front matter": Fault(
        b"---\ntitle: [\n---\nText.",
        "front matter is not valid YAML (line 2): mend or remove it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_bad_file_spoils_nothing_else(
    desk: Desk, fault: Fault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write(fault.name, GOOD)
    assert counts(desk.index(Reads())) == {"read": 2, "embedded": 2}
    fault.put(desk.folder)
    desk.write("new.txt", "A new file, about lighthouses.")
    code, lines = index_command(desk, capsys, monkeypatch)
    assert code == 1
    assert lines[1] == f"failed: {fault.name}: {fault.reason}{KEPT}"
    assert lines[0].endswith("failed 1")
    assert desk.held() == {
        fault.name: GOOD,
        "other.txt": "Another file, about harbours.",
        "new.txt": "A new file, about lighthouses.",
    }


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_bad_file_is_no_document(desk: Desk, fault: Fault) -> None:
    fault.put(desk.folder)
    started = time.monotonic()
    failed = desk.index(Reads()).failed
    assert time.monotonic() - started < 5
    assert [(f.path, f.reason) for f in failed] == [(fault.name, fault.reason)]
    assert list(desk.held()) == ["other.txt"]


def index_command(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, list[str]]:
    """Exit code and lines of `rag index`, with the tests' encoder in place of the real one."""

    def index(*_: object, **__: object) -> IndexSummary:
        return desk.index(Reads())

    monkeypatch.setattr(wiring, "index", index)
    code = app(["index", str(desk.folder), "--store", str(desk.store)], standalone_mode=False)
    return code or 0, capsys.readouterr().out.splitlines()


PAIR = "\ud83d\ude00".encode("utf-8", "surrogatepass")
LONE = "\ud83d".encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("content", "text", "notes"),
    [
        pytest.param(TEXT.encode("utf-16"), TEXT, (), id="12 UTF-16"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, (), id="12 UTF-16 big-endian"),
        pytest.param(TEXT.encode("utf-8-sig"), TEXT, (), id="13 UTF-8 with a mark"),
        pytest.param(TEXT.encode("cp1252"), TEXT, (), id="14 Windows-1252"),
        pytest.param(
            "“one” and ".encode() + b"\xff two",
            "“one” and \ufffd two",
            ("1 byte could not be decoded and shown as \ufffd; save it as UTF-8 text",),
            id="15 an invalid byte",
        ),
        pytest.param(
            "“£5” ".encode() + "“£5”".encode("cp1252"),
            "“£5” \ufffd\ufffd5\ufffd",
            ("3 bytes could not be decoded and shown as \ufffd; save it as UTF-8 text",),
            id="15 two encodings",
        ),
        pytest.param(b"a word" * 20 + b"\x00s", "a word" * 20 + "s", (), id="a NUL byte"),
        pytest.param(b"It is " + PAIR, "It is 😀", (), id="surrogates that belong together"),
        pytest.param(
            b"It is " + LONE,
            "It is \ufffd",
            ("1 character could not be decoded and shown as \ufffd; save it as UTF-8 text",),
            id="a lone surrogate",
        ),
        pytest.param(
            b"\xff\xfe" + "It is \ud83d".encode("utf-16-le", "surrogatepass"),
            "It is \ufffd",
            ("1 character could not be decoded and shown as \ufffd; save it as UTF-8 text",),
            id="a lone surrogate in UTF-16",
        ),
        pytest.param(
            "\u202eThe fer\u200bry\u2066 sails\ufeff.".encode(), "The ferry sails.", (), id="bidi"
        ),
    ],
)
def test_odd_characters_are_read_right_or_counted(
    desk: Desk, content: bytes, text: str, notes: tuple[str, ...]
) -> None:
    desk.write("odd.txt", content)
    summary = desk.index(Reads())
    assert summary.failed == ()
    assert tuple(n.note for n in summary.notes) == notes
    assert desk.held()["odd.txt"] == text


def test_words_that_were_not_decoded_are_not_quoted() -> None:
    text = "The fare is \ufffd5 on Mondays. The ferry sails on Mondays."
    start = text.index("The ferry")
    document = make_document(text)
    whole = Span(document.id, 0, len(text))
    hit = Hit(Passage("p", whole, text, ""), 1.0)
    held, asked = {document.id: document}, "What is the fare?"
    given = candidates([asked], [hit], held, FakeEncoder(), wants_list=False)
    weighed = weigh_sentences(asked, given, held, {})
    assert [s.span for s in weighed] == [Span(document.id, start, len(text))]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.md", "<div>" * 20_000 + "Words."),
        ("quotes.md", "> " * 20_000 + "Words."),
        ("lists.md", "\n".join(" " * depth + "- Words." for depth in range(1_000))),
        ("brackets.txt", "(" * 200_000 + "Words."),
        ("links.md", "[" * 20_000 + "Words."),
        ("stars.md", "*a " * 20_000 + "Words."),
        ("line.txt", "Words. " * 200_000),
    ],
)
def test_deep_or_endless_text_is_read_in_seconds(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    started = time.monotonic()
    assert read_documents(tmp_path / name, name)[0].text.endswith("Words.")
    assert time.monotonic() - started < 5

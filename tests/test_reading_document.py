"""A file to a Document: identity, refusals, and what canonical text promises of any file."""

from __future__ import annotations

import hashlib
import os
import re
import time
import unicodedata
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import UnreadableFile
from rag.reading import DEFAULT_LIMITS, READER_VERSION, read_document, read_documents
from rag.sentences import sentences
from rag.types import Document, Source
from tests.reading_examples import assert_tiles, read


def test_identity_is_made_from_the_bytes(tmp_path: Path) -> None:
    data = "Text – here.\n".encode()
    document = read(tmp_path, data)
    digest = hashlib.sha256(data).hexdigest()
    assert document.id == digest[:16]
    assert document.source == Source("note.txt", digest, "text/plain", len(data))
    assert READER_VERSION


def test_a_large_file_is_refused_by_size_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.touch()
    os.truncate(path, 3_000_000_000)  # sparse: takes no room
    with pytest.raises(UnreadableFile, match="too large: 3,000,000,000 bytes, the limit is 1,000"):
        read_document(path, "big.txt", file_bytes=1_000)


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    for name in ("pipe.txt", "folder.txt"):
        with pytest.raises(UnreadableFile, match="not a regular file"):
            read_document(tmp_path / name, name)
    with pytest.raises(UnreadableFile, match="not there"):
        read_document(tmp_path / "gone.txt", "gone.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="cannot read: check the permission"):
        read_document(path, "a.txt")


# "~" stands for an empty piece.
PIECES = st.sampled_from(
    """# Head|Some words here|and more of it|Ann One|1. first|2. second|(a) item|- dash|• bullet|¹ Note.
It ends.¹|inter-|Dear Sir|Yours sincerely|It is:|~|~|\f|---|===|> quoted|```|<br>|<sup>1</sup>|<div>
[a](b.c)|![x](y)|*em*|\u00ad|e\u0301|CAPITAL LINE|Page 1 of 2|7|http://a.b/|c-d e|  two  |\t|🏴 x|&nbsp;
&#8232;|[^1]: n|<!--|¦ a ¦ b ¦|¦---¦---¦|a ¦ b""".replace("\n", "|")
    .replace("~", "")
    .split("|")
).map(lambda piece: piece.replace("¦", "|"))
LAYOUTS = st.lists(
    st.tuples(PIECES, st.sampled_from(["\n", "\n", "\n\n", " ", "\r\n"])), max_size=30
)
TEXTS = LAYOUTS.map(lambda pairs: "".join(a + b for a, b in pairs)) | st.text(max_size=200)


def read_anywhere(text: str, name: str) -> Document | None:
    with TemporaryDirectory() as folder:
        try:
            return read(Path(folder), text.encode("utf-8", errors="ignore"), name)
        except UnreadableFile:
            return None


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, name=st.sampled_from(["a.txt", "a.md"]))
def test_canonical_text_keeps_its_promises(text: str, name: str) -> None:
    document = read_anywhere(text, name)
    if document is None:
        return
    assert document == read_anywhere(text, name)
    assert_tiles(document)
    assert unicodedata.is_normalized("NFC", document.text)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\u00ad\u200b\u2028\u202e\ufeff]|  | \n|\n |\n{3}", document.text
    )
    for block in document.blocks:
        assert "\n\n" not in document.text[block.start : block.end]
    counted = [b.paragraph for b in document.blocks if b.paragraph]
    assert counted == sorted(counted)
    assert set(counted) == set(range(1, len(set(counted)) + 1))
    covered = "".join(document.cut(span) for span in sentences(document))
    assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", document.text)


PROSE = st.lists(
    st.lists(
        st.text(
            alphabet="abcdefghijkXYZÄéß0123456789'’,.;:!?()“”£%&*_<>#|", min_size=1, max_size=9
        ),
        min_size=1,
        max_size=25,
    ).map(" ".join),
    min_size=1,
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(paragraphs=PROSE, between=st.sampled_from(["\n", "\n\n", "\n\n\n"]))
def test_no_word_of_plain_text_is_lost_or_moved(paragraphs: list[str], between: str) -> None:
    text = between.join(paragraphs)
    document = read_anywhere(text, "a.txt")
    if document is None or document.source.media_type != "text/plain":
        return
    word = re.compile(r"\w+")
    assert word.findall(document.text) == word.findall(text)


WORDS_ALONE = st.lists(
    st.text(alphabet="abcdefgXYZäé", min_size=1, max_size=8), min_size=1, max_size=12
)


@settings(max_examples=300, deadline=None)
@given(
    marked=st.lists(
        st.tuples(
            WORDS_ALONE.map(" ".join),
            st.sampled_from(
                [
                    "{}",
                    "**{}**",
                    "*{}*",
                    "[{}](http://x.y/z)",
                    "# {}\n",
                    "- {}\n",
                    "<b>{}</b>",
                    "> {}\n",
                    "`{}`",
                    "![{}](x.y)",
                    "<div>{}</div>\n",
                    "| {} |\n|---|\n",
                ]
            ),
        ),
        min_size=1,
        max_size=8,
    ),
    between=st.sampled_from(["\n\n", " \n\n "]),
)
def test_no_word_of_markdown_is_lost_or_moved(marked: list[tuple[str, str]], between: str) -> None:
    document = read_anywhere(between.join(form.format(words) for words, form in marked), "a.md")
    assert document is not None
    expected = " ".join(words for words, _ in marked)
    assert re.findall(r"\w+", document.text) == expected.split()


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("prose.txt", "The committee met in the house and\nMr Smith spoke of it. He left.\n\n"),
        ("line.txt", "word "),
        ("letters.txt", "x"),
        ("hyphens.txt", "inter-\n"),
        ("pages.txt", "the long unfinished line goes on with other 1 words\f"),
        ("numbers.txt", "1. a\n2. b\n"),
        ("footnotes.txt", "a¹ b\n\n¹ note\n\n"),
        ("unfinished.txt", "the long unfinished line of text goes on\n\n"),
        ("quotes.txt", "“He said. "),
        ("brackets.md", "["),
        ("links.md", "[a]("),
        ("comments.md", "<!-- "),
        ("stars.md", "*a "),
        ("ticks.md", "`a``"),
        ("tags.md", "<a "),
    ],
)
def test_time_is_linear_in_the_size_of_a_file(tmp_path: Path, name: str, piece: str) -> None:
    """Ten times the text may take up to forty times as long; quadratic would be a hundred."""

    def seconds(size: int) -> float:
        data = (piece * (size // len(piece) + 1))[:size].encode()
        start = time.process_time()  # not of the clock: other work may go on beside
        sentences(read(tmp_path, data, name))
        return time.process_time() - start

    small = min(seconds(15_000) for _ in range(2))
    limit = 40 * small + 0.5
    assert any(seconds(150_000) < limit for _ in range(2))  # a busy processor may spoil one try


@pytest.mark.slow
def test_five_megabytes_take_seconds(tmp_path: Path) -> None:
    line = "The committee met in the house and\nMr Smith spoke of it. He left.\n\n"
    start = time.perf_counter()
    document = read(tmp_path, line * (5_000_000 // len(line)))
    assert len(document.blocks) > 70_000
    assert time.perf_counter() - start < 60


def test_a_long_text_gives_signs_of_life_while_it_is_read(tmp_path: Path) -> None:
    signs: list[None] = []
    paragraph = "The depot is closed on Sundays. " * 300 + "\n\n"
    (tmp_path / "long.txt").write_text(paragraph * 300)
    limits = replace(DEFAULT_LIMITS, alive=lambda: signs.append(None))
    read_documents(tmp_path / "long.txt", "long.txt", limits)
    assert len(signs) >= 4 * 2  # two or more in each of its passes

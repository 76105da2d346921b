"""Where sentences begin and end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.sentences import sentence_bounds, sentences
from rag.types import Block, BlockKind, Document, Metadata, Source, Span


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_bounds(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("such as design, ...operation and the rest.", id="ellipsis"),
        pytest.param("It waited ... then it went.", id="ellipsis between spaces"),
        pytest.param("Acme Co Ltd. (ref. TC1) was shared.", id="Ltd. and ref."),
        pytest.param("The U.K. Government said so.", id="U.K."),
        pytest.param("The U.S. Ambassador and the U.N. Guiding Principles.", id="U.S. and U.N."),
        pytest.param("See No. 5 of it.", id="No."),
        pytest.param("See p. 288, pp. 3-4 and s. 12 of it.", id="page and section"),
        pytest.param("See paras. 3 and 4, ss. 5 and 6, vol. 2, reg. 7.", id="plurals"),
        pytest.param("Some, e.g. Scotland, i.e. the north.", id="e.g. and i.e."),
        pytest.param("Mr. Smith, Dr. Jones, Prof. Green and Cllr. Brown met.", id="titles"),
        pytest.param("Mr J. R. R. Smith met Ms A. Jones.", id="initials"),
        pytest.param("It was so; force majeure is shared; that is all.", id="semicolons"),
        pytest.param("1. First item", id="item number"),
        pytest.param("(a) First item", id="item letter"),
        pytest.param("2.3. Part of it", id="section number"),
        pytest.param("¹ p288 of the Report", id="footnote mark first"),
        pytest.param("He asked “why?” and left.", id="question inside"),
        pytest.param("It cost £335.99m (see www.a.example/b.c) in 29.10.23.", id="dots inside"),
        pytest.param("no full stop", id="no full stop"),
    ],
)
def test_one_sentence(text: str) -> None:
    assert cut(text) == [text]
    assert cut(f"{text}\n{text}") == [text, text]


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["It is so.", "It was so."], id="plain"),
        pytest.param(["in Hikvision.¹", "Next one."], id="mark after the stop"),
        pytest.param(["in it.¹²", "Next.³", "Last."], id="several marks"),
        pytest.param(["in it. ¹", "Next."], id="mark after a space"),
        pytest.param(["in it.[1]", "Next."], id="bracketed mark"),
        pytest.param(["because of “risks.”", "In December it did."], id="closing quote"),
        pytest.param(["because of “risks.”¹", "In December it did."], id="quote and mark"),
        pytest.param(["He asked (why?)", "She left."], id="closing bracket"),
        pytest.param(["(It is so.)", "Next.", "[Emphasis added.]", "Last."], id="in brackets"),
        pytest.param(['a false claim (“it”, The G, 29.10.23").', "In this piece."], id="mixed"),
        pytest.param(["It is in the U.K.", "The Act applies."], id="U.K. at the end"),
        pytest.param(["It was Acme Ltd.", "The firm failed."], id="Ltd. at the end"),
        pytest.param(["Was it?", "Yes!", "No.", "That is wrong."], id="other ends"),
        pytest.param(["🏴 It flew 😀.", "𝔄nd then.", "It ended."], id="beyond the first plane"),
        pytest.param(["‘It was.’", "Then it went."], id="single quotes"),
    ],
)
def test_several_sentences(expected: list[str]) -> None:
    assert cut(" ".join(expected)) == expected


TEXTS = (
    st.text(alphabet=st.sampled_from("aB1 .?!…\n\t\"'“”‘’()[]¹²;,-é😀🏴\u2003"), max_size=120)
    | st.text()
)


@given(text=TEXTS)
def test_bounds_are_ordered_disjoint_and_leave_out_only_white_space(text: str) -> None:
    position = 0
    for start, end in sentence_bounds(text):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        position = end
    assert not text[position:].strip()


def test_windows_change_nothing_in_a_long_line() -> None:
    words = [
        f"Sentence {n} speaks of Mr. Smith, e.g. in the U.K. Government." for n in range(2_000)
    ]
    assert cut(" ".join(words)) == words


def test_sentences_never_cross_blocks() -> None:
    text = "Title\n\n1. One. Two\ngoes on\n\nit ends."
    blocks = tuple(
        Block(kind, text.index(words), text.index(words) + len(words))
        for kind, words in [
            (BlockKind.HEADING, "Title"),
            (BlockKind.LIST_ITEM, "1. One. Two\ngoes on"),
            (BlockKind.PARAGRAPH, "it ends."),
        ]
    )
    document = Document("d", text, blocks, Source("a", "", "text/plain", 1), Metadata())
    spans = sentences(document)
    assert all(isinstance(span, Span) and span.document_id == "d" for span in spans)
    assert [document.cut(s) for s in spans] == ["Title", "1. One.", "Two", "goes on", "it ends."]


@pytest.mark.parametrize(
    "piece",
    [
        "This is a sentence. ",
        "word ",
        "x",
        "“quote. ",
        "(((",
        "\n",
        "e.g. ",
        ". ¹ ",
        "¹ ",
        "[1] ",
        " ",
    ],
)
def test_a_megabyte_takes_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    sentence_bounds(text)
    assert time.perf_counter() - start < 15

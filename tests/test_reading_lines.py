"""Line breaks: wrapped prose is joined, real lines stay; hyphens by the document's own usage."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading.lines import resolve, study
from rag.reading.raw import HARD_BREAK, RawBlock
from rag.types import BlockKind
from tests.reading_examples import read


def lines_of(text: str, *others: str) -> list[str]:
    blocks = [RawBlock(BlockKind.PARAGRAPH, t) for t in (text, *others)]
    return resolve(blocks[0], study(blocks))


@pytest.mark.parametrize(
    ("text", "elsewhere", "expected"),
    [
        pytest.param("the inter-\nnational law", "", "the international law", id="plain word"),
        pytest.param("the Com-\nmissioner", "", "the Commissioner", id="capital first letter"),
        pytest.param("a co-\noperation", "", "a co-operation", id="known prefix keeps it"),
        pytest.param("a co-\noperation", "cooperation", "a cooperation", id="joined word is used"),
        pytest.param("a care-\nfree day", "care-free", "a care-free day", id="hyphenated is used"),
        pytest.param("the year 2020-\n21", "", "the year 2020-21", id="numbers keep it"),
        pytest.param("an EU-\nwide rule", "", "an EU-wide rule", id="capitals keep it"),
        pytest.param("Neville-\nRolfe spoke", "", "Neville-Rolfe spoke", id="a name keeps it"),
        pytest.param("first-\nand second-class", "", "first- and second-class", id="suspended"),
        pytest.param("he left -\nnever to", "", "he left - never to", id="a dash is no hyphen"),
        pytest.param("he left—\nnever to", "", "he left—never to", id="em dash without spaces"),
        pytest.param("inter\u00ad\nnational law", "", "international law", id="soft hyphen"),
        pytest.param("state-of-the-\nart tools", "", "state-of-the-art tools", id="many hyphens"),
        pytest.param(
            "see https://a.example/one-\ntwo/three for it",
            "",
            "see https://a.example/one-two/three for it",
            id="address",
        ),
        pytest.param(
            "see https://a.example/\nfor it", "", "see https://a.example/ for it", id="address ends"
        ),
    ],
)
def test_words_broken_at_line_ends(
    tmp_path: Path, text: str, elsewhere: str, expected: str
) -> None:
    document = read(tmp_path, f"{text}.\n\nAlso {elsewhere}.")
    assert document.text.split(".\n\n")[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("one line\ngoes on", ["one line goes on"], id="lower case goes on"),
        pytest.param("One Line\nAnd Two", ["One Line", "And Two"], id="short lines are separate"),
        pytest.param("the office of\nMr Jones", ["the office of Mr Jones"], id="open-ended word"),
        pytest.param(f"one{HARD_BREAK}two", ["one", "two"], id="hard break"),
        pytest.param(" one \n\t two ", ["one two"], id="indents"),
    ],
)
def test_breaks_without_a_known_width(text: str, expected: list[str]) -> None:
    assert lines_of(text) == expected


def test_one_long_unwrapped_document_keeps_its_address_lines() -> None:
    assert lines_of("Some Office of the Realm with a Long Name\n2 High Street", "Prose. " * 90) == [
        "Some Office of the Realm with a Long Name",
        "2 High Street",
    ]


WORDS = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
    | st.text(alphabet="ABCDEFG", min_size=1, max_size=1).map(lambda c: c + "bcde"),
    min_size=120,
    max_size=200,
)


@given(words=WORDS, width=st.integers(45, 90))
def test_prose_wrapped_at_any_width_becomes_one_line(words: list[str], width: int) -> None:
    """Greedy wrapping is undone whichever words begin the lines, capitals included.

    The width is learnt from the lower-case breaks, so there must be some.
    """
    wrapped = textwrap.wrap(" ".join(words), width)
    if sum(line[0].islower() for line in wrapped[1:]) < 3:
        return
    assert lines_of("\n".join(wrapped)) == [" ".join(words)]

"""Answers as text, Markdown and Word: markers, sources, faults told, hostile text inert."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.exports.answers import answer_as_markdown, answer_as_text, answer_paper
from rag.exports.markdown import escaped
from rag.exports.paper import Mark, Paper, Role, Source, renumbered, text
from rag.exports.running_text import blocks_of, pieces_of, unknown_markers
from rag.types import Answer, Document, Outcome
from rag.unseen import visible
from tests.fakes import make_document
from tests.fakes_web import LETTER, answer, cited
from tests.payloads import PAYLOADS

DAY = date(2026, 3, 2)
HOSTILE = [*PAYLOADS.values(), "a\x00b\x1b[31m", "x\ufffey", "- item", "1. item", "# head"]


def held(*documents: Document) -> Callable[[str], Document]:
    return {d.id: d for d in documents}.__getitem__


def spaced(words: str) -> str:
    return " ".join(words.split())


def test_text_has_the_question_the_answer_its_markers_and_numbered_sources() -> None:
    made = answer_as_text(answer(short="42,000 pounds"), held(LETTER), DAY)
    assert "    What was it worth?" in made
    assert "42,000 pounds [1]" in made
    assert "“It was worth 42,000 pounds.” [1]" in made
    assert made.index("Sources") < made.index(
        "[1] Letter from A. Writer to B. Reader, 4 March 2021"
    )
    assert "paragraph 3. “The tender letter”." in made
    assert "Searched 1 document (4 passages)." in made
    assert "documents on 2 March 2026: all stand word for word" in made


def test_the_published_address_stands_at_the_source() -> None:
    published = make_document(LETTER.text, published_at="https://example.test/letter")
    made = answer_as_text(answer(document=published), held(published))
    assert "Published at https://example.test/letter." in made


def test_what_the_text_does_not_mark_is_shown_as_a_further_source() -> None:
    made = answer_as_text(answer(text="It was “worth” much [1]."), held(LETTER))
    assert "Further sources" in made
    assert "“The tender was awarded in March 2021.” [2]" in made


def test_what_is_not_held_says_what_was_searched_and_what_is_near() -> None:
    told = "Not held. The nearest things held, which do not answer it:\n- A letter\n- A note"
    none = replace(answer(quotes=(), text=told), outcome=Outcome.NOT_HELD)
    made = answer_as_text(none, held())
    assert "Answer: not held" in made
    assert "- A letter\n- A note\n" in made
    assert "Searched 1 document" in made
    assert "word for word" not in made
    assert "Sources" not in made


@pytest.mark.parametrize(
    ("today", "told"),
    [
        pytest.param((), "not held any more", id="document gone"),
        pytest.param(
            (replace(LETTER, text=LETTER.text.replace("42,000", "52,000")),),
            "these words do not stand",
            id="words changed",
        ),
    ],
)
def test_a_quote_that_stands_no_longer_is_marked_where_it_is_and_at_its_source(
    today: tuple[Document, ...], told: str
) -> None:
    made = answer_as_text(answer(quotes=("It was worth 42,000 pounds.",)), held(*today))
    body, sources = made.split("Sources\n")
    assert "*** DRAFT: not every quote could be verified ***" in made
    assert "1 of 1 quotes could not be verified today" in body
    assert re.search(r"42,000 pounds\.” \[1\]\n\n\[For staff: NOT VERIFIED: .*" + told, body)
    assert "[1] NOT VERIFIED" in sources
    assert "all stand word for word" not in made


def test_sources_are_numbered_in_the_order_in_which_they_are_cited() -> None:
    sources = tuple(Source(n, f"source {n}") for n in (1, 2, 3))
    paper = renumbered(Paper("x", (text("b", Mark(3), "a", Mark(1), "c", Mark(3)),), sources))
    assert paper.blocks == (text("b", Mark(1), "a", Mark(2), "c", Mark(1)),)
    assert [s.line for s in paper.sources] == ["source 3", "source 1"]


def test_no_marker_is_read_inside_the_words_of_a_source() -> None:
    forged = make_document("They wrote [1] and [2] here.\nThe rest.")
    citations = (cited(forged, "They wrote [1] and [2] here."), cited(forged, "The rest.", 2))
    shown = blocks_of("“They wrote [1] and [2] here.” [1]", citations)
    assert shown == (text("“They wrote [1] and [2] here.” ", Mark(1), role=Role.QUOTE),)
    pieces = pieces_of("He said “wrote [1] and [2]” [2] once.", citations)
    assert pieces == ("He said “wrote [1] and [2]” ", Mark(2), " once.")


def test_markers_without_a_citation_stay_text_and_are_named() -> None:
    citations = (cited(LETTER, "It was worth 42,000 pounds."),)
    assert pieces_of("So [1] and [7].", citations) == ("So ", Mark(1), " and [7].")
    assert unknown_markers("So [1] and [7], [7].", citations) == (7,)


def test_a_quote_with_blank_lines_is_one_block_with_its_attribution() -> None:
    listed = make_document("Present:\n\nAnn\nBob\n\nEnd.", title="Minutes")
    citation = cited(listed, "Present:\n\nAnn\nBob")
    shown = blocks_of("“Present:\n\nAnn\nBob” [1]\nMinutes, paragraph 1\n\nMore.", [citation])
    assert [b.role for b in shown] == [Role.QUOTE, Role.ATTRIBUTION, Role.BODY]
    assert shown[0].pieces == ("“Present:\n\nAnn\nBob” ", Mark(1))


def hostile_answer(words: str) -> tuple[Answer, Document]:
    """An answer whose document, title, author, file and question all hold these words."""
    document = make_document(
        f"Words {words} end.", path=words, title=words, author=words, published_at=words
    )
    made = answer(words, document, quotes=(f"Words {words} end.",))
    return replace(made, text=f"{words}\n\n{made.text}\n\n- {words}"), document


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_plain_text_in_markdown(words: str) -> None:
    made = answer_as_markdown(*_asked(words))
    tokens = MarkdownIt("commonmark").enable("table").parse(made)
    inner = [t for token in tokens for t in (token, *(token.children or []))]
    assert not {t.type for t in inner} & {
        "link_open",
        "image",
        "html_block",
        "html_inline",
        "fence",
    }
    assert [t.tag for t in tokens if t.type == "heading_open"] == ["h1", *["h2"] * 4]
    numbers = [b.content for a, b in pairwise(inner) if a.type == "strong_open"]
    assert set(numbers) <= {"[1]"}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_visible_in_plain_text(words: str) -> None:
    made = answer_as_text(*_asked(words))
    assert "\u202e" not in made
    assert "\u200b" not in made
    assert "\x00" not in made
    assert made.encode("utf-8")


def _asked(words: str) -> tuple[Answer, Callable[[str], Document]]:
    made, document = hostile_answer(words)
    return made, held(document)


@given(st.text(max_size=60))
def test_markdown_gives_back_the_words(words: str) -> None:
    paragraph = escaped(words)
    tokens = MarkdownIt("commonmark").parse(paragraph)
    shown = "".join(c.content for t in tokens for c in t.children or [])
    assert {t.type for t in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert spaced(shown) == spaced(visible(words))


def test_the_paper_of_a_sound_answer_is_no_draft() -> None:
    assert answer_paper(answer(), held(LETTER), DAY).draft == ""

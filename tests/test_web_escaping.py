"""Inert text: nothing in it can be markup, and reading it back gives the text."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.web.escaping import inert, visible
from rag.web.markup import element, joined


@given(st.text())
def test_inert_text_holds_nothing_that_means_something(text: str) -> None:
    rest = html.unescape(inert(text))
    assert rest == visible(text)
    left = inert(text).replace("&#", "").replace(";", "")
    assert not set(left) & set("<>&\"'\\`*_{}[]()#+-.!|~$:/@=^\n\t")


@given(st.text())
def test_making_visible_twice_changes_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\u202eb\u202c", "a⟦U+202E⟧b⟦U+202C⟧", id="bidi override"),
        pytest.param("a\u200bb", "a⟦U+200B⟧b", id="zero-width space"),
        pytest.param("a\x00\x1b[31m", "a⟦U+0000⟧⟦U+001B⟧[31m", id="controls"),
        pytest.param("a\U000e0041", "a⟦U+E0041⟧", id="tag character"),
        pytest.param("a\u200db", "a⟦U+200D⟧b", id="joiner between Latin letters"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="joiner in Persian"),
        pytest.param("👩\u200d🔬", "👩\u200d🔬", id="joiner in an emoji"),
        pytest.param("co\u00adoperate", "co\u00adoperate", id="soft hyphen"),
        pytest.param("a\r\nb\rc\u2028d", "a\nb\nc\nd", id="line ends"),
        pytest.param("£ é 中 “x”", "£ é 中 “x”", id="plain words"),
    ],
)
def test_unseen_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_an_element_makes_text_and_attributes_inert() -> None:
    made = element("p", "<b>", element("mark", "x\n\ny"), title='"><script>')
    assert made.html == (
        '<p title="&#34;&#62;&#60;script&#62;">&#60;b&#62;<mark>x&#10;&#10;y</mark></p>'
    )


def test_no_element_holds_a_line_break_that_would_end_its_block() -> None:
    assert "\n" not in joined(["a\n\nb", element("p", "\r\n\r\n")]).html

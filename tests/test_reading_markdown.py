"""Markdown: what a person reads of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading_examples import assert_tiles, read, shown, words_of


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("see [the law](http://a.b/c) now", "see the law now", id="link"),
        pytest.param('([“it”](#)", The G")', '(“it”", The G")', id="link in brackets"),
        pytest.param(
            "see <http://a.b/%C3%A9>·x", "see http://a.b/%C3%A9·x", id="autolink as written"
        ),
        pytest.param(
            "[http://a.b/\nc-d](http://a.b/c-d)", "http://a.b/c-d", id="address over lines"
        ),
        pytest.param("[the\nlaw](http://a.b/)", "the law", id="link text over lines"),
        pytest.param("“*so it* **is**” _now_", "“so it is” now", id="emphasis"),
        pytest.param("![a plan](x.png) of it", "a plan of it", id="image"),
        pytest.param("run `a  *b*` now", "run a *b* now", id="inline code"),
        pytest.param("text.<sup>12</sup> More", "text.¹² More", id="superscript mark"),
        pytest.param(
            "the 4<sup>th</sup> of H<sub>2</sub>O", "the 4th of H2O", id="other superscript"
        ),
        pytest.param("one<br>two<br/>three", "one\ntwo\nthree", id="line break tags"),
        pytest.param("one  \nTwo\\\nThree", "one\nTwo\nThree", id="hard breaks"),
        pytest.param("Smith &amp; Sons &pound;5&nbsp;m", "Smith & Sons £5 m", id="entities"),
        pytest.param("a <!-- not\nseen --> b", "a b", id="comment"),
        pytest.param("a <script>alert(1)</script> b", "a b", id="script"),
        pytest.param("a <b class='x'>bold</b> word", "a bold word", id="tags"),
        pytest.param(
            "the <not a tag> and <name>", "the <not a tag> and <name>", id="no tags at all"
        ),
        pytest.param("5 * 3 * 2 and a_b_c_d", "5 * 3 * 2 and a_b_c_d", id="no emphasis at all"),
        pytest.param("1\\. not \\*a\\* list", "1. not *a* list", id="escapes"),
        pytest.param(
            "an [unclosed link and [x", "an [unclosed link and [x", id="unclosed brackets"
        ),
        pytest.param("an <!-- unclosed comment", "an <!-- unclosed comment", id="unclosed comment"),
        pytest.param("    four spaces", "four spaces", id="indented text is no code"),
        pytest.param("```sh\none\n\n  two\n```", "one\ntwo", id="fenced code"),
        pytest.param("> quoted words\n> go on", "quoted words go on", id="block quote"),
        pytest.param("***", "", id="rule"),
        pytest.param("1986. A great year", "1986. A great year", id="a year is no list"),
    ],
)
def test_what_is_read(tmp_path: Path, markdown: str, expected: str) -> None:
    document = read(tmp_path, f"# T\n\n{markdown}\n", "note.md")
    assert document.text == f"T\n\n{expected}".strip()
    assert {b.kind.value for b in document.blocks[1:]} <= {"paragraph"}


def test_kinds_levels_and_numbers(tmp_path: Path) -> None:
    text = """\
# One

Two
---

They are:

1. first
2. second
   - deeper
3. third

   more of the third

End.

| a | *b* |
|---|-----|
| 1 |     |

Last.
"""
    document = read(tmp_path, text, "note.md")
    assert_tiles(document)
    assert [b.level for b in document.blocks[:2]] == [1, 2]
    assert shown(document) == [
        ("heading", None, "One"),
        ("heading", None, "Two"),
        ("paragraph", 1, "They are:"),
        ("list_item", 1, "1. first"),
        ("list_item", 1, "2. second"),
        ("list_item", 1, "deeper"),
        ("list_item", 1, "3. third"),
        ("list_item", 1, "more of the third"),
        ("paragraph", 2, "End."),
        ("table_row", 2, "a | b"),
        ("table_row", 2, "1 |"),
        ("paragraph", 3, "Last."),
    ]
    assert "1. first\n2. second\ndeeper\n3. third\nmore of the third\n\nEnd." in document.text


def test_a_list_that_nothing_governs_takes_one_number(tmp_path: Path) -> None:
    document = read(tmp_path, "# Items\n\n- a\n- b\n\nText.\n", "note.md")
    assert [b.paragraph for b in document.blocks] == [None, 1, 1, 2]


@pytest.mark.parametrize("mark", ["[^1]", "<sup>1</sup>", "¹"])
def test_footnotes(tmp_path: Path, mark: str) -> None:
    definition = "[^1]:" if mark == "[^1]" else mark
    document = read(tmp_path, f"It is so.{mark}\n\n{definition} Source\n\nMore.\n", "note.md")
    assert shown(document) == [
        ("paragraph", 1, "It is so.¹"),
        ("footnote", None, "¹ Source"),
        ("paragraph", 2, "More."),
    ]


def test_html_blocks_become_blocks(tmp_path: Path) -> None:
    text = """\
<div>
<h2>Title</h2>
<p>First
words.</p><ul><li>a</li><li>b</li></ul>
<table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table>
<style>p { color: red }</style>
<not a tag>
</div>
"""
    assert shown(read(tmp_path, text, "note.md")) == [
        ("heading", None, "Title"),
        ("paragraph", 1, "First words."),
        ("list_item", 1, "a"),
        ("list_item", 1, "b"),
        ("table_row", 2, "x | y"),
        ("table_row", 2, "1 | 2"),
        ("paragraph", 3, "<not a tag>"),
    ]


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        pytest.param("see [it](http://a.b)", "text/markdown", id="link"),
        pytest.param("a\n\n## Part\n\nb", "text/markdown", id="heading"),
        pytest.param("so.<sup>1</sup>", "text/markdown", id="superscript"),
        pytest.param("*a* and _b_ and `c`", "text/plain", id="marks of emphasis alone"),
        pytest.param("call f[i](x) and #hash", "text/plain", id="program text"),
        pytest.param("a <tag> & 5 * 3", "text/plain", id="plain text"),
    ],
)
def test_text_with_left_overs_of_markdown_is_read_as_markdown(
    tmp_path: Path, text: str, media_type: str
) -> None:
    assert read(tmp_path, text, "note.txt").source.media_type == media_type


@pytest.mark.parametrize("depth", [5, 60, 400])
@pytest.mark.parametrize("opener", ["> ", "- ", "1. ", "- 1. > ", "[", "*a ", "<b>"])
def test_deep_nesting_loses_nothing(tmp_path: Path, opener: str, depth: int) -> None:
    document = read(tmp_path, f"{opener * depth}deep words\n\nLast.\n", "note.md")
    assert words_of(document)[-2].endswith("deep words")
    assert words_of(document)[-1] == "Last."


def test_deep_indents_lose_nothing(tmp_path: Path) -> None:
    lines = [f"{'  ' * n}- item {n}" for n in range(300)]
    assert words_of(read(tmp_path, "\n".join(lines), "note.md")) == [
        f"item {n}" for n in range(300)
    ]

"""Web pages: the main part as a browser shows it, whatever is around it and however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import UnreadableFile
from tests.reading_examples import assert_tiles, read, shown, words_of

AROUND = """<html><head><title>T</title><script>no()</script></head><body>
<header>Head</header><nav>Menu</nav><main>{}</main><aside>Beside</aside><footer>Foot</footer></body></html>"""


def words(tmp_path: Path, markup: str | bytes) -> list[str]:
    document = read(tmp_path, markup, "a.html")
    assert_tiles(document)
    return words_of(document)


def test_structure_is_kept(tmp_path: Path) -> None:
    markup = AROUND.format("""
        <h1>Tides</h1><p>They rise
        by 3<sup>rd</sup> &amp; m<sup>2</sup>.</p>
        <ol start="3"><li>Third<ol type="a"><li>inner</li></ol></li><li value="9"><p>Ninth</p><p>More</p></li></ol>
        <ul><li>Bullet</li></ul>
        <table><caption>Costs</caption><tr><th>Year</th><th>Cost</th></tr><tr><td>2019</td><td><p>£4m</p></td></tr></table>
        <h2>End</h2><p>He said <q>no</q>.<br>Line two.</p><pre>a\n  b</pre>""")
    document = read(tmp_path, markup, "a.html")
    assert [block.level for block in document.blocks if block.level] == [1, 2]
    assert shown(document) == [
        ("heading", None, "Tides"),
        ("paragraph", 1, "They rise by 3rd & m²."),
        ("list_item", 1, "3. Third"),
        ("list_item", 1, "a. inner"),
        ("list_item", 1, "9. Ninth"),
        ("list_item", 1, "More"),
        ("list_item", 2, "Bullet"),
        ("paragraph", 3, "Costs"),
        ("table_row", 3, "Year | Cost"),
        ("table_row", 3, "2019 | £4m"),
        ("heading", None, "End"),
        ("paragraph", 4, "He said “no”.\nLine two."),
        ("paragraph", 5, "a\nb"),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="color:red; display: none">Hidden</p>',
        '<p style="visibility:hidden">Hidden</p>',
        '<p style="font-size:0">Hidden</p>',
        "<div hidden>Hidden</div>",
        '<span class="govuk-visually-hidden">Hidden</span>',
        '<div class="cookie-banner">Hidden</div>',
        '<div role="navigation">Hidden</div>',
        "<template>Hidden</template><noscript>Hidden</noscript><style>Hidden</style>",
        "<select><option>Hidden</option></select><button>Hidden</button>",
        "<!-- Hidden -->",
        "<del>Hidden</del>",
    ],
)
def test_what_nobody_reads_is_left_out(tmp_path: Path, hidden: str) -> None:
    markup = AROUND.format(f"<p>Before.</p>{hidden}<p>After.</p>")
    assert words(tmp_path, markup) == ["Before.", "After."]


def test_a_page_with_nothing_around_is_read_whole(tmp_path: Path) -> None:
    assert words(tmp_path, "<p>One.</p><div>Two.<div>Three.</div>Four.</div>five") == [
        "One.", "Two.", "Three.", "Four.", "five",
    ]  # fmt: skip


def test_the_main_part_is_found_where_it_is_not_marked(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="/{n}">Section number {n}</a></li>' for n in range(30))
    prose = "The board met in May and agreed the plan for the quay, at a cost of £4m. " * 4
    markup = (
        f"<body><div><ul>{links}</ul></div><div><h1>The quay</h1>"
        + "".join(f"<p>{prose} Part {n}.</p>" for n in range(5))
        + f"</div><div><ul>{links}</ul></div><footer>Foot</footer></body>"
    )
    found = words(tmp_path, markup)
    assert found[0] == "The quay" and found[-1].endswith("Part 4.")
    assert not any("Section number" in piece for piece in found)


def test_tables_that_lay_out_a_page_are_prose(tmp_path: Path) -> None:
    markup = (
        "<table><tr><td><table><tr><td>Left</td></tr></table></td><td><p>One.</p><p>Two.</p><p>Three.</p>"
        "</td></tr></table>"
    )
    assert words(tmp_path, markup) == ["Left", "One.", "Two.", "Three."]


def test_footnotes_are_blocks_of_their_own(tmp_path: Path) -> None:
    markup = AROUND.format(
        'It is so.<sup><a href="#f1">1</a></sup><section class="footnotes"><ol><li id="f1">'
        '<p>See the Act. <a class="footnote-backref">back</a></p></li></ol></section>'
    )
    assert shown(read(tmp_path, markup, "a.html")) == [
        ("paragraph", 1, "It is so.¹"),
        ("footnote", None, "¹ See the Act."),
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param('<meta charset="utf-8"><p>“£5”'.encode(), id="utf-8"),
        pytest.param('<meta charset="windows-1252"><p>“£5”'.encode("cp1252"), id="cp1252"),
        pytest.param(
            b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>'
            + "“£5”".encode("cp1252"),
            id="latin 1 as browsers read it",
        ),
        pytest.param("<p>“£5”".encode("utf-16"), id="utf-16 with mark"),
        pytest.param('<meta charset="no-such"><p>“£5”'.encode(), id="unknown"),
        pytest.param('<meta charset="punycode"><p>“£5”'.encode(), id="no encoding of the web"),
        pytest.param('<meta charset="utf-8"><p>“£5”'.encode("cp1252"), id="declared wrongly"),
        pytest.param('<?xml version="1.0" encoding="utf-8"?><p>“£5”</p>'.encode(), id="xhtml"),
        pytest.param(b"<p>&ldquo;&pound;5&#8221;", id="entities"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    assert words(tmp_path, data) == ["“£5”"]


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote"])
@pytest.mark.parametrize("depth", [300, 20_000])
def test_deep_nesting_is_read_or_refused_but_never_overflows(
    tmp_path: Path, tag: str, depth: int
) -> None:
    markup = f"<nav>Menu</nav>{f'<{tag}>' * depth}Deep words.<a href=x>link</a>"
    try:
        assert any("Deep words." in piece for piece in words(tmp_path, markup))
    except UnreadableFile as refused:
        assert depth == 20_000 and "nested too deep" in refused.reason


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<script>x</script>", "<!-- x -->", "<p> </p>"]
)
def test_a_page_without_text_is_refused(tmp_path: Path, markup: str) -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        read(tmp_path, markup, "a.html")


def test_properties_come_from_the_page_itself(tmp_path: Path) -> None:
    markup = "<title>The quay</title><meta name='author' content='Ann Other'><p>Words here."
    document = read(tmp_path, markup, "a.html")
    known = document.metadata
    assert known.title and (known.title.value, known.title.origin) == (
        "The quay",
        "page properties",
    )
    assert known.author and (known.author.value, known.author.confirmed) == ("Ann Other", False)

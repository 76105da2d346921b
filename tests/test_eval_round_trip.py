"""Round trip: what is laid out in a format comes back sentence by sentence, and losses are seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.mixed_files import write_mixed_files
from eval.round_trip.commands import recover
from eval.round_trip.measure import compare, measure
from eval.round_trip.renderers import RENDERERS, Renderer
from eval.round_trip.texts import Part, Piece, Text, make_texts
from rag.errors import UnreadableFile, WrongUse
from rag.reading import read_documents
from rag.sentences import sentence_bounds

DIGITAL = ("text", "markdown", "html", "docx", "e-mail", "html e-mail")


def nobody(stage: str, done: int, total: int) -> None:
    """Progress that is not shown."""


def test_the_same_seed_makes_the_same_texts() -> None:
    assert make_texts(3, 4) == make_texts(3, 4) != make_texts(4, 4)


def test_the_sentences_of_a_text_are_sentences_to_the_splitter_too() -> None:
    """Else a format would be blamed for what the splitter does."""
    for text in make_texts(5, 30):
        for piece in text.pieces:
            words = " ".join(piece.shown)
            assert tuple(words[a:b] for a, b in sentence_bounds(words)) == piece.shown


@pytest.mark.parametrize("name", DIGITAL)
@settings(max_examples=12, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10_000_000))
def test_generated_texts_come_back(name: str, seed: int) -> None:
    [*_, text] = make_texts(seed, 1 + seed % 3)
    lost, added = compare(text, name)
    assert lost == []
    assert all(words.startswith(("From:", "To:", "Date:", "Subject:")) for words in added)


# Shorter ones can be abbreviations, after which the splitter rightly goes on.
WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäéß", min_size=7, max_size=12)
SENTENCES = st.lists(WORDS, min_size=3, max_size=12).map(lambda w: f"{' '.join(w).capitalize()}.")
PIECES = st.lists(
    st.builds(
        Piece,
        st.sampled_from([Part.PARAGRAPH, Part.BULLET]),
        st.lists(SENTENCES, min_size=2, max_size=4).map(tuple),
    ),
    min_size=2,
    max_size=6,
).map(lambda pieces: (replace(pieces[0], part=Part.PARAGRAPH), *pieces[1:]))


@pytest.mark.parametrize("name", DIGITAL)
@settings(max_examples=12, deadline=None)
@given(pieces=PIECES)
def test_any_plain_sentences_come_back(name: str, pieces: tuple[Piece, ...]) -> None:
    assert compare(Text("Title", pieces), name)[0] == []


def test_a_loss_is_counted_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    [text] = make_texts(1, 1)
    cut = Renderer(".txt", lambda t: RENDERERS["text"].render(replace(t, pieces=t.pieces[:-1])))
    none = Renderer(".txt", lambda _: b"\x00\x01")
    monkeypatch.setitem(RENDERERS, "cut", cut)
    monkeypatch.setitem(RENDERERS, "none", none)
    found = measure([text], ["cut", "none"], nobody)
    assert found["cut"].lost == (text.sentences[-1],)
    assert found["cut"].share == pytest.approx(1 - 1 / len(text.sentences))
    assert found["none"].share == 0


def test_an_unknown_format_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="no format 'papyrus': use one of text, markdown"):
        recover(["papyrus"], 1, 1, nobody)


def test_mixed_files_are_of_every_kind_and_some_cannot_be_read(tmp_path: Path) -> None:
    unsound = write_mixed_files(tmp_path, 60, 1, nobody)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    refused = [path for path in files if not is_read(path)]
    assert len(files) == 60
    assert len(refused) == unsound == 1
    assert {".txt", ".md", ".html", ".docx", ".eml", ".xlsx", ".pptx"} <= {f.suffix for f in files}


def is_read(path: Path) -> bool:
    try:
        return bool(read_documents(path, path.name))
    except UnreadableFile:
        return False

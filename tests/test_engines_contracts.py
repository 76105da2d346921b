"""One suite per protocol of the store, run on the fake and on the real engine alike."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rag.engines import working_folder
from rag.engines.chroma import ChromaVectors, ChromaVectorWriter
from rag.engines.library_sqlite import SqliteLibrary, SqliteLibraryWriter, keyword_query
from rag.engines.splitter import LONGEST_AT_ONCE, LlamaIndexSplitter
from rag.engines.vector_cache import SqliteVectorCache
from rag.errors import DamagedStore, ForeignStore, StoreError
from rag.types import (
    Document,
    Filters,
    Library,
    LibraryWriter,
    Splitter,
    VectorIndex,
    Vectors,
    VectorWriter,
)
from tests.fakes import FakeSplitter, MemoryLibrary, MemoryVectors
from tests.store_samples import document, passages


@dataclass
class LibraryMaker:
    """Begins a library, goes on with one, and opens one."""

    write: Callable[[], LibraryWriter]
    read: Callable[[], Library]


@dataclass
class VectorMaker:
    write: Callable[[], VectorWriter]
    read: Callable[[], VectorIndex]


@pytest.fixture(params=["memory", "sqlite"])
def library_maker(request: pytest.FixtureRequest, tmp_path: Path) -> LibraryMaker:
    if request.param == "memory":
        memory = MemoryLibrary()
        return LibraryMaker(lambda: memory, lambda: memory)
    path = tmp_path / "library.sqlite"
    return LibraryMaker(lambda: SqliteLibraryWriter(path), lambda: SqliteLibrary(path))


@pytest.fixture(params=["memory", "chroma"])
def vector_maker(request: pytest.FixtureRequest, tmp_path: Path) -> VectorMaker:
    if request.param == "memory":
        memory = MemoryVectors()
        return VectorMaker(lambda: memory, lambda: memory)
    folder = tmp_path / "chroma"
    return VectorMaker(lambda: ChromaVectorWriter(folder, 8), lambda: ChromaVectors(folder))


HARBOUR = document(
    "# Harbour\n\nThe café by the harbour closed.\n\nBoats came back.",
    "b/harbour.txt",
    title="On the harbour",
    author="Zoë Älmhult",
    date="2021-05-01",
)
BRIDGE = document(
    "# Bridge\n\nThe bridge was closed for repairs.",
    "a/bridge.txt",
    title="The bridge",
    author="Q Person",
    addressee="The Council",
    date="2022-01-31",
    kind="letter",
)
UNDATED = document("A note on bridges and boats.", "c/note.txt", title="A note")
ALL = (HARBOUR, BRIDGE, UNDATED)


def filled(maker: LibraryMaker, *documents: Document) -> Library:
    writer = maker.write()
    for each in documents:
        writer.add(each, passages(each))
    writer.finish()
    return maker.read()


def test_library_gives_back_what_it_was_given(library_maker: LibraryMaker) -> None:
    library = filled(library_maker, *ALL)
    assert list(library.documents()) == [BRIDGE, HARBOUR, UNDATED]
    assert library.document(HARBOUR.id) == HARBOUR
    assert library.counts() == (3, 6)
    assert library.passages_of(HARBOUR.id) == passages(HARBOUR)
    wanted = [passages(UNDATED)[0], passages(HARBOUR)[2], passages(BRIDGE)[0]]
    assert library.passages([p.id for p in wanted]) == wanted
    assert library.passages([]) == []
    library.close()


def test_library_keeps_notes_other_paths_and_odd_names(library_maker: LibraryMaker) -> None:
    names = ("Ünïcode 😀.txt", "line\nbreak.txt", "\u202eevil.txt")
    odd = replace(
        HARBOUR,
        source=replace(HARBOUR.source, other_paths=names),
        notes=("2 characters could not be decoded", 'a "note"'),
    )
    library = filled(library_maker, odd)
    assert library.document(odd.id) == odd
    library.close()


def test_unknown_ids_are_key_errors(library_maker: LibraryMaker) -> None:
    library = filled(library_maker, HARBOUR)
    for ask in (
        lambda: library.document("nobody"),
        lambda: library.passages(["nobody:0-1"]),
        lambda: library.passages_of("nobody"),
    ):
        with pytest.raises(KeyError):
            ask()
    library.close()


def test_a_document_is_added_once(library_maker: LibraryMaker) -> None:
    writer = library_maker.write()
    writer.add(HARBOUR, passages(HARBOUR))
    with pytest.raises(ValueError, match=HARBOUR.id):
        writer.add(HARBOUR, passages(HARBOUR))
    writer.finish()
    library = library_maker.read()
    assert library.counts() == (1, 3)
    library.close()


def test_removing_leaves_nothing_behind(library_maker: LibraryMaker) -> None:
    filled(library_maker, *ALL).close()
    writer = library_maker.write()
    writer.remove(HARBOUR.id)
    with pytest.raises(KeyError):
        writer.remove(HARBOUR.id)
    writer.finish()
    library = library_maker.read()
    assert library.counts() == (2, 3)
    assert library.matches(["harbour", "café"], 10) == []
    assert library.passages_with("boats") == 1
    assert {i for i, _ in library.matches(["bridge"], 10)} == {
        p.id for p in (*passages(BRIDGE), *passages(UNDATED))
    }
    library.close()


def test_parties_and_kind_are_keywords_of_each_passage(library_maker: LibraryMaker) -> None:
    library = filled(library_maker, *ALL)
    of_bridge = {p.id for p in passages(BRIDGE)}
    assert {i for i, _ in library.matches(["council"], 10)} == of_bridge
    assert {i for i, _ in library.matches(["letters"], 10)} == of_bridge
    assert library.passages_with("council") == len(of_bridge)
    assert library.known("kind") == {BRIDGE.id: "letter"}
    assert library.known("reference") == {}
    library.close()


def test_keywords_find_forms_titles_and_headings(library_maker: LibraryMaker) -> None:
    library = filled(library_maker, *ALL)
    first = next(i for i, _ in library.matches(["closed", "repairs"], 10))
    assert first == passages(BRIDGE)[1].id
    assert all(score > 0 for _, score in library.matches(["bridge"], 10))
    assert {i for i, _ in library.matches(["bridges"], 10)} >= {passages(BRIDGE)[1].id}
    assert {i for i, _ in library.matches(["above"], 10)} == {
        p.id for d in ALL for p in passages(d)
    }
    assert len(library.matches(["above"], 2)) == 2
    only = library.matches(["closed"], 10, frozenset([BRIDGE.id]))
    assert only[0][0] == passages(BRIDGE)[1].id
    assert {i for i, _ in only} <= {p.id for p in passages(BRIDGE)}
    assert library.matches(["closed"], 10, frozenset()) == []
    assert library.matches([], 10) == []
    assert library.passages_with("closed") == 2
    assert library.passages_with("absent") == 0
    library.close()


@pytest.mark.parametrize(
    ("misspelt", "near"),
    [("harbuor", "harbour"), ("brigde", "bridge"), ("zebra", None), ("xyzzy", None), ("", None)],
)
def test_the_nearest_spelling(library_maker: LibraryMaker, misspelt: str, near: str | None) -> None:
    library = filled(library_maker, *ALL)
    found = library.nearest_word(misspelt)
    assert (found.lower() if found else None) == near
    library.close()


@pytest.mark.parametrize(
    "word",
    ['"', '""', "NEAR(", "NEAR(a, 1)", "*", "text:", "title : x", "^", "-", "{a b}", "a\0b",
     "'; DROP TABLE passages; --", "(", ")", "OR", "AND NOT", "\ud800", "😀", "\u200b", "", "+"],
)  # fmt: skip
def test_no_word_is_taken_for_syntax(library_maker: LibraryMaker, word: str) -> None:
    library = filled(library_maker, *ALL)
    plain = library.matches(["harbour"], 10)
    assert {i for i, _ in plain} <= {i for i, _ in library.matches([word, "harbour"], 10)}
    library.passages_with(word)
    library.close()


def test_filters(library_maker: LibraryMaker) -> None:
    library = filled(library_maker, *ALL)

    def held(**wanted: object) -> set[str]:
        return {library.document(i).source.path for i in library.document_ids(Filters(**wanted))}  # type: ignore[arg-type]

    assert held() == {"a/bridge.txt", "b/harbour.txt", "c/note.txt"}
    assert held(author="zoË ÄLM") == {"b/harbour.txt"}
    assert held(document="BRIDGE") == {"a/bridge.txt"}
    assert held(addressee="council", kind="Letter") == {"a/bridge.txt"}
    assert held(author="nobody") == set()
    assert held(date_from=date(2021, 5, 1)) == {"a/bridge.txt", "b/harbour.txt"}
    assert held(date_from=date(2021, 5, 2)) == {"a/bridge.txt"}
    assert held(date_to=date(2022, 1, 31)) == {"a/bridge.txt", "b/harbour.txt"}
    assert held(date_to=date(2022, 1, 30)) == {"b/harbour.txt"}
    library.close()


def unit_rows(number: int, dimensions: int = 8) -> Vectors:
    rows = np.random.default_rng(number).normal(size=(number, dimensions)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.mark.parametrize("number", [1, 2, 3, 40, 1500])
def test_vectors_come_back_whole(vector_maker: VectorMaker, number: int) -> None:
    rows, ids = unit_rows(number), [f"doc:{i}-{i + 1}" for i in range(number)]
    writer = vector_maker.write()
    writer.add(ids, rows)
    writer.finish()
    index = vector_maker.read()
    assert index.count() == number
    np.testing.assert_allclose(index.vectors(ids[::-1]), rows[::-1], atol=1e-6)
    for row in range(min(number, 20)):
        found, cosine = index.nearest(rows[row], 3)[0]
        assert (found, round(cosine, 5)) == (ids[row], 1.0)
    with pytest.raises(KeyError):
        index.vectors([ids[0], "nobody"])
    index.close()


def test_cosines_are_exact_and_best_first(vector_maker: VectorMaker) -> None:
    rows, ids = unit_rows(50), [str(i) for i in range(50)]
    writer = vector_maker.write()
    writer.add(ids, rows)
    writer.finish()
    index = vector_maker.read()
    question = unit_rows(51)[50]
    exact = sorted(zip((rows @ question).tolist(), ids, strict=True), reverse=True)
    found = index.nearest(question, 10)
    assert [i for i, _ in found] == [i for _, i in exact[:10]]
    np.testing.assert_allclose([c for _, c in found], [c for c, _ in exact[:10]], atol=1e-6)
    assert index.nearest(question, 1000) == index.nearest(question, 50)
    index.close()


def test_vectors_are_added_and_removed_later(vector_maker: VectorMaker) -> None:
    rows, ids = unit_rows(30), [str(i) for i in range(30)]
    writer = vector_maker.write()
    writer.add(ids[:20], rows[:20])
    writer.finish()
    vector_maker.read().close()
    writer = vector_maker.write()
    writer.remove(ids[5:10])
    writer.add(ids[20:], rows[20:])
    with pytest.raises(ValueError, match="already there"):
        writer.add(["20"], rows[:1])
    with pytest.raises(KeyError):
        writer.remove(["5"])
    writer.finish()
    index = vector_maker.read()
    kept = ids[:5] + ids[10:]
    assert index.count() == 25
    np.testing.assert_allclose(
        index.vectors(kept), np.concatenate([rows[:5], rows[10:]]), atol=1e-6
    )
    assert {i for i, _ in index.nearest(rows[7], 25)} == set(kept)
    index.close()


def test_an_index_can_be_emptied(vector_maker: VectorMaker) -> None:
    writer = vector_maker.write()
    writer.add(["a", "b"], unit_rows(2))
    writer.remove(["a", "b"])
    writer.finish()
    index = vector_maker.read()
    assert index.count() == 0
    assert index.nearest(unit_rows(1)[0], 5) == []
    index.close()


# What only the real engines can get wrong.


def fingerprints(folder: Path) -> dict[str, bytes]:
    return {str(f): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.mark.parametrize("number", [1, 2, 300])
def test_reading_changes_no_published_file(tmp_path: Path, number: int) -> None:
    folder = tmp_path / "chroma"
    for start in (0, number):  # as first built, and after a small change
        writer = ChromaVectorWriter(folder, 8)
        writer.add([str(start + i) for i in range(number)], unit_rows(number))
        writer.finish()
        before = fingerprints(folder)
        index = ChromaVectors(folder)
        index.nearest(unit_rows(1)[0], 5)
        index.close()
        assert fingerprints(folder) == before


def test_readers_go_on_when_the_files_are_deleted(tmp_path: Path) -> None:
    writer = ChromaVectorWriter(tmp_path / "chroma", 8)
    writer.add([str(i) for i in range(300)], unit_rows(300))
    writer.finish()
    keeper = SqliteLibraryWriter(tmp_path / "library.sqlite")
    keeper.add(HARBOUR, passages(HARBOUR))
    keeper.finish()
    index, library = ChromaVectors(tmp_path / "chroma"), SqliteLibrary(tmp_path / "library.sqlite")
    for file in sorted(tmp_path.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    assert index.nearest(unit_rows(300)[7], 1)[0][0] == "7"
    assert index.vectors(["299"]).shape == (1, 8)
    assert library.document(HARBOUR.id) == HARBOUR
    index.close()
    library.close()


def test_working_folders_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary" / f"{working_folder.PREFIX}left").mkdir(parents=True)
    (tmp_path / "temporary" / f"{working_folder.PREFIX}left" / working_folder.HELD).touch()
    writer = ChromaVectorWriter(tmp_path / "chroma", 8)
    writer.add(["a"], unit_rows(1))
    writer.finish()
    first, second = ChromaVectors(tmp_path / "chroma"), ChromaVectors(tmp_path / "chroma")
    assert len(list((tmp_path / "temporary").iterdir())) == 2
    first.close()
    assert second.nearest(unit_rows(1)[0], 1)[0][0] == "a"
    second.close()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_no_room_for_temporary_files_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = ChromaVectorWriter(tmp_path / "chroma", 8)
    writer.add(["a"], unit_rows(1))
    writer.finish()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "absent"))
    with pytest.raises(StoreError, match="TMPDIR"):
        ChromaVectors(tmp_path / "chroma")


def test_a_missing_store_is_never_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "chroma").mkdir()
    with pytest.raises(DamagedStore, match=r"chroma\.sqlite3 is missing"):
        ChromaVectors(tmp_path / "chroma")
    with pytest.raises(DamagedStore, match=r"library\.sqlite is missing"):
        SqliteLibrary(tmp_path / "library.sqlite")
    (tmp_path / "library.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(DamagedStore, match="not a database"):
        SqliteLibrary(tmp_path / "library.sqlite")


def test_vectors_written_by_another_version_are_refused(tmp_path: Path) -> None:
    writer = ChromaVectorWriter(tmp_path / "chroma", 8)
    writer.add(["a"], unit_rows(1))
    writer.finish()
    with sqlite3.connect(tmp_path / "chroma" / "chroma.sqlite3") as database:
        database.execute(
            "UPDATE collection_metadata SET str_value = '0.4.0' WHERE key = 'chromadb'"
        )
    database.close()
    with pytest.raises(ForeignStore, match=r"written by chromadb 0\.4\.0, .*; run: rag index"):
        ChromaVectors(tmp_path / "chroma")


def test_a_library_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    SqliteLibraryWriter(path).finish()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ForeignStore, match="format 99"):
        SqliteLibrary(path)


def test_a_library_is_one_file_and_answers_many_threads(tmp_path: Path) -> None:
    writer = SqliteLibraryWriter(tmp_path / "library.sqlite")
    for each in ALL:
        writer.add(each, passages(each))
    writer.finish()
    assert [f.name for f in tmp_path.iterdir()] == ["library.sqlite"]
    library = SqliteLibrary(tmp_path / "library.sqlite")
    expected = library.passages([i for i, _ in library.matches(["closed", "boats"], 10)])
    assert len(expected) >= 4
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(50):
            found = library.passages([i for i, _ in library.matches(["closed", "boats"], 10)])
            if found != expected or library.document(HARBOUR.id) != HARBOUR:
                wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    library.close()


def test_a_passage_must_hold_the_words_at_its_place(tmp_path: Path) -> None:
    writer = SqliteLibraryWriter(tmp_path / "library.sqlite")
    wrong = replace(passages(HARBOUR)[0], text="other words")
    with pytest.raises(ValueError, match="words at its place"):
        writer.add(HARBOUR, [wrong])
    writer.finish()
    library = SqliteLibrary(tmp_path / "library.sqlite")
    assert library.counts() == (0, 0)
    library.close()


def test_keyword_query_quotes_each_word_once() -> None:
    assert keyword_query(["a", 'b"c', "a", "!", ""]) == '"a" OR "b""c"'


def test_vector_cache_keeps_vectors_by_encoder(tmp_path: Path) -> None:
    cache = SqliteVectorCache(tmp_path / "c.sqlite", "one", 8)
    rows = unit_rows(3)
    cache.put(["a", "b", "ç\ud800"], rows)
    cache.put(["a"], rows[:1])
    cache.close()
    cache = SqliteVectorCache(tmp_path / "c.sqlite", "one", 8)
    known = cache.get(["a", "ç\ud800", "unknown"])
    assert known.keys() == {"a", "ç\ud800"}
    np.testing.assert_array_equal(known["ç\ud800"], rows[2])
    cache.close()
    other = SqliteVectorCache(tmp_path / "c.sqlite", "two", 8)
    assert other.get(["a"]) == {}
    other.close()
    longer = SqliteVectorCache(tmp_path / "c.sqlite", "one", 9)
    assert longer.get(["a"]) == {}  # a row of the wrong length is no vector
    longer.close()


@pytest.mark.parametrize("damage", ["text", "cut"])
def test_a_damaged_cache_is_begun_anew(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "c.sqlite"
    cache = SqliteVectorCache(path, "one", 8)
    cache.put([str(i) for i in range(2000)], unit_rows(2000))
    cache.close()
    if damage == "text":
        path.write_bytes(b"nothing of the kind" * 1000)
    else:
        path.write_bytes(path.read_bytes()[:5000])
    cache = SqliteVectorCache(path, "one", 8)
    assert cache.get(["1"]) == {}
    cache.put(["1"], unit_rows(1))
    assert cache.get(["1"]).keys() == {"1"}
    cache.close()
    assert (tmp_path / "c.sqlite.damaged").exists()


def sentences(text: str) -> list[tuple[int, int]]:
    starts = [0, *(i + 2 for i in range(len(text)) if text.startswith(". ", i))]
    return [(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if b > a]


@pytest.fixture(params=["words", "llama_index"])
def splitter(request: pytest.FixtureRequest) -> Splitter:
    if request.param == "words":
        return FakeSplitter(40)
    return LlamaIndexSplitter(40, str.split, sentences)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "One.",
        "One sentence here. " * 100,
        "First paragraph of words.\n\nSecond one.\n" * 60,
        "word " * 500 + "\n\n\t " + "Another. " * 50,
        "日本語の文章。" * 50,
    ],
    ids=["nothing", "spaces", "one", "sentences", "paragraphs", "no sentences", "japanese"],
)
def test_pieces_are_the_text_but_for_white_space(splitter: Splitter, text: str) -> None:
    pieces = splitter.split(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    place = 0
    for piece in pieces:
        place = text.index(piece, place) + len(piece)


def test_pieces_hold_whole_sentences_and_fit() -> None:
    splitter = LlamaIndexSplitter(40, str.split, sentences)
    pieces = splitter.split("Eight words stand in this sentence, one two. " * 30)
    assert all(piece.endswith("two.") for piece in pieces)
    assert max(len(piece.split()) for piece in pieces) == 40


def test_a_run_without_spaces_is_cut(splitter: Splitter) -> None:
    pieces = LlamaIndexSplitter(40, str.split, sentences).split("x" * (3 * LONGEST_AT_ONCE))
    assert max(map(len, pieces)) <= 400
    assert sum(map(len, pieces)) == 3 * LONGEST_AT_ONCE

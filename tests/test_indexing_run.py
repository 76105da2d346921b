"""What an index run does to the store as the folder changes, and what its summary says."""

from __future__ import annotations

import os
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from rag.errors import CorpusShrank, RagError, WrongUse
from rag.indexing import assembling
from rag.indexing.layout import generation_names
from rag.indexing.manifest import read_manifest
from rag.indexing.run import index_folder
from rag.indexing.summary import FailedFile, IndexSummary
from tests.store_samples import Desk, Here

LETTERS = {
    f"{i}.txt": f"# Letter {i}\n\nIt is about {'abcdefghij'[i] * 5} alone." for i in range(10)
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    for name, text in LETTERS.items():
        desk.write(name, text)
    return desk


def counts(summary: IndexSummary) -> dict[str, int]:
    """The numbers of a summary that are not 0."""
    names = ("read", "unchanged", "changed", "removed", "renamed", "embedded")
    return {name: number for name in names if (number := getattr(summary, name))}


def test_a_first_run_reads_everything(desk: Desk) -> None:
    summary = desk.index()
    assert counts(summary) == {"read": 10, "embedded": 10}
    assert (summary.passages, summary.published, summary.generation) == (10, True, "000001")
    assert desk.held() == LETTERS
    assert desk.open().corpus_version == summary.corpus_version


def test_a_second_run_reads_embeds_and_publishes_nothing(desk: Desk) -> None:
    first, here = desk.index(), Here()
    for path in desk.folder.iterdir():
        os.utime(path, (0, 0))  # a file's time says nothing
    second = desk.index(here)
    assert counts(second) == {"unchanged": 10}
    assert here.read_paths == []
    assert (second.published, second.generation) == (False, "000001")
    assert (second.corpus_version, second.passages) == (first.corpus_version, first.passages)
    assert generation_names(desk.store) == ["000001"]


def test_of_a_long_text_it_is_told_how_far_it_is_cut(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembling, "CHARACTERS_BETWEEN", 100)
    told: list[tuple[str, int, int]] = []
    text = "\n\n".join(f"Sentence {i} of a long text." for i in range(40))
    desk.write("long.txt", text)
    index_folder(desk.plan(), lambda *event: told.append(event), run=Here())
    cut = [(done, total) for stage, done, total in told if stage == "cutting"]
    assert len(cut) >= 3 and all(total == len(text) for _, total in cut)
    assert all(after - before >= 100 for (before, _), (after, _) in pairwise([(0, 0), *cut]))


def test_new_changed_and_removed_files(desk: Desk) -> None:
    desk.index()
    here = Here()
    desk.write("3.txt", "Another text.")
    desk.write("sub/new.txt", "A new one.")
    (desk.folder / "4.txt").unlink()
    summary = desk.index(here)
    assert counts(summary) == {
        "read": 1, "changed": 1, "removed": 1, "unchanged": 8, "embedded": 2,
    }  # fmt: skip
    assert here.read_paths == ["3.txt", "sub/new.txt"]
    expected = {**LETTERS, "3.txt": "Another text.", "sub/new.txt": "A new one."}
    del expected["4.txt"]
    assert desk.held() == expected


def test_a_changed_copy_equals_one_built_anew(desk: Desk, tmp_path: Path) -> None:
    desk.index()
    desk.write("3.txt", "Another text.")
    changed = desk.index()
    other = Desk(tmp_path / "other")
    shutil.copytree(desk.folder, other.folder, dirs_exist_ok=True)
    anew = other.index()
    assert changed.corpus_version == anew.corpus_version
    assert desk.held() == other.held()
    back = desk.open().library, other.open().library
    for word in ("letter", "another", "about", "ddddd"):
        assert [i for i, _ in back[0].matches([word], 99)] == [
            i for i, _ in back[1].matches([word], 99)
        ]


def test_a_renamed_file_keeps_its_vectors(desk: Desk) -> None:
    desk.index()
    (desk.folder / "4.txt").rename(desk.folder / "renamed.txt")
    summary = desk.index()
    assert counts(summary) == {"renamed": 1, "unchanged": 9}
    assert "renamed.txt" in desk.held()
    assert "4.txt" not in desk.held()


def test_the_same_bytes_under_two_names_are_one_document(desk: Desk) -> None:
    desk.index()
    shutil.copy(desk.folder / "4.txt", desk.folder / "z.txt")
    assert counts(desk.index()) == {"renamed": 1, "unchanged": 9}
    [document] = [d for d in desk.open().library.documents() if d.source.path == "4.txt"]
    assert document.source.other_paths == ("z.txt",)
    (desk.folder / "4.txt").unlink()
    assert counts(desk.index()) == {"renamed": 1, "unchanged": 9}
    assert desk.held()["z.txt"] == LETTERS["4.txt"]
    (desk.folder / "z.txt").unlink()
    assert counts(desk.index()) == {"removed": 1, "unchanged": 9}
    assert LETTERS["4.txt"] not in desk.held().values()


def test_a_changed_sidecar_changes_its_document(desk: Desk) -> None:
    desk.index()
    desk.write("4.txt.meta.yaml", "On ships")
    assert counts(desk.index()) == {"changed": 1, "unchanged": 9, "embedded": 1}
    titles = {d.source.path: d.title for d in desk.open().library.documents()}
    assert titles["4.txt"] == "On ships"
    assert counts(desk.index()) == {"unchanged": 10}


def test_changed_metadata_alone_embeds_nothing(desk: Desk) -> None:
    desk.index()
    desk.write("4.txt.meta.yaml", "author: Ann Author")
    assert counts(desk.index()) == {"changed": 1, "unchanged": 9}
    [document] = [d for d in desk.open().library.documents() if d.source.path == "4.txt"]
    assert document.metadata.get("author") == "Ann Author"
    (desk.folder / "4.txt.meta.yaml").unlink()
    assert counts(desk.index()) == {"changed": 1, "unchanged": 9}


def test_a_changed_title_embeds_the_passages_of_its_document_alone(desk: Desk) -> None:
    """The title is part of what is embedded, so that it counts in a search."""
    desk.index()
    desk.write("4.txt.meta.yaml", "title: On ships")
    assert counts(desk.index()) == {"changed": 1, "unchanged": 9, "embedded": 1}
    (desk.folder / "4.txt.meta.yaml").unlink()
    assert counts(desk.index()) == {"changed": 1, "unchanged": 9}  # its vectors are in the cache


def test_a_file_that_fails_does_not_stop_the_others(desk: Desk) -> None:
    desk.write("bad.txt", b"\xff")
    desk.write("empty.txt", "")
    summary = desk.index()
    assert summary.failed == (FailedFile("bad.txt", "not text"), FailedFile("empty.txt", "empty"))
    assert desk.held() == LETTERS
    again = desk.index()
    assert (again.failed, again.published) == (summary.failed, False)


def test_the_old_version_of_a_file_that_fails_goes_on_answering(desk: Desk) -> None:
    desk.index()
    desk.write("4.txt", b"\xff")
    desk.write("5.txt", "A change.")
    summary = desk.index()
    assert summary.failed == (
        FailedFile("4.txt", "not text; the version indexed before still answers"),
    )
    assert counts(summary) == {"changed": 1, "unchanged": 9, "embedded": 1}
    assert desk.held() == {**LETTERS, "5.txt": "A change."}
    assert not desk.index().published
    desk.write("4.txt", "Mended.")
    assert desk.index().failed == ()
    assert desk.held()["4.txt"] == "Mended."
    (desk.folder / "4.txt").unlink()
    assert counts(desk.index()) == {"removed": 1, "unchanged": 9}


def test_what_stood_in_a_folder_that_cannot_be_read_goes_on_answering(desk: Desk) -> None:
    for i in range(5):
        desk.write(f"share/{i}.txt", f"On the share {i}.")
    desk.index()
    before = desk.held()
    shutil.move(desk.folder / "share", desk.root / "elsewhere")
    (desk.folder / "share").symlink_to(desk.root / "elsewhere")
    summary = desk.index()
    assert [f.path for f in summary.failed] == ["share"]
    assert (counts(summary), summary.published) == ({"unchanged": 15}, False)
    assert desk.held() == before


def test_if_every_file_fails_nothing_is_changed(desk: Desk) -> None:
    desk.index()
    for name in LETTERS:
        desk.write(name, b"\xff")
    with pytest.raises(RagError, match=r"none of the 10 files .* 0\.txt: not text"):
        desk.index()
    assert desk.held() == LETTERS
    assert generation_names(desk.store) == ["000001"]


@pytest.mark.parametrize(("gone", "refused"), [(2, False), (3, True)])
def test_more_than_a_fifth_may_not_vanish(desk: Desk, gone: int, refused: bool) -> None:
    desk.index()
    for i in range(gone):
        (desk.folder / f"{i}.txt").unlink()
    if refused:
        with pytest.raises(CorpusShrank, match=r"3 of the 10 .*--allow-mass-delete"):
            desk.index()
        assert desk.held() == LETTERS
        with pytest.raises(CorpusShrank):
            desk.index(rebuild=True)
    assert desk.index(allow_mass_delete=True).removed == gone
    assert len(desk.held()) == 10 - gone


def test_an_emptied_or_missing_folder_loses_nothing(desk: Desk) -> None:
    desk.index()
    shutil.move(desk.folder, desk.root / "away")
    with pytest.raises(WrongUse, match="no such folder"):
        desk.index()
    desk.folder.mkdir()
    with pytest.raises(CorpusShrank, match="10 of the 10"):
        desk.index()
    with pytest.raises(WrongUse, match="no documents in"):
        desk.index(allow_mass_delete=True)
    assert desk.held() == LETTERS


def test_another_folder_is_refused_naming_the_first(desk: Desk) -> None:
    desk.index()
    (desk.root / "other").mkdir()
    (desk.root / "other" / "x.txt").write_text("Something else.")
    with pytest.raises(CorpusShrank, match=r"the index was made from '.*corpus'"):
        desk.index(folder=desk.root / "other")


def test_a_folder_that_was_moved_is_the_same_and_the_store_knows_its_place(desk: Desk) -> None:
    desk.index()
    moved = desk.folder.rename(desk.root / "moved")
    summary = desk.index(folder=moved)
    assert (counts(summary), summary.published) == ({"unchanged": 10}, True)
    assert read_manifest(desk.store / "generations" / "000002").folder == str(moved)
    assert not desk.index(folder=moved).published


def test_a_missing_folder_makes_no_store(desk: Desk) -> None:
    with pytest.raises(WrongUse):
        desk.index(folder=desk.root / "absent")
    assert not desk.store.exists()


def test_a_rebuild_reads_everything_and_embeds_nothing_twice(desk: Desk) -> None:
    first, here = desk.index(), Here()
    summary = desk.index(here, rebuild=True)
    assert sorted(here.read_paths) == sorted(LETTERS)
    assert counts(summary) == {"unchanged": 10}
    assert (summary.published, summary.corpus_version) == (True, first.corpus_version)


@pytest.mark.parametrize(
    ("settings", "read", "embedded"),
    [({"reader_version": "2"}, 10, 0), ({"words": 3}, 0, 30), ({"encoder": "other"}, 0, 10)],
    ids=["reader", "splitter", "encoder"],
)
def test_what_made_the_index_decides_what_is_done_again(
    desk: Desk, settings: dict[str, object], read: int, embedded: int
) -> None:
    first, here = desk.index(), Here()
    summary = desk.index(here, settings=settings)
    assert (len(here.read_paths), summary.embedded) == (read, embedded)
    assert summary.published
    assert summary.corpus_version != first.corpus_version
    assert not desk.index(settings=settings).published


def test_a_lost_cache_costs_only_time(desk: Desk) -> None:
    desk.index()
    (desk.store / "embeddings.sqlite").write_bytes(b"nothing of the kind")
    for path in desk.store.glob("embeddings.sqlite-*"):
        path.unlink()
    desk.write("3.txt", "Another text.")
    assert desk.index().published
    assert desk.held()["3.txt"] == "Another text."


def test_one_older_generation_is_kept_and_numbers_only_rise(desk: Desk) -> None:
    for i in range(4):
        desk.write("3.txt", f"Text {i}.")
        assert desk.index().generation == f"{i + 1:06}"
    assert generation_names(desk.store) == ["000004", "000003"]


def test_copies_that_lost_much_are_built_anew(desk: Desk) -> None:
    desk.index()
    removed = []
    for i in range(5):
        desk.write("3.txt", f"Text {i}.")
        generation = desk.index().generation
        removed.append(read_manifest(desk.store / "generations" / generation).removed)
    assert removed == [1, 2, 3, 0, 1]


def test_a_store_inside_the_folder_is_not_read(desk: Desk) -> None:
    desk.index(store=desk.folder / "index")
    assert desk.index(store=desk.folder / "index").failed == ()

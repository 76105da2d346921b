"""What an inspection finds of a store and its folder, and what is mended."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rag import wiring
from rag.indexing.inspection import Inspection
from rag.indexing.layout import generation_names
from rag.indexing.lock import lock_store
from rag.indexing.manifest import hash_files, read_manifest, write_manifest
from rag.indexing.mending import Mender
from rag.indexing.summary import IndexSummary
from tests.store_samples import Desk
from tests.test_store_generations import damage, flip, live


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store with two generations, in step with its folder; copied for each test."""
    return Desk.with_two_generations(tmp_path_factory.mktemp("made"))


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Desk:
    return made.copied_to(tmp_path / "desk")


def inspection(desk: Desk) -> Inspection:
    return Inspection(
        desk.store,
        wiring.storage(),
        lambda: "fake",
        lambda path: path.name.endswith(".meta.yaml"),
        10_000_000,
    )


def amiss(desk: Desk) -> dict[str, str]:
    return {f.name: f.detail for f in inspection(desk).findings() if not f.sound}


def mend(desk: Desk) -> list[str]:
    def index(folder: Path, rebuild: bool) -> IndexSummary:
        return desk.index(folder=folder, rebuild=rebuild)

    return list(Mender(inspection(desk), index, desk.folder).mend())


def test_a_sound_store_in_step(desk: Desk) -> None:
    found = {f.name: f.detail for f in inspection(desk).findings()}
    assert amiss(desk) == {}
    assert found["index"].startswith("10 documents, 10 passages and as many vectors, version ")
    assert found["older index"].startswith("10 documents, of 20")
    assert found["folder"].endswith("all as they were indexed")
    assert found["kept vectors"] == "11 vectors"
    assert found["lock"] == "free"
    assert mend(desk) == []


def test_an_inspection_changes_nothing(desk: Desk) -> None:
    before = {p: p.stat().st_mtime_ns for p in desk.root.rglob("*") if p.is_file()}
    inspection(desk).findings()
    after = {p: p.stat().st_mtime_ns for p in desk.root.rglob("*") if p.is_file()}
    assert after == before


def test_nothing_indexed_yet(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert amiss(desk).keys() == {"index"}
    assert "rag index" in amiss(desk)["index"]
    desk.write("a.txt", "A letter.")
    [line] = mend(desk)
    assert line.startswith("brought the index in step with ")
    assert amiss(desk) == {}


def test_the_folder_has_changed(desk: Desk) -> None:
    desk.write("new.txt", "New.")
    desk.write("1.txt", "Changed.")
    desk.write("2.txt.meta.yaml", "A title")
    (desk.folder / "4.txt").rename(desk.folder / "four.txt")
    (desk.folder / "5.txt").unlink()
    said = amiss(desk)
    assert said.keys() == {"folder"}
    for words in (
        "1 not indexed (new.txt)",
        "1 under a new name (four.txt)",
        "1 changed (1.txt)",
        "1 with another sidecar (2.txt)",
        "2 gone (4.txt, 5.txt)",
        "run: rag index",
    ):
        assert words in said["folder"]
    [line] = mend(desk)
    assert line.endswith("read 1, changed 2, removed 1, renamed 1, failed 0")
    assert amiss(desk) == {}


def test_a_file_that_cannot_be_read_is_named_and_stays(desk: Desk) -> None:
    desk.write("bad.txt", b"\xff")
    assert "1 not indexed (bad.txt)" in amiss(desk)["folder"]
    assert mend(desk)[1] == "not mended: bad.txt: not text"


def test_a_sidecar_without_a_file(desk: Desk) -> None:
    desk.write("3.meta.yaml", "beside 3.txt")
    desk.write("gone.txt.meta.yaml", "author: Ann Author")
    assert amiss(desk)["sidecars"] == (
        "1 without a file (gone.txt.meta.yaml); rename or remove them"
    )
    mend(desk)
    assert (desk.folder / "gone.txt.meta.yaml").exists()  # somebody's work


@pytest.mark.parametrize(
    "pattern", ["library.sqlite", "manifest.json", "sources.json", "chroma/*/link_lists.bin"]
)
def test_a_damaged_index_is_mended(desk: Desk, pattern: str) -> None:
    damage(live(desk), pattern, "flipped")
    assert Path(pattern).name in amiss(desk)["index"]
    assert any(line.startswith("brought the index in step") for line in mend(desk))
    assert amiss(desk) == {}
    assert len(desk.held()) == 10


def test_a_missing_vector_is_found_and_mended_though_every_file_is_as_it_was_written(
    desk: Desk,
) -> None:
    writer = wiring.storage().write_vectors(live(desk) / "chroma", 64)
    writer.remove([read_manifest(live(desk)).canaries[0].passage_id])
    writer.finish()
    write_manifest(live(desk), replace(read_manifest(live(desk)), files=hash_files(live(desk))))
    assert "10) documents and passages and 9 vectors" in amiss(desk)["index"]
    assert [line.split(" from ")[0] for line in mend(desk)][-1] == "read everything anew"
    assert amiss(desk) == {}


def test_leftovers_a_damaged_cache_and_a_damaged_older_index_are_removed(desk: Desk) -> None:
    (desk.store / "generations" / "000009").mkdir()
    (desk.store / "CURRENT.new").touch()
    flip(desk.store / "generations" / "000001" / "library.sqlite")
    for path in desk.store.glob("embeddings.sqlite*"):
        path.unlink()
    (desk.store / "embeddings.sqlite").write_bytes(b"nothing of the kind" * 100)
    said = amiss(desk)
    assert said.keys() == {"leftovers", "older index", "kept vectors"}
    assert "generations/000009" in said["leftovers"]
    assert len([line for line in mend(desk) if line.startswith("removed")]) == 4
    assert amiss(desk) == {}
    assert len(desk.held()) == 10


def test_a_lost_pointer_is_mended(desk: Desk) -> None:
    (desk.store / "CURRENT").unlink()
    assert "CURRENT is missing" in amiss(desk)["index"]
    mend(desk)
    assert amiss(desk) == {}


def test_a_lock_is_named_while_it_is_held_and_hinders_mending(desk: Desk) -> None:
    (desk.store / "generations" / "000009").mkdir()
    with lock_store(desk.store):
        lock = next(f for f in inspection(desk).findings() if f.name == "lock")
        assert lock.sound
        assert lock.detail.startswith("held by an index run that goes on (process ")
        assert "leftovers" not in amiss(desk)  # they may be the run's own
        desk.write("new.txt", "New.")
        assert mend(desk)[0].startswith("not mended: another index run holds the store")
    assert "leftovers" in amiss(desk)


def test_what_a_killed_run_wrote_into_the_lock_holds_nothing(desk: Desk) -> None:
    (desk.store / "lock").write_text(json.dumps({"pid": 1, "since": "2001-01-01"}))
    assert amiss(desk) == {}


def test_a_mass_delete_is_not_mended_without_being_told(desk: Desk) -> None:
    for i in range(5):
        (desk.folder / f"{i}.txt").unlink()
    [line] = mend(desk)
    assert line.startswith("not mended: 5 of the 10 files held are gone")
    assert "--allow-mass-delete" in line
    assert len(desk.held()) == 10
    assert generation_names(desk.store)[0] == "000002"


def test_another_encoder_is_named(desk: Desk) -> None:
    found = replace(inspection(desk), fingerprint=lambda: "other").findings()
    assert "made with another encoder (fake); run: rag index" in found[0].detail

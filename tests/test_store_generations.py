"""What may answer: only files that are as they were written, made with the encoder in use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rag.errors import DamagedStore, ForeignStore, NothingIndexed, RagError, StoreBusy, StoreError
from rag.indexing import layout
from rag.indexing.canaries import check_canaries
from rag.indexing.lock import lock_store
from rag.indexing.manifest import Manifest, check_files, hash_files, read_manifest, write_manifest
from rag.indexing.reporting import Reporter
from rag.indexing.room import require_room
from rag.indexing.verify import verify_generation
from rag.wiring import storage
from tests.store_samples import OLD, Desk, Here


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store with two generations; copied for each test."""
    return Desk.with_two_generations(tmp_path_factory.mktemp("made"))


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Desk:
    return made.copied_to(tmp_path / "desk")


def live(desk: Desk) -> Path:
    return desk.store / "generations" / "000002"


@contextmanager
def desk_open(desk: Desk) -> Iterator[tuple[dict[str, str], str | None]]:
    """The texts that answer, and the notice."""
    generation = desk.open()
    try:
        documents = generation.library.documents()
        yield {d.source.path: d.text for d in documents}, generation.notice
    finally:
        generation.close()


def flip(path: Path, place: float = 0.5) -> None:
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 0x01
    path.write_bytes(data)


def files_of_a_generation() -> list[str]:
    return ["library.sqlite", "manifest.json", "sources.json", "chroma/chroma.sqlite3",
            "chroma/*/data_level0.bin", "chroma/*/header.bin", "chroma/*/length.bin",
            "chroma/*/link_lists.bin", "chroma/*/index_metadata.pickle"]  # fmt: skip


def damage(folder: Path, pattern: str, how: str) -> None:
    [path] = folder.glob(pattern)
    if how == "missing":
        path.unlink()
    elif how == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        flip(path)


@pytest.mark.parametrize("how", ["flipped", "cut", "missing"])
@pytest.mark.parametrize("pattern", files_of_a_generation())
def test_any_damage_is_noticed_and_the_older_index_answers(
    desk: Desk, pattern: str, how: str
) -> None:
    damage(live(desk), pattern, how)
    with desk_open(desk) as (held, notice):
        assert held == OLD
    assert notice is not None
    assert notice.startswith("an older index answers")
    assert Path(pattern).name in notice


def test_if_both_are_damaged_it_is_refused_with_the_remedy(desk: Desk) -> None:
    for name in ("000001", "000002"):
        (desk.store / "generations" / name / "chroma" / "chroma.sqlite3").unlink()
    with pytest.raises(DamagedStore, match=r"chroma\.sqlite3 is missing; run: rag index --rebuild"):
        desk.open()


def test_a_run_on_a_damaged_store_mends_it(desk: Desk) -> None:
    flip(live(desk) / "library.sqlite")
    summary = desk.index()
    assert (summary.published, summary.generation, summary.changed) == (True, "000003", 1)
    with desk_open(desk) as (held, notice):
        assert (held, notice) == ({**OLD, "3.txt": "The new text."}, None)
    assert layout.generation_names(desk.store) == ["000003", "000001"]


def test_a_run_mends_a_store_even_if_no_file_has_changed(desk: Desk) -> None:
    desk.write("3.txt", OLD["3.txt"])
    flip(live(desk) / "library.sqlite")
    assert desk.index().published
    with desk_open(desk) as (held, notice):
        assert (held, notice) == (OLD, None)


def test_a_run_mends_a_store_of_which_nothing_is_sound(desk: Desk) -> None:
    for name in ("000001", "000002"):
        flip(desk.store / "generations" / name / "library.sqlite")
    assert desk.index().read == 10
    with desk_open(desk) as (held, notice):
        assert (len(held), notice) == (10, None)


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\xff\xfe", b"000099\n", b"../../etc", None])
def test_a_lost_pointer_never_means_no_documents(desk: Desk, content: bytes | None) -> None:
    pointer = desk.store / "CURRENT"
    pointer.write_bytes(content) if content is not None else pointer.unlink()
    with desk_open(desk) as (held, notice):
        assert len(held) == 10
        assert notice is not None
        assert "older" not in notice or content == b"000099\n"
    assert desk.index().published
    with desk_open(desk) as (held, notice):
        assert (held, notice) == ({**OLD, "3.txt": "The new text."}, None)


def test_a_first_index_that_is_not_published_yet_does_not_answer(tmp_path: Path) -> None:
    desk, told = Desk(tmp_path), []
    desk.write("a.txt", "A letter about depots.")

    class AskedWhileVerifying(Here):
        def __call__(self, task: str, *more: Any) -> Mapping[str, Any]:
            if task == "verify":
                with pytest.raises(
                    NothingIndexed, match="an index run is under way; wait"
                ) as raised:
                    desk.open()
                told.append(str(raised.value))
            return super().__call__(task, *more)

    desk.index(AskedWhileVerifying())
    assert len(told) == 1
    with desk_open(desk) as (held, notice):
        assert (len(held), notice) == (1, None)


@pytest.mark.parametrize("there", [None, "store", "store/generations/000001"])
def test_nothing_indexed(tmp_path: Path, there: str | None) -> None:
    desk = Desk(tmp_path)
    if there:
        (tmp_path / there).mkdir(parents=True)
    with pytest.raises(NothingIndexed, match="run: rag index"):
        desk.open()


def test_another_encoder_is_refused_with_the_remedy(desk: Desk) -> None:
    with pytest.raises(ForeignStore, match=r"another encoder \(fake, not other\); run: rag index"):
        desk.open("other")


def test_another_format_is_refused_with_the_remedy(desk: Desk) -> None:
    write_manifest(live(desk), replace(read_manifest(live(desk)), format=99))
    with pytest.raises(ForeignStore, match="has format 99, not 5; run: rag index"):
        desk.open()


def test_readers_finish_on_the_generation_they_began_with(desk: Desk) -> None:
    reader = desk.open()
    try:
        for i in range(3):
            desk.write("4.txt", f"Newer text {i}.")
            desk.index()
        assert not live(desk).exists()
        paths = {d.source.path: d for d in reader.library.documents()}
        assert paths["4.txt"].text == OLD["4.txt"]
        [passage] = reader.library.passages_of(paths["4.txt"].id)
        vector = reader.vectors.vectors([passage.id])[0]
        assert reader.vectors.nearest(vector, 1)[0][0] == passage.id
        assert reader.library.matches(["eeeee"], 5)[0][0] == passage.id
    finally:
        reader.close()


def test_two_readers_answer_alike(desk: Desk) -> None:
    first, second = desk.open(), desk.open()
    vector = first.vectors.vectors([first.manifest.canaries[0].passage_id])[0]
    assert first.vectors.nearest(vector, 10) == second.vectors.nearest(vector, 10)
    first.close()
    assert second.vectors.nearest(vector, 1)
    second.close()


@pytest.fixture
def read_only(desk: Desk) -> Iterator[Desk]:
    paths = [desk.store, *desk.store.rglob("*")]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield desk
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)


def test_opening_changes_nothing_in_the_store(read_only: Desk) -> None:
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in read_only.store.rglob("*")}
    assert len(read_only.held()) == 10
    after = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in read_only.store.rglob("*")}
    assert before == after


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_indexing_a_read_only_store_says_why_not(read_only: Desk) -> None:
    with pytest.raises(RagError, match=r"cannot write to the store .* --store"):
        read_only.index()


# The check of a new generation.


def verify(folder: Path) -> None:
    verify_generation(folder, storage(), Reporter(lambda _: None))


def resealed(folder: Path, **changed: object) -> Manifest:
    """The manifest as a wrong build would have written it: hashes right, content not."""
    manifest = replace(read_manifest(folder), files=hash_files(folder), **changed)  # type: ignore[arg-type]
    write_manifest(folder, manifest)
    return manifest


def test_a_sound_generation_passes(desk: Desk) -> None:
    verify(live(desk))


def test_wrong_counts_do_not_pass(desk: Desk) -> None:
    resealed(live(desk), passages=11)
    with pytest.raises(DamagedStore, match=r"\(10, 10\) documents and passages and 10 vectors"):
        verify(live(desk))


def test_vectors_of_other_passages_do_not_pass(desk: Desk) -> None:
    writer = storage().write_vectors(live(desk) / "chroma", 64)
    writer.remove([read_manifest(live(desk)).canaries[0].passage_id])
    generation = desk.store / "generations" / "000001"
    old = storage().open_vectors(generation / "chroma")
    writer.add(["somebody:0-1"], old.vectors([read_manifest(generation).canaries[0].passage_id]))
    old.close()
    writer.finish()
    resealed(live(desk))
    with pytest.raises(DamagedStore, match="there is no vector for passage"):
        verify(live(desk))


def test_canaries_with_other_vectors_or_words_do_not_pass(desk: Desk) -> None:
    manifest = read_manifest(live(desk))
    library = storage().open_library(live(desk) / "library.sqlite")
    vectors = storage().open_vectors(live(desk) / "chroma")
    first, second = manifest.canaries[:2]
    check_canaries([first, second], library, vectors)
    with pytest.raises(DamagedStore, match="own vector"):
        check_canaries([replace(first, vector=second.vector)], library, vectors)
    with pytest.raises(DamagedStore, match="own words"):
        check_canaries([replace(first, word="absent")], library, vectors)
    vectors.close()
    library.close()


def test_a_file_too_many_is_noticed(desk: Desk) -> None:
    (live(desk) / "chroma" / "chroma.sqlite3-wal").touch()
    with pytest.raises(DamagedStore, match="does not belong there"):
        check_files(live(desk), read_manifest(live(desk)))


# The lock.


def test_a_second_run_is_refused_naming_the_first(desk: Desk) -> None:
    with (
        lock_store(desk.store),
        pytest.raises(StoreBusy, match=rf"process {os.getpid()}, since 20\d\d-.*wait"),
        lock_store(desk.store),
    ):
        pass
    with lock_store(desk.store):
        pass


def test_the_lock_of_a_killed_process_is_free(desk: Desk) -> None:
    code = (
        "import sys, time; from pathlib import Path; from rag.indexing.lock import lock_store\n"
        f"with lock_store(Path({str(desk.store)!r})): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(StoreBusy, match=f"process {process.pid}"):
            desk.index()
        process.kill()
    assert not desk.index().published


def test_the_holder_cannot_be_read_but_the_lock_still_holds(desk: Desk) -> None:
    with lock_store(desk.store):
        (desk.store / "lock").write_text("[]")
        with pytest.raises(StoreBusy, match="another process"), lock_store(desk.store):
            pass


def test_lack_of_room_is_told_with_megabytes(tmp_path: Path) -> None:
    with pytest.raises(RagError, match=r"about [\d,]+ MB are needed, [\d,]+ MB are free"):
        require_room(tmp_path, 10**15)


def test_the_manifest_is_plain_json(desk: Desk) -> None:
    manifest = json.loads(json.loads((live(desk) / "manifest.json").read_bytes())["manifest"])
    assert manifest["documents"] == 10
    assert manifest["library_versions"].keys() == {"chromadb", "sqlite"}
    assert len(manifest["files"]) == 8


def test_a_store_that_cannot_be_read_is_no_empty_store(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").mkdir()
    desk = Desk(tmp_path)
    with pytest.raises(StoreError, match="cannot be read"):
        desk.open()

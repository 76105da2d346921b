"""The desk: opens, indexes where nothing is, waits for other runs, follows a new generation."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.answering.assistant import Assistant
from rag.answering.composing import ExtractiveComposer
from rag.answering.retrieval import Retriever
from rag.errors import DamagedStore, NothingIndexed, StoreBusy
from rag.indexing.summary import FailedFile, IndexSummary
from rag.settings import Settings
from rag.types import Progress
from rag.web.desk import Readiness
from rag.web.opening import UNEXPECTED, AssistantDesk
from tests.fakes import FakeEncoder, hold, make_document

LETTER = make_document("The depot sold 12 vans.", title="Letter")


def assistant_of(text: str = LETTER.text) -> Assistant:
    encoder, held = FakeEncoder(), hold(make_document(text))
    return Assistant(held, ExtractiveComposer(), Retriever(held, encoder), 0.0)


def summary(*failed: str) -> IndexSummary:
    files = tuple(FailedFile(f, "not text") for f in failed)
    return IndexSummary(1, 0, 0, 0, 0, files, 1, 1, True, "000001", "v")


class Store:
    """Opens what was indexed; each of `troubles` is raised by one index run, in turn."""

    def __init__(self, *troubles: Exception, indexed: bool = False, failed: int = 0) -> None:
        self.troubles = list(troubles)
        self.indexed = indexed
        self.failed = [f"{n}.bin" for n in range(failed)]
        self.runs = 0
        self.opened = 0

    def open(self, settings: Settings) -> Assistant:
        if not self.indexed:
            raise NothingIndexed("nothing is indexed yet")
        self.opened += 1
        return assistant_of()

    def index(self, settings: Settings, *, progress: Progress) -> IndexSummary:
        self.runs += 1
        progress("reading", 1, 3)
        if self.troubles:
            raise self.troubles.pop(0)
        self.indexed = True
        return summary(*self.failed)


def waited(condition: Callable[[], object]) -> None:
    pause = threading.Event()
    for _ in range(1000):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError("it never came to be")


def opened(store: Store, folder: Path) -> AssistantDesk:
    desk = AssistantDesk(Settings.model_validate({"store": folder}), store.open, store.index)
    desk.prepare()
    waited(lambda: desk.readiness().ready or desk.readiness().error)
    return desk


def test_where_an_index_is_it_is_opened_and_answers(tmp_path: Path) -> None:
    store = Store(indexed=True)
    desk = opened(store, tmp_path)
    assert desk.readiness().ready
    assert store.runs == 0
    *_, (status, answer) = desk.steps("How many vans were sold?", ())
    assert status == "done"
    assert answer is not None
    assert desk.document(desk.documents()[0].id).text == LETTER.text
    assert desk.notice is None


def test_where_nothing_is_the_corpus_is_indexed_first(tmp_path: Path) -> None:
    store = Store(failed=7)
    desk = opened(store, tmp_path)
    assert store.runs == 1
    assert desk.readiness().ready
    assert (desk.notice or "").startswith("Not read: 0.bin (not text), 1.bin")
    assert (desk.notice or "").endswith("and 2 more.")


def test_another_index_run_is_waited_for(tmp_path: Path) -> None:
    store = Store(StoreBusy("held by another"))
    assert opened(store, tmp_path).readiness().ready
    assert store.runs == 2


def test_an_error_is_told_and_the_next_visitor_tries_again(tmp_path: Path) -> None:
    store = Store(DamagedStore("damaged; run: rag index"))
    desk = opened(store, tmp_path)
    assert desk.readiness() == Readiness(error="damaged; run: rag index")
    with pytest.raises(NothingIndexed, match="wait a moment"):
        desk.steps("What?", ())
    desk.prepare()
    assert desk.readiness().error is None
    waited(lambda: desk.readiness().ready)


def test_a_fault_in_the_program_is_told_too(tmp_path: Path) -> None:
    desk = opened(Store(ZeroDivisionError("detail")), tmp_path)
    assert desk.readiness() == Readiness(error=UNEXPECTED)


def test_a_new_generation_is_opened_beside_the_old(tmp_path: Path) -> None:
    store = Store(indexed=True)
    desk = opened(store, tmp_path)
    (tmp_path / "CURRENT").write_text("000002\n", encoding="ascii")
    list(desk.steps("How many vans?", ()))
    waited(lambda: store.opened == 2)
    list(desk.steps("How many vans?", ()))
    assert store.opened == 2

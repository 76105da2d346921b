"""Conversations: kept exchange by exchange, listed, searched and deleted."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rag.records.conversations import Conversations, Exchange, new_id
from rag.records.database import Database
from rag.records.feedback import Verdict
from rag.types import Filters
from tests.fakes_web import LETTER, answer, cited, not_held

START = datetime(2026, 11, 28, 14, 0, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    ticks = iter(range(1000))
    return Conversations(Database(tmp_path / "r"), lambda: START + timedelta(minutes=next(ticks)))


def titles(kept: Conversations, words: str = "") -> list[str]:
    return [c.title for c in kept.listed(words)[0]]


def test_an_exchange_comes_back_as_it_was(kept: Conversations) -> None:
    asked = Exchange("Wo – „dort“?", filters=Filters(author="A", date_from=date(2021, 3, 4)))
    near = (cited(LETTER, "It was worth 42,000 pounds."),)
    given = [
        replace(asked, answer=answer(short="42,000"), verdict=Verdict.WRONG),
        replace(asked, answer=not_held("?", LETTER), nearest=near),
        replace(asked, error="too long"),
    ]
    for at, exchange in enumerate(given, 1):
        assert kept.ask("c", asked) == at
        kept.finish("c", at, exchange)
    assert kept.exchanges("c") == tuple(given)


def test_a_question_that_was_never_finished_is_kept_as_such(kept: Conversations) -> None:
    kept.ask("c", Exchange("What?"))
    (exchange,) = kept.exchanges("c")
    assert (exchange.question, exchange.finished) == ("What?", False)


def test_conversations_are_apart_and_listed_latest_first(kept: Conversations) -> None:
    kept.ask("a", Exchange("One\n  two"))
    kept.ask("b", Exchange("Three"))
    kept.ask("a", Exchange("Four"))
    listed, total = kept.listed()
    assert [(c.id, c.title, c.questions) for c in listed] == [
        ("a", "One two", 2),
        ("b", "Three", 1),
    ]
    assert listed[0].changed == START + timedelta(minutes=2)
    assert total == 2
    assert [e.question for e in kept.exchanges("b")] == ["Three"]
    assert kept.exchanges("c") == ()
    assert kept.listed(limit=1) == (listed[:1], 2)


def test_a_search_finds_words_of_questions_and_answers_as_they_are_written(
    kept: Conversations,
) -> None:
    kept.ask("a", Exchange("Wieviel kostet die STRASSE, 100% sicher?"))
    kept.ask("b", Exchange("And the tender?"))
    kept.finish("b", 1, Exchange("And the tender?", answer()))
    assert titles(kept, "straße") == ["Wieviel kostet die STRASSE, 100% sicher?"]
    assert titles(kept, "42,000 TENDER") == ["And the tender?"]
    assert titles(kept, "100% sicher") == ["Wieviel kostet die STRASSE, 100% sicher?"]
    assert titles(kept, "%") == ["Wieviel kostet die STRASSE, 100% sicher?"]
    for nothing in ("_", "tender kostet", '" OR 1', "NEAR(", "*"):
        assert titles(kept, nothing) == []


def test_what_is_deleted_is_gone_from_the_file_too(tmp_path: Path) -> None:
    kept = Conversations(Database(tmp_path / "r"))
    kept.ask("a", Exchange("a very secret question"))
    kept.ask("b", Exchange("another"))
    kept.delete("a")
    kept.delete("never there")
    kept.finish("a", 1, Exchange("late", error="late"))
    assert titles(kept) == ["another"]
    assert kept.exchanges("a") == ()
    assert all(b"very secret" not in file.read_bytes() for file in tmp_path.iterdir())


def test_questions_asked_together_get_numbers_of_their_own(kept: Conversations) -> None:
    numbers: list[int] = []

    def work() -> None:
        numbers.append(kept.ask("c", Exchange("What?")))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 9))


def test_ids_are_long_and_new() -> None:
    made = {new_id() for _ in range(100)}
    assert len(made) == 100
    assert min(map(len, made)) >= 22

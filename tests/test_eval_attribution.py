"""Labelled sentences: read, found again, judged and counted."""

from pathlib import Path

import pytest

from eval.attribution import (
    Label,
    fault_lines,
    figures,
    find_sentence,
    judge,
    key_of,
    load_labels,
    table,
)
from rag.errors import WrongUse
from rag.types import Document, Speech
from tests.fakes import make_document

LABELS = Path(__file__).parent.parent / "eval" / "questions"
NOTE = make_document("Ms Fox said that it was late. We went home.", author="Ann Lee")


def label(sentence: str, speech: str, *speaker: str | None, document: str = "note") -> Label:
    return Label(
        set="shelf",
        document=document,
        start=0,
        sentence=key_of(sentence),
        speech=Speech(speech),
        speaker=speaker,
    )


def opened(_set: str, _document: str) -> Document:
    return NOTE


@pytest.mark.parametrize("half", ["development", "test"])
def test_the_labels_can_be_read(half: str) -> None:
    labels = load_labels(LABELS / f"attribution_{half}.yaml")
    assert len(labels) == 190
    assert len({(found.document, found.start) for found in labels}) == 190


def test_the_halves_share_no_sentence() -> None:
    halves = [load_labels(LABELS / f"attribution_{h}.yaml") for h in ("development", "test")]
    development, test = ({(found.document, found.start) for found in half} for half in halves)
    assert not development & test


@pytest.mark.parametrize(
    "text", ["- {set: a}", "- {set: a, document: b, start: 1, sentence: c, speech: sung, speaker: []}"]
)  # fmt: skip
def test_a_malformed_label_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "labels.yaml"
    file.write_text(text)
    with pytest.raises(WrongUse, match=r"labels\.yaml: label 0: .*mend it"):
        load_labels(file)


def test_a_sentence_is_found_whatever_stands_between_its_letters() -> None:
    span = find_sentence(NOTE, label("MS FOX said: that it was late", "reported", "Fox"))
    assert span is not None
    assert NOTE.cut(span) == "Ms Fox said that it was late."


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (label("Ms Fox said that it was late.", "reported", "Fox"), True),
        (label("Ms Fox said that it was late.", "reported", "Hill"), False),
        (label("Ms Fox said that it was late.", "quoted", "Fox"), False),
        (label("We went home.", "own", "Ann Lee"), True),
        (label("We went home.", "own", None), True),  # nobody else is named: the author
        (label("Nobody wrote this.", "own", None), False),
    ],
    ids=["right", "speaker", "speech", "author", "own", "gone"],
)
def test_judged(given: Label, right: bool) -> None:
    assert judge([given], opened)[0].is_right is right


def test_figures_and_their_table() -> None:
    labels = [
        label("Ms Fox said that it was late.", "reported", "Fox"),
        label("We went home.", "quoted", "Fox"),
    ]
    judged = judge(labels, opened)
    found = figures(judged)
    assert found["speech_and_speaker"] == 0.5
    assert found["confusions"]["quoted"] == {"own": 1, "reported": 0, "quoted": 0, "not found": 0}
    assert found["by_speech"] == {"own": None, "reported": 1.0, "quoted": 0.0}
    assert table("some", found).row_count == 3
    assert [line.partition(";")[0] for line in fault_lines(judged)] == [
        "shelf note: said own Ann Lee"
    ]

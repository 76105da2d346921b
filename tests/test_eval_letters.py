"""Letters with known questions, and how a split of them is scored."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.interval import share_figure
from eval.letters import report
from eval.letters.gold import HALVES, BadLetter, KnownLetter, load_letter, load_letters
from eval.letters.scoring import by_kind, figures_of, judge, plain_label
from rag.enquiries.enquiry import LetterQuestion

TEXT = """Dear Sir,

For each of the years 2020 and 2021:

1. How many bridges were painted green?
2. Who painted the green bridges?

Would it not be lovely to see them in blue?

Yours, A. Reader
"""
YEARS = "For each of the years 2020 and 2021:"
FIRST, SECOND = "How many bridges were painted green?", "Who painted the green bridges?"
LOVELY = "Would it not be lovely to see them in blue?"


def cut(label: str, words: str, context: str = "") -> LetterQuestion:
    start = TEXT.index(words)
    return LetterQuestion(label, words, start, start + len(words), context)


LETTER = KnownLetter("a", "numbered", TEXT, (cut("1", FIRST, YEARS), cut("2", SECOND, YEARS)))


@pytest.mark.parametrize(("half", "count"), [("dev", 100), ("aside", 40)])
def test_every_known_letter_loads_and_its_questions_are_cut_from_it(half: str, count: int) -> None:
    letters = load_letters(HALVES[half])
    assert len(letters) == count
    for letter in letters:
        for question in letter.questions:
            assert letter.text[question.start : question.end] == question.text, letter.name


def test_both_halves_hold_the_same_kinds_and_no_letter_twice() -> None:
    known = {half: load_letters(folder) for half, folder in HALVES.items()}
    kinds = {half: {letter.kind for letter in of} for half, of in known.items()}
    assert kinds["dev"] == kinds["aside"]
    asked = [{q.text for letter in of for q in letter.questions} for of in known.values()]
    assert not asked[0] & asked[1]
    for of in known.values():
        counts = {len(letter.questions) for letter in of}
        assert {0, 1, 20} <= counts


def test_the_known_split_is_without_fault() -> None:
    figures = figures_of([judge(LETTER, LETTER.questions)])
    assert {name: f.mean for name, f in figures.items()} == {
        "found": 1,
        "invented": 0,
        "labels right": 1,
        "context held": 1,
        "context spare": 0,
        "words alike": 1,
        "letters without fault": 1,
    }


def test_a_wrong_split_is_scored_as_wrong() -> None:
    given = (cut("2", FIRST, "Dear Sir"), cut("", LOVELY))
    judged = judge(LETTER, given)
    assert judged.missed == (LETTER.questions[1],)
    assert judged.invented == (given[1],)
    figures = figures_of([judged])
    wrong = {"found": 0.5, "invented": 0.5, "labels right": 0, "context held": 0}
    assert {name: figures[name].mean for name in wrong} == wrong
    assert figures["context spare"].mean == 1
    assert figures["letters without fault"].mean == 0


def test_two_questions_taken_for_one_find_only_one() -> None:
    both = TEXT[TEXT.index(FIRST) : TEXT.index(SECOND) + len(SECOND)]
    judged = judge(LETTER, (cut("1", both, YEARS),))
    assert [pair.known.label for pair in judged.pairs] == ["1"]
    assert [q.label for q in judged.missed] == ["2"]
    assert judged.invented == ()


def test_one_question_given_twice_is_invented_once() -> None:
    twice = (cut("1", "How many bridges were painted"), cut("1", FIRST))
    judged = judge(LETTER, twice)
    assert [pair.given for pair in judged.pairs] == [twice[1]]
    assert judged.invented == (twice[0],)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        (FIRST, True),
        ("1. " + FIRST, True),
        ("How many", True),  # 2 of 6 words: 2 * 2 / (2 + 6) = 0.5
        ("green", False),
        (TEXT.strip(), False),
    ],
)
def test_half_alike_is_enough(words: str, is_found: bool) -> None:
    letter = KnownLetter("a", "numbered", TEXT, LETTER.questions[:1])
    assert bool(judge(letter, (cut("1", words),)).pairs) is is_found


def test_the_same_words_elsewhere_are_not_the_question() -> None:
    text = "Why? I ask again: Why?"
    known = KnownLetter("a", "few", text, (LetterQuestion("", "Why?", 18, 22),))
    assert judge(known, (LetterQuestion("", "Why?", 0, 4),)).pairs == ()
    assert judge(known, (LetterQuestion("", "Why?", 18, 22),)).missed == ()


def test_a_question_that_its_positions_do_not_cut_is_invented() -> None:
    start = TEXT.index(FIRST)
    tidied = LetterQuestion("1", "How many bridges?", start, start + len(FIRST))
    judged = judge(LETTER, (tidied,))
    assert judged.invented == (tidied,)
    assert len(judged.missed) == 2


def test_context_may_stand_in_the_question_itself() -> None:
    whole = TEXT[TEXT.index(YEARS) : TEXT.index(FIRST) + len(FIRST)]
    pair = judge(LETTER, (cut("1", whole),)).pairs[0]
    assert pair.context_held == (8, 8)
    assert pair.context_spare == (0, 0)


@pytest.mark.parametrize("label", ["2(a)", "2.a", "2a", "Q2(a)", "Question 2 a)"])
def test_a_number_is_one_however_it_is_written(label: str) -> None:
    assert plain_label(label) == "2a"


def test_letters_count_by_kind_and_one_that_asks_nothing_counts_inventions() -> None:
    thanks = KnownLetter("b", "few", "Thank you. Who knew?", ())
    judged = [
        judge(LETTER, LETTER.questions),
        judge(thanks, (LetterQuestion("", "Who knew?", 11, 20),)),
    ]
    kinds = by_kind(judged)
    assert list(kinds) == ["few", "numbered"]
    assert "found" not in figures_of(kinds["few"])
    assert figures_of(kinds["few"])["invented"].mean == 1
    assert figures_of(judged)["invented"].mean == pytest.approx(1 / 3)


def test_what_is_wrong_is_listed_by_letter() -> None:
    lines = list(report.fault_lines([judge(LETTER, (cut("7", FIRST), cut("", LOVELY)))]))
    assert lines == [
        f"a: missed: [2] {SECOND}",
        f"a: invented: {LOVELY}",
        f"a: label '7': [1] {FIRST}",
        f"a: context '', not '{YEARS}': [1] {FIRST}",
    ]


def test_an_interval_of_shares_draws_whole_groups() -> None:
    share = share_figure([(10, 10), (0, 10), (0, 0)])
    assert share is not None
    assert (share.mean, share.low, share.high, share.cases) == (0.5, 0, 1, 20)
    assert share_figure([(0, 0)]) is None


HEAD = "kind: few\ntext: |\n  Why? I ask again: Why?\nquestions:\n"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (HEAD + "  - label: ''\n    text: Why\n", ":5: question is 2 times in the letter"),
        (
            HEAD + "  - label: ''\n    text: Why\n    occurrence: 3\n",
            ":5: occurrence is 3, but the question is in the letter only 2 time(s)",
        ),
        (HEAD + "  - label: ''\n    text: When\n", ":5: question is not in the letter: 'When'"),
        (
            HEAD + "  - label: ''\n    text: again\n    context: [thrice]\n",
            ":5: context is not in the letter: 'thrice'",
        ),
        (
            HEAD + "  - {label: '', text: again}\n  - {label: '', text: I ask}\n",
            ":6: question begins before the one above it ends",
        ),
        (HEAD + "  - labl: ''\n    text: again\n", ":5: key 'labl': "),
        (HEAD + "  - label: 1\n    text: again\n", ":5: key 'label': "),
        (HEAD + "  - label: '\n", "not readable as YAML"),
        ("- a list\n", ":1: a letter is made of the keys kind, text and questions"),
    ],
)
def test_a_letter_that_cannot_be_used_says_where_in_one_line(
    tmp_path: Path, written: str, said: str
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(BadLetter) as caught:
        load_letter(file)
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(file))
    assert "\n" not in str(caught.value)


def test_the_second_of_two_places_is_taken_by_its_number(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(HEAD + "  - label: ''\n    text: Why?\n    occurrence: 2\n", encoding="utf-8")
    question = load_letter(file).questions[0]
    assert (question.start, question.end) == (18, 22)


def test_a_folder_without_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadLetter, match="holds no letters"):
        load_letters(tmp_path)

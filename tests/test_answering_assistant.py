"""Question to answer, with everything outside replaced by fakes."""

import json

import pytest

from rag.answering import checking
from rag.answering.answer_json import as_json, filters_from, questions_from
from rag.answering.assistant import Assistant
from rag.answering.batch import answer_lines
from rag.answering.composing import ExtractiveComposer
from rag.answering.retrieval import Retriever
from rag.errors import BadQuestion, WrongUse
from rag.types import Draft, Filters, Outcome, Span, Turn
from tests.fakes import FakeEncoder, hold, make_document

DEPOT = make_document(
    "Dear Bob\nThe Leeds depot sold 1,250 vans in 2020.\nThe roof of the York depot leaks.",
    path="depots/letter.txt",
    kind="letter",
    author="Ann Author",
    addressee="Bob",
    date="2021-03-04",
)
FERRY = make_document("The ferry to Harwich sails on Mondays.", "ferry.txt", author="Captain")


def assistant(threshold: float = 0.0) -> Assistant:
    encoder, held = FakeEncoder(), hold(DEPOT, FERRY)
    return Assistant(held, ExtractiveComposer(), Retriever(held, encoder), threshold, 500)


def test_an_answer_is_quotes_cut_from_the_source() -> None:
    answer = assistant().ask("How many vans did the Leeds depot sell?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.short_answer == "1,250"
    first = answer.citations[0]
    assert first.quote.text == "The Leeds depot sold 1,250 vans in 2020."
    assert DEPOT.cut(first.quote.span) == first.quote.text
    assert f"“{first.quote.text}” [1]" in answer.text
    assert "Letter from Ann Author to Bob, 4 March 2021, paragraph 2" in answer.text
    assert answer.searched.documents == 2


def test_not_held_names_what_was_searched_and_quotes_nothing() -> None:
    answer = assistant(threshold=1.0).ask("Who repairs the lighthouse?")
    assert answer.outcome is Outcome.NOT_HELD
    assert answer.citations == ()
    assert "Nothing in the 2 documents searched (4 passages)" in answer.text
    assert "“" not in answer.text
    assert answer.passages


def test_of_two_questions_the_one_that_is_not_answered_is_named() -> None:
    answer = assistant().ask("How many vans did the Leeds depot sell, and what was the price?")
    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert "The Leeds depot sold 1,250 vans in 2020." in [c.quote.text for c in answer.citations]
    assert answer.text.endswith("Not found in the documents:\n- what was the price?")


def test_two_questions_that_are_both_answered() -> None:
    answer = assistant().ask(
        "How many vans did the Leeds depot sell, and of which depot does the roof leak?"
    )
    assert answer.outcome is Outcome.ANSWERED
    said = " ".join(c.quote.text for c in answer.citations)
    assert "1,250 vans" in said
    assert "York depot leaks" in said


def test_a_misspelt_name_is_searched_for_as_the_documents_spell_it() -> None:
    answer = assistant().ask("Where does the ferry to Hrawich sail?")
    assert answer.citations[0].quote.text == FERRY.text
    assert answer.standalone_question == "Where does the ferry to Hrawich sail?"


def test_steps_say_what_is_done_and_end_with_the_answer() -> None:
    *working, (last, answer) = assistant().steps("Which depot leaks?")
    assert [done for done, _ in working] == ["Searching 2 documents …", "Reading 2 documents …"]
    assert last == "done"
    assert answer is not None


def test_a_follow_up_is_shown_as_it_was_understood() -> None:
    turns = (Turn("How many vans did the Leeds depot sell?", "1,250"),)
    answer = assistant().ask("And the York depot?", turns)
    assert answer.question == "And the York depot?"
    assert answer.standalone_question == "How many vans did the York depot sell?"


def test_a_question_that_could_mean_several_people_is_asked_back() -> None:
    turns = (Turn("Who met at the depot?", "Ann Author and Bob Builder."),)
    answer = assistant().ask("Where does he live?", turns)
    assert answer.outcome is Outcome.NEEDS_CLARIFICATION
    assert "- Ann Author\n- Bob Builder" in answer.text
    assert (answer.citations, answer.confidence) == ((), 0.0)


def test_filters_keep_other_documents_out() -> None:
    answer = assistant().ask("What leaks at the depot?", filters=Filters(author="captain"))
    assert {h.passage.span.document_id for h in answer.passages} == {FERRY.id}
    nobody = assistant().ask("What leaks?", filters=Filters(author="nobody"))
    assert (nobody.outcome, nobody.passages, nobody.confidence) == (Outcome.NOT_HELD, (), 0.0)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "no words"),
        (" \n\t", "no words"),
        ("\x00\x07\u200b", "no words"),
        ("?!…", "no words"),
        ("x" * 501, "501 characters; at most 500"),
    ],
    ids=["empty", "white space", "control characters", "punctuation", "too long"],
)
def test_what_cannot_be_asked(question: str, message: str) -> None:
    with pytest.raises(BadQuestion, match=message):
        assistant().ask(question)


def test_control_characters_do_not_disturb_a_question() -> None:
    answer = assistant().ask("Which \x00depot\u202e leaks?\x1b[31m")
    assert answer.standalone_question == "Which depot leaks? [31m"


def test_json_has_the_keys_of_the_contract() -> None:
    answer = as_json(assistant().ask("How many vans did the Leeds depot sell?", id="q1"))
    json.dumps(answer)
    assert list(answer) == [
        *("id", "question", "standalone_question", "outcome", "text", "short_answer"),
        *("citations", "passages", "confidence", "searched", "composer", "seconds"),
    ]
    assert list(answer["citations"][0]) == [
        *("number", "document", "title", "author", "addressee", "date", "page", "paragraph"),
        *("start", "end", "quote", "speaker", "speech", "document_sha256"),
    ]
    assert answer["citations"][0]["document_sha256"] == DEPOT.source.sha256
    assert list(answer["passages"][0]) == ["document", "start", "end", "text", "score"]
    assert answer["citations"][0]["document"] == "depots/letter.txt"
    assert answer["id"] == "q1"
    assert list(answer["searched"]) == ["documents", "passages", "corpus_version"]


def test_a_marker_without_a_span_goes() -> None:
    draft = Draft("[1] and [7]", (Span(FERRY.id, 0, 38),))
    checked = checking.check(draft, {FERRY.id: FERRY})
    assert "[7]" not in checked.text
    assert len(checked.citations) == 1


def test_a_short_answer_that_no_quote_holds_goes() -> None:
    draft = Draft("[1]", (Span(FERRY.id, 0, 38),), short_answer="Tuesdays")
    assert checking.check(draft, {FERRY.id: FERRY}).short_answer is None


def test_a_batch_answers_every_line_in_order() -> None:
    lines = ['{"id": "a", "question": "Which depot leaks?"}', "", '{"question": " "}']
    answers = [json.loads(x) for x in answer_lines(assistant(), questions_from(lines, "q.jsonl"))]
    assert [a["id"] for a in answers] == ["a", "3"]
    assert [a["outcome"] for a in answers] == ["answered", "needs_clarification"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="not JSON"),
        pytest.param("[]", id="no object"),
        pytest.param('{"id": 1}', id="no question"),
        pytest.param('{"question": 5}', id="question is a number"),
        pytest.param('{"question": "x", "history": [{"question": "y"}]}', id="half a turn"),
        pytest.param('{"question": "x", "history": 4}', id="history is a number"),
        pytest.param('{"question": "x", "filters": {"colour": "red"}}', id="unknown filter"),
        pytest.param('{"question": "x", "filters": {"date_from": "May"}}', id="not a date"),
        pytest.param('{"question": "x", "filters": "y"}', id="filters is a text"),
    ],
)
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(WrongUse, match=r"q\.jsonl, line 2: "):
        questions_from(['{"question": "fine?"}', line], "q.jsonl")


def test_filters_from_plain_values() -> None:
    filters = filters_from({"author": "Ann", "date_from": "2021-01-02", "kind": None})
    assert (filters.author, str(filters.date_from), filters.kind) == ("Ann", "2021-01-02", None)
    assert not filters_from(None)


def test_what_states_no_thing_of_the_kind_asked_for_is_no_answer() -> None:
    answer = assistant().ask("How much was the Leeds depot fined?")
    assert answer.outcome is Outcome.NOT_HELD
    assert answer.confidence < 0.5

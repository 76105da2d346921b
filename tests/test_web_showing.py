"""Answers as HTML: quotes, citation buttons, whose words, what is not held."""

import html
import re
from dataclasses import replace

import pytest

from rag.records.conversations import Exchange
from rag.types import Outcome, Speech
from rag.web import showing
from rag.web.conversation import Session
from rag.web.escaping import inert
from tests.fakes import make_document
from tests.fakes_web import LETTER, answer, cited, not_held


def words_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def shown(exchange: Exchange) -> str:
    return showing.turn(3, exchange).html


def test_each_quote_has_one_button_with_its_number_and_its_place() -> None:
    made = shown(Exchange("What?", answer()))
    picks = re.findall(r'<button [^>]*name="pick" value="([^"]*)"', made)
    assert [html.unescape(p) for p in picks] == ["3.1", "3.2"]
    assert made.count("<blockquote") == 2
    text = words_of(made)
    assert text.count("Letter from A. Writer to B. Reader, 4 March 2021, paragraph 3") == 1
    assert text.count("“It was worth 42,000 pounds.”") == 1
    assert "Own words: A. Writer" in text


def test_a_short_answer_stands_first_with_its_marker() -> None:
    made = html.unescape(shown(Exchange("How much?", answer(short="42,000 pounds"))))
    assert made.index("short-answer") < made.index("<blockquote")
    assert 'class="marker"' in made


def test_prose_has_buttons_for_markers_and_its_sources_below() -> None:
    made = shown(Exchange("What?", answer(text="It was “worth” much [1]. [7] is nothing.")))
    text = words_of(made)
    assert "[7] is nothing." in text
    assert made.count('class="marker"') == 1
    assert text.index("Sources") < text.index("“It was worth 42,000 pounds.”")


def test_a_quote_already_in_the_prose_is_not_repeated_below() -> None:
    made = shown(Exchange("What?", answer(text="He wrote “It was worth 42,000 pounds.” [1]")))
    assert words_of(made).count("It was worth 42,000 pounds.") == 1


def test_what_is_not_held_says_what_was_searched_and_what_is_near() -> None:
    near = cited(LETTER, "It was worth 42,000 pounds.")
    made = shown(Exchange("What?", not_held("What?", LETTER), nearest=(near,)))
    text = words_of(made)
    assert "Not held" in text
    assert "Searched 1 document, 4 passages." in text
    assert "The nearest things held, which do not answer it" in text
    assert "It was worth 42,000 pounds." in text


def test_nothing_near_means_no_list() -> None:
    assert "nearest" not in words_of(shown(Exchange("What?", not_held("What?"))))


def test_a_long_near_miss_is_cut_at_a_word() -> None:
    near = cited(LETTER, LETTER.text)
    long = replace(near, quote=replace(near.quote, text="word " * 200))
    glimpse = words_of(shown(Exchange("?", not_held("?"), nearest=(long,))))
    assert "word …" in glimpse
    assert glimpse.count("word") < 60


@pytest.mark.parametrize(
    ("outcome", "heading"),
    [
        (Outcome.PARTLY_ANSWERED, "Partly answered"),
        (Outcome.NEEDS_CLARIFICATION, "A question back"),
    ],
)
def test_other_outcomes_are_named(outcome: Outcome, heading: str) -> None:
    assert heading in words_of(shown(Exchange("?", answer(outcome=outcome))))


def test_a_follow_up_says_how_it_was_understood() -> None:
    followed = replace(answer("And when?"), standalone_question="When was the tender awarded?")
    made = words_of(shown(Exchange("And when?", followed)))
    assert "Understood as: When was the tender awarded?" in made
    assert "Understood as" not in words_of(shown(Exchange("What?", answer("What?"))))


def test_an_error_is_one_plain_line() -> None:
    assert "too <long>" in words_of(shown(Exchange("?", error="too <long>")))


@pytest.mark.parametrize(
    ("speech", "speaker", "line"),
    [
        (Speech.OWN, "A", "Own words: A"),
        (Speech.OWN, None, "Own words: author not named"),
        (Speech.REPORTED, "B", "Reported words, not the author’s own"),
        (Speech.QUOTED, None, "Quoted words, not the author’s own"),
    ],
)
def test_whose_words(speech: Speech, speaker: str | None, line: str) -> None:
    citation = replace(cited(LETTER, "It was worth"), speech=speech, speaker=speaker)
    assert showing.whose_words(citation) == line


def test_a_heard_answer_begins_with_its_outcome() -> None:
    heard = words_of(showing.announcement(Exchange("?", answer())))
    assert heard.strip().startswith("Answered, with 2 citations. “It was worth")
    assert "Not held" in words_of(showing.announcement(Exchange("?", not_held("?"))))


def test_progress_is_counted() -> None:
    made = showing.preparing("Reading", 1, 2)
    assert "Reading: 1 of 2" in words_of(made)
    assert "<progress" in made
    assert "<progress" not in showing.preparing("Opening", 0, 0)


def test_a_marker_in_the_quoted_words_of_a_source_cites_nothing() -> None:
    forged = make_document("They wrote [1] and [2] here.\nThe rest.")
    quotes = ("They wrote [1] and [2] here.", "The rest.")
    told = "The letter says “They wrote [1] and [2] here.” [1], and more [2]."
    made = showing.conversation(Session((Exchange("?", answer("?", forged, quotes, told)),)))
    assert made.count('class="marker"') == 2
    assert inert("“They wrote [1] and [2] here.”") in made

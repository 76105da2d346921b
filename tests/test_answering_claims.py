"""A sentence of an answer passes when its sources bear it out, and what is wanting is named."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.claims import findings
from rag.answering.findings import Cited, Lack

SOURCE = Cited(
    "Ada Okafor said on 6 November 2023 that the Leeds depot must sell more than 42,000 vans, "
    "although some of the drivers have not agreed.",
    speaker="Ada Okafor",
    standing="Letter on the depots\nBen Marsh\nAda Okafor",
)


@pytest.mark.parametrize(
    ("claim", "lack", "words"),
    [
        ("Ada Okafor said the Leeds depot must sell more than 43,000 vans.", Lack.NUMBER, "43,000"),
        ("Ada Okafor said it on 7 November 2023.", Lack.DATE, "7 November 2023"),
        ("Ada Okafor said the York depot must sell more than 42,000 vans.", Lack.NAME, "York"),
        ("Ada Okafor said the Leeds depot must not sell more than 42,000 vans.", Lack.NEGATION, "not"),
        ("Ada Okafor said that some of the drivers have agreed.", Lack.NEGATION, "not"),
        ("Ada Okafor said the Leeds depot may sell more than 42,000 vans.", Lack.MODAL, "may"),
        ("Ada Okafor said all of the drivers have not agreed.", Lack.QUANTIFIER, "all"),
        ("Ada Okafor said the Leeds depot must sell less than 42,000 vans.", Lack.COMPARATIVE, "42,000"),
        ("Ada Okafor said the Leeds depot must sell 42,000 vans.", Lack.COMPARATIVE, "42,000"),
        ("Ada Okafor said the Leeds depot must sell more than £42,000 of vans.", Lack.UNIT, "£42,000"),
        ("Ben Marsh said the Leeds depot must sell more than 42,000 vans.", Lack.SPEAKER, "Ben Marsh"),
        ("The Leeds depot must sell more than 42,000 vans.", Lack.SPEAKER, "said"),
        ("Ada Okafor said that drivers have not agreed.", Lack.QUANTIFIER, "some"),
        ("Penguins breed on Antarctic ice during winter.", Lack.WORDS, "Penguins"),
    ],
)  # fmt: skip
def test_what_is_not_borne_out_is_named(claim: str, lack: Lack, words: str) -> None:
    found = findings(claim, [SOURCE])
    assert lack in {f.lack for f in found}
    named = next(f for f in found if f.lack is lack)
    assert words in named.words
    assert named.message.endswith(".")


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Bob sued the council.", "The council was sued by Bob."),
        ("The roof wasn’t mended.", "The roof had not been repaired."),
        ("The council rejected the plan.", "The council did not accept the plan."),
        ("Drivers are required to pay.", "Drivers must pay."),
        ("The ICO fined the firm.", "The Information Commissioner’s Office fined the firm."),
        ("The Harbour Board met in May.", "The HB met in May."),
        ("J. Marsh chairs the board.", "John Marsh chairs the board."),
        ("Scottish ferries sail daily.", "The ferries of Scotland sail every day."),
        ("On 06/11/2023 forty-two thousand vans were sold.", "42,000 vans were sold on Nov 6, 2023."),
        ("Most depots leak.", "The majority of the depots leak."),
        ("The firm did not act in bad faith.", "The report did not find that the firm acted in bad faith."),
        ("At least three members vote.", "No fewer than three members vote."),
        ("Costs went up to £500.", "The cost rose to £500."),
        ("Vans are not used there.", "None of the vans is used there."),
        ("Costs fell.", "The costs fell in each of the years."),
    ],
)  # fmt: skip
def test_saying_it_otherwise_passes(claim: str, source: str) -> None:
    assert findings(claim, [Cited(source)]) == ()


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Bob sued the council.", "The council sued Bob."),
        ("The council was sued by Bob.", "The council sued Bob."),
        ("The sale was lawful.", "The sale was unlawful."),
        ("Ten vans and 20 trucks came.", "Twenty vans and ten trucks came."),
        ("The depot opened before the war.", "The depot opened after the war."),
        ("No depot leaks.", "A depot leaks."),
        (
            "The firm acted in bad faith.",
            "The report did not find that the firm acted in bad faith.",
        ),
        (
            "The firm could meet ministers.",
            "The firm could not yet take the chance to meet ministers.",
        ),
        ("The firm operates cameras.", "The firm makes cameras rather than operating them."),
        ("Nobody was not hurt.", "The fire hurt no one."),
        ("The vote came after lunch.", "The vote came the previous day, before lunch."),
        ("The report said that the vans in York leak.", "The vans in Leeds leak, the report said."),
        ("Depots always leak.", "Depots sometimes leak."),
        ("Ann’s claim is that the roof leaks.", "Ben’s claim is that the roof leaks."),
    ],
)
def test_turned_round_or_replaced(claim: str, source: str) -> None:
    assert findings(claim, [Cited(source)])


def test_several_cited_sentences_may_be_summed_up() -> None:
    cited = [
        Cited("The trust bought the mill in 1987."),
        Cited("It spent £40,000 on the roof.", before="The trust bought the mill in 1987."),
    ]
    assert findings("In 1987 the trust bought the mill and spent £40,000 on its roof.", cited) == ()


def test_a_name_may_replace_a_pronoun_only_if_it_stands_before() -> None:
    cited = [Cited("She opened the bridge.", before="Ada Okafor came late.")]
    assert findings("Ada Okafor opened the bridge.", cited) == ()
    assert findings("Ben Marsh opened the bridge.", cited)


def test_the_author_speaks_in_the_first_person() -> None:
    cited = [Cited("We have closed the depot.", speaker="Ben Marsh", standing="Ben Marsh")]
    assert findings("Ben Marsh said that the depot has been closed.", cited) == ()
    assert findings("Ada Okafor said that the depot has been closed.", cited)


def test_nothing_cited_bears_nothing_out() -> None:
    assert findings("The depot leaks.", ())


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_checked(claim: str, source: str) -> None:
    found = findings(claim, [Cited(source, before=claim, standing=source)])
    assert all(finding.message for finding in found)


@given(st.sampled_from(["The roof leaks.", "No van was sold.", "Ann said it rained in May 2020."]))
def test_a_sentence_bears_itself_out(sentence: str) -> None:
    assert findings(sentence, [Cited(sentence)]) == ()


@pytest.mark.parametrize("piece", ["not ", "A", "1,", "may May ", "said ", "“", "A. ", "(A) "])
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (2_000 // len(piece))
    began = time.perf_counter()
    findings(text, [Cited(text, before=text, standing=text)])
    assert time.perf_counter() - began < 5

"""What was found to what is said: quoted, refused, or refused in part."""

from rag.answering.abstention import Features, confidence
from rag.answering.deciding import decide
from rag.answering.evidence import Sentence
from rag.answering.looking_up import Findings, Part
from rag.types import Hit, Span
from tests.fakes import hold, make_document

FAR, NEAR = Features(0.0, 0.0), Features(2.0, 1.0)
LETTER = make_document("The Leeds depot sold its vans. It was built by Ann Author.")
SOLD, BUILT = (
    Sentence(
        Span(LETTER.id, LETTER.text.index(words), LETTER.text.index(words) + len(words)),
        0.9,
        1.0,
        1.0,
    )
    for words in ("The Leeds depot sold its vans.", "It was built by Ann Author.")
)


def findings(whole: Features, *parts: Part) -> Findings:
    passage = hold(LETTER).library.passages_of(LETTER.id)[0]
    asked = " ".join(p.asked for p in parts)
    return Findings(asked, (Hit(passage, 1.0),), {LETTER.id: LETTER}, (SOLD,), whole, parts)


def test_a_part_that_is_held_is_answered_and_the_other_named() -> None:
    who = Part("Who built it?", (BUILT,), NEAR)
    why = Part("Why was it shut?", (SOLD,), FAR)
    decided = decide(findings(FAR, who, why), 0.5)
    assert [LETTER.cut(e.span) for e in decided.evidence] == ["It was built by Ann Author."]
    assert decided.missing == ("Why was it shut?",)
    assert decided.sure == confidence(NEAR)


def test_what_is_near_but_states_nothing_of_the_kind_is_refused() -> None:
    many = Part("How many vans were sold?", (SOLD,), NEAR)
    why = Part("Why was it shut?", (SOLD,), FAR)
    decided = decide(findings(FAR, many, why), 0.5)
    assert not decided.evidence
    assert decided.sure < 0.5


def test_nothing_found_is_refused() -> None:
    assert decide(Findings("Who?", (), {}, (), NEAR), 0.5).sure == 0.0

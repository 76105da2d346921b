"""How sure it is that what was found answers: the whole, or one of several questions."""

from rag.answering.abstention import Features, confidence
from rag.answering.looking_up import Findings, Part

FAR, NEAR = Features(0.0, 0.0), Features(2.0, 1.0)


def test_of_several_questions_the_surest_counts() -> None:
    parts = (Part("Who won?", (), FAR), Part("What did it cost?", (), NEAR))
    findings = Findings("Who won, and what did it cost?", (), {}, (), FAR, parts)
    assert findings.sure == confidence(NEAR) > confidence(FAR)


def test_a_whole_may_be_surer_than_its_parts() -> None:
    findings = Findings("Who won?", (), {}, (), NEAR, (Part("Who won?", (), FAR),))
    assert findings.sure == confidence(NEAR)

"""A comparison as JUnit XML: a test a measure and a test a changed question."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from eval.comparing.comparison import Comparison, Kind, Verdict
from eval.showing.numbers import chance, number, signed, verdict_line
from eval.showing.text import faults, shown

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(comparison: Comparison) -> str:
    """Only regressions are failures; a question that broke is told in its test's output."""
    suites = ElementTree.Element("testsuites", name="evaluation")
    measures = ElementTree.SubElement(suites, "testsuite", name="measures")
    for m in comparison.measures:
        test = ElementTree.SubElement(measures, "testcase", classname="measures", name=m.name)
        said = (
            f"{number(m.before.mean)} to {number(m.after.mean)} ({signed(m.difference)}, "
            f"chance {chance(m.chance)}; {m.worse} worse, {m.better} better)"
        )
        if m.verdict is Verdict.REGRESSION:
            ElementTree.SubElement(test, "failure", message=f"{m.name}: {said}", type="regression")
        ElementTree.SubElement(test, "system-out").text = said
    questions = ElementTree.SubElement(suites, "testsuite", name="changed questions")
    for q in comparison.questions:
        test = ElementTree.SubElement(
            questions, "testcase", classname=f"questions.{_word(q.kind)}", name=q.after.id
        )
        sides = (f"{faults(c)}\n{shown(c)}" for c in (q.before, q.after))
        ElementTree.SubElement(test, "system-out").text = _xml(
            f"{q.kind}\n{q.after.question}\n\nbefore: {next(sides)}\n\nafter: {next(sides)}"
        )
    remarks = [*comparison.remarks, verdict_line(comparison)]
    ElementTree.SubElement(measures, "system-out").text = _xml("\n".join(remarks))
    _count(measures, len(comparison.measures), len(comparison.regressions))
    _count(questions, len(comparison.questions), 0)
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _count(suite: ElementTree.Element, tests: int, failures: int) -> None:
    for name, value in (("tests", tests), ("failures", failures), ("errors", 0), ("skipped", 0)):
        suite.set(name, str(value))


def _word(kind: Kind) -> str:
    return kind.name.lower()


def _xml(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)

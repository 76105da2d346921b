"""What happens on the quote check page, step by step, as values; the page itself only shows them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.claimed_quotes import ClaimedQuote, claimed_quotes
from rag.answering.verdicts import Verdict
from rag.errors import RagError
from rag.types import Citation
from rag.web import showing, source_panel, verdicts
from rag.web.conversation import Pick
from rag.web.desk import Desk
from rag.web.markup import element
from rag.web.verdicts import EXCHANGE, Finding

log = logging.getLogger(__name__)

LONGEST_TEXT = 50_000
MOST_QUOTATIONS = 200
LIMITS = f"Up to {LONGEST_TEXT:,} characters and {MOST_QUOTATIONS} quotations at a time."
NOTHING_PASTED = "Paste a quotation, or a text with quotations in it, then press Check."
NOTHING_HELD = "No documents are held: put files in the folder of documents, then run rag index."
UNEXPECTED = "This could not be checked because of a fault in the program; its log says more."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation, or what is nearest to it, stands, and what the verdict was."""

    citation: Citation
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """What one browser session looks at: the places of the text checked last, and the one shown."""

    quotations: int = 0
    places: tuple[Place, ...] = ()
    at: int = 0

    def showing(self, number: int) -> Checked:
        """Looking at the place of a quotation, if it has one."""
        numbers = [p.citation.number for p in self.places]
        return self._at(numbers.index(number)) if number in numbers else self

    def stepped(self, by: int) -> Checked:
        """Looking at the next (1) or previous (-1) place, round and round."""
        return self._at((self.at + by) % len(self.places)) if self.places else self

    def _at(self, at: int) -> Checked:
        return Checked(self.quotations, self.places, at)


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page is to show next, as HTML; None leaves a part as it is."""

    pending: str | None = None
    results: str | None = None
    announcement: str | None = None
    checked: Checked | None = None
    source: str | None = None
    copy: str | None = None
    """The verdicts as plain text; empty where there are none."""


def limits() -> str:
    """The limits, as the page says them under the text."""
    return element("p", LIMITS, classes="aside").html


def check(desk: Desk, text: str) -> Iterator[Screen]:
    """The screens from a pasted text to the verdicts on its quotations."""
    try:
        claimed = _claimed(desk, text)
        if isinstance(claimed, str):
            yield _told(claimed)
        else:
            yield from _verdicts(desk, claimed)
    except RagError as error:
        yield _told(str(error))
    except Exception:
        log.exception("checking quotations failed")
        yield _told(UNEXPECTED)


def pick(desk: Desk, sent: str, checked: Checked) -> Screen:
    """The screen after a quotation was chosen; anything else that is sent changes nothing."""
    chosen = Pick.read(sent)
    return look(desk, checked.showing(chosen.number)) if chosen else Screen()


def step(desk: Desk, by: int, checked: Checked) -> Screen:
    """The screen with the next (1) or previous (-1) quotation that was found."""
    return look(desk, checked.stepped(by))


def look(desk: Desk, checked: Checked) -> Screen:
    """The screen with the document of the quotation that is looked at."""
    if not checked.places:
        return Screen()
    place = checked.places[checked.at]
    citation = place.citation
    heading = f"Quotation {citation.number} of {checked.quotations}"
    said = verdicts.HEADINGS[place.verdict]
    about = source_panel.about_line(citation, nearest=False)
    shown = Pick(EXCHANGE, citation.number)
    source = source_panel.opened(desk, citation, shown, f"{heading} · {said}", about)
    announced = showing.spoken(f"{heading}: {about}")
    return Screen(checked=checked, source=source, announcement=announced)


def _claimed(desk: Desk, text: str) -> tuple[ClaimedQuote, ...] | str:
    """The quotations to check, or why there are none, in one line."""
    if len(text) > LONGEST_TEXT:
        return f"This text has {len(text):,} characters. {LIMITS} Check it in parts."
    claimed = claimed_quotes(text)
    if len(claimed) > MOST_QUOTATIONS:
        return f"This text has {len(claimed)} quotations. {LIMITS} Check it in parts."
    if not claimed:
        return NOTHING_PASTED
    return claimed if desk.documents() else NOTHING_HELD


def _verdicts(desk: Desk, claimed: Sequence[ClaimedQuote]) -> Iterator[Screen]:
    findings: list[Finding] = []
    settled = 0
    for at, claim in enumerate(claimed, 1):
        if claim.depth and claim.end <= settled:
            continue  # part of a quotation that was found
        yield Screen(pending=showing.status(f"Checking {at} of {len(claimed)} …"))
        finding = Finding(len(findings) + 1, claim.text, desk.check_quote(claim.text))
        findings.append(finding)
        if finding.checked.verdict is not Verdict.NOT_FOUND:
            settled = max(settled, claim.end)
    yield _finished(desk, findings)


def _finished(desk: Desk, findings: Sequence[Finding]) -> Screen:
    places = tuple(Place(c, f.checked.verdict) for f in findings if (c := f.citation))
    checked = Checked(len(findings), places)
    return Screen(
        pending="",
        results=verdicts.results(findings),
        announcement=showing.spoken(verdicts.summary(findings)),
        checked=checked,
        source=look(desk, checked).source or source_panel.PLACEHOLDER,
        copy=verdicts.as_text(findings),
    )


def _told(line: str) -> Screen:
    """The screen where nothing is checked, and why."""
    said = showing.spoken(line)
    return Screen(showing.notice(line), "", said, Checked(), source_panel.PLACEHOLDER, "")

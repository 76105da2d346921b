"""What happens on the quote check page, step by step, as values; the page itself only shows them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from rag.answering.claimed_quotes import claimed_quotes
from rag.errors import RagError
from rag.web import showing, verdicts
from rag.web.desk import Desk
from rag.web.verdicts import Finding

log = logging.getLogger(__name__)

LONGEST_TEXT = 50_000
MOST_QUOTATIONS = 200
LIMITS = f"Up to {LONGEST_TEXT:,} characters and {MOST_QUOTATIONS} quotations at a time."
NOTHING_PASTED = "Paste a quotation, or a text with quotations in it, then press Check."
NOTHING_HELD = "No documents are held: put files in the folder of documents, then run rag index."
UNEXPECTED = "this could not be checked because of a fault in the program; its log says more"


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page is to show next, as HTML; None leaves a part as it is."""

    pending: str | None = None
    results: str | None = None
    announcement: str | None = None
    findings: tuple[Finding, ...] | None = None


def check(desk: Desk, text: str) -> Iterator[Screen]:
    """The screens from a pasted text to the verdicts on its quotations."""
    try:
        yield from _checked(desk, text)
    except RagError as error:
        yield _told(str(error))
    except Exception:
        log.exception("checking quotations failed")
        yield _told(UNEXPECTED)


def _checked(desk: Desk, text: str) -> Iterator[Screen]:
    if len(text) > LONGEST_TEXT:
        yield _told(f"This text has {len(text):,} characters. {LIMITS} Check it in parts.")
        return
    claimed = claimed_quotes(text)
    if not claimed:
        yield _told(NOTHING_PASTED)
        return
    if len(claimed) > MOST_QUOTATIONS:
        yield _told(f"This text has {len(claimed)} quotations. {LIMITS} Check it in parts.")
        return
    if not desk.documents():
        yield _told(NOTHING_HELD)
        return
    findings: list[Finding] = []
    for number, claim in enumerate(claimed, 1):
        yield Screen(pending=showing.status(f"Checking {number} of {len(claimed)} …"))
        findings.append(Finding(number, claim.text, desk.check_quote(claim.text)))
    told = verdicts.summary(findings)
    yield Screen("", verdicts.results(findings), showing.spoken(told), tuple(findings))


def _told(line: str) -> Screen:
    return Screen(showing.notice(line), "", showing.spoken(line), ())

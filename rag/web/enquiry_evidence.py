"""The evidence of one question of an enquiry, and the document beside it."""

from __future__ import annotations

from dataclasses import replace

from rag.answering.attribution import attribution_line
from rag.answering.quoting import still_stands
from rag.enquiries.enquiry import Part
from rag.errors import RagError
from rag.types import Citation
from rag.web import enquiry_showing, showing, source_panel
from rag.web.conversation import Pick
from rag.web.desk import Desk
from rag.web.enquiry_screen import Screen, Session, refused, telling
from rag.web.enquiry_work import EnquiryWork
from rag.web.work import nearest


def look(work: EnquiryWork, session: Session, number: int | None = None, by: int = 0) -> Screen:
    """The screen with another piece of evidence in the source panel: `number`, or so many further."""
    with telling() as told:
        near = nearest_of(work.desk, session.shown)
        cited = (session.shown.answer.citations if session.shown.answer else ()) or near
        numbers = [c.number for c in cited]
        if not numbers:
            return Screen()
        at = numbers.index(session.look) if session.look in numbers else 0
        wanted = numbers[(at + by) % len(numbers)] if number is None else number
        if wanted not in numbers:
            return Screen()
        citation = cited[numbers.index(wanted)]
        return Screen(
            session=replace(session, look=wanted),
            evidence=enquiry_showing.evidence(
                session.shown, near, wanted, fallen(work.desk, cited)
            ),
            source=source(work.desk, cited, wanted, nearest=bool(near)),
            announcement=showing.spoken(f"Source {wanted}: {attribution_line(citation)}"),
        )
    return refused(told.line)


def source(desk: Desk, cited: tuple[Citation, ...], number: int | None, *, nearest: bool) -> str:
    """The document of the citation of that number, its words marked; a word of advice without one."""
    citation = next((c for c in cited if c.number == number), None)
    if citation is None:
        return source_panel.PLACEHOLDER
    noun = "Nearest passage" if nearest else "Source"
    heading = f"{noun} {citation.number} of {len(cited)}"
    about = source_panel.about_line(citation, nearest=nearest)
    return source_panel.opened(desk, citation, Pick(1, citation.number), heading, about)


def nearest_of(desk: Desk, part: Part) -> tuple[Citation, ...]:
    """The nearest things held, numbered, where nothing answers."""
    return nearest(desk, part.answer) if part.answer else ()


def fallen(desk: Desk, cited: tuple[Citation, ...]) -> frozenset[int]:
    """The numbers of citations whose words do not stand in the documents as they are held today."""
    return frozenset(c.number for c in cited if not _stands(desk, c))


def _stands(desk: Desk, citation: Citation) -> bool:
    try:
        return still_stands(desk.document(citation.quote.span.document_id), citation.quote)
    except (KeyError, RagError):
        return False

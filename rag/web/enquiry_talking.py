"""What happens on the enquiry page, step by step, as values; the page itself only shows them."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from rag.answering.attribution import attribution_line
from rag.answering.checking import counted
from rag.answering.quoting import still_stands
from rag.enquiries import correcting, deciding
from rag.enquiries.enquiry import Enquiry, Letter, Part, PartState, Regime
from rag.errors import RagError, WrongUse
from rag.records.enquiries import KeptEnquiry
from rag.types import Citation
from rag.web import enquiry_showing, showing, source_panel
from rag.web.conversation import Pick
from rag.web.desk import Desk
from rag.web.enquiry_showing import REGIMES, Listed
from rag.web.enquiry_work import NAMELESS, EnquiryWork, Finding, save, unanswered
from rag.web.work import nearest

log = logging.getLogger(__name__)

LONGEST_LETTER = 100_000
LONGEST_LINE = 300
LONGEST_REPLY = 20_000
MOST_LISTED = 50
ID_BYTES = 16
LOOK_AGAIN_SECONDS = 0.4
DATE_FORMS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")
START, SPLIT, ANSWERS = "start", "split", "answers"
UNEXPECTED = "This could not be done because of a fault in the program; its log says more."
NO_NAME = "Type your name first: it stands with what you decide."
NO_ENQUIRY = "Open an enquiry first."


@dataclass(frozen=True, slots=True)
class Session:
    """What one browser window looks at: a view, an enquiry, one of its parts, one of its citations."""

    view: str = START
    kept: KeptEnquiry | None = None
    part: int = 1
    look: int | None = None

    @property
    def enquiry(self) -> Enquiry:
        """The enquiry that is open. Raises WrongUse where none is."""
        if self.kept is None:
            raise WrongUse(NO_ENQUIRY)
        return self.kept.enquiry

    @property
    def shown(self) -> Part:
        """The part that is looked at. Raises WrongUse where there is none."""
        return correcting.part_of(self.enquiry, self.part)


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page is to show next, by component; None leaves one as it is."""

    session: Session | None = None
    view: str | None = None
    told: str | None = None
    announcement: str | None = None
    listed: str | None = None
    heading: str | None = None
    letter: str | None = None
    questions: str | None = None
    wording: str | None = None
    words_added: str | None = None
    parts: str | None = None
    part: str | None = None
    reply: str | None = None
    note: str | None = None
    evidence: str | None = None
    source: str | None = None
    places: int | None = None
    draft: str | None = None
    saved: str | None = None
    begun: bool = False
    """Whether an enquiry was begun: the form for the next one is empty again."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed into the form for a new enquiry."""

    text: str
    received: str
    regime: str | None
    sender: str = ""
    reference: str = ""
    subject: str = ""
    name: str = ""


@dataclass(slots=True)
class _Told:
    """Why something was not done, in one line; empty where it was."""

    line: str = field(default="")


@contextmanager
def _telling() -> Iterator[_Told]:
    told = _Told()
    try:
        yield told
    except RagError as error:
        told.line = _sentence(str(error))
    except Exception:
        log.exception("the enquiry page failed")
        told.line = UNEXPECTED


def _sentence(line: str) -> str:
    ended = line if line.endswith((".", "?", "!")) else f"{line}."
    return ended[:1].upper() + ended[1:]


def _refused(line: str) -> Screen:
    return Screen(told=showing.notice(line), announcement=showing.spoken(line))


def start(work: EnquiryWork, words: str = "", said: str = "") -> Screen:
    """The list of enquiries, and the form for a new one."""
    with _telling() as told:
        listed = _listed(work, words[:LONGEST_LINE])
        announced = showing.spoken(said) if said else None
        return Screen(Session(), START, "", announced, listed=listed)
    return replace(_refused(told.line), session=Session(), view=START)


def _listed(work: EnquiryWork, words: str) -> str:
    found: list[Listed] = []
    lines = work.enquiries.records.listed(words)
    for line in lines[:MOST_LISTED]:
        with suppress(WrongUse):  # deleted since
            enquiry = work.enquiries.records.open(line.id).enquiry
            found.append(Listed(enquiry, work.enquiries.due(enquiry)))
    more = len(lines) - MOST_LISTED
    rest = showing.status(f"{more:,} more: search for others by their words.") if more > 0 else ""
    return enquiry_showing.enquiries(found, words) + rest


def search(work: EnquiryWork, words: str) -> Screen:
    """The enquiries that hold these words."""
    with _telling() as told:
        return Screen(told="", listed=_listed(work, words[:LONGEST_LINE]))
    return _refused(told.line)


def begin(work: EnquiryWork, given: Given, who: str) -> Screen:
    """Takes in a letter, splits it and keeps it; a line says what is missing."""
    with _telling() as told:
        enquiry = _enquiry(work, given)
        version = work.enquiries.records.save(enquiry, who.strip() or NAMELESS)
        session = Session(SPLIT, KeptEnquiry(enquiry, version))
        found = counted(len(enquiry.parts), "question")
        return replace(split_view(work, session, f"{found} found in the letter."), begun=True)
    return _refused(told.line)


def _enquiry(work: EnquiryWork, given: Given) -> Enquiry:
    text = given.text.replace("\r\n", "\n").strip()
    if not text:
        raise WrongUse("Paste the letter or choose its file first.")
    if len(text) > LONGEST_LETTER:
        long = f"The letter has {len(text):,} characters; at most {LONGEST_LETTER:,} are taken"
        raise WrongUse(f"{long}: take out what does not belong to it.")
    if given.regime not in set(Regime):
        raise WrongUse("Choose under which rules the letter is answered.")
    lines = (given.name, given.sender, given.subject, given.reference)
    name, sender, subject, reference = (" ".join(x.split())[:LONGEST_LINE] for x in lines)
    letter = Letter(text, name, sender or None, subject or None, reference or None)
    parts = tuple(Part(q) for q in work.enquiries.split(text)[: correcting.MOST_QUESTIONS])
    received = day_of(given.received)
    if received > date.today():
        raise WrongUse("The date received is later than today: change it.")
    id = secrets.token_urlsafe(ID_BYTES)
    enquiry = Enquiry(id, letter, received, Regime(given.regime), parts)
    work.enquiries.due(enquiry)  # refuses a date whose working days nobody knows
    return enquiry


def day_of(text: str) -> date:
    """The day that was typed. Raises WrongUse."""
    plain = " ".join(text.split())[:LONGEST_LINE]
    for form in DATE_FORMS:
        with suppress(ValueError):
            return datetime.strptime(plain, form).date()
    raise WrongUse("The date received cannot be read: write it as 4 March 2021 or 04/03/2021.")


def opened(work: EnquiryWork, id: str) -> Screen:
    """The screen of an enquiry that is kept: its answers where some were looked for, else its split."""
    with _telling() as told:
        kept = work.enquiries.records.open(id)
        parts = kept.enquiry.parts
        first = next((n for n, p in enumerate(parts, 1) if p.state is PartState.OPEN), 1)
        if unanswered(parts) < len(parts) or work.under_way(id):
            said = f"Enquiry opened. {enquiry_showing.approved_line(kept.enquiry)}."
            return answers_view(work, Session(ANSWERS, kept, first), said)
        return split_view(work, Session(SPLIT, kept), "Enquiry opened at its questions.")
    return replace(start(work), **_line(told.line))


def _line(line: str) -> dict[str, str]:
    return {"told": showing.notice(line), "announcement": showing.spoken(line)}


def delete(work: EnquiryWork, id: str, who: str, words: str) -> Screen:
    """Takes an enquiry away for good; the list without it."""
    with _telling() as told:
        work.enquiries.records.delete(id, who.strip() or NAMELESS)
        return start(work, words, "The enquiry is deleted.")
    return _refused(told.line)


def split_view(work: EnquiryWork, session: Session, said: str = "", told: str = "") -> Screen:
    """The letter with its questions marked, and the one that is chosen, to be corrected."""
    enquiry = session.enquiry
    count = len(enquiry.parts)
    at = min(max(session.part, 1), max(count, 1))
    session = replace(session, view=SPLIT, part=at, look=None)
    return Screen(
        session=session,
        view=SPLIT,
        told=showing.notice(told),
        announcement=showing.spoken(said) if said else None,
        heading=enquiry_showing.heading(enquiry, work.enquiries.due(enquiry)),
        letter=enquiry_showing.letter(enquiry, at),
        questions=enquiry_showing.questions(enquiry, at),
        wording=enquiry.parts[at - 1].question.text if count else "",
    )


def correct(
    work: EnquiryWork, session: Session, change: Callable[[Enquiry], Enquiry], who: str, said: str
) -> Screen:
    """The screen after the split was corrected; the words typed stay where it was refused."""
    with _telling() as told:
        session.enquiry  # noqa: B018 - raises where none is open
        assert session.kept is not None
        kept = save(work.enquiries.records, session.kept, change, who)
        return split_view(work, replace(session, kept=kept), said)
    return _refused(told.line)


async def find(work: EnquiryWork, session: Session, who: str) -> AsyncIterator[Screen]:
    """The screens while the questions without an answer are answered, one after the other."""
    with _telling() as told:
        enquiry = session.enquiry
        if not enquiry.parts:
            raise WrongUse("There is no question yet: add one by pasting its words of the letter.")
        kept = await asyncio.to_thread(work.enquiries.records.open, enquiry.id)
        finding = work.begin(kept, who)
        yield answers_view(work, Session(ANSWERS, kept, session.part), "Looking for answers.")
        if finding:
            async for screen in follow(work, replace(session, view=ANSWERS, kept=kept), finding):
                yield screen
        return
    yield _refused(told.line)


async def follow(work: EnquiryWork, session: Session, finding: Finding) -> AsyncIterator[Screen]:
    """The screens while answers are looked for; ends with the enquiry as it is then."""
    shown = ""
    while not finding.done.is_set():
        if (line := progress(work, finding)) != shown:
            shown = line
            yield Screen(
                told=showing.status(line), parts=await asyncio.to_thread(_parts, work, session)
            )
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    with _telling() as told:
        kept = await asyncio.to_thread(work.enquiries.records.open, finding.id)
        yield _found(work, replace(session, kept=kept), finding)
        return
    yield _refused(told.line)


def _parts(work: EnquiryWork, session: Session) -> str | None:
    with suppress(RagError):
        now = work.enquiries.records.open(session.enquiry.id).enquiry
        return enquiry_showing.parts(now, session.part)
    return None


def progress(work: EnquiryWork, finding: Finding) -> str:
    """How far the answers are, and how many enquiries are being answered before this one."""
    line = f"Looking for answers: {finding.answered} of {finding.total} done."
    before = work.place(finding)
    return f"{line} In the queue: {before} before yours." if before else line


def _found(work: EnquiryWork, session: Session, finding: Finding) -> Screen:
    told = ""
    if finding.failed:
        failed = counted(len(finding.failed), "question")
        told = f"{failed} could not be answered: {_sentence(finding.failed[0])}"
    said = told or f"Answers found for {counted(finding.total, 'question')}."
    return answers_view(work, session, said, told)


def answers_view(work: EnquiryWork, session: Session, said: str = "", told: str = "") -> Screen:
    """The parts, the one that is chosen with its reply and its evidence, and the reply draft."""
    enquiry = session.enquiry
    at = min(max(session.part, 1), len(enquiry.parts) or 1)
    session = replace(session, view=ANSWERS, part=at)
    if not enquiry.parts:
        return split_view(work, session, said, told)
    shown = session.shown
    near = _nearest(work.desk, shown)
    cited = (shown.answer.citations if shown.answer else ()) or near
    numbers = [c.number for c in cited]
    look = session.look if session.look in numbers else (numbers[0] if numbers else None)
    session = replace(session, look=look)
    return replace(
        _overview(work, session),
        session=session,
        view=ANSWERS,
        told=showing.notice(told),
        announcement=showing.spoken(said) if said else None,
        reply=shown.reply,
        note=shown.note,
        evidence=enquiry_showing.evidence(shown, near, look, _fallen(work.desk, cited)),
        source=_source(work.desk, cited, look, nearest=bool(near)),
        places=len(cited),
        saved="",
    )


def _overview(work: EnquiryWork, session: Session) -> Screen:
    """What changes wherever a part does: the head, the list of parts, the part, and the draft."""
    enquiry = session.enquiry
    with _telling() as told:
        text = work.enquiries.draft(enquiry)
    return Screen(
        session=session,
        heading=enquiry_showing.heading(enquiry, work.enquiries.due(enquiry)),
        parts=enquiry_showing.parts(enquiry, session.part),
        part=enquiry_showing.part(enquiry, session.part),
        draft=showing.notice(told.line)
        if told.line
        else enquiry_showing.draft(text, enquiry, work.enquiries.templates),
    )


def with_reply(part: int, reply: str) -> Callable[[Enquiry], Enquiry]:
    """What gives a part (from 1) another reply. Raises WrongUse where it is too long."""

    def change(enquiry: Enquiry) -> Enquiry:
        correcting.part_of(enquiry, part)
        if len(reply) > LONGEST_REPLY:
            told = f"This reply has {len(reply):,} characters; at most {LONGEST_REPLY:,} are taken"
            raise WrongUse(f"{told}: shorten it. It is not saved yet.")
        return deciding.with_reply(enquiry, part - 1, reply)

    return change


def keep_reply(work: EnquiryWork, session: Session, reply: str, who: str) -> Screen:
    """Saves the reply of the part that is looked at; the box keeps what is being typed."""
    with _telling() as told:
        if reply == session.shown.reply or session.kept is None:
            return Screen()
        was = session.shown.state
        kept = save(work.enquiries.records, session.kept, with_reply(session.part, reply), who)
        session = replace(session, kept=kept)
        lost = was is PartState.APPROVED and session.shown.state is PartState.OPEN
        said = "Saved. The words changed, so the approval was taken back." if lost else "Saved."
        screen = _overview(work, session)
        return replace(
            screen, saved=showing.status(said), announcement=showing.spoken(said), told=""
        )
    return _refused(told.line)


def choose(work: EnquiryWork, session: Session, number: int, reply: str, who: str) -> Screen:
    """The screen with another part; what was typed into the reply of the one before is saved."""
    with _telling() as told:
        correcting.part_of(session.enquiry, number)
        if session.view == SPLIT:
            return split_view(work, replace(session, part=number), f"Question {number} chosen.")
        saved = keep_reply(work, session, reply, who)
        if saved.told:
            return saved
        after = replace(saved.session or session, part=number, look=None)
        outcome = after.shown.answer
        found = f" {enquiry_showing.OUTCOMES[outcome.outcome]}." if outcome else ""
        return answers_view(work, after, f"Question {number}.{found}")
    return _refused(told.line)


def decide(
    work: EnquiryWork, session: Session, state: PartState, reply: str, note: str, who: str
) -> Screen:
    """The screen after a part was approved, marked as needing a decision, or reopened."""
    with _telling() as told:
        if state is not PartState.OPEN and not who.strip():
            raise WrongUse(NO_NAME)
        if session.kept is None:
            raise WrongUse(NO_ENQUIRY)
        change = _decision(session.part, state, reply, note[:LONGEST_REPLY], who[:LONGEST_LINE])
        kept = save(work.enquiries.records, session.kept, change, who[:LONGEST_LINE])
        after = replace(session, kept=kept)
        said = f"Question {session.part}: {enquiry_showing.STATES[state]}."
        return answers_view(work, after, f"{said} {enquiry_showing.approved_line(kept.enquiry)}.")
    return _refused(told.line)


def _decision(
    part: int, state: PartState, reply: str, note: str, who: str
) -> Callable[[Enquiry], Enquiry]:
    def change(enquiry: Enquiry) -> Enquiry:
        edited = with_reply(part, reply)(enquiry)
        if state is PartState.APPROVED:
            return deciding.approve(edited, part - 1, who)
        if state is PartState.NEEDS_DECISION:
            return deciding.needs_decision(edited, part - 1, who, note)
        return deciding.reopen(edited, part - 1)

    return change


def look(work: EnquiryWork, session: Session, number: int | None = None, by: int = 0) -> Screen:
    """The screen with another piece of evidence in the source panel: `number`, or so many further."""
    with _telling() as told:
        near = _nearest(work.desk, session.shown)
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
                session.shown, near, wanted, _fallen(work.desk, cited)
            ),
            source=_source(work.desk, cited, wanted, nearest=bool(near)),
            announcement=showing.spoken(f"Source {wanted}: {attribution_line(citation)}"),
        )
    return _refused(told.line)


def _source(desk: Desk, cited: tuple[Citation, ...], number: int | None, *, nearest: bool) -> str:
    citation = next((c for c in cited if c.number == number), None)
    if citation is None:
        return source_panel.PLACEHOLDER
    noun = "Nearest passage" if nearest else "Source"
    heading = f"{noun} {citation.number} of {len(cited)}"
    about = source_panel.about_line(citation, nearest=nearest)
    return source_panel.opened(desk, citation, Pick(1, citation.number), heading, about)


def _nearest(desk: Desk, part: Part) -> tuple[Citation, ...]:
    """The nearest things held, numbered, where nothing answers."""
    return nearest(desk, part.answer) if part.answer else ()


def _fallen(desk: Desk, cited: tuple[Citation, ...]) -> frozenset[int]:
    """The numbers of citations whose words do not stand in the documents as they are held today."""
    return frozenset(c.number for c in cited if not _stands(desk, c))


def _stands(desk: Desk, citation: Citation) -> bool:
    try:
        return still_stands(desk.document(citation.quote.span.document_id), citation.quote)
    except (KeyError, RagError):
        return False


def regime_choices() -> list[tuple[str, str]]:
    """The rules a letter may be answered under, as they are shown and as they are kept."""
    return [(shown, regime.value) for regime, shown in REGIMES.items()]


def today() -> str:
    """Today as the form shows it."""
    return enquiry_showing.long_date(date.today())

"""Layouts of made-up documents that were written and set aside before the rules, to test them once."""

from __future__ import annotations

from collections.abc import Callable

from eval.metadata.facts import Example, Facts, long_date, one, ordinal_date
from eval.metadata.layouts import wrapped


def letter_on_behalf(f: Facts) -> Example:
    """Place and date on one line, nobody greeted by name, signed for a body, the role in brackets."""
    a, b = f.author, f.addressee
    content = (
        f"By email only\n\n{b.body}\n{f.street}\n{f.place}\n\n{f.place}, {long_date(f.day)}\n\n"
        f"Reference: {f.reference}\n\nDear Sir or Madam,\n\nRE: {f.matter}\n\n{wrapped(f.prose)}\n\n"
        f"Yours faithfully,\n\n{a.name} ({a.role})\nFor and on behalf of {a.body}\n"
    )
    return Example("behalf.txt", content, {
        "kind": one("letter"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "addressee": one(b.body), "date": one(f.day.isoformat()), "reference": one(f.reference),
        "subject": one(f.matter),
    })  # fmt: skip


def private_letter(f: Facts) -> Example:
    """A resident's letter: own address, ISO date, subject in capitals, attachments in the prose."""
    a, b = f.author, f.addressee
    content = (
        f"{f.street}\n{f.place}\n{f.day.isoformat()}\n\nDear {b.full},\n\n{f.matter.upper()}\n\n{wrapped(f.prose)}\n\n"
        f"I enclose {f.papers[0]}. My notes are at Annex B.\n\nYours truly,\n\n(signed) {a.name}\n"
    )
    return Example("resident.txt", content, {
        "kind": one("letter"), "author": one(*a.forms), "addressee": one(*b.forms), "date": one(f.day.isoformat()),
        "subject": one(f.matter), "attachments": ((f.papers[0],), ("Annex B",)),
    })  # fmt: skip


def open_letter(f: Facts) -> Example:
    """An open letter to an office, signed by three people."""
    signed = "\n\n".join(f"{p.full}, {p.role}, {p.body}" for p in f.others[:3])
    content = (
        f"## An open letter on {f.matter.lower()}\n\n{ordinal_date(f.day)}\n\nDear Minister,\n\n"
        + "\n\n".join(f.prose)
        + f"\n\nYours sincerely,\n\n{signed}\n"
    )
    return Example("open.md", content, {
        "kind": one("letter", "open letter"), "author": tuple(p.forms for p in f.others[:3]),
        "addressee": one("Minister", "the Minister"), "date": one(f.day.isoformat()),
    }, frozenset(["subject", "role", "organisation"]))  # fmt: skip


def mail_with_history(f: Facts) -> Example:
    """An e-mail in the form it travels in, above the e-mail that it answers."""
    a, b = f.author, f.addressee
    content = (
        f'From: "{a.name}" <{a.email}>\nTo: {b.name} <{b.email}>, {f.others[0].name} <{f.others[0].email}>\n'
        f"Date: {f.day:%a}, {f.day.day} {f.day:%b %Y} 09:12:44 +0000\nSubject: RE: {f.matter}\n\n{wrapped(f.prose[:2])}\n\n"
        f"Regards,\n{a.name}\n{a.role} | {a.body}\n\n-----Original Message-----\nFrom: {b.name}\nSent: 1 March 2014 10:00\n"
        f"To: {a.name}\nSubject: {f.matter}\n\nAny news on this?\n"
    )
    return Example("thread.txt", content, {
        "kind": one("e-mail"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "addressee": (b.forms, f.others[0].forms), "date": one(f.day.isoformat()),
        "subject": one(f.matter, f"RE: {f.matter}"),
    })  # fmt: skip


def note_in_a_table(f: Facts) -> Example:
    """A meeting note whose facts stand in a table."""
    people = "; ".join(f"{p.name} ({p.body})" for p in f.others)
    content = (
        f"# Meeting note\n\n| | |\n|---|---|\n| Date | {long_date(f.day)} |\n| Location | {f.place} |\n"
        f"| Subject | {f.matter} |\n| Attendees | {people} |\n| Author | {f.author.name} |\n\n"
        + "\n\n".join(f.prose)
        + "\n"
    )
    return Example("table.md", content, {
        "kind": one("meeting note"), "author": one(*f.author.forms), "date": one(f.day.isoformat()),
        "subject": one(f.matter), "attendees": tuple(p.forms for p in f.others),
    })  # fmt: skip


def record_of_call(f: Facts) -> Example:
    """A record of a call, with participants on one line and the date in figures."""
    content = (
        f"Record of telephone call\n\nDate: {f.day:%d/%m/%Y}\nTime: 10:30\n"
        f"Participants: {f.others[0].name}, {f.others[1].name} and {f.others[2].name}\n\n{wrapped(f.prose)}\n"
    )
    day = one(f.day.isoformat()) if f.day.day > 12 or f.day.day == f.day.month else ()
    return Example("call.txt", content, {
        "kind": one("meeting note", "call note"), "date": day, "attendees": tuple(p.forms for p in f.others[:3]),
    }, frozenset(["subject"]))  # fmt: skip


def report_with_cover(f: Facts) -> Example:
    """A report whose cover lists body, title, author, date and version."""
    a = f.author
    content = (
        f"{a.body}\n\n{f.matter}\n\nFinal report\n\nAuthor: {a.full}\nRole: {a.role}\nDate: {f.day.day:02} {f.day:%b %Y}\n"
        f"Version: 1.2\nDocument no. {f.reference}\n\n1. Introduction\n\n{wrapped(f.prose)}\n\nAnnex A: Figures\n\nNone.\n"
    )
    return Example("cover.txt", content, {
        "kind": one("report"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "date": one(f.day.isoformat()), "reference": one(f.reference),
    }, frozenset(["subject", "attachments"]))  # fmt: skip


def statement_by(f: Facts) -> Example:
    """A statement that names in its title who makes it."""
    a = f.author
    content = (
        f"# Statement by {a.full}, {a.role}, on {f.matter.lower()}\n\nPublished {long_date(f.day)}\n\n"
        + "\n\n".join(f.prose)
        + f"\n\n{a.body}\n"
    )
    return Example("words.md", content, {
        "kind": one("statement"), "author": one(*a.forms), "role": one(a.role), "date": one(f.day.isoformat()),
        "organisation": one(a.body),
    }, frozenset(["subject", "organisation"]))  # fmt: skip


def consultation_response(f: Facts) -> Example:
    """A body's response to a consultation."""
    a = f.author
    content = (
        f"{a.body} response to the consultation on {f.matter.lower()}\n\nSubmitted on {long_date(f.day)} by {a.name}, {a.role}\n\n"
        f"Question 1\n\n{wrapped(f.prose[:2])}\n\nQuestion 2\n\n{wrapped(f.prose[2:])}\n"
    )
    return Example("submission.txt", content, {
        "kind": one("reply", "response"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "date": one(f.day.isoformat()),
    }, frozenset(["subject", "organisation"]))  # fmt: skip


def blog_article(f: Facts) -> Example:
    """An article on a web site: byline, date and reading time on one line."""
    a = f.author
    content = (
        f"# Why {f.matter.lower()} matters\n\nWritten by {a.name} | {long_date(f.day)} | 4 min read\n\n"
        + "\n\n".join(f.prose)
        + "\n"
    )
    return Example("why.md", content, {
        "kind": one("article"), "author": one(*a.forms), "date": one(f.day.isoformat()),
    }, frozenset(["subject"]))  # fmt: skip


def regulations(f: Facts) -> Example:
    """Regulations: number, name, when made."""
    content = (
        f"STATUTORY INSTRUMENTS\n\n{f.day.year} No. 412\n\nHARBOURS\n\nThe {f.place} Harbour ({f.matter}) Regulations {f.day.year}\n\n"
        f"Made - - - - {ordinal_date(f.day)}\n\nThe Secretary of State makes these Regulations in exercise of the powers "
        "conferred by section 4 of the Harbours Act 1964.\n\n1. These Regulations may be cited as above.\n\n"
        "2. In these Regulations “vessel” has the meaning given in the Act.\n"
    )
    return Example("instrument.txt", content, {
        "kind": one("legislation"),
    }, frozenset(["date", "subject", "reference"]))  # fmt: skip


def web_page(f: Facts) -> Example:
    """A page of guidance: when it was changed, whom to ask; nobody wrote it."""
    content = (
        f"# {f.matter}\n\nLast updated: {long_date(f.day)}\n\n"
        + "\n\n".join(f.prose)
        + f"\n\n## Contact\n\nAsk {f.others[0].name} at {f.others[0].email}.\n"
    )
    return Example("page.md", content, {}, frozenset(["date", "subject", "kind"]))


def briefing(f: Facts) -> Example:
    """A briefing for a minister, facts on lines, attachments as annexes."""
    a, b = f.author, f.addressee
    content = (
        f"OFFICIAL\n\nBriefing\n\nTo: {b.full}\nFrom: {a.name}, {a.role}, {a.body}\nDate: {f.day.day} {f.day:%b %Y}\n"
        f"Issue: {f.matter}\n\n{wrapped(f.prose)}\n\nAnnex A sets out the costs. Annex B lists the sites.\n"
    )
    return Example("brief.txt", content, {
        "kind": one("briefing"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "addressee": one(*b.forms), "date": one(f.day.isoformat()), "subject": one(f.matter),
        "attachments": (("Annex A",), ("Annex B",)),
    })  # fmt: skip


LAYOUTS: tuple[Callable[[Facts], Example], ...] = (
    letter_on_behalf,
    private_letter,
    open_letter,
    mail_with_history,
    note_in_a_table,
    record_of_call,
    report_with_cover,
    statement_by,
    consultation_response,
    blog_article,
    regulations,
    web_page,
    briefing,
)

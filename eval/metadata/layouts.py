"""Layouts of made-up documents that the rules were written with."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent, wrap

from eval.metadata.facts import Example, Facts, american_date, long_date, one, ordinal_date


def wrapped(prose: tuple[str, ...], width: int = 76) -> str:
    """Paragraphs broken into lines."""
    return "\n\n".join("\n".join(wrap(paragraph, width)) for paragraph in prose)


def letter_with_letterhead(f: Facts) -> Example:
    """A letterhead at the right, an address, references, a subject, a signature block, enclosures."""
    a, b = f.author, f.addressee
    head = indent(
        f"{a.body}\n{f.street}\n{f.place}\nTel: 0300 330 3000\n\nOur ref: {f.reference}\nYour ref: X/1",
        " " * 45,
    )
    content = (
        f"{head}\n\n{b.full}\n{b.role}\n{b.body}\n81 Mill Lane\nAnytown\nAB1 2CD\n\n{long_date(f.day)}\n\n"
        f"Dear {b.formal}\n\n{f.matter}\n\n{wrapped(f.prose)}\n\nYours sincerely\n\n\n{a.name}\n{a.role}\n\n"
        f"Enc. {f.papers[0]}\n"
    )
    return Example("letter.txt", content, {
        "kind": one("letter"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "addressee": one(*b.forms, b.formal), "date": one(f.day.isoformat()), "reference": one(f.reference),
        "subject": one(f.matter), "attachments": one(f.papers[0]),
    })  # fmt: skip


def markdown_letter(f: Facts) -> Example:
    """A letter as a web page shows it: headings and emphasis, date with its weekday."""
    a, b = f.author, f.addressee
    content = (
        f"# {a.body}\n\n**To:** {b.full}, {b.role}\n\n{f.day:%A} {long_date(f.day)}\n\nDear {b.formal},\n\n"
        f"**{f.matter}**\n\n"
        + "\n\n".join(f.prose)
        + "\n\nA copy of the answer is attached at Annex A.\n\n"
        f"Kind regards,\n\n{a.full}  \n{a.role}, {a.body}\n"
    )
    return Example("published.md", content, {
        "kind": one("letter"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "addressee": one(*b.forms, b.formal), "date": one(f.day.isoformat()), "subject": one(f.matter),
        "attachments": one("Annex A"),
    })  # fmt: skip


def american_letter(f: Facts) -> Example:
    """An American business letter: colon after the salutation, "Re:", enclosures, copies."""
    a, b = f.author, f.addressee
    content = (
        f"{a.body}\n{f.street}\n{f.place}, ME 04101\n\n{american_date(f.day)}\n\n{b.name}\n{b.role}\n{b.body}\n\n"
        f"Re: {f.matter}\n\nDear {b.formal}:\n\n{wrapped(f.prose)}\n\nSincerely,\n\n\n{a.name}\n{a.role}\n{a.body}\n\n"
        f"Enclosures: {f.papers[0]}; {f.papers[1]}\ncc: {f.others[0].name}\n"
    )
    return Example("business.txt", content, {
        "kind": one("letter"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "addressee": one(*b.forms, b.formal), "date": one(f.day.isoformat()), "subject": one(f.matter),
        "attachments": ((f.papers[0],), (f.papers[1],)),
    })  # fmt: skip


def pasted_email(f: Facts) -> Example:
    """An e-mail pasted from a mail program."""
    a, b = f.author, f.addressee
    content = (
        f"From: {a.name} <{a.email}>\nSent: {long_date(f.day)} 14:05\nTo: {b.name} <{b.email}>\n"
        f"Cc: {f.others[0].name}\nSubject: {f.matter}\nAttachments: report.pdf; figures.xlsx\n\n"
        f"Dear {b.given},\n\n{wrapped(f.prose[:2])}\n\nBest wishes\n{a.given}\n\n{a.name}\n{a.role}\n{a.body}\n"
    )
    return Example("mail pasted.txt", content, {
        "kind": one("e-mail"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "addressee": one(*b.forms), "date": one(f.day.isoformat()), "subject": one(f.matter),
        "attachments": (("report.pdf",), ("figures.xlsx",)),
    })  # fmt: skip


def meeting_note(f: Facts) -> Example:
    """A note with headings: date and place, a list of who attended."""
    people = "\n".join(f"- {p.full}, {p.role}, {p.body}" for p in f.others)
    content = (
        f"# Note of meeting on {f.matter.lower()}\n\n{long_date(f.day)}, {f.place}\n\n## Attendees\n\n{people}\n\n"
        "## Discussion\n\n" + "\n\n".join(f.prose) + "\n"
    )
    return Example("note.md", content, {
        "kind": one("meeting note"), "date": one(f.day.isoformat()), "attendees": tuple(p.forms for p in f.others),
    }, frozenset(["subject"]))  # fmt: skip


def minutes(f: Facts) -> Example:
    """Minutes: the meeting's date in a sentence, those present on one line each."""
    chair, second, third, absent = f.others
    content = (
        f"{f.author.body.upper()}\n\nMINUTES of the meeting of the Harbour Committee held on {f.day:%A} {long_date(f.day)} at "
        f"the Town Hall, {f.place}\n\nPresent:\n{chair.full} (Chair)\n{second.full}\n\n"
        f"In attendance: {third.name} ({third.role})\n\nApologies: {absent.full}\n\n"
        f"1. Minutes of the last meeting\n\nThe minutes of 3 February 2015 were agreed.\n\n2. {f.matter}\n\n{wrapped(f.prose)}\n"
    )
    return Example("minutes.txt", content, {
        "kind": one("minutes", "meeting note"), "date": one(f.day.isoformat()),
        "organisation": one(f.author.body), "attendees": (chair.forms, second.forms, third.forms),
    }, frozenset(["subject", "organisation"]))  # fmt: skip


def report(f: Facts) -> Example:
    """A report with a block of labelled facts under its title."""
    a = f.author
    content = (
        f"# {f.matter}: annual report\n\nPrepared by: {a.name}, {a.role}\n\nOrganisation: {a.body}\n\n"
        f"Date: {ordinal_date(f.day)}\n\nReference: {f.reference}\n\n## Summary\n\n"
        + "\n\n".join(f.prose)
        + "\n"
    )
    return Example("annual.md", content, {
        "kind": one("report"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "date": one(f.day.isoformat()), "reference": one(f.reference),
    }, frozenset(["subject"]))  # fmt: skip


def press_release(f: Facts) -> Example:
    """A press release: a quoted spokesman and a contact, neither of whom is its author."""
    a = f.author
    content = (
        f"PRESS RELEASE\n\nFor immediate release: {long_date(f.day)}\n\n{f.matter}\n\n{f.prose[0]}\n\n"
        f"{a.name}, {a.role} of {a.body}, said: “We are glad that this is settled.”\n\n{f.prose[1]}\n\n"
        f"ENDS\n\nNotes to editors\n\nContact: {f.others[0].name}, {f.others[0].email}\n"
    )
    return Example("release.txt", content, {
        "kind": one("statement", "press release"), "date": one(f.day.isoformat()),
    }, frozenset(["subject", "organisation"]))  # fmt: skip


def request_reply(f: Facts) -> Example:
    """A reply to a request for information, under headings, without salutation."""
    a = f.author
    content = (
        f"# Response to request for information\n\n**Reference:** {f.reference}  \n**Date of response:** {long_date(f.day)}\n\n"
        f"## Request\n\nPlease send me all records on {f.matter.lower()} since 1 June 2014.\n\n## Our response\n\n"
        + "\n\n".join(f.prose[:3])
        + f"\n\n{a.body}\n"
    )
    return Example("foi.md", content, {
        "kind": one("reply"), "date": one(f.day.isoformat()), "reference": one(f.reference),
        "organisation": one(a.body),
    }, frozenset(["subject", "organisation"]))  # fmt: skip


def article(f: Facts) -> Example:
    """A newspaper article with a byline and a dateline."""
    a = f.author
    content = (
        f"# {f.matter} angers residents\n\nBy {a.name}\n\n{long_date(f.day)}\n\n"
        + "\n\n".join(f.prose)
        + "\n"
    )
    return Example("article.md", content, {
        "kind": one("article"), "author": one(*a.forms), "date": one(f.day.isoformat()),
    }, frozenset(["subject"]))  # fmt: skip


def form(f: Facts) -> Example:
    """A filled-in form, with a date that can be read in two orders."""
    content = (
        f"APPLICATION FORM\n\n{f.matter}\n\nFull name: {f.author.name}\nAddress: {f.street}, {f.place}\n"
        "Telephone: 01632 960001\nDate of birth: 03/04/1970\nI agree to the terms: yes [x] no [ ]\n\n"
        f"Signature: ______________   Date: 05/06/2018\n\n{f.prose[4 % len(f.prose)]}\n"
    )
    return Example("filled.txt", content, {"kind": one("form")}, frozenset(["author", "subject"]))


def bare_prose(f: Facts) -> Example:
    """Prose that names people and dates but says nothing about itself."""
    return Example("0017.txt", "\n\n".join(f.prose) + "\n\nNobody was told of it.\n", {})


def memorandum(f: Facts) -> Example:
    """A memorandum with its four lines."""
    a, b = f.author, f.addressee
    content = (
        f"MEMORANDUM\n\nTO:      {b.full}, {b.role}\nFROM:    {a.full}, {a.role}\nDATE:    {american_date(f.day)}\n"
        f"SUBJECT: {f.matter}\n\n{wrapped(f.prose)}\n"
    )
    return Example("memo.txt", content, {
        "kind": one("memorandum", "memo"), "author": one(*a.forms), "role": one(a.role), "addressee": one(*b.forms),
        "date": one(f.day.isoformat()), "subject": one(f.matter),
    })  # fmt: skip


def email_file(f: Facts) -> Example:
    """An e-mail as a file, its sender's family name first as some programs write it."""
    a, b = f.author, f.addressee
    content = (
        f'From: "{a.family}, {a.given}" <{a.email}>\nTo: {b.name} <{b.email}>\nSubject: {f.matter}\n'
        f"Date: {f.day:%a}, {f.day.day} {f.day:%b %Y} 09:12:44 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
        f"Dear {b.given},\n\n{wrapped(f.prose[:2])}\n\nKind regards\n\n{a.name}\n{a.role}\n{a.body}\n"
    )
    return Example("mail.eml", content, {
        "kind": one("e-mail"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "addressee": one(*b.forms), "date": one(f.day.isoformat()), "subject": one(f.matter),
    })  # fmt: skip


def web_letter(f: Facts) -> Example:
    """A letter on a web page, below the day it was published and among the site's own parts."""
    a, b = f.author, f.addressee
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in f.prose)
    content = (
        f"<html><head><title>Letters</title></head><body><nav><a href='/'>Home</a></nav><main><h1>{f.matter}</h1>"
        f"<p>Published 1 June 2031</p><p>{long_date(f.day)}</p><p>Dear {b.full},</p>{prose}<p>Yours sincerely,</p>"
        f"<p>{a.full}<br>{a.role}<br>{a.body}</p></main><footer>Contact us</footer></body></html>"
    )
    return Example("letter.html", content, {
        "kind": one("letter"), "author": one(*a.forms), "role": one(a.role), "organisation": one(a.body),
        "addressee": one(*b.forms), "date": one(f.day.isoformat()),
    }, frozenset(["subject"]))  # fmt: skip


LAYOUTS: tuple[Callable[[Facts], Example], ...] = (
    letter_with_letterhead,
    markdown_letter,
    american_letter,
    pasted_email,
    meeting_note,
    minutes,
    report,
    press_release,
    request_reply,
    article,
    form,
    bare_prose,
    memorandum,
    email_file,
    web_letter,
)

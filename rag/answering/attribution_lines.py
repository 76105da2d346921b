"""The line that says where a quote stands and whose words it holds, in plain English."""

from __future__ import annotations

from datetime import date

from rag.types import Citation, Speech

NOT_NAMED = "somebody who is not named"
_MOST_NAMED = 3
_RECORDS = frozenset(["note", "notes", "minutes", "minute", "record", "transcript", "readout"])


def attribution_line(citation: Citation) -> str:
    """Where a quote stands and whose words it holds, in plain English.

    "Letter from A to B, 6 November 2023, paragraph 4"; "B, as recorded in the meeting note of 24
    February 2023, paragraph 2"; "C, quoted by B, as reported in A's letter to D of 6 May 2023".
    """
    if citation.speech is Speech.OWN:
        return place_line(citation)
    who = citation.speaker or NOT_NAMED
    through = "".join(f", {_how(citation)} by {_inside(v)}" for v in reversed(citation.chain))
    rest = [f"as {_verb(citation)} in {_document_of(citation)}", *_place(citation)]
    return f"{_capital(who)}{through}, {', '.join(rest)}"


def place_line(citation: Citation) -> str:
    """Where a quote stands, whoever's words it holds."""
    parts = [_document_name(citation), plain_date(citation.date), *_place(citation)]
    return ", ".join(p for p in parts if p)


def plain_date(iso: str | None) -> str | None:
    """An ISO date as people write it, "6 November 2023"; anything else as it is."""
    if iso is None:
        return None
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


def _how(citation: Citation) -> str:
    return "quoted" if citation.speech is Speech.QUOTED else "reported"


def _verb(citation: Citation) -> str:
    if citation.speech is Speech.QUOTED:
        return "quoted"
    is_record = citation.kind and _RECORDS & set(citation.kind.lower().split())
    return "recorded" if is_record else "reported"


def _document_name(citation: Citation) -> str:
    kind, author = citation.kind, _listed(citation.author)
    addressee = _listed(citation.addressee)
    if kind and author and addressee:
        return f"{_capital(kind)} from {_with_office(citation, author)} to {addressee}"
    by = f", by {_with_office(citation, author)}" if author else ""
    return f"{citation.title}{by}"


def _with_office(citation: Citation, author: str) -> str:
    """ "Ann Brown (Director, Acme)"; what the author's name already says is not said again."""
    role, body = citation.role, citation.organisation
    offices = (role, None if role and body and role.lower() in body.lower() else body)
    known = [o for o in offices if o and o.lower() not in author.lower()]
    return f"{author} ({', '.join(known)})" if known else author


def _document_of(citation: Citation) -> str:
    """The document inside a sentence: "A's letter to B of 6 May 2023", "the note of 6 May 2023"."""
    kind, day = citation.kind, plain_date(citation.date)
    if not kind:
        return f"“{citation.title}”" + (f", {day}" if day else "")
    owner = _listed(citation.author) or citation.organisation
    named = f"{owner}’s {_small(kind)}" if owner else f"the {_small(kind)}"
    if citation.addressee:
        named += f" to {_listed(citation.addressee)}"
    if day:
        return f"{named} of {day}"
    return f"{named} “{citation.title}”"


def _listed(names: str | None) -> str | None:
    """Names joined by "; " as a sentence lists them: "A, B and C", "A, B and 4 others"."""
    if names is None or "; " not in names:
        return names
    *first, last = names.split("; ")
    if len(first) >= _MOST_NAMED:
        first, last = first[: _MOST_NAMED - 1], f"{len(first) + 2 - _MOST_NAMED} others"
    return f"{', '.join(first)} and {last}"


def _small(kind: str) -> str:
    return kind if kind[1:2].isupper() else kind[:1].lower() + kind[1:]


def _inside(voice: str) -> str:
    """A voice in the midst of a sentence: "The report" as "the report"."""
    first, _, rest = voice.partition(" ")
    articles = ("The", "A", "An", "Some", "Our", "His", "Her", "Their", "Its", "One")
    return f"{first.lower()} {rest}" if first in articles else voice


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _place(citation: Citation) -> list[str]:
    page = [f"page {citation.page}"] if citation.page else []
    paragraph = [f"paragraph {citation.paragraph}"] if citation.paragraph else []
    return page + paragraph

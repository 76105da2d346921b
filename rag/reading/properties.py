"""What a file says of itself, sifted: programs fill in names and titles that nobody chose."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rag.reading.cleaning import clean
from rag.reading.guessing.dates import date_alone
from rag.reading.guessing.names import family_name, is_organisation, person_in
from rag.reading.guessing.people import people_in
from rag.types import Known

MAIL_HEADER = "e-mail header"
FILE = "file properties"
"""Origins of properties: what a mail carries, and what an office program or a PDF writer noted."""
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel|office)\b.*|untitled.*|(?:document|presentation|book|slide|sheet|"
    r"doc|draft|layout|template|scan|scanned document|image|picture|letter|memo|report|title|print|blank)[\s_-]*\d*|"
    r"powerpoint presentation|power point presentation|\(anonymous\)|unspecified|normal|letterhead|"
    r"(?:https?|file|about):.*|.*\.(?:docx?|dotx?|rtf|odt|pdf|indd|qxp|pptx?|xlsx?|html?|txt|tmp|pages|ai|ps)|"
    r"scan[\s_-]?\d.*|[\W\d_]*)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"\b(?:user|admin\w*|owner|guest|default|microsoft|adobe|scanner)\b", re.I)
_LONGEST_TITLE = 200
_SAID_BY_THE_TEXT = ("author", "role", "organisation", "addressee", "date", "reference", "subject")
_SURE_TITLES = ("subject line",)


def credible(properties: Mapping[str, str], origin: str) -> dict[str, Known]:
    """The properties that can be true.

    An author must be a person's name, or becomes the organisation if it is one's ("Administrator" is
    neither). Titles that programs give, and the day a file was saved, say nothing about a document.
    """
    values = {key: " ".join(clean(value).split()) for key, value in properties.items()}
    if origin == MAIL_HEADER:
        values |= {k: _names(values[k]) for k in ("author", "addressee") if k in values}
    else:
        values |= _author(values.pop("author", ""), values.get("organisation", ""))
        kept = {k: v for k in ("title", "subject") if _is_title(v := values.get(k, ""))}
        values |= {"title": "", "subject": "", **kept}
    if origin == FILE or date_alone(values.get("date", "")) != values.get("date"):
        values["date"] = ""  # the day the file was saved, or no day at all
    return {key: Known(value, False, origin) for key, value in values.items() if value}


def _names(value: str) -> str:
    """The names in a mail's header, "Lee, Ann" as "Ann Lee"; an address without a name as it is."""
    parts = value.split("; ")
    people = [people_in(part) for part in parts]
    return "; ".join(
        p[0].name if len(p) == 1 else part for p, part in zip(people, parts, strict=True)
    )


def _is_title(value: str) -> bool:
    return not _NO_TITLE.fullmatch(value) and len(value) <= _LONGEST_TITLE


def _author(value: str, organisation: str) -> dict[str, str]:
    people = [person_in(part) for part in re.split(r"\s*;\s*", value)]
    names = [person.name for person in people if person]
    if value and len(names) == len(people):
        return {"author": "; ".join(names)}
    bodies = (v for v in (value, organisation) if is_organisation(v) and not _ACCOUNT.search(v))
    return {"organisation": next(bodies, "")}


def merged(guesses: Mapping[str, Known], properties: Mapping[str, Known]) -> dict[str, Known]:
    """Guesses of the text and properties together.

    A mail's header outranks its text. Of a file's own properties the title does, but for a subject
    line; who wrote it, when and to whom is believed of the page rather than of the file, since
    letters are typed by others and saved anew.
    """
    from_mail = any(known.origin == MAIL_HEADER for known in properties.values())
    kept = {
        key: known
        for key, known in properties.items()
        if from_mail or key not in guesses or not _text_is_surer(key, guesses[key])
    }
    return {**guesses, **kept}


def _text_is_surer(key: str, guess: Known) -> bool:
    return key in _SAID_BY_THE_TEXT or (key == "title" and guess.origin in _SURE_TITLES)


def of_one_author(known: Mapping[str, Known], guesses: Mapping[str, Known]) -> dict[str, Known]:
    """What is known, without the guessed role of somebody who is not the author, nor the organisation
    named beside them; one in a letterhead stays.
    """
    author, guessed = known.get("author"), guesses.get("author")
    if not guessed or (author and family_name(author.value) == family_name(guessed.value)):
        return dict(known)
    theirs = {
        key
        for key in ("role", "organisation")
        if (said := guesses.get(key)) is not None
        and known.get(key) == said
        and (key == "role" or said.origin == guessed.origin)
    }
    return {key: value for key, value in known.items() if key not in theirs}

"""To whom a document is written."""

from __future__ import annotations

import re

from rag.reading.guessing.names import is_organisation
from rag.reading.guessing.outline import Outline
from rag.reading.guessing.people import MOST, fullest, people_in
from rag.types import Known

_ADDRESSEE_LABELS = (
    *("to", "addressee", "addressed to", "fao", "for the attention of", "memorandum for"),
)
_SALUTATION = re.compile(r"dear\s+(?P<name>[^\W\d_].{0,100}?)[,:]?", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:sirs?|madams?|gentlemen)(?:\s*(?:or|and|/|,).*)?$|(?:all|both|colleagues?|editor|friends?|members?|customers?|residents?|team|applicant|"
    r"reader|readers|requester|parents?|neighbours?|everyone|everybody|valued|partners?)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\s*(?<!\S)@\w+")


def guess_addressee(outline: Outline) -> Known | None:
    """Whom it is written to: in full where the lines above the salutation give the full name."""
    label = outline.label(*_ADDRESSEE_LABELS)
    if label and (people := people_in(label.value)):
        names = [p.name for p in people][:MOST]
        return Known("; ".join(names), False, label.origin)
    if label and is_organisation(label.value):
        return Known(label.value, False, label.origin)
    return _greeted(outline) if outline.salutation is not None else None


def _greeted(outline: Outline) -> Known | None:
    assert outline.salutation is not None
    match = _SALUTATION.fullmatch(outline.opening[outline.salutation].text)
    name = _HANDLE.sub("", match["name"]).strip(" ,") if match else ""
    if not name or not name[0].isupper() or _NOBODY.match(name):
        return None
    full = fullest(name, outline.top)
    return Known(full, False, "salutation" if full == name else "address")

"""The words of a case found in the documents; where they are not, what stands there instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from eval.case_file import WrittenPlace
from eval.nearest_words import nearest_words
from rag.types import Document, Span

Place = tuple[Span, ...]
"""One piece of gold: where it stands, and other spans that say the same; any of them will do."""

_ALIKE = ("'‘’`´", '"“”„', "-‐‑‒–—")
"""Characters that a person's keyboard and a printed page have in different forms."""


class Shelf:
    """Documents by each of the paths they were read from."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self._by_path = {p: d for d in documents for p in (d.source.path, *d.source.other_paths)}

    def document(self, path: str) -> Document:
        """The document of a path. Raises ValueError, naming the likeliest, where there is none."""
        found = self._by_path.get(path)
        if found is None:
            near = get_close_matches(path, self._by_path, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ValueError(f"no document {path!r} in the corpus{hint}")
        return found


def resolve(place: WrittenPlace, shelf: Shelf) -> Span:
    """Where the words stand. Raises ValueError where they are missing or stand more than once.

    The forms of quotation marks and dashes and the width of white space make no difference.
    """
    document = shelf.document(place.document)
    found = [m.span() for m in _pattern(place.words).finditer(document.text)]
    wanted = place.occurrence
    if not found:
        raise ValueError(_missing(place, document, shelf.documents))
    times = f"{place.words!r} stands {len(found)} times in {place.document!r}"
    if wanted is None and len(found) > 1:
        raise ValueError(f"{times}; quote more of the sentence or add 'occurrence'")
    if wanted is not None and wanted > len(found):
        raise ValueError(f"{times}, not {wanted}")
    start, end = found[(wanted or 1) - 1]
    return Span(document.id, start, end)


def starts_of(words: str, document: Document) -> list[int]:
    """Where in a document the words of a case begin, each time they stand there."""
    return [m.start() for m in _pattern(words).finditer(document.text)]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join("".join(map(_forms_of, word)) for word in words.split()))


def _forms_of(character: str) -> str:
    forms = next((forms for forms in _ALIKE if character in forms), character)
    return re.escape(character) if len(forms) == 1 else f"[{re.escape(forms)}]"


def _missing(place: WrittenPlace, document: Document, documents: Sequence[Document]) -> str:
    said = f"{place.words!r} is not, or no longer, in {place.document!r}"
    elsewhere = [d for d in documents if d is not document]
    moved = next((d for d in elsewhere if _pattern(place.words).search(d.text)), None)
    if moved is not None:
        return f"{said}; it stands in {moved.source.path!r}"
    near = nearest_words(place.words, [document]) or nearest_words(place.words, elsewhere)
    if near is None:
        return f"{said}, and nothing like it stands in the corpus"
    at = "there" if near[0] is document else f"in {near[0].source.path!r}"
    return f"{said}; the nearest words {at} are {near[1]!r}"

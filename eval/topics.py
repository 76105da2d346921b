"""What a sentence is about, as a question may name it: the names in it and the heading over it."""

from __future__ import annotations

import re

from rag.answering.quantities import read_quantities
from rag.answering.words import FUNCTION_WORDS
from rag.types import BlockKind, Document, Span

_NAME = re.compile(r"[A-Z][\w’'&-]*(?:(?: (?:of|for|and|the|&)){0,2} [A-Z][\w’'&-]*)*")
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "professor", "sir"])
_PARTS = frozenset(
    "part article section schedule chapter order act table figure regulation regulations".split()  # noqa: SIM905
)
"""Words for parts of documents: without their number they name nothing."""
_LONGEST_HEADING = 80
_MOST_NAMES = 2


def heading_over(document: Document, span: Span) -> str | None:
    """The nearest heading above a place, unless it is long or the title itself."""
    above = [b for b in document.blocks if b.kind is BlockKind.HEADING and b.end <= span.start]
    if not above:
        return None
    heading = " ".join(document.text[above[-1].start : above[-1].end].split()).strip(" :.")
    one, other = heading.casefold(), document.title.casefold()
    is_title = one in other or other in one
    return None if is_title or not heading or len(heading) > _LONGEST_HEADING else heading


def topics_of(document: Document, span: Span) -> str | None:
    """The first two names in a sentence, joined by "and"; None where it has none.

    The word that opens the sentence counts only where the document has it in the midst of another:
    its capital says nothing.
    """
    text = " ".join(document.cut(span).split())
    dated = {word for day in read_quantities(text)[1] for word in day.words.split()}
    found: list[str] = []
    for match in _NAME.finditer(text):
        name = _without_opener(match[0], document) if match.start() == 0 else match[0]
        name = re.sub(r"['’]s?$", "", name)
        if name and name not in found and not set(name.split()) & dated and _is_telling(name):
            found.append(name)
    return " and ".join(found[:_MOST_NAMES]) or None


def _without_opener(name: str, document: Document) -> str:
    first, _, rest = name.partition(" ")
    if first == "The" and rest:
        return f"the {rest}"
    if re.search(rf"[a-z,;] {re.escape(first)}\b", document.text):
        return name
    return rest if rest[:1].isupper() else rest.partition(" ")[2]


def _is_telling(name: str) -> bool:
    words = [w.casefold() for w in name.split()]
    return len(name) > 2 and not (set(words) <= FUNCTION_WORDS | _TITLES | _PARTS)

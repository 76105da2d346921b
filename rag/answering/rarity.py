"""How much each word of a question tells on a shelf: what stands in few passages tells most."""

from __future__ import annotations

import math

from rag.answering.asked_kinds import words_of_kind
from rag.answering.words import content_words, stem
from rag.types import Library


def rarities(question: str, library: Library) -> dict[str, float]:
    """Weight by stem of each content word of the question: BM25's inverse passage frequency.

    Without the words that only name the kind of thing asked for, where others are left.
    """
    passages = library.counts()[1]
    words, of_kind = content_words(question), words_of_kind(question)
    telling = [w for w in words if stem(w) not in of_kind] or words
    found = {w: library.passages_with(w) for w in telling}
    return {stem(w): math.log(1 + (passages - n + 0.5) / (n + 0.5)) for w, n in found.items()}

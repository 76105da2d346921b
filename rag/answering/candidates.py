"""What may be quoted for a question: the sentences and lists of the best passages, read in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.answering.late_interaction import direction, match, pieces_within
from rag.answering.whole_lists import lists_in
from rag.sentences import sentences
from rag.types import BlockKind, Document, Encoder, Hit, Passage, Span, TokenVectors, Vectors

PASSAGES_READ = 8
"""Passages whose sentences are looked at."""
UNDECODED = "\ufffd"
"""Stands in a document's text where bytes were no characters."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The sentences of the best passages, each with its passage and the vectors of its word pieces.

    Shape of each of `pieces`: (pieces, dimensions). `questions` is what is asked, by text.
    """

    placed: Mapping[Span, Hit]
    pieces: tuple[Vectors, ...]
    questions: Mapping[str, TokenVectors]

    def near(self, question: str) -> Iterator[tuple[float, float]]:
        """The cosine and the match of each sentence to one of the questions."""
        asked = self.questions[question]
        meant = direction(asked.vectors)  # like a sentence's, whatever way the encoder pools
        return ((float(direction(p) @ meant), match(asked, p)) for p in self.pieces)


def candidates(
    questions: Sequence[str],
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    encoder: Encoder,
    *,
    wants_list: bool,
) -> Candidates:
    """What may be quoted; whole lists too where one is wanted. Everything is encoded once."""
    placed = _candidates(hits[:PASSAGES_READ], documents, lists=wants_list)
    asked = dict(zip(questions, encoder.token_vectors(questions), strict=True))
    return Candidates(placed, _pieces(placed, documents, encoder), asked)


def _candidates(
    hits: Sequence[Hit], documents: Mapping[str, Document], *, lists: bool
) -> dict[Span, Hit]:
    """Sentences, and lists if wanted, each with the best passage that it stands in.

    Where characters could not be decoded nothing is quoted: the words may not be the source's.
    """
    placed: dict[Span, Hit] = {}
    for hit in hits:
        document = documents[hit.passage.span.document_id]
        for span in _sentences_in(hit, document) + (
            lists_in(hit.passage.span, document) if lists else []
        ):
            if UNDECODED not in document.cut(span):
                placed.setdefault(span, hit)
    return placed


def _pieces(
    placed: Mapping[Span, Hit], documents: Mapping[str, Document], encoder: Encoder
) -> tuple[Vectors, ...]:
    """The word pieces of each span as they are read in its passage; of others, read by themselves."""
    passages = {hit.passage.id: hit.passage for hit in placed.values()}
    texts = [p.indexed_text for p in passages.values()]
    read = dict(zip(passages, encoder.token_vectors(texts), strict=True))
    found = {s: _pieces_in(read[hit.passage.id], hit.passage, s) for s, hit in placed.items()}
    others = [span for span, pieces in found.items() if not len(pieces)]
    alone = encoder.token_vectors([documents[s.document_id].cut(s) for s in others])
    found |= {span: tokens.vectors for span, tokens in zip(others, alone, strict=True)}
    return tuple(found.values())


def _pieces_in(read: TokenVectors, passage: Passage, span: Span) -> Vectors:
    """The pieces of a span in its passage; none where it reaches beyond."""
    if span.start < passage.span.start or span.end > passage.span.end:
        return read.vectors[:0]
    before = len(passage.indexed_text) - len(passage.text) - passage.span.start
    return pieces_within(read, span.start + before, span.end + before)


def _sentences_in(hit: Hit, document: Document) -> list[Span]:
    return [s for s in sentences(document, hit.passage.span) if not _is_heading(document, s)]


def _is_heading(document: Document, span: Span) -> bool:
    block = document.block_at(span.start)
    return block is not None and block.kind is BlockKind.HEADING

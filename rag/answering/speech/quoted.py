"""Whose words stand in quotation marks."""

from __future__ import annotations

from rag.answering.speech import saying
from rag.answering.speech.narration import announced_by
from rag.answering.speech.paragraphs import Paragraph, blocks_in, read_paragraph
from rag.answering.speech.quotations import OPENING, Quotation, find_quotations, opening_block
from rag.answering.speech.speakers import DEEPEST, Sentence, read_sentence, voices_of
from rag.answering.speech.tokens import tokens_of
from rag.sentences import sentence_bounds
from rag.types import Span

_SHORTEST = 6
"""Words: fewer in quotation marks are a term or a title, unless a verb of saying stands before."""
_EDGE = 8  # characters of marks and full stops that may stand beside a quotation
_LONGEST_NAME = 80  # characters in which a name is looked for after a dash


def quotations_that_hold(paragraph: Paragraph, start: int, end: int) -> list[Quotation]:
    """The quotations that hold a whole stretch, the outermost first.

    Marks and full stops at the edges of the stretch do not count.
    """
    text = paragraph.document.text
    return [
        q
        for q in paragraph.quotations
        if q.start < min(end, start + _EDGE)
        and max(start, end - _EDGE) < q.end
        and not any(c.isalnum() for c in text[start : max(start, q.start)])
        and not any(c.isalnum() for c in text[min(end, q.end) : end])
    ]


def is_mostly_quoted(paragraph: Paragraph, sentence: Sentence, start: int, end: int) -> bool:
    """Whether most of a stretch, or of what its frame says, stands in quotation marks."""
    inside = paragraph.quoted_characters(start, end)
    if not inside:
        return False
    frame = sentence.frame
    if frame is None:
        longest = longest_quotation(paragraph, start, end)
        words = paragraph.document.text[longest.start : longest.end].split()
        is_term = len(words) < _SHORTEST or _is_name(sentence, longest)
        return not is_term and inside * 2 > end - start
    if inside * 2 > end - start or frame.is_quotation:
        return True
    said = max(start, sentence.start + frame.said)
    begins = any(q.start <= said + 5 and said <= q.end for q in paragraph.quotations)
    return begins and paragraph.quoted_characters(said, end) * 2 >= max(1, end - said)


def longest_quotation(paragraph: Paragraph, start: int, end: int) -> Quotation:
    """The quotation that covers most of a stretch; at least one must touch it."""
    touching = [q for q in paragraph.quotations if q.depth == 0 and q.start < end and start < q.end]
    return max(touching, key=lambda q: min(q.end, end) - max(q.start, start))


def _is_name(sentence: Sentence, q: Quotation) -> bool:
    """Whether what stands in quotation marks is a name or a term: "called “the new way”"."""
    before = sentence.text[: max(0, q.start - sentence.start)].lower().split()[-2:]
    return bool(saying.NAMING & {w.strip(",:") for w in before})


def speaker_of_quotation(paragraph: Paragraph, q: Quotation, hops: int = DEEPEST) -> str | None:
    """Whose words stand in a quotation: by its sentence, those around it, or a name after it."""
    if q.depth:
        return _speaker_of_nested(paragraph, q)
    numbers = [n for n, s in enumerate(paragraph.sentences) if q.start < s.end]
    if not numbers:
        return None
    sentence = paragraph.sentences[numbers[0]]
    if sentence.frame:
        voices = paragraph.voices(numbers[0])
        return voices[-1] if voices else paragraph.parties.author
    if q.start > sentence.start + 2:
        return sentence.opening
    return (
        _name_after(paragraph, q)
        or _from_sentence_before(paragraph, numbers[0], hops)
        or _from_block_before(paragraph)
    )


def within(paragraph: Paragraph, q: Quotation, start: int, end: int) -> list[str | None]:
    """Those who are reported in a stretch of a quotation, read from within it."""
    deeper = [p for p in paragraph.quotations if p.depth > q.depth and p.start >= q.start]
    text = paragraph.document.text[max(start, q.start) : min(end, q.end)]
    inner = text.lstrip(OPENING)
    at = min(end, q.end) - len(inner)
    sentence = read_sentence(inner, at, deeper, paragraph.parties.is_minutes)
    return voices_of(sentence, (), paragraph.parties)


def within_sentence(paragraph: Paragraph, q: Quotation) -> list[str | None]:
    """Those who are reported in a quotation that is one sentence: "“Mr Hill says ‘no’.”"."""
    if len(sentence_bounds(paragraph.document.text[q.start : q.end])) > 1:
        return []
    return within(paragraph, q, q.start, q.end)


def _speaker_of_nested(paragraph: Paragraph, q: Quotation) -> str | None:
    """Whoever the quotation around it says; else whoever speaks in that one."""
    around = [
        p for p in paragraph.quotations if p.depth == q.depth - 1 and p.start <= q.start < p.end
    ]
    if not around:
        return None
    outer = around[-1]
    text = paragraph.document.text[outer.start : outer.end]
    inner = text.lstrip(OPENING)
    at = outer.end - len(inner)
    for a, b in sentence_bounds(inner):
        if at + a <= q.start < at + b:
            voices = within(paragraph, outer, at + a, at + b)
            if voices:
                return voices[-1]
    return speaker_of_quotation(paragraph, outer)


def _name_after(paragraph: Paragraph, q: Quotation) -> str | None:
    """The name after a dash that follows a quotation: "“...” — Ann Brown"."""
    after = paragraph.document.text[q.end : q.end + _LONGEST_NAME].split("\n", 1)[0].lstrip(" .")
    bare = after.lstrip("-–—").strip()
    if bare == after or not bare[:1].isupper():
        return None
    words = [t.text for t in tokens_of(bare)][:6]
    return " ".join(w for w in words if w[0].isupper()) or None


def _from_sentence_before(paragraph: Paragraph, number: int, hops: int) -> str | None:
    """The speaker of the sentence before, for a quotation that opens a sentence."""
    if not number or not hops:
        return None
    before = paragraph.sentences[number - 1]
    if before.frame:
        voices = paragraph.voices(number - 1)
        return voices[-1] if voices else paragraph.parties.author
    if before.text.rstrip().endswith(":"):
        return before.opening
    covering = [
        q for q in paragraph.quotations if q.depth == 0 and q.start < before.end <= q.end + 2
    ]
    return speaker_of_quotation(paragraph, covering[0], hops - 1) if covering else None


def _from_block_before(paragraph: Paragraph) -> str | None:
    """The speaker of a quotation that goes on from an earlier block, or that a colon announces."""
    document = paragraph.document
    place = Span(document.id, paragraph.block.start, paragraph.block.end)
    block = blocks_in(document, place)[0]
    first = opening_block(document, block)
    if first is block:
        return announced_by(document, block)
    last = find_quotations(document.text[first.start : first.end])[-1]
    opened = read_paragraph(document, first, Span(document.id, first.start + last.start, first.end))
    outermost = [q for q in opened.quotations if q.depth == 0]
    return speaker_of_quotation(opened, outermost[-1], 1) if outermost else None

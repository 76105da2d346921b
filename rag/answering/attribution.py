"""Who said it: the speaker of a quote, and through whom the words have come."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.attribution_lines import attribution_line, place_line, plain_date
from rag.answering.speech import saying
from rag.answering.speech.asides import Frame
from rag.answering.speech.frames import find_frame
from rag.answering.speech.quotations import (
    Quotation,
    find_quotations,
    opening_block,
    overlap,
    quotations_around,
)
from rag.answering.speech.speakers import (
    Parties,
    Sentence,
    is_evidence,
    is_first_person,
    is_second_person,
    name_of,
    opening_name,
    parties_of,
    read_sentence,
)
from rag.answering.speech.tokens import tokens_of
from rag.sentences import sentence_bounds
from rag.types import Block, BlockKind, Document, Quote, Span, Speech

__all__ = ["Said", "attribution_line", "place_line", "plain_date", "speaker_of", "who_said"]

_CHARACTERS_BEFORE = 4_000
_CHARACTERS_AFTER = 1_500
_SENTENCES_READ = 30
_WORDS_OF_A_QUOTATION = 4
"""Fewer words in quotation marks are a term or a title, unless a verb of saying stands before."""
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Said:
    """Whose words a quote holds.

    `chain` names those through whom the words have come, from the document's own author (who is
    not named in it) inwards: "A, quoting B's report, quoting C" has the speaker C and the chain (B's
    report,).
    """

    speaker: str | None
    speech: Speech
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A block as the rules read it: its sentences and quotations at places of the document."""

    document: Document
    block: Block
    quotations: Sequence[Quotation]
    sentences: Sequence[Sentence]
    parties: Parties


def speaker_of(document: Document, quote: Quote) -> tuple[str | None, Speech]:
    """The speaker of a quote, None where nobody is named, and whether own, reported or quoted."""
    said = who_said(document, quote)
    return said.speaker, said.speech


def who_said(document: Document, quote: Quote) -> Said:
    """Whose words a quote holds: the author's, or somebody's whom they report or quote.

    Of several sentences that differ, what holds for most of the quote's characters.
    """
    weights: Counter[Said] = Counter()
    for block in _blocks_of(document, quote.span):
        if block.kind is BlockKind.HEADING:
            weights[_own(parties_of(document))] += block.end - block.start
            continue
        paragraph = _read_paragraph(document, block, quote.span)
        for number, sentence in enumerate(paragraph.sentences):
            start = max(sentence.start, quote.span.start)
            end = min(sentence.start + len(sentence.text), quote.span.end)
            if start < end:
                weights[_said_in(paragraph, number, start, end)] += end - start
    return weights.most_common(1)[0][0] if weights else _own(parties_of(document))


def _blocks_of(document: Document, span: Span) -> list[Block]:
    first = max(0, bisect_right(document.blocks, span.start, key=lambda b: b.start) - 1)
    last = bisect_right(document.blocks, span.end - 1, key=lambda b: b.start)
    touched = document.blocks[first:last]
    return [b for b in touched if b.start < span.end and span.start < b.end][:_SENTENCES_READ]


def _own(parties: Parties) -> Said:
    return Said(parties.author, Speech.OWN)


def _read_paragraph(document: Document, block: Block, span: Span) -> _Paragraph:
    """The sentences of a block up to the quote and a little beyond, in a window of fixed size."""
    start = max(block.start, span.start - _CHARACTERS_BEFORE)
    end = min(block.end, max(span.start, block.start) + _CHARACTERS_AFTER)
    end = max(end, min(block.end, span.end, start + 4 * _CHARACTERS_BEFORE))
    window = Block(block.kind, start, end, block.page, block.paragraph, block.level)
    if start == block.start and end == block.end:
        quotations = quotations_around(document, block)
    else:
        quotations = _shifted(find_quotations(document.text[start:end]), start)
    parties = parties_of(document)
    bounds = sentence_bounds(document.text[start:end])
    sentences = [
        read_sentence(
            document.text[start + a : start + b], start + a, quotations, parties.is_minutes
        )
        for a, b in bounds
    ]
    return _Paragraph(document, window, quotations, sentences, parties)


def _shifted(quotations: Sequence[Quotation], by: int) -> list[Quotation]:
    return [Quotation(q.start + by, q.end + by, q.depth, q.closed) for q in quotations]


def _said_in(paragraph: _Paragraph, number: int, start: int, end: int) -> Said:
    """Whose words a sentence holds, or the part of it from `start` to `end`."""
    sentence = paragraph.sentences[number]
    around = [q for q in paragraph.quotations if _stands_in(paragraph, q, start, end)]
    if around:
        voices = [_speaker_of_quotation(paragraph, q) for q in around]
        inner = _voices(paragraph, number, _inside(paragraph, around[-1], sentence))
        return _chained([*voices, *inner], Speech.QUOTED)
    voices = _voices(paragraph, number, sentence)
    if _is_mostly_quoted(paragraph, sentence, start, end):
        if not voices and not _has_frame(sentence):
            voices = [_speaker_of_quotation(paragraph, _longest(paragraph, start, end))]
        return _chained(voices or [paragraph.parties.author], Speech.QUOTED)
    if voices:
        return _chained(voices, Speech.REPORTED)
    if _has_frame(sentence) or not (voice := _voice_before(paragraph, number)):
        return _own(paragraph.parties)
    return Said(voice, Speech.REPORTED)


def _stands_in(paragraph: _Paragraph, q: Quotation, start: int, end: int) -> bool:
    """Whether a stretch stands in a quotation, the marks and the full stop at its edges aside."""
    text = paragraph.document.text
    before = text[start : max(start, min(q.start, end))]
    after = text[min(end, max(q.end, start)) : end]
    if start >= q.end or end <= q.start:
        return False
    return not any(c.isalnum() for c in before) and not any(c.isalnum() for c in after)


def _chained(voices: Sequence[str | None], speech: Speech) -> Said:
    """The innermost voice speaks; those before it, named and each once, make the chain."""
    speaker = voices[-1]
    named = dict.fromkeys(v for v in voices[:-1] if v and v != speaker)
    return Said(speaker, speech, tuple(named))


def _has_frame(sentence: Sentence) -> bool:
    return sentence.frame is not None


def _voices(paragraph: _Paragraph, number: int, sentence: Sentence) -> list[str | None]:
    """Those who are reported in a sentence, from outside inwards; none where the writer speaks."""
    before = paragraph.sentences[:number]
    voices: list[str | None] = []
    frame = sentence.frame
    for _ in range(_DEEPEST):
        if frame is None:
            break
        if not _is_writer(paragraph, sentence, frame):
            name = name_of(sentence, frame, before, paragraph.parties)
            if name or not is_evidence(sentence, frame):
                voices.append(name)
        if not frame.is_clause:
            break
        first = next((n for n, t in enumerate(sentence.tokens) if t.start >= frame.said), None)
        if first is None:
            break
        inner = find_frame(sentence.tokens, first)
        frame = inner if inner and _names_somebody(sentence, inner) else None
    return voices


def _is_writer(paragraph: _Paragraph, sentence: Sentence, frame: Frame) -> bool:
    if is_first_person(sentence, frame):
        return True
    if is_second_person(sentence, frame):
        return not paragraph.parties.is_letter
    organisation = paragraph.parties.organisation
    if organisation is None or paragraph.parties.is_minutes or frame.subject is None:
        return False
    subject = sentence.text[slice(*frame.subject)].strip().lower()
    return subject.removeprefix("the ") == organisation.lower().removeprefix("the ")


def _names_somebody(sentence: Sentence, frame: Frame) -> bool:
    """Whether an inner frame brings in somebody new: a pronoun is most often the one who speaks."""
    if frame.subject is None:
        return False
    words = sentence.text[slice(*frame.subject)].lower().split()
    return bool(words) and words[0] not in saying.PRONOUNS


def _inside(paragraph: _Paragraph, q: Quotation, sentence: Sentence) -> Sentence:
    """A sentence that stands in a quotation, read from within: quotations inside it are one word."""
    deeper = [
        Quotation(p.start, p.end, p.depth - q.depth - 1, p.closed)
        for p in paragraph.quotations
        if p.depth > q.depth and p.start >= q.start
    ]
    start = max(sentence.start, q.start)
    end = min(sentence.start + len(sentence.text), q.end)
    text = paragraph.document.text[start:end]
    inner = text.lstrip("“”„‘’«\"'`")
    return read_sentence(
        inner, start + len(text) - len(inner), deeper, paragraph.parties.is_minutes
    )


def _is_mostly_quoted(paragraph: _Paragraph, sentence: Sentence, start: int, end: int) -> bool:
    """Whether most of a stretch, or of what its frame says, stands in quotation marks."""
    quotations = paragraph.quotations
    inside = overlap(list(quotations), start, end)
    if not inside:
        return False
    frame = sentence.frame
    if frame is None:
        longest = _longest(paragraph, start, end)
        words = paragraph.document.text[longest.start : longest.end].split()
        return inside * 2 > end - start and len(words) > _WORDS_OF_A_QUOTATION
    if inside * 2 > end - start:
        return True
    said = sentence.start + frame.said
    begins = any(q.start - 3 <= said + 2 and said <= q.end and q.depth == 0 for q in quotations)
    rest = max(1, end - max(start, said))
    return begins and overlap(list(quotations), max(start, said), end) * 2 >= rest


def _longest(paragraph: _Paragraph, start: int, end: int) -> Quotation:
    touching = [q for q in paragraph.quotations if q.depth == 0 and q.start < end and start < q.end]
    return max(touching, key=lambda q: min(q.end, end) - max(q.start, start))


def _speaker_of_quotation(paragraph: _Paragraph, q: Quotation, hops: int = _DEEPEST) -> str | None:
    """Whose words stand in a quotation: by the sentence it opens in, those around it, or a name after."""
    if q.depth:
        return _speaker_of_nested(paragraph, q)
    number = next(
        (n for n, s in enumerate(paragraph.sentences) if q.start < s.start + len(s.text)), None
    )
    if number is None:
        return None
    sentence = paragraph.sentences[number]
    if sentence.frame:
        voices = _voices(paragraph, number, sentence)
        return voices[-1] if voices else paragraph.parties.author
    if q.start > sentence.start + 2:
        return opening_name(sentence)
    return (
        _name_after(paragraph.document, q)
        or (hops and _from_sentence_before(paragraph, number, hops))
        or _from_block_before(paragraph)
        or None
    )


def _speaker_of_nested(paragraph: _Paragraph, q: Quotation) -> str | None:
    """Whoever the quotation around it says; else whoever speaks in that one."""
    around = [p for p in paragraph.quotations if p.depth < q.depth and p.covers(q.start, q.end)]
    if not around:
        return None
    outer = around[-1]
    for start, text in _sentences_in(paragraph.document, outer):
        if start <= q.start < start + len(text):
            deeper = [
                Quotation(p.start, p.end, 0, p.closed)
                for p in paragraph.quotations
                if p.depth == q.depth
            ]
            sentence = read_sentence(text, start, deeper, paragraph.parties.is_minutes)
            if sentence.frame and not is_first_person(sentence, sentence.frame):
                return name_of(sentence, sentence.frame, (), paragraph.parties)
            break
    return _speaker_of_quotation(paragraph, outer)


def _sentences_in(document: Document, q: Quotation) -> list[tuple[int, str]]:
    text = document.text[q.start : q.end]
    inner = text.lstrip("“„‘«\"'`")
    at = q.start + len(text) - len(inner)
    return [(at + a, inner[a:b]) for a, b in sentence_bounds(inner)]


def _name_after(document: Document, q: Quotation) -> str | None:
    """The name after a dash that follows a quotation: "“...” — Ann Brown"."""
    after = document.text[q.end : q.end + 80].split("\n", 1)[0].lstrip(" .")
    bare = after.lstrip("-–—").strip()
    if bare == after or not bare[:1].isupper():
        return None
    words = [t.text for t in tokens_of(bare)][:6]
    return " ".join(w for w in words if w[0].isupper()) or None


def _from_sentence_before(paragraph: _Paragraph, number: int, hops: int) -> str | None:
    """The speaker of the sentence before, for a quotation that opens a sentence."""
    if not number:
        return None
    before = paragraph.sentences[number - 1]
    if before.frame:
        voices = _voices(paragraph, number - 1, before)
        return voices[-1] if voices else paragraph.parties.author
    if before.text.rstrip().endswith(":"):
        return opening_name(before)
    end = before.start + len(before.text)
    covering = [q for q in paragraph.quotations if q.depth == 0 and q.start < end <= q.end + 2]
    return _speaker_of_quotation(paragraph, covering[0], hops - 1) if covering else None


def _from_block_before(paragraph: _Paragraph) -> str | None:
    """The speaker of a quotation that goes on from an earlier block, or that a colon announces."""
    document = paragraph.document
    block = _blocks_of(document, Span(document.id, paragraph.block.start, paragraph.block.end))[0]
    first = opening_block(document, block)
    if first is not block:
        last = find_quotations(document.text[first.start : first.end])[-1]
        span = Span(document.id, first.start + last.start, first.end)
        opened = _read_paragraph(document, first, span)
        at_end = [q for q in opened.quotations if q.depth == 0]
        return _speaker_of_quotation(opened, at_end[-1], 1) if at_end else None
    return _announced(document, block)


def _announced(document: Document, block: Block) -> str | None:
    """Whoever the block before says something, where it ends with a colon; past a list's items."""
    number = bisect_right(document.blocks, block.start, key=lambda b: b.start) - 2
    while number >= 0 and block.kind is BlockKind.LIST_ITEM:
        if document.blocks[number].kind is not BlockKind.LIST_ITEM:
            break
        number -= 1
    if number < 0 or document.blocks[number].kind is BlockKind.HEADING:
        return None
    before = document.blocks[number]
    if not document.text[before.start : before.end].rstrip().endswith(":"):
        return None
    paragraph = _read_paragraph(document, before, Span(document.id, before.end - 1, before.end))
    if not paragraph.sentences:
        return None
    return _told_by(paragraph, len(paragraph.sentences) - 1)


def _told_by(paragraph: _Paragraph, number: int) -> str | None:
    """Who tells what comes after a sentence: whoever it reports, or who "gives a summary"."""
    sentence = paragraph.sentences[number]
    voices = _voices(paragraph, number, sentence)
    if voices:
        return voices[-1]
    if sentence.frame is None and _is_speech_act(sentence):
        return _actor(sentence)
    return None


def _is_speech_act(sentence: Sentence) -> bool:
    """Whether somebody "gave a summary", "made the following points", "raised these matters"."""
    words = [t.lower for t in sentence.tokens[:30]]
    for number, word in enumerate(words):
        if word in saying.GIVING and saying.SPEECH_ACTS & set(words[number + 1 : number + 6]):
            return True
    return sentence.text.rstrip().endswith(":") and "following" in words


def _actor(sentence: Sentence) -> str | None:
    """The subject before the verb of a speech act."""
    tokens = sentence.tokens
    for number, token in enumerate(tokens[:30]):
        if token.lower in saying.GIVING | {"raised", "asked", "put"}:
            end = number
            while end and (tokens[end - 1].lower in saying.ADVERBS | saying.AUXILIARIES):
                end -= 1
            if end and tokens[0].lower not in saying.OPENERS:
                return " ".join(sentence.text[tokens[0].start : tokens[end - 1].end].split())
            break
    return opening_name(sentence)


def _voice_before(paragraph: _Paragraph, number: int) -> str | None:
    """Who still speaks in a sentence without a frame of its own, or None where the author does.

    In minutes whoever was last reported in the paragraph goes on until somebody else is; elsewhere
    only where "would" or "should" keeps it up ("She said it was late. It would be mended.").
    """
    parties, sentence = paragraph.parties, paragraph.sentences[number]
    if parties.is_letter or _opens_anew(sentence):
        return None
    if not parties.is_minutes and not _keeps_up(sentence):
        return None
    for earlier in range(number - 1, -1, -1):
        told = _told_by(paragraph, earlier)
        if told:
            return told
        if not parties.is_minutes or paragraph.sentences[earlier].frame:
            return None
    if parties.is_minutes or paragraph.block.kind is BlockKind.LIST_ITEM:
        return _announced(paragraph.document, paragraph.block)
    return None


def _opens_anew(sentence: Sentence) -> bool:
    """Whether a sentence is about the meeting itself, or the author's: nobody is reported in it."""
    words = [t.lower for t in sentence.tokens[:3]]
    about = {"meeting", "discussion", "action", "actions", "agenda", "minutes"}
    return bool(set(words) & (about | saying.FIRST_PERSON)) or words[:2] == ["this", "included"]


def _keeps_up(sentence: Sentence) -> bool:
    words = [t.lower for t in sentence.tokens[:6]]
    opens = words[:1] and words[0] in saying.THIRD_PERSON | {"this", "these", "such"}
    return bool(opens) and bool({"would", "should", "must"} & set(words))

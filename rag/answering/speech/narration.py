"""Who still speaks where a sentence names nobody: reported speech that goes on, lists, replies."""

from __future__ import annotations

from rag.answering.speech import saying
from rag.answering.speech.paragraphs import Paragraph, block_before, read_paragraph
from rag.answering.speech.speakers import Sentence
from rag.types import Block, BlockKind, Document, Span

_LONGEST_LIST = 100
_PUTTING = saying.GIVING | {"raised", "asked", "put", "noted"}


def voice_before(paragraph: Paragraph, number: int) -> str | None:
    """Who still speaks in a sentence without a frame of its own, or None where the author does.

    In minutes whoever was last reported in the paragraph goes on until somebody else is; elsewhere
    only where "would" or "should" keeps it up ("She said it was late. It would be mended."). Under
    "X made these points:" the items are X's.
    """
    parties, sentence = paragraph.parties, paragraph.sentences[number]
    if parties.is_letter or _is_about_the_record(sentence) or is_speech_act(sentence):
        return None
    if parties.is_minutes or _keeps_up(sentence):
        for earlier in range(number - 1, -1, -1):
            if told := told_by(paragraph, earlier):
                return told
            if paragraph.sentences[earlier].frame or not parties.is_minutes:
                return None
    if parties.is_minutes or paragraph.block.kind is BlockKind.LIST_ITEM:
        return announced_by(paragraph.document, paragraph.block)
    return None


def announced_by(document: Document, block: Block) -> str | None:
    """Whoever the sentence before a block says something, where it ends with a colon.

    Items of a list are announced by what stands before the list.
    """
    before = block_before(document, block)
    for _ in range(_LONGEST_LIST):
        if before is None or BlockKind.LIST_ITEM not in (block.kind, before.kind):
            break
        if before.kind is not BlockKind.LIST_ITEM:
            break
        before = block_before(document, before)
    if before is None or before.kind is BlockKind.HEADING:
        return None
    if not document.text[before.start : before.end].rstrip().endswith(":"):
        return None
    paragraph = read_paragraph(document, before, Span(document.id, before.end - 1, before.end))
    return told_by(paragraph, len(paragraph.sentences) - 1) if paragraph.sentences else None


def told_by(paragraph: Paragraph, number: int) -> str | None:
    """Who tells what comes after a sentence: whoever it reports, or who "gives a summary"."""
    if voices := paragraph.voices(number):
        return voices[-1]
    sentence = paragraph.sentences[number]
    return _actor(sentence) if sentence.frame is None and is_speech_act(sentence) else None


def is_speech_act(sentence: Sentence) -> bool:
    """Whether somebody "gave a summary", "made the following points", "raised these matters"."""
    words = [t.lower for t in sentence.tokens[:30]]
    for number, word in enumerate(words):
        if word in saying.GIVING and saying.SPEECH_ACTS & set(words[number + 1 : number + 6]):
            return True
    announces = sentence.text.rstrip().endswith(":") and "following" in words
    return announces and bool(_PUTTING & set(words))


def _actor(sentence: Sentence) -> str | None:
    """The subject before the verb of a speech act."""
    tokens = sentence.tokens
    for number, token in enumerate(tokens[:30]):
        if token.lower in _PUTTING:
            end = number
            while end and tokens[end - 1].lower in saying.ADVERBS | saying.AUXILIARIES:
                end -= 1
            if end and tokens[0].lower not in saying.OPENERS:
                return " ".join(sentence.text[tokens[0].start : tokens[end - 1].end].split())
            break
    return sentence.opening


def _is_about_the_record(sentence: Sentence) -> bool:
    """Whether a sentence is about the meeting itself, or the writer: nobody is reported in it."""
    words = [t.lower for t in sentence.tokens[:3]]
    about = {"meeting", "discussion", "action", "actions", "agenda", "minutes", "apologies"}
    return bool(set(words) & (about | saying.FIRST_PERSON)) or words[:2] == ["this", "included"]


def _keeps_up(sentence: Sentence) -> bool:
    words = [t.lower for t in sentence.tokens[:6]]
    opens = words[:1] and words[0] in saying.THIRD_PERSON | {"this", "these", "such"}
    return bool(opens) and bool({"would", "should", "must"} & set(words))

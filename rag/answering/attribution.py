"""Who said it: the speaker of a quote, and through whom the words have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.attribution_lines import NOT_NAMED, attribution_line, place_line, plain_date
from rag.answering.speech.narration import voice_before
from rag.answering.speech.paragraphs import Paragraph, blocks_in, read_paragraph
from rag.answering.speech.parties import Parties, parties_of
from rag.answering.speech.quoted import (
    is_mostly_quoted,
    longest_quotation,
    quotations_that_hold,
    speaker_of_quotation,
    within,
    within_sentence,
)
from rag.answering.speech.turns import Turn, turn_of
from rag.types import BlockKind, Document, Quote, Speech

_SHARE_OF_A_SPEAKER = 0.2
"""Of a quote's characters, for somebody to be named among those who speak in it."""

__all__ = ["Said", "attribution_line", "place_line", "plain_date", "speaker_of", "who_said"]


@dataclass(frozen=True, slots=True)
class Said:
    """Whose words a quote holds.

    `chain` names those through whom the words have come, from the document's own author (who is
    not named in it) inwards: in "A, quoting B's report, quoting C" the speaker is C and the chain
    (B's report,).
    """

    speaker: str | None
    speech: Speech
    chain: tuple[str, ...] = ()


def speaker_of(document: Document, quote: Quote) -> tuple[str | None, Speech]:
    """The speaker of a quote, None where nobody is named, and whether own, reported or quoted."""
    said = who_said(document, quote)
    return said.speaker, said.speech


def who_said(document: Document, quote: Quote) -> Said:
    """Whose words a quote holds: the author's, or somebody's whom they report or quote.

    Of several sentences that differ, what holds for most of the quote's characters; but where
    several others speak at length, all of them are named.
    """
    weights: Counter[Said] = Counter()
    for block in blocks_in(document, quote.span):
        if block.kind is BlockKind.HEADING:
            weights[_own(parties_of(document))] += block.end - block.start
            continue
        paragraph = read_paragraph(document, block, quote.span)
        for number, sentence in enumerate(paragraph.sentences):
            start = max(sentence.start, quote.span.start)
            end = min(sentence.end, quote.span.end)
            if start < end:
                said = _said_in(paragraph, number, start, end)
                weights[_through_mail(paragraph.parties, said)] += end - start
    return _together(weights) if weights else _own(parties_of(document))


def _together(weights: Counter[Said]) -> Said:
    """One answer for a quote in which several speak, by the number of characters of each."""
    most = weights.most_common(1)[0][0]
    enough = weights.total() * _SHARE_OF_A_SPEAKER
    others = [s for s, weight in weights.items() if weight >= enough and s.speech is not Speech.OWN]
    names = list(dict.fromkeys(s.speaker or NOT_NAMED for s in others))
    if most.speech is Speech.OWN or len(names) == 1:
        return most
    speech = Speech.REPORTED if any(s.speech is Speech.REPORTED for s in others) else Speech.QUOTED
    return Said(f"{', '.join(names[:-1])} and {names[-1]}", speech)


def _own(parties: Parties) -> Said:
    return Said(parties.author, Speech.OWN)


def _through_mail(parties: Parties, said: Said) -> Said:
    """What an earlier e-mail says, as the one that quotes it has it."""
    if not parties.is_quoted_mail:
        return said
    if said.speech is Speech.OWN:
        return Said(said.speaker, Speech.QUOTED)
    writer = (parties.author,) if parties.author and parties.author != said.speaker else ()
    return Said(said.speaker, said.speech, (*writer, *said.chain))


def _said_in(paragraph: Paragraph, number: int, start: int, end: int) -> Said:
    """Whose words a sentence holds, or the part of it from `start` to `end`."""
    sentence = paragraph.sentences[number]
    if around := quotations_that_hold(paragraph, start, end):
        outer = [speaker_of_quotation(paragraph, q) for q in around]
        inner = within(paragraph, around[-1], sentence.start, sentence.end)
        return _chained([*outer, *inner], Speech.QUOTED)
    voices = paragraph.voices(number)
    if is_mostly_quoted(paragraph, sentence, start, end):
        longest = longest_quotation(paragraph, start, end)
        if sentence.frame is None:
            voices = [speaker_of_quotation(paragraph, longest)]
        inner = within_sentence(paragraph, longest)
        return _chained([*(voices or [paragraph.parties.author]), *inner], Speech.QUOTED)
    if voices:
        return _chained(voices, Speech.REPORTED)
    if turn := _turn(paragraph, start):
        return Said(turn.speaker, Speech.REPORTED)
    voice = None if sentence.frame else voice_before(paragraph, number)
    return Said(voice, Speech.REPORTED) if voice else _own(paragraph.parties)


def _turn(paragraph: Paragraph, position: int) -> Turn | None:
    """The turn of a transcript in which a place stands; letters have no turns."""
    parties = paragraph.parties
    if parties.is_letter:
        return None
    return turn_of(paragraph.document, paragraph.block, position, parties.is_minutes)


def _chained(voices: Sequence[str | None], speech: Speech) -> Said:
    """The innermost voice speaks; those before it, named and each once, make the chain."""
    speaker = voices[-1]
    named = dict.fromkeys(v for v in voices[:-1] if v and v != speaker)
    return Said(speaker, speech, tuple(named))

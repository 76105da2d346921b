"""What each sentence of a letter does: asks, sets the scope, speaks of the reply, or just states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from rag.enquiries.asking_words import (
    asks_without_mark,
    ends_asking,
    has_question_word,
    quotes_a_question,
)
from rag.enquiries.chatter import is_chatter
from rag.enquiries.reply_words import is_about_the_reply, is_about_this_request
from rag.enquiries.requests import any_of


class Manner(Enum):
    """What a sentence of a letter does."""

    ASKS = auto()
    SCOPE = auto()
    """Says what the questions mean: a period, a definition."""
    ABOUT_THE_REPLY = auto()
    """Formats, deadlines, acknowledgements, cost limits: about the reply, not the matter."""
    CHATTER = auto()
    """Rhetoric and politeness."""
    STATES = auto()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a letter: `text[start:end]`, its words on one line, and what it does."""

    start: int
    end: int
    words: str
    manner: Manner


LONGEST = 1200
"""Characters of a sentence that are read to tell what it does, at most."""

_QUESTIONS = r"(?:request|letter|questions?|enquiry|enquiries|e-?mail|requests|points?)"
_SCOPE = re.compile(
    r"^[\W_]*"
    + any_of(
        r"please (?:answer|limit|restrict|confine|note that (?:all|by|the period|i am|when|where|“|\")|"
        r"give (?:all )?(?:figures|answers) (?:for|separately))[^.?!]{0,200}",
        r"please (?:provide|break|supply|give|split)\b[^.?!]{0,40}\b(?:this|the above|all (?:of )?(?:this|the above|answers|figures)|"
        r"answers|these figures|each answer|them|everything)\b[^.?!]{0,60}\b(?:for|by|each|years?)\b",
        r"(?:by|with) (?:the (?:words?|terms?|phrase|expression) )?[\"“‘'][^\"”]{2,60}[\"”’'],? (?:i|we) (?:mean|refer|understand)",
        rf"(?:for the purposes? of|in|throughout) (?:this|these|my|the following|all) (?:{_QUESTIONS}|purposes?)\b",
        r"(?:where|when) i (?:say|write|refer|use|ask)\b|unless (?:otherwise )?(?:stated|i say|i state|specified|otherwise)",
        r"(?:the )?(?:time )?(?:period|dates?|years?|time ?frame|timescale)(?: (?:in question|covered|concerned|of interest|"
        r"i am interested in|for (?:this|all|each|my)|of (?:this|my)))*(?: \w+){0,3} (?:is|are|covers?|runs?|should)\b",
        rf"(?:all|each|every one|both|none) (?:of )?(?:(?:the|my|these|this|above|following|{_QUESTIONS}) )+.{{0,40}}\b(?:relate|concern|refer|cover|apply|are about|is about|should (?:be|cover))",
        rf"(?:my|these|the following|this|the above) {_QUESTIONS} (?:all )?(?:relates?|concerns?|refers?|covers?|appl(?:y|ies)|"
        r"are (?:all )?about|is about|is limited|are limited|are (?:all )?for)",
        r"i would (?:also )?ask that [^.?!]{3,60} (?:is|are|be) (?:shown|given|split|broken|stated|separated|listed|set|kept)\b",
        r"i am (?:only|just|solely|not) (?:interested|asking|concerned|looking)|i (?:only|just) (?:need|want|require|seek)\b",
        r"i (?:would )?(?:need|want|like|prefer) (?:the |these |your |all )?(?:figures|data|numbers|answers|information|it|this|them) "
        r"(?:broken down |split |separately |given )?(?:by|for each|per|as|separately)\b|i do not (?:want|need|require|ask for)\b",
        r"[\"“‘][^\"”]{2,60}[\"”’] (?:means|includes|refers to|covers|here means|should be)",
        r"[\w -]{2,40} (?:here )?(?:means|should be (?:read|taken|understood) (?:as|to))\b",
        r"for the avoidance of doubt",
    ),
    re.IGNORECASE,
)
_MERE_REQUEST = re.compile(
    r"^[\W_]*(?:(?:i|we) (?:am|are|'m|’m|would like|wish|want|write)\b[^.?!:]{0,30}\b)?"
    r"(?:make|making|submit|submitting|write|writing|request|requesting)\b[^.?!:]{0,90}"
    r"\b(?:freedom of information|foi|foia|environmental information|eir)(?: \w+){0,5}[^.?!:]{0,40}[.:]?$",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"^[\W_]*(?:(?:i|we) (?:am|are|'m|’m) writing|(?:i|we) write|(?:i|we) (?:have|had) "
    r"(?:a (?:few|couple|number)|some|several|two|three|four|five|the following))\b",
    re.IGNORECASE,
)
_NAMES_A_TOPIC = re.compile(
    r"^[\W_]*(?:(?:i|we)(?: would like| wish| want|'d like|’d like| have)?|my letter is) (?:to )?(?:enquire|inquire|ask|raise|query|a (?:query|question))(?: a (?:few|couple of)? ?questions?)? (?:about|regarding|concerning|into|in (?:relation|regard|connection)|with regard)\b",
    re.IGNORECASE,
)
"""Says what the questions are about and asks none: "I wish to enquire about the pool."."""
_NO_INFORMATION = re.compile(
    r"\b(?:disclosure of|the|some|following|seek|request|require|seeking|requesting|requiring|provide|supply) information(?: (?:for the purposes?|under|pursuant|in accordance|for (?:my|our|a|the))\b[^.?!]*)?\W*$",
    re.IGNORECASE,
)
_ABOUT_A_MATTER = re.compile(
    r"\b(?:how (?:many|much|often|long|is|are|do|does|did|was|were)|whether|what|which|who|when|why|"
    r"copies|copy of|number of|cost of)\b",
    re.IGNORECASE,
)
_THINGS_TO_COME = r"(?:questions?|information|points?|quer(?:y|ies)|requests?|matters?|items?|details|documents?|records?|data|things?)"
_FORMULA_STEM = re.compile(
    any_of(
        r"\b(?:following|below|as follows|these|some|few|several|number of|two|three|four|five|six|seven|eight|nine|ten|"
        rf"couple of|attached|listed)\b[^.?!]{{0,60}}\b{_THINGS_TO_COME}\b",
        r"\bquestions? (?:below|overleaf|attached|enclosed|(?:which|that) follow|in (?:the )?(?:attached|enclosed|annex|schedule))\b",
        r"\b(?:my|our|the) (?:\w+ )?questions? (?:are|is) (?:these|this|as follows|below|set out|simple|few|quite)\b|^[\W_]*what follows\b",
        r"\b(?:two|three|four|five|six|some|several|few) (?:other|more|further) (?:things|questions|points|matters)\b",
        r"\b(?:the following|as follows|below|listed here|set out (?:here|overleaf)|answer these)\W*$",
        r"\bthe following\s*[,:;–—-]|\b(?:all|each|both|none) of the (?:below|following)\b",
        r"\b(?:need|want|require|would like|request|seek|after|grateful for|welcome)(?: to (?:have|know|see))? (?:the following|these (?:few )?(?:things|facts|details))\b",
        r"\b(?:listed|set out|described|itemised|specified|detailed|named)\b[^.?!]{0,25}\b(?:schedule|annex|appendix|overleaf|enclosed|attached|below)\b",
        r"\bhere (?:is|are) (?:what (?:i|we|you) (?:want|need|ask|would like|are|can|will|could)|(?:my|our|the|some)\b[^.?!]{0,30}\bquestions?)\b",
        r"\bnow (?:for|to) (?:\w+ ){0,3}questions?\b",
        r"\b(?:answers? to|answer|respond to|questions? (?:about|on|concerning|regarding))\b[^.?!]{0,40}\b(?:questions?|following)\b",
    ),
    re.IGNORECASE,
)
_ASKED_TO_COME = re.compile(r"\b(?:questions?|following)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:following|below|overleaf|schedule|annex|appendix|listed|questions?|as follows|things|points)\b"
    r"|\bhere (?:is|are)\b",
    re.IGNORECASE,
)
_QUESTIONS_HEADING = re.compile(
    r"\b(?:questions?|request(?:ed|s)?|information (?:sought|required|wanted)|quer(?:y|ies)|i(?: would|['’]d) like|please)\b"
    r"|^[\W_]*(?:to|i (?:hope|want|wish|need) to) (?:learn|know|find out|be told|establish|ask)\W*$",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"^[\W_]*"
    + any_of(
        r"(?:i|we)(?: am| are|'m|’m| have| would like to)?(?: \w+)? (?:writ(?:e|ing)|refer(?:ring)?|ask(?:ing)?|enquir(?:e|ing)|request(?:ing)?)\b[^.?!]{0,120}\b(?:about|regarding|concerning|on the subject of|in (?:connection|relation|respect)|with (?:regard|reference|respect)|on behalf|to the|to your|relating|in response)\b",
        r"(?:it|this|this request|this letter|my (?:letter|enquiry|request|questions?)|these (?:questions?|requests?)) (?:is|are|concerns?|relates?)\b",
        r"(?:with reference|with regard|in (?:relation|regard|respect)|further|following|regarding|concerning|in connection)\b",
        r"we are running a",
    ),
    re.IGNORECASE,
)


def manner_of(sentence: str) -> Manner:
    """What a sentence does; `sentence` has no line breaks. Of a very long one both ends are read."""
    if len(sentence) > LONGEST:
        sentence = f"{sentence[: LONGEST // 2]} {sentence[-LONGEST // 2 :]}"
    asks = ends_asking(sentence)
    if asks and is_chatter(sentence):
        return Manner.CHATTER
    if _SCOPE.match(sentence) and not asks:
        return Manner.SCOPE
    if is_about_this_request(sentence):
        return Manner.ABOUT_THE_REPLY
    if not (asks and has_question_word(sentence)) and is_about_the_reply(sentence):
        return Manner.ABOUT_THE_REPLY
    if asks:
        return Manner.STATES if quotes_a_question(sentence) else Manner.ASKS
    if has_question_word(sentence) and is_chatter(f"{sentence.rstrip('. !')}?"):
        return Manner.CHATTER
    if not _is_mere_request(sentence) and asks_without_mark(sentence):
        return Manner.ASKS
    return Manner.STATES


def is_formula_stem(sentence: str) -> bool:
    """Whether a sentence only announces questions: "I would like the following information"."""
    return bool(_FORMULA_STEM.search(sentence))


def announces_questions(sentence: str) -> bool:
    """Whether a sentence only says that questions come: "Please answer the questions below."."""
    if not is_formula_stem(sentence):
        return False
    words = _ASKED_TO_COME if sentence.endswith("?") else _TO_COME
    return bool(words.search(sentence))


def heads_questions(words: str) -> bool:
    """Whether a heading or the head of a list says that something is asked: "My questions:"."""
    return bool(_QUESTIONS_HEADING.search(words))


def tells_the_topic(sentence: str) -> bool:
    """Whether a sentence says what the whole letter is about: "I am writing about the ferry"."""
    return bool(_TOPIC.match(sentence))


def _is_mere_request(sentence: str) -> bool:
    if _MERE_REQUEST.match(sentence) or _NO_INFORMATION.search(sentence):
        return True
    introduces = _INTRODUCES.match(sentence) or _NAMES_A_TOPIC.match(sentence)
    return bool(introduces) and not _ABOUT_A_MATTER.search(sentence)

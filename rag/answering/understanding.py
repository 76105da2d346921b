"""What a question asks: greetings and the story before it told from the question itself."""

from __future__ import annotations

import re
from string import whitespace

from rag.answering.conversation import leans_on_turns
from rag.answering.words import content_words
from rag.sentences import sentence_bounds

FORMULA = re.compile(
    r"^\W*(?:dear [^,.\n]{2,60}[,.]\s*|(?:hello|hi)\b[^,.!\n]{0,40}[,.!]\s*|"
    r"(?:i am|i'm|we are) writing to (?:ask|enquire|inquire|find out)\b(?: you)?|"
    r"(?:please |kindly )?(?:can|could|would|will) (?:you|someone|anyone|somebody) (?:please |kindly )?"
    r"(?:also )?(?:tell (?:me|us)|let (?:me|us) know|advise(?: me)?|confirm|find out)\b|"
    r"(?:i|we)(?: would|'d) (?:like|be grateful|be interested) "
    r"(?:to (?:know|ask|find out|learn)|if you could (?:tell me|say|confirm))\b|"
    r"(?:please|pls|kindly) (?:tell me|let me know|advise(?: me)?|confirm|send(?: me)?)\b|"
    r"to ask (?:the|his|her|their|mr|mrs|ms|dr)\b[^,;:?]{3,80},|"
    r"do you (?:happen to )?know\b)\s*(?:about|whether|if)?\s*",
    re.IGNORECASE,
)
"""Ways in which a question begins that say nothing of what it asks.

Without "To ask the Secretary of State for ...," found@300w of 400 written parliamentary questions
went from .875 to .892: whom a question is put to is not what it is about.
"""
ASKS = re.compile(
    r"^\W*(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|can|"
    r"could|will|would|should|please|list|name|give|tell|explain|describe|quote)\b",
    re.IGNORECASE,
)
STORY_WORDS = 30
"""A text of more words than this may hold a story beside what it asks."""
JOINED = re.compile(
    r",?\s+and\s+(?=(?:(?:at|on|in|by|for|to|from|with|under|of)\s+)?(?:who|whom|whose|what|when|where|"
    r"which|why|how)\b)|(?<=\?)\s+|"
    r",\s+(?=(?:what|how)\s+(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|many|much|long)\b)",
    re.IGNORECASE,
)
"""Where one question ends and the next begins: "Who won, and when?"."""
COUNTED = re.compile(
    r"^\W*(?:and|also|then|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|next|"
    r"last(?:ly)?|finally)\b[,:]?\s+",
    re.IGNORECASE,
)
"""How one of several questions may begin."""
WHOLE_QUESTION = 2
"""Telling words that a first question has at least, if it is one by itself."""
MARK = re.compile(
    r"(?:^|(?<=[\s;:,.?]))\(?(?P<mark>[a-h]|[ivx]{1,4}|\d{1,2})[.)]\s+(?=\w)", re.IGNORECASE
)
SERIES = (
    tuple("abcdefgh"),
    tuple(str(n) for n in range(1, 13)),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"),
)
"""How writers mark their questions."""
JOINING = re.compile(r"\b(?:and|or|plus)$")
ENDS_A_PART = (":", ";", ".", "?", "!")
"""What stands before a question by itself ends so, words that join it left out."""
PARTS = 6
"""Questions told apart in one text, at most."""


def core_of(text: str) -> str:
    """What is asked, without greeting and story; the whole where nothing can be left out."""
    asking = _questions_in(text)
    if len(text.split()) <= STORY_WORDS and ("?" not in asking or leans_on_turns(asking)):
        asking = text  # a short story before it says what is meant: "It closed in 2019. Why?"
    plain = _plain(asking)
    return plain if content_words(plain) else text


def parts_of(question: str) -> list[str]:
    """The questions that one text holds, in order; the whole where it holds just one.

    Where the writer lettered or numbered them, each is one.
    """
    if marked := _marked(question):
        return marked[:PARTS]
    parts = [COUNTED.sub("", p.strip(" ,;")) for p in JOINED.split(question) if p.strip(" ,;?")]
    if len(content_words(parts[0] if parts else "")) < WHOLE_QUESTION:
        return [question]  # "When and where did it meet?" is one question
    return parts[:PARTS] if len(parts) > 1 and all(map(_asks, parts)) else [question]


def _asks(part: str) -> bool:
    """Whether a part of a text asks by itself, "at which firm?" too."""
    return bool(ASKS.match(part) or re.match(r"^\W*\w+ (?:who|wh\w+|how)\b", part))


def _marked(text: str) -> list[str]:
    """The questions that a writer marked a), b), c) or (1), (2) or i., ii., in order; else none.

    None where what is marked are words of one question: "what the (a) cost and (b) value of it was".
    """
    wanted, found = 0, []
    for match in MARK.finditer(text):
        mark = match["mark"].lower()
        if wanted == 0:
            series = next((s for s in SERIES if s[0] == mark), None)
        if series is not None and wanted < len(series) and mark == series[wanted]:
            found.append(match)
            wanted += 1
    if len(found) < 2:
        return []
    ends = [m.start() for m in found[1:]] + [len(text)]
    pieces = [text[m.end() : end] for m, end in zip(found, ends, strict=True)]
    parts = [_without_joining(_without_closing(piece), ",;").strip() for piece in pieces]
    before = [_without_joining(t, ",") for t in (text[: found[0].start()], *pieces[:-1])]
    most_ask = 2 * sum(map(_asks, parts)) >= len(parts)
    return parts if most_ask or all(not t or t.endswith(ENDS_A_PART) for t in before) else []


def _without_joining(text: str, marks: str) -> str:
    """A text without the spaces, marks and joining words at its end; in linear time, unlike a pattern."""
    while True:
        text = text.rstrip(f"{whitespace}{marks}")
        word = JOINING.search(text[-6:])  # room for the longest, and what stands before it
        if word is None:
            return text
        text = text[: -len(word.group())]


def _without_closing(piece: str) -> str:
    """A piece up to its last sentence that asks, or its first: after the last one the letter closes."""
    sentences = list(sentence_bounds(piece))
    ends = [end for start, end in sentences if _is_question(piece[start:end])]
    return piece[: ends[-1] if ends else sentences[0][1]] if sentences else piece


def _is_question(sentence: str) -> bool:
    return sentence.rstrip(')"”’ ').endswith("?")


def _plain(text: str) -> str:
    """A question without the greetings before it."""
    previous = None
    while previous != text:
        previous, text = text, FORMULA.sub("", text, count=1)
    return text.strip()


def _questions_in(text: str) -> str:
    """The sentences of a long text that ask, or all of it where none or every one does."""
    sentences = [text[start:end] for start, end in sentence_bounds(text)]
    asking = [s for s in sentences if _is_question(s)]
    asking = asking or [s for s in sentences if ASKS.search(_plain(s))]
    return " ".join(asking) if asking else text

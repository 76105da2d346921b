"""Words as they are commonly written: text-speak spelt out, slips of character recognition undone."""

from __future__ import annotations

import re

_SHORTENED = {
    "u": "you",
    "ya": "you",
    "yous": "you",
    "ur": "your",
    "r": "are",
    "pls": "please",
    "plz": "please",
    "plse": "please",
    "pleas": "please",
    "cud": "could",
    "wud": "would",
    "shud": "should",
    "wot": "what",
    "wots": "what is",
    "whats": "what is",
    "hows": "how is",
    "whos": "who is",
    "wheres": "where is",
    "whens": "when is",
    "whys": "why is",
    "y": "why",
    "wen": "when",
    "wich": "which",
    "hav": "have",
    "iv": "i have",
    "ive": "i have",
    "id": "i would",
    "im": "i am",
    "wana": "want to",
    "wanna": "want to",
    "gonna": "going to",
    "gimme": "give me",
    "lemme": "let me",
    "sum1": "someone",
    "ne1": "anyone",
    "any1": "anyone",
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "isnt": "isn't",
    "wasnt": "wasn't",
    "arent": "aren't",
    "cant": "can't",
    "wont": "won't",
    "havent": "haven't",
    "hasnt": "hasn't",
    "thats": "that is",
    "theres": "there is",
    "info": "information",
    "thx": "thanks",
    "btw": "also",
}
_WORD = re.compile(rf"(?<![\w'’./@-])(?:{'|'.join(_SHORTENED)})(?![\w'’@/-]|\.\w)", re.IGNORECASE)
_NEEDS_SPELLING = frozenset(["id", "r", "y", "iv"])
"""Also abbreviations or marks of another kind when written large: "ID", "R. Smith", "IV"."""
_SLIPS = (
    (re.compile(r"\b[l1|](?= [a-z])"), "I"),
    (re.compile(r"(?<=[a-z])1|1(?=[a-z])"), "l"),
    (re.compile(r"(?<=[a-z])0(?=[a-z])"), "o"),
    (re.compile(r"(?<=[a-z])rn(?=[a-z])|rn\b"), "m"),
    (re.compile(r"\s+(?=[?.,;:])"), ""),
)


def spelt_out(words: str) -> str:
    """Words with the commonest shorthand of messages written in full: "can u tell me whats left"."""
    return _WORD.sub(_spelt, words)


def legible(words: str) -> str:
    """Words with the commonest errors of character recognition undone: "l wou1d", "inforrnation"."""
    for pattern, put in _SLIPS:
        words = pattern.sub(put, words)
    return words


def _spelt(match: re.Match[str]) -> str:
    word = match[0].lower()
    if word in _NEEDS_SPELLING and not match[0].islower():
        return match[0]
    return _SHORTENED[word]

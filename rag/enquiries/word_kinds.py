"""Words put together by what they do in asking, so that one is evidence for another of its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KINDS = {
    "I": "i we one",
    "ME": "me us",
    "YOU": "you yourselves ye",
    "YOUR": "your",
    "MY": "my our his her their its",
    "SOMEONE": "someone somebody whoever",
    "ANYONE": "anyone anybody nobody everyone everybody noone people",
    "MODAL": "can could would will shall should might may must",
    "WANT": "want wish like love need require seek request ask demand insist welcome appreciate "
    "value expect hope wonder enquire inquire beg urge await",
    "KEEN": "curious interested grateful obliged glad pleased keen anxious thankful eager delighted "
    "indebted content intrigued concerned puzzled unclear unsure",
    "TELL": "tell say send give provide supply state confirm explain disclose show share describe "
    "specify furnish let identify forward release produce clarify advise inform attach publish "
    "enclose indicate outline reveal itemise quote justify",
    "LEARN": "know learn find discover see hear understand establish receive obtain get have read "
    "check ascertain told sent shown given inspect view look trace sight",
    "INFO": "copy copies date detail name number figure list record reason cost price information data "
    "breakdown report minutes plan map log policy policies document letter email reading result "
    "register note answer explanation evidence contract invoice photograph photo recording "
    "particulars schedule correspondence file survey assessment test total amount sum percentage "
    "proportion statistics history summary grounds criteria rate fee timetable footage statement",
    "WH": "who what when where why how which whose whom",
    "WHETHER": "whether if",
    "PLEASE": "please kindly perhaps maybe possibly pray",
    "HELP": "helpful useful good kind kindness help nice interest mind favour comfort assistance "
    "interesting handy relief courtesy obliging",
    "BE": "is are was were am be been being",
    "DO": "do does did done",
    "HAD": "has had having",
    "NOT": "not never no none nothing nor cannot without",
    "SCORN": "ever even really honestly seriously actually surely supposed meant bother earth "
    "imagine wonderful clever brilliant funny joke",
    "THIS": "it this that these those",
    "THEY": "he she they them him there",
    "THE": "the a an any all some each every another",
    "AND": "and or but so then because as",
    "PREP": "of in on at by for from to with about into over under since until before after "
    "between during within against through",
    "MUCH": "many much often long far old",
    "ALSO": "also too further finally lastly again now still just only",
    "PLEASED": "thank thanks sorry hope regards apologies dear",
    "0": "0",
    "Name": "Name",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_ENDINGS = ("s", "es", "ed", "d", "ing")
_CONTRACTED = {"'d": "would", "'ll": "will", "'m": "am", "'re": "are", "'ve": "have", "'s": "is"}
_NEGATED = re.compile(r"^(.+?)(?:n't)$")
OTHER = "x"
WINDOW = 7
"""Words within which one kind is seen to follow another."""
FIRST_KINDS = 6
"""Kinds of words at the beginning that are told together, at most."""


def kinds_of(tokens: Sequence[str]) -> list[str]:
    """The kind of each word, contractions taken apart, a run of other words as one."""
    found: list[str] = []
    for token in tokens:
        for word in _apart(token):
            kind = _kind(word)
            if kind != OTHER or found[-1:] != [OTHER]:
                found.append(kind)
    return found


def seen_in(kinds: Sequence[str]) -> set[str]:
    """What is told of a clause by kinds: how it begins, which follow at once, which soon after."""
    seen = {f"kinds begin: {' '.join(kinds[:n])}" for n in range(1, FIRST_KINDS + 1)}
    for at, kind in enumerate(kinds):
        seen.add(f"kind: {kind}")
        for size in (2, 3):
            if at + size <= len(kinds):
                seen.add(f"kinds: {' '.join(kinds[at : at + size])}")
        for later in kinds[at + 1 : at + WINDOW]:
            if OTHER not in (kind, later):
                seen.add(f"kinds soon: {kind} {later}")
    return seen


def _apart(token: str) -> list[str]:
    if negated := _NEGATED.match(token):
        return [negated[1], "not"]
    word, apostrophe, rest = token.partition("'")
    added = _CONTRACTED.get(apostrophe + rest)
    return [word, added] if added else [token]


def _kind(word: str) -> str:
    if word in _KIND_OF:
        return _KIND_OF[word]
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            for whole in (stem, f"{stem}e"):
                if whole in _KIND_OF:
                    return _KIND_OF[whole]
    return OTHER

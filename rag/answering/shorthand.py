"""What people type in haste, written out: "pls", "whats", "wich" and their like."""

from __future__ import annotations

import re

WRITTEN_OUT = {
    "abt": "about",
    "asap": "please",
    "b4": "before",
    "bc": "because",
    "cant": "can't",
    "cos": "because",
    "coz": "because",
    "cuz": "because",
    "defn": "definition",
    "didnt": "didn't",
    "doesnt": "doesn't",
    "dont": "don't",
    "govt": "government",
    "gov't": "government",
    "hows": "how is",
    "isnt": "isn't",
    "n": "and",
    "pls": "please",
    "plz": "please",
    "ppl": "people",
    "r": "are",
    "thanx": "please",
    "thats": "that is",
    "theres": "there is",
    "theyre": "they are",
    "thx": "please",
    "u": "you",
    "wasnt": "wasn't",
    "wat": "what",
    "wats": "what is",
    "wen": "when",
    "whats": "what is",
    "wheres": "where is",
    "whos": "who is",
    "wich": "which",
    "wont": "won't",
    "wot": "what",
    "wots": "what is",
    "y": "why",
    "yr": "year",
    "yrs": "years",
}
"""What is meant by what is typed; thanks and haste ask for nothing, and become a "please"."""
_TYPED = re.compile(
    r"(?<![\w.'’(-])(?:"
    + "|".join(map(re.escape, sorted(WRITTEN_OUT, key=len, reverse=True)))
    + r")(?![\w.)'’-])",
    re.IGNORECASE,
)
"""Not in an outline or an abbreviation: "n" and "r" are marks too."""


def written_out(question: str) -> str:
    """The question with what was typed in haste written out.

    In capitals it stays, since they may be initials or a name, but for the first word of all.
    """

    def meant(match: re.Match[str]) -> str:
        typed = match.group()
        small = typed.islower() or (match.start() == 0 and len(typed) > 2)
        return WRITTEN_OUT[typed.lower()] if small or typed == "ASAP" else typed

    return _TYPED.sub(meant, question)

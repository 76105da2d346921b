"""What a pronoun may stand for: people and things named in the turn before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.words import FUNCTION_WORDS

NAME_WORD = r"(?:[A-ZÀ-Þ][\w’'\-]*[a-zà-ÿ][\w’'\-]*|[A-Z]\.)"
NAME = re.compile(rf"(?<![\w.])({NAME_WORD}(?: {NAME_WORD})*)")
TITLES = frozenset(
    """
    mr mrs ms miss dr professor prof sir dame lord lady baroness baron viscount ambassador judge
    rev reverend captain colonel general sergeant councillor cllr
    """.split()  # noqa: SIM905 - easier to read than a list
)
SHE = frozenset(
    """
    mrs ms miss dame lady baroness
    """.split()  # noqa: SIM905 - easier to read than a list
)
HE = frozenset(
    """
    mr sir lord baron viscount
    """.split()  # noqa: SIM905 - easier to read than a list
)
NO_PERSON = frozenset(
    """
    act acts affairs agency annual article association authorities authority bank board body bill
    britain chair chairman charter chief church city cloud club code college commission
    commissioner commissioners committee communities company conference congress convention
    corporation council country county court crown department deputy director division duty east
    england europe european executive expert federation foundation fund global government group
    head health high home house information institute international ireland justice kingdom lead
    league legal limited list london manager managing marketing minister ministers ministry
    national north northern note office officer panel parliament party plan police policy
    practice president principle principles programme project public railway railways report
    review river road royal safe school scotland scottish secretary section security senate
    senior service services society south southern staff state states statement strategy street
    system systems team transport treasury tribunal trust union united university vice wales
    welsh west western world yes british american chinese french german irish english
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """.split()  # noqa: SIM905 - easier to read than a list
)
"""Words that do not stand in a person's name."""
AFTER_A_FIRM = re.compile(r"\s+(?:LLP|LLC|PLC|Plc|Inc|Ltd|Co|GmbH|AG|SA|NV)\b")
LISTED = re.compile(r",\s*(?:and\s+)?|;\s*|\s+and\s+|\s+or\s+")
THING = re.compile(
    r"^(?:an?|the|its|their|his|her)\s+(?:[\w’'\-]+\s+){0,6}?[\w’'\-]+", re.IGNORECASE
)
PHRASE_WORDS = 14
"""Words in an answer that is still taken for the name of a thing."""
VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|might|must|"
    r"should|shall|said|says|made|took|wrote|gave|came|went|won)\b"
)


def people(text: str) -> list[str]:
    """The people named in a text, in order, each once by the fullest form of the name."""
    found: list[str] = []
    for part in LISTED.split(text):
        if re.match(r"\s*(?:an?|the|formerly)\s", part):
            continue  # "Ann Lee, a former Head of Roads": says what she is, and names nobody else
        for match in NAME.finditer(part):
            name = _person(match.group(1))
            if AFTER_A_FIRM.match(part, match.end()):
                continue
            if name and not any(name.split()[-1] == other.split()[-1] for other in found):
                found.append(name)
    return found


def _person(name: str) -> str | None:
    words = re.sub(r"['’]s$", "", name).split()
    while words and words[0].lower() in FUNCTION_WORDS:
        words = words[1:]  # a capital that opens a sentence
    bare = [w.lower().rstrip(".") for w in words]
    named = [w for w in bare if w not in TITLES]
    if not named or any(w in NO_PERSON for w in named):
        return None
    return " ".join(words)


def is_full(name: str) -> bool:
    """Whether a name is more than one word, so that it is hardly a place or a product."""
    return " " in name


def of_gender(names: Sequence[str], pronoun: str) -> list[str]:
    """Those a pronoun can mean, going by their titles."""
    against = HE if pronoun in ("she", "her", "hers") else SHE
    return [n for n in names if n.split()[0].lower().rstrip(".") not in against]


def things(answer: str) -> list[str]:
    """The things that an answer is, if it is no more than their names: one, or a list of alike ones."""
    text = answer.strip().rstrip(".")
    if not text or len(text.split()) > PHRASE_WORDS * 2 or VERB.search(text) or ". " in text:
        return []
    parts = [p.strip() for p in LISTED.split(text) if p.strip()]
    if len(parts) > 1 and len({_head(p) for p in parts}) == 1 and THING.match(parts[0]):
        return parts
    return [text] if 2 <= len(text.split()) <= PHRASE_WORDS else []


def _head(part: str) -> str:
    """A noun phrase up to its first preposition, without figures: what kind of thing it is."""
    return re.split(r"\s+(?:of|from|in|on|to|for|dated|about)\b", part)[0].lower()

"""One change that makes a true sentence wrong: a number, a name, a "not" ..."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from rag.answering.claim_words import words_in
from rag.answering.names import is_initials

Change = Callable[[str, Sequence[str], random.Random], str | None]
"""Makes a sentence wrong, with other sentences of its document at hand; None where it cannot."""


def _listed(pairs: str) -> list[str]:
    return pairs.split("|")


_MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
]
_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w,/-]|\.\d)")
_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty"
_NUMBER_WORD = re.compile(rf"\b(?:{_WORDS.replace(' ', '|')})\b")
_DATE = re.compile(
    rf"\b(?:\d{{1,2}} )?(?:{'|'.join(_MONTHS)})\b(?: \d{{4}})?|\b(?:1[6-9]|20)\d\d\b"
)
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]+|[A-Z]{2,})(?: (?:[A-Z][a-z]+|[A-Z]{2,}))*")
_OPENING_NAME = re.compile(r"^(?:[A-Z][a-z]+|[A-Z]{2,}) (?:[A-Z][a-z]+ ?)+(?=[a-z])")
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|can|must|should|may|would|could)\b(?! not|n't)"
)
_NOT = re.compile(
    r"\b(?:(is|are|was|were|has|have|had|will|must|should|may|would|could|do|does|did) not|(can)not)\b(?! only)"
)
_MODAL = re.compile(r"\b(must|may|will|should|can|shall|could|would|might)\b(?= (?:not )?[a-z])")
_MODAL_CLASSES = (
    ("must", "shall"),
    ("may", "might"),
    ("can", "could"),
    ("should",),
    ("will", "would"),
)
_QUANTIFIERS = {
    "all": ("some", "most", "few"),
    "every": ("hardly any",),
    "each": ("hardly any",),
    "some": ("all", "most", "few"),
    "many": ("all", "few"),
    "most": ("all", "few"),
    "several": ("all", "most"),
    "few": ("many", "all"),
    "always": ("sometimes", "never", "rarely"),
    "often": ("always", "never", "rarely"),
    "usually": ("always", "never"),
    "only": ("always",),
    "sometimes": ("always", "never"),
    "never": ("always", "often"),
}
_COMPARATIVES = dict(
    pair.split("/")
    for pair in _listed(
        "more than/less than|less than/more than|fewer than/more than|at least/at most|"
        "up to/more than|larger/smaller|smaller/larger|higher/lower|lower/higher|greater/smaller|"
        "largest/smallest|highest/lowest|longer/shorter|older/younger|earlier/later|later/earlier|"
        "before/after|after/before|increase/decrease|increased/decreased|increasing/decreasing|"
        "decrease/increase|decreased/increased|better/worse|best/worst|above/below|below/above|"
        "first/last|over/under|more/less|less/more|most/least|increases/decreases"
    )
)
_UNITS = dict(
    pair.split("/")
    for pair in _listed(
        "million/billion|billion/million|thousand/million|miles/kilometres|km/miles|metres/feet|"
        "kilometres/miles|years/months|months/years|days/weeks|weeks/days|hours/minutes|"
        "minutes/hours|per cent/percentage points|percent/degrees|kg/tonnes|tonnes/kg|feet/metres|"
        "acres/hectares|pounds/dollars|dollars/pounds|mph/km/h"
    )
    if pair.count("/") == 1
)
_SAYING = re.compile(
    r"^(?P<who>(?:The |Mr |Mrs |Dr )?[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,4}) "
    r"(?P<verb>(?:also |then |later )?(?:said|says|stated|states|claimed|claims|argued|argues|explained|"
    r"explains|noted|notes|confirmed|suggested|suggests|reported|believed|concluded|announced|"
    r"wrote|declared|proposed|described|acknowledged|highlighted|asked)\b)"
)
_OTHER_SPEAKERS = (
    *("The Treasury", "Margaret Ellison", "The Ombudsman", "Dr Harrow", "Thomas Wetherby"),
    *("The Select Committee", "Norfolk County Council", "The Chancellor", "Priya Raman"),
)


def number(sentence: str, _others: Sequence[str], chance: random.Random) -> str | None:
    """Another number, of the same length where written in figures."""
    figures = [m for m in _NUMBER.finditer(sentence) if not _DATE.fullmatch(m.group())]
    spelt = list(_NUMBER_WORD.finditer(sentence))
    if not figures and not spelt:
        return None
    match = chance.choice(figures + spelt)
    if match in spelt:
        other = chance.choice([w for w in _WORDS.split() if w != match.group()])
    else:
        digit = chance.choice([i for i, c in enumerate(match.group()) if c.isdigit()])
        old = match.group()[digit]
        new = chance.choice([d for d in "123456789" if d != old])
        other = match.group()[:digit] + new + match.group()[digit + 1 :]
    return _put(sentence, match, other)


def date(sentence: str, _others: Sequence[str], chance: random.Random) -> str | None:
    """Another day, month or year."""
    found = [m for m in _DATE.finditer(sentence) if m.group() != "May" and m.group() != "March"]
    if not found:
        return None
    match = chance.choice(found)
    parts = match.group().split()
    at = chance.randrange(len(parts))
    part = parts[at]
    if part in _MONTHS:
        parts[at] = chance.choice([m for m in _MONTHS if m != part])
    elif len(part) == 4:
        parts[at] = str(int(part) + chance.choice([-11, -2, -1, 1, 3, 10]))
    else:
        parts[at] = str(int(part) % 28 + 1)
    return _put(sentence, match, " ".join(parts))


def name(sentence: str, _others: Sequence[str], chance: random.Random) -> str | None:
    """A name made up in place of one."""
    found = list(_NAME.finditer(sentence))
    if not found:
        return None
    match = chance.choice(found)
    made_up = ["Ashcombe", "Delvaux", "Kirkwall", "Okonjo", "Pendleton", "Rostov", "Tavistock"]
    words = match.group().split()
    words[chance.randrange(len(words))] = chance.choice(made_up)
    return _put(sentence, match, " ".join(words))


def entity(sentence: str, others: Sequence[str], chance: random.Random) -> str | None:
    """A name of another sentence of the document in place of one."""
    found = list(_NAME.finditer(sentence)) + list(_OPENING_NAME.finditer(sentence))
    elsewhere = sorted(
        {
            m.group()
            for o in others
            for m in _NAME.finditer(o)
            if not set(m.group().split()) & set(re.findall(r"\w+", sentence))
        }
        - set(_MONTHS)
        - {"In", "It", "The", "This", "If", "On", "At", "As", "We", "A"}
    )
    if not found or not elsewhere:
        return None
    match = chance.choice(found)
    tail = " " if match.group().endswith(" ") else ""
    other = chance.choice(elsewhere)
    return None if is_initials(other, words_in(sentence)) else _put(sentence, match, other + tail)


def negation_in(sentence: str, _others: Sequence[str], chance: random.Random) -> str | None:
    """A "not" put in."""
    found = list(_AUXILIARY.finditer(sentence))
    if not found or re.search(r"\b(?:not|no|never)\b|n't", sentence):
        return None
    match = chance.choice(found)
    return _put(sentence, match, "cannot" if match.group() == "can" else f"{match.group()} not")


def negation_out(sentence: str, _others: Sequence[str], chance: random.Random) -> str | None:
    """A "not" or "no" taken out."""
    found = list(_NOT.finditer(sentence))
    if found:
        match = chance.choice(found)
        return _put(sentence, match, match[1] or match[2])
    match_no = re.search(r"\b(?:is|are|was|were|has|have|had) (no) (?=[a-z])", sentence)
    if match_no:
        return sentence[: match_no.start(1)] + sentence[match_no.end(1) + 1 :]
    return None


def modal(sentence: str, _others: Sequence[str], chance: random.Random) -> str | None:
    """Another modal verb."""
    found = list(_MODAL.finditer(sentence))
    if not found:
        return None
    match = chance.choice(found)
    others = [c[0] for c in _MODAL_CLASSES if match.group() not in c]
    if match.group() in ("must", "shall"):
        others.remove("will")
    if match.group() in ("will", "would"):
        others.remove("must")
    return _put(sentence, match, chance.choice(others))


def quantifier(sentence: str, _others: Sequence[str], chance: random.Random) -> str | None:
    """Another quantity word."""
    found = [
        m
        for m in re.finditer(rf"\b(?:{'|'.join(_QUANTIFIERS)})\b", sentence)
        if not re.match(r" (?:of a|recent|other|important|likely|at|in the)\b", sentence[m.end() :])
        and not re.search(r"(?:at|the|not|a|of|after) $", sentence[: m.start()])
    ]
    if not found:
        return None
    match = chance.choice(found)
    return _put(sentence, match, chance.choice(_QUANTIFIERS[match.group()]))


def comparative(sentence: str, _others: Sequence[str], chance: random.Random) -> str | None:
    """A comparison turned round."""
    found = list(re.finditer(rf"\b(?:{'|'.join(_COMPARATIVES)})\b", sentence))
    found = [
        m for m in found if m.group() not in ("over", "first") or sentence[m.end() :][1:2].isdigit()
    ]
    if not found:
        return None
    match = chance.choice(found)
    return _put(sentence, match, _COMPARATIVES[match.group()])


def unit(sentence: str, _others: Sequence[str], chance: random.Random) -> str | None:
    """Another unit or currency behind a number."""
    found = list(
        re.finditer(rf"(?<=\d[ -])(?:{'|'.join(_UNITS)})\b|[£$€](?=\d)|(?<=\d)%", sentence)
    )
    if not found:
        return None
    match = chance.choice(found)
    if match.group() == "%":
        return _put(sentence, match, " degrees")
    other = _UNITS.get(match.group()) or chance.choice([c for c in "£$€" if c != match.group()])
    return _put(sentence, match, other)


def speaker(sentence: str, others: Sequence[str], chance: random.Random) -> str | None:
    """Somebody else says it: of the same document where one is named, or from outside."""
    match = _SAYING.match(sentence)
    if match is None or match["who"] in (
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "This",
        "These",
        "In",
    ):
        return None
    named = {
        m["who"]
        for o in others
        if (m := _SAYING.match(o)) and not set(m["who"].split()) & set(match["who"].split())
    }
    named -= {"He", "She", "It", "They", "We", "I", "This", "These", "In"}
    who = chance.choice(sorted(named) if named and chance.random() < 0.6 else _OTHER_SPEAKERS)
    return who + sentence[match.end("who") :]


def _put(sentence: str, match: re.Match[str], other: str) -> str:
    return sentence[: match.start()] + other + sentence[match.end() :]


CHANGES: dict[str, Change] = {
    "number": number,
    "date": date,
    "name": name,
    "entity of another sentence": entity,
    "negation put in": negation_in,
    "negation taken out": negation_out,
    "modal": modal,
    "quantifier": quantifier,
    "comparative": comparative,
    "unit": unit,
    "speaker swapped": speaker,
}
"""Every kind of change, by name."""

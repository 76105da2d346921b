"""Ways to falsify a quotation, one a function: each gives the altered words, or None where it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Original:
    """A genuine quotation and what its falsifier has at hand: other sentences, names and words."""

    text: str
    same_document: Sequence[str]
    other_document: Sequence[str]
    names: Sequence[str]
    words: Sequence[str]
    after: str


Mutation = Callable[[Original, Random], str | None]

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")
_WORD = re.compile(r"\b[a-z]{4,}\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_MONTHS = "January February March April May June July August September October November December"
_MONTH = re.compile(rf"\b(?:{_MONTHS.replace(' ', '|')})(?= \d)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNITS = {
    "km": "miles", "miles": "km", "metres": "feet", "mg": "g", "g": "mg", "kg": "g", "ml": "l",
    "hours": "days", "days": "weeks", "weeks": "months", "months": "years", "years": "months",
    "minutes": "hours", "seconds": "minutes", "%": " percentage points", "mm": "cm", "cm": "mm",
    "day": "week", "week": "month", "month": "year", "year": "month", "hour": "day", "per cent": "percentage points",
}  # fmt: skip
_CURRENCY = {
    "\u00a3": "$",
    "$": "\u00a3",
    "\u20ac": "\u00a3",
    "pounds": "euros",
    "dollars": "pounds",
}
_MODALS = {
    "must": "may", "may": "must", "will": "may", "shall": "may", "should": "must", "can": "must",
    "could": "will", "would": "could", "might": "will", "cannot": "can",
}  # fmt: skip
_QUANTIFIERS = {
    "all": "some", "some": "all", "only": "also", "any": "all", "every": "some", "most": "all",
    "many": "few", "several": "all", "both": "neither", "each": "some", "few": "many",
    "always": "often", "often": "always", "never": "rarely",
}  # fmt: skip
_COMPARATIVES = {
    "more": "less", "less": "more", "fewer": "more", "higher": "lower", "lower": "higher",
    "greater": "smaller", "least": "most", "better": "worse", "above": "below", "below": "above",
    "before": "after", "after": "before", "increase": "decrease", "increased": "decreased",
    "larger": "smaller", "smaller": "larger", "earlier": "later", "later": "earlier",
}  # fmt: skip
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|can|may|must|should|would|could|does|did)\b(?! not)"
)
_NEGATION = re.compile(r"\b(?:not |no |never )")
_SAYS = re.compile(
    r"\b((?:the |The )?[A-Z]\w+(?: [A-Z]\w+)*)(?= (?:said|says|stated|states|explained|reported|"
    r"announced|argued|concluded|confirmed|noted|claimed|showed|found|suggested|added|asked)\b)"
)
_SPEAKERS = ("the Minister", "Smith", "the Committee", "the Home Office", "Lee")


def number(original: Original, random: Random) -> str | None:
    """One digit of a number is another."""
    found = [m for m in _NUMBER.finditer(original.text) if not _YEAR.fullmatch(m.group())]
    if not found:
        return None
    match = random.choice(found)
    places = [i for i, c in enumerate(match.group()) if c.isdigit()]
    i = match.start() + random.choice(places)
    other = random.choice([d for d in "123456789" if d != original.text[i]])
    return original.text[:i] + other + original.text[i + 1 :]


def number_grown(original: Original, random: Random) -> str | None:
    """A number gets a digit more, or its point or comma goes."""
    match = _pick(_NUMBER, original.text, random)
    if match is None:
        return None
    value = match.group()
    changed = re.sub("[.,]", "", value) if re.search("[.,]", value) else value + "0"
    return original.text[: match.start()] + changed + original.text[match.end() :]


def date(original: Original, random: Random) -> str | None:
    """The month or the year is another."""
    if match := _pick(_MONTH, original.text, random):
        other = random.choice([m for m in _MONTHS.split() if m != match.group()])
    elif match := _pick(_YEAR, original.text, random):
        other = str(int(match.group()) + random.choice([-2, -1, 1, 2]))
    else:
        return None
    return original.text[: match.start()] + other + original.text[match.end() :]


def unit(original: Original, random: Random) -> str | None:
    """The unit after a number is another."""
    pattern = re.compile(r"(?<=\d)(?: ?%| ?(?:" + "|".join(u for u in _UNITS if u != "%") + r")\b)")
    match = _pick(pattern, original.text, random)
    if match is None:
        return None
    bare = match.group().strip()
    space = match.group()[: len(match.group()) - len(bare)]
    return original.text[: match.start()] + space + _UNITS[bare] + original.text[match.end() :]


def currency(original: Original, random: Random) -> str | None:
    """The money is of another country."""
    return _swap(_CURRENCY, original.text, random, whole=False)


def negation_in(original: Original, random: Random) -> str | None:
    """ "not" is put in."""
    match = _pick(_AUXILIARY, original.text, random)
    return match and original.text[: match.end()] + " not" + original.text[match.end() :]


def negation_out(original: Original, random: Random) -> str | None:
    """ "not", "no" or "never" is left out."""
    match = _pick(_NEGATION, original.text, random)
    return match and original.text[: match.start()] + original.text[match.end() :]


def modal(original: Original, random: Random) -> str | None:
    """ "must" for "may", and the like."""
    return _swap(_MODALS, original.text, random)


def quantifier(original: Original, random: Random) -> str | None:
    """ "all" for "some", and the like."""
    return _swap(_QUANTIFIERS, original.text, random)


def comparative(original: Original, random: Random) -> str | None:
    """ "less" for "more", and the like."""
    return _swap(_COMPARATIVES, original.text, random)


def name(original: Original, random: Random) -> str | None:
    """A name is another of the same document."""
    match = _pick(_NAME, original.text, random)
    others = [n for n in original.names if match and n != match.group()]
    if match is None or not others:
        return None
    return original.text[: match.start()] + random.choice(others) + original.text[match.end() :]


def word_replaced(original: Original, random: Random) -> str | None:
    """One plain word is another of the same document."""
    match = _pick(_WORD, original.text, random)
    others = [w for w in original.words if match and w != match.group()]
    if match is None or not others:
        return None
    return original.text[: match.start()] + random.choice(others) + original.text[match.end() :]


def look_alike(original: Original, random: Random) -> str | None:
    """One word is another that differs by a single letter, as a scan error would."""
    words = set(original.words)
    for match in random.sample(found := list(_WORD.finditer(original.text)), len(found)):
        near = [w for w in words if len(w) == len(match.group()) and _apart(w, match.group()) == 1]
        if near:
            chosen = random.choice(sorted(near))
            return original.text[: match.start()] + chosen + original.text[match.end() :]
    return None


def word_dropped(original: Original, random: Random) -> str | None:
    """One word in the middle is left out."""
    words = original.text.split(" ")
    if len(words) < 6:
        return None
    i = random.randrange(1, len(words) - 2)
    return " ".join(words[:i] + words[i + 1 :]) if any(map(str.isalnum, words[i])) else None


def word_order(original: Original, random: Random) -> str | None:
    """Two neighbouring words are exchanged."""
    words = original.text.split(" ")
    places = [
        i
        for i in range(1, len(words) - 2)
        if words[i].isalpha()
        and words[i + 1].isalpha()
        and words[i].lower() != words[i + 1].lower()
    ]
    if not places:
        return None
    i = random.choice(places)
    words[i], words[i + 1] = words[i + 1], words[i]
    return " ".join(words)


def spliced(original: Original, random: Random) -> str | None:
    """The first half of one sentence, the second half of another."""
    other = random.choice(original.same_document)
    left, right = original.text.split(" "), other.split(" ")
    if other in original.text or original.text in other or len(right) < 6:
        return None
    return " ".join(left[: len(left) // 2] + right[len(right) // 2 :])


def two_sentences(original: Original, random: Random) -> str | None:
    """Two sentences that do not follow each other are run together."""
    other = random.choice(original.same_document)
    if other in original.text or original.after.lstrip().startswith(other[:30]):
        return None
    return f"{original.text} {other}"


def other_document(original: Original, random: Random) -> str | None:
    """A sentence of another document, claimed for this one."""
    return random.choice(original.other_document)


def end_cut(original: Original, random: Random) -> str | None:
    """The end is cut off before what takes the sentence back, or the start after a denial."""
    tail = re.compile(r",? (?:but(?! also)|however|unless|except)\b")
    cuts = [m.start() for m in tail.finditer(original.text) if m.start() > 30]
    if cuts:
        return original.text[: random.choice(cuts)]
    head = re.match(
        r"(?:.{0,60}\b(?:not|never|no \w+|deny|denies|denied|doubt\w*)\b[^,.;]{0,40}? that |If )",
        original.text,
    )
    if head and len(original.text) - head.end() > 30:
        return original.text[head.end() :]
    return None


def attribution_swapped(original: Original, random: Random) -> str | None:
    """Somebody else is said to have said it."""
    match = _pick(_SAYS, original.text, random)
    if match is None:
        return None
    other = random.choice(
        [s for s in (*_SPEAKERS, *original.names) if s.lower() not in match[1].lower()]
    )
    return original.text[: match.start()] + other + original.text[match.end() :]


MUTATIONS: dict[str, Mutation] = {
    m.__name__: m
    for m in (
        number, number_grown, date, unit, currency, negation_in, negation_out, modal, quantifier,
        comparative, name, word_replaced, look_alike, word_dropped, word_order, spliced,
        two_sentences, other_document, end_cut, attribution_swapped,
    )
}  # fmt: skip


def _pick(pattern: re.Pattern[str], text: str, random: Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return random.choice(found) if found else None


def _swap(table: dict[str, str], text: str, random: Random, whole: bool = True) -> str | None:
    edge = r"\b" if whole else ""
    pattern = re.compile(edge + "(?:" + "|".join(map(re.escape, table)) + ")" + edge)
    match = _pick(pattern, text, random)
    return match and text[: match.start()] + table[match.group()] + text[match.end() :]


def _apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))

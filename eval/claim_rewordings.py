"""Ways to say a sentence otherwise and mean the same, so that a right answer is not held wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from eval.claim_sources import Source
from rag.answering.meaning_words import listed


@dataclass(frozen=True, slots=True)
class Reworded:
    """A right claim, and the words it cites."""

    claim: str
    cited: tuple[str, ...]


Rewording = Callable[[Source, random.Random], Reworded | None]
"""Says a sentence otherwise; None where it cannot."""

_MONTHS = {
    m: n
    for n, m in enumerate(
        [
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ],
        1,
    )
}
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)}),? (\d{{4}})\b")
_MONTH_FIRST = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}}), (\d{{4}})\b")
_MONTH_YEAR = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{4}})\b")
_THOUSANDS = re.compile(r"(?<![\w.,£$€])(\d{1,3}),(\d00|000)(?![\w,]|\.\d)")
_SMALL = dict(
    pair.split("/")
    for pair in listed(
        "2/two 3/three 4/four 5/five 6/six 7/seven 8/eight 9/nine 10/ten 11/eleven 12/twelve "
        "20/twenty 30/thirty 40/forty 50/fifty"
    )
)
_DIGIT_OF = {word: digits for digits, word in _SMALL.items()}
# Of general English, for these measurements alone; every pair holds either way round in most
# sentences. The checker's own table was written apart from it.
_SYNONYMS = dict(
    pair.split("/")
    for pair in listed(
        "began/started started/began however/but also/additionally large/big big/large "
        "important/significant significant/important help/assist assist/help show/demonstrate "
        "shows/demonstrates showed/demonstrated provide/give provides/gives provided/gave use/employ "
        "uses/employs used/employed purchase/buy buy/purchase obtain/get children/kids "
        "approximately/about about/approximately currently/now located/situated built/constructed "
        "constructed/built created/made made/created discovered/found called/named named/called "
        "known/recognised famous/well-known company/firm companies/firms "
        "employees/staff main/principal primary/main modern/contemporary often/frequently "
        "frequently/often usually/normally many/numerous numerous/many several/various "
        "additional/further received/got ended/finished finished/ended near/close-to "
        "information/data collect/gather collects/gathers collected/gathered share/disclose "
        "improve/enhance improved/enhanced ensure/guarantee require/need requires/needs "
        "allow/permit allows/permits allowed/permitted people/individuals "
        "individuals/people different/distinct choose/select change/alter changes/alterations "
        "study/investigation responsible/accountable country/nation countries/nations "
        "city/town film/movie illness/disease doctor/physician "
        "funding/money road/highway cars/automobiles vehicles/cars plan/scheme programme/scheme "
        "work/labour live/reside lived/resided died/perished area/region region/area "
        "because/since while/whereas therefore/thus may/might fully/completely "
        "published/issued issued/published replaced/superseded considered/regarded "
        "considers/regards rule/regulation rules/regulations purpose/aim purposes/aims "
        "contact/reach select/choose whole/entire entire/whole part/portion parts/portions "
        "annual/yearly total/overall similar/comparable stated/said said/stated "
        "decided/determined remain/stay remained/stayed announced/declared support/back "
        "supported/backed achieve/reach difficult/hard quickly/rapidly rapidly/quickly "
        "increase/rise increased/rose"
    )
)
_SYNONYMS = {
    word: other.replace("-", " ") if other == "close-to" else other
    for word, other in _SYNONYMS.items()
}
_SMALL_FIGURE = re.compile(rf"(?<![\w.,£$€/-])\d{{1,2}}(?![\w,/%-]|\.\d| (?:{'|'.join(_MONTHS)}))")
_SMALL_WORD = re.compile(rf"(?<!-)\b(?:{'|'.join(_DIGIT_OF)})\b(?! of|-)")
_NAME = r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)*"
_PASSIVE = re.compile(
    rf"^(?P<object>(?:The |An? )?[\w' -]{{3,60}}?) (?:was|were) (?P<verb>[a-z]+ed) by (?P<subject>(?:the |an? )?{_NAME})(?P<rest>(?: (?:in|on|at|during|for)\b[^,]*)?)\.$"
)
_ACTIVE = re.compile(
    rf"^(?P<subject>{_NAME}) (?P<verb>[a-z]{{3,}}ed) (?P<object>(?:the|an?|its|his) [a-z' -]{{3,60}}?)(?P<rest> (?:in|on|at|during) [^,]*)?\.$"
)
_LEADING = re.compile(
    r"^(?P<lead>(?:In|On|At|During|After|Before|Since|Until|By|When|While|If|For|Under|Within|Despite|As) [^,]{3,60}), (?P<main>[^,]{15,})\.$"
)
_TRAILING = re.compile(
    r"^(?P<main>[A-Z][^,]{20,}?) (?P<tail>(?:in|during|since|after|before|when|if|because) [^,]{3,60})\.$"
)
_BRACKETS = re.compile(r" \([^()]*\)")
_WHICH = re.compile(r", which [^,]+(?=\.$)")
_OPENER = re.compile(
    r"^(?:However|Moreover|Furthermore|Additionally|In addition|For example|Therefore|Thus|Finally|Also), "
)
_AND_TAIL = re.compile(r"^(?P<kept>[^,]{30,}), and (?:it|they|he|she|this) [^,]+\.$")
_NAMED_SUBJECT = re.compile(
    rf"^(?P<name>{_NAME}) (?P<verb>was|is|had|has|became|were|played|won|served|received|stated|said)\b"
)
_PRONOUN = re.compile(r"^(?P<pronoun>He|She|It) (?P<verb>[a-z]+)\b")


def verbatim(source: Source, _chance: random.Random) -> Reworded | None:
    """The sentence as it is."""
    return Reworded(source.sentence, (source.sentence,))


def date_form(source: Source, chance: random.Random) -> Reworded | None:
    """Dates in another form."""
    said = source.sentence
    if match := _DATE.search(said) or _MONTH_FIRST.search(said):
        day, month = (match[1], match[2]) if match[1].isdigit() else (match[2], match[1])
        number = _MONTHS[month]
        forms = [
            f"{int(day):02}/{number:02}/{match[3]}",
            f"{month} {day}, {match[3]}",
            f"{month[:3]} {day}, {match[3]}",
            f"{day} {month} {match[3]}",
            f"the {_ordinal(int(day))} of {month} {match[3]}",
            f"{match[3]}-{number:02}-{int(day):02}",
        ]
        return _changed(said, match.start(), match.end(), chance.choice(forms))
    if match := _MONTH_YEAR.search(said):
        return _changed(said, match.start(), match.end(), f"{match[1][:3]} {match[2]}")
    return None


def number_form(source: Source, chance: random.Random) -> Reworded | None:
    """Numbers in words or with a scale, percentages spelt out."""
    said = source.sentence
    found = []
    if match := _THOUSANDS.search(said):
        whole = int(match[1] + match[2]) / 1_000
        found.append((match.start(), match.end(), f"{whole:g} thousand"))
    for pattern, other in ((_SMALL_FIGURE, _SMALL), (_SMALL_WORD, _DIGIT_OF)):
        found += [
            (m.start(), m.end(), other[m.group()])
            for m in pattern.finditer(said)
            if m.group() in other
        ]
    if match := re.search(r"(?<=\d)\s?(?:%|per cent|percent)\b|(?<=\d)%", said):
        found.append((match.start(), match.end(), " per cent" if "%" in match.group() else "%"))
    return _changed(said, *chance.choice(found)) if found else None


def synonyms(source: Source, chance: random.Random) -> Reworded | None:
    """Up to three words replaced by others of the same meaning."""
    found = [m for m in re.finditer(r"[A-Za-z-]+", source.sentence) if m.group() in _SYNONYMS]
    if not found:
        return None
    said = source.sentence
    for match in sorted(chance.sample(found, min(3, len(found))), key=lambda m: -m.start()):
        said = said[: match.start()] + _SYNONYMS[match.group()] + said[match.end() :]
    return Reworded(said, (source.sentence,))


def framed(source: Source, chance: random.Random) -> Reworded | None:
    """ "According to ..." before it, or "The document says that ..."."""
    who = source.author or f"the document “{source.title}”"
    lowered = _lowered(source.sentence)
    if lowered is None:
        return None
    frames = [
        f"According to {who}, {lowered}",
        f"The document states that {lowered}",
        f"The source says that {lowered}",
    ]
    return Reworded(chance.choice(frames), (source.sentence,))


def reordered(source: Source, _chance: random.Random) -> Reworded | None:
    """A clause moved from the front to the back, or back to front."""
    if match := _LEADING.match(source.sentence):
        lead = match["lead"][0].lower() + match["lead"][1:]
        return Reworded(f"{_upper(match['main'])} {lead}.", (source.sentence,))
    if match := _TRAILING.match(source.sentence):
        main = _lowered(match["main"])
        if main:
            return Reworded(f"{_upper(match['tail'])}, {main}.", (source.sentence,))
    return None


def voice(source: Source, _chance: random.Random) -> Reworded | None:
    """Passive to active, or active to passive."""
    if match := _PASSIVE.match(source.sentence):
        thing = _lowered(match["object"]) or match["object"]
        return Reworded(
            f"{_upper(match['subject'])} {match['verb']} {thing}{match['rest']}.",
            (source.sentence,),
        )
    if match := _ACTIVE.match(source.sentence):
        said = f"{_upper(match['object'])} was {match['verb']} by {match['subject']}{match['rest'] or ''}."
        return Reworded(said, (source.sentence,))
    return None


def shortened(source: Source, chance: random.Random) -> Reworded | None:
    """A bracket, an opener or a relative clause left out."""
    ways = [_BRACKETS, _WHICH, _OPENER]
    chance.shuffle(ways)
    for pattern in ways:
        if pattern.search(source.sentence):
            return Reworded(_upper(pattern.sub("", source.sentence, count=1)), (source.sentence,))
    if match := _AND_TAIL.match(source.sentence):
        return Reworded(match["kept"] + ".", (source.sentence,))
    return None


def pronoun(source: Source, _chance: random.Random) -> Reworded | None:
    """A name in place of a pronoun, or the other way round."""
    if match := _NAMED_SUBJECT.match(source.sentence):
        return Reworded("It" + source.sentence[match.end("name") :], (source.sentence,))
    if (match := _PRONOUN.match(source.sentence)) and source.before:
        last = _NAMED_SUBJECT.match(source.before.split(". ")[-1])
        if last:
            return Reworded(
                last["name"] + source.sentence[match.end("pronoun") :], (source.sentence,)
            )
    return None


def joined(source: Source, chance: random.Random) -> Reworded | None:
    """Two sentences that follow each other, in one."""
    if not source.after:
        return None
    second = _lowered(source.after)
    if second is None:
        return None
    link = chance.choice(["; ", ", and ", " and "])
    return Reworded(source.sentence.rstrip(".") + link + second, (source.sentence, source.after))


def two_reworded(source: Source, chance: random.Random) -> Reworded | None:
    """Synonyms, and a move of clauses, a form of date or number, or a frame on top."""
    first = synonyms(source, chance)
    if first is None:
        return None
    ways = [reordered, date_form, number_form, framed]
    chance.shuffle(ways)
    changed = Source(
        source.origin, first.claim, source.before, source.after, source.title, source.author, ()
    )
    for way in ways:
        if second := way(changed, chance):
            return Reworded(second.claim, (source.sentence,))
    return None


def _changed(said: str, start: int, end: int, other: str) -> Reworded:
    return Reworded(said[:start] + other + said[end:], (said,))


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


_LOWERED = frozenset(
    listed(
        "The A An This That These Those It He She They We In On At During After Before Since When "
        "While If For There Some Many Most All Its His Her Their Our You Your Each Every Both Other "
        "Such"
    )
)


def _lowered(sentence: str) -> str | None:
    """A sentence fit to stand behind another word; None where its first word may be a name."""
    first = sentence.split()[0]
    if first in _LOWERED:
        return sentence[0].lower() + sentence[1:]
    return sentence if re.match(rf"{_NAME} (?:was|is|has|had|are|were|will)\b", sentence) else None


REWORDINGS: dict[str, Rewording] = {
    "verbatim": verbatim,
    "form of date": date_form,
    "form of number": number_form,
    "synonyms": synonyms,
    "according to": framed,
    "clauses moved": reordered,
    "passive or active": voice,
    "shortened": shortened,
    "pronoun or name": pronoun,
    "two sentences joined": joined,
    "two ways at once": two_reworded,
}
"""Every way of rewording, by name."""

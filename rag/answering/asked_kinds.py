"""What kind of thing a question asks for, and whether a text states one that the question did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rag.answering.claim_words import alike
from rag.answering.quantities import Quantity, read_quantities
from rag.answering.words import FUNCTION_WORDS, stem, stems, words_of


class Kind(StrEnum):
    """Kinds of thing that can be told by their form."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    NAME = "name"
    REFERENCE = "reference"
    EMAIL = "e-mail address"
    TELEPHONE = "telephone number"
    ADDRESS = "address"
    WEBSITE = "website"


TOLD_BY_FORM = frozenset(Kind) - {Kind.NAME, Kind.DATE}
"""Kinds without whose form a sentence can hardly answer; names and dates are also told by words."""

_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_UNIT_OF_TIME = (
    "seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies)"
)
_OPENING = (
    r"(?:^\W*|\bwhat (?:is|was|were|are) )(?:send |give )?(?:me )?(?:the |its |his |her |their )?"
)
"""How a question begins that names the thing it wants, in a list of several also without a verb."""

_ASKS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.EMAIL, r"\be-?mail address(?:es)?\b"),
        (
            Kind.WEBSITE,
            r"\bweb ?(?:site|page)? address\b|\b(?:what|which)\b.{0,30}\b(?:web ?site|web ?page|url)\b",
        ),
        (Kind.TELEPHONE, r"\b(?:tele)?phone number|\b(?:fax|mobile) number"),
        (
            Kind.ADDRESS,
            r"\b(?:postal|street|office|home|business|registered|full|exact|contact) address\b|\baddress (?:of|for|is|was)\b|['’]s? address\b",
        ),
        (Kind.TIME, r"\b(?:at |by )?what time\b|\bwhat hour\b"),
        (
            Kind.DURATION,
            r"\bhow long\b(?! is the (?:document|letter|report|road|river|bridge|line))",
        ),
        (Kind.COUNT, rf"\bhow many\b|{_OPENING}(?:total )?number of\b(?! (?:the|this|that|an?)\b)"),
        (Kind.SHARE, r"\b(?:what|which) (?:percentage|proportion|per ?cent|share)\b"),
        (
            Kind.MONEY,
            r"\bhow much (?:money|was (?:\w+ )*?(?:paid|spent)|(?:did|does|do|will|would) .*\b(?:costs?|pay|paid|spend|earn|charge)|"
            r"is .*\b(?:worth|paid|earn)|was .*\b(?:worth|paid|fined))|"
            r"\bwhat\b.{0,60}\b(?:costs?|price|fees?|salar(?:y|ies)|fine|turnover|revenue|budget)\b(?! of living)|"
            r"\bwhat (?:amount|sum) of money\b|"
            rf"{_OPENING}(?:yearly |annual |total |overall )?(?:costs?|price|budget|salary|turnover) ?(?:of\b(?! living)|for\b|to\b|\W*$)|"
            r"\bwhat (?:is|was|were|are|would be) the (?:\w+ )?(?:contract|market|monetary|cash|net|book|sale) (?:value|worth)\b|"
            r"\bwhat (?:is|was) the (?:\w+ )?value of (?:the|this|that|its|their|his|her) (?:[\w'’-]+ ){0,3}"
            r"(?:contract|deal|order|grant|award|tender|purchase|sale|shares|shareholding|investment|estate)\b",
        ),
        (
            Kind.DATE,
            r"^\W*(?:(?:and|so|but)\s+)?(?:since |until |by |from )?when\b|\b(?:what|which) (?:date|day|year|month)\b|"
            rf"{_OPENING}(?:exact )?dates? (?:of|when|on)\b",
        ),
        (
            Kind.REFERENCE,
            r"\b(?:reference|case|motion|serial|order|file|contract|policy|claim) (?:number|no\b|code)|"
            r"\bwhat (?:is|was) the (?:number|reference)\b",
        ),
        (
            Kind.NAME,
            r"^\W*(?:(?:and|so|but|by|to|for|with|from|of|in|at)\s+)?(?:who|whom|whose)\b|\bwhere\b(?! possible)|"
            r"\b(?:what|which) (?:city|cities|town|village|country|countries|county|state|place|person|people|"
            r"company|companies|firm|firms|body|bodies|organi[sz]ations?|minister|department|newspaper|hotel|building)\b|"
            r"\bname of\b",
        ),
    )
)

_STATES: dict[Kind, re.Pattern[str]] = {
    Kind.EMAIL: re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    Kind.TELEPHONE: re.compile(r"\+?\(?\d[\d ()-]{6,}\d"),
    Kind.WEBSITE: re.compile(r"\b(?:https?://|www\.)[^\s()<>]+"),
    Kind.ADDRESS: re.compile(
        r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b\d+[a-z]?,? (?:[A-Z][\w'’]+ ){1,3}"
        r"(?:Street|Road|Avenue|Lane|Square|Place|Way|Drive|House|Boulevard|St|Rd|Ave)\b|\bPO Box\b"
    ),
    Kind.TIME: re.compile(
        r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?(?:[ap]\.?m\b|o['’]clock)|\b\d{4}\s?(?:hrs|hours)\b|\b(?:noon|midday|midnight)\b",
        re.IGNORECASE,
    ),
    Kind.DURATION: re.compile(
        r"\b\d{1,2}[:.]?\d\d\s?(?:hrs|hours|[ap]\.?m)?\s?(?:to|until|till|–|-)\s?\d{1,2}[:.]?\d\d\b|"
        rf"\b(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|few)\b(?:[ -]\w+)?[ -](?:{_UNIT_OF_TIME})\b|"
        r"\b(?:since|until|from) (?:\w+ )?\d{4}\b|\b(?:permanent|indefinite)",
        re.IGNORECASE,
    ),
    Kind.MONEY: re.compile(
        r"[£$€¥]\s?\d|\b\d[\d,.]*\s?(?:m|bn|k|million|billion|thousand|hundred)?\s?(?:pounds?|dollars?|euros?|pence|p|yuan|youan|rmb|usd|gbp|eur)\b|"
        r"\b(?:million|billion|thousand|hundred) (?:pounds?|dollars?|euros?)\b|\bfree of charge\b",
        re.IGNORECASE,
    ),
    Kind.SHARE: re.compile(
        r"\d\s?%|\bper ?cent\b|\b(?:half|third|quarter|fifth|tenth|two-thirds|three-quarters|majority|one in \w+)\b",
        re.IGNORECASE,
    ),
    Kind.DATE: re.compile(
        rf"\b(?:{_MONTH})\b|\b1[0-9]\d\d\b|\b20\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b\d{{1,2}}(?:st|nd|rd|th) century\b|"
        r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:previous|next|following|same|last) (?:day|week|month|year)\b|\b(?:yesterday|today|tomorrow)\b"
    ),
}
ROUNDLY = re.compile(
    r"\b(?:dozens?|scores|hundreds|thousands|millions|handful|(?:small|large|great) number) of\b",
    re.IGNORECASE,
)
"""How many, in words that give no figure."""
PLACES = re.compile(
    r"https?://\S+|\bwww\.\S+|[¹²³⁰-⁹]+|\bpp?\.?\s?\d+(?:\s?[-–]\s?\d+)?\b|"
    r"\b(?:pages?|paragraphs?|paras?\.?|sections?|articles?|chapters?|clauses?|schedules?|annex|appendix|"
    r"tables?|figures?|notes?|footnotes?|volumes?|issue|nos?\.)\s+\d[\d.]*",
    re.IGNORECASE,
)
"""Numbers that say where something stands: they count nothing."""
YEARS = range(1500, 2101)
"""Whole numbers that are years where they count nothing."""
_NUMBER = re.compile(r"\d")
_NAMED = re.compile(r"\b[A-Z][\w’'&.-]*")
_SENTENCE_OPENING = re.compile(r"(?:^|[.?!:]\s+|\n)[\W_]*([A-Z][\w’'-]*)")
_COUNTED = re.compile(r"\bhow many\s+(?:\w+ly\s+)?(?P<unit>[\w-]+)", re.IGNORECASE)


_NAMES_OF_KINDS = frozenset(
    """
    name names number date day year month time hour percentage proportion share percent address
    addresses postal street full exact contact email e-mail telephone phone reference code city cities
    town village country countries county state place person people company companies firm firms body
    bodies organisation organisations organization organizations minister department newspaper hotel
    building cost costs price fee fees total
    """.split()  # noqa: SIM905 - easier to read than a list
)


_ASKS_WORDING = re.compile(
    r"^\W*(?:please )?quote\b|\bexact(?:ly)?\b.{0,40}\bword(?:s|ed|ing)?\b|\bword for word\b|\bverbatim\b|"
    r"\b(?:the|what) (?:exact |precise )?wording\b|\bexactly (?:say|said|state|stated|write|wrote)\b",
    re.IGNORECASE,
)
_NAMES_OF_WORDING = frozenset(
    """
    quote quotes quotation exact exactly precise precisely word words worded wording verbatim
    passage sentence phrase text
    """.split()  # noqa: SIM905 - easier to read than a list
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for: its kind, and what stands in the question itself."""

    kind: Kind
    unit: str | None
    words: frozenset[str]
    numbers: frozenset[Decimal]


def asked_for(question: str) -> Asked | None:
    """What kind of thing is asked for, or None where the form of an answer says nothing."""
    put = _put_as(question)
    if put is None:
        return None
    kind = put[0]
    counted = _COUNTED.search(question)
    unit = counted["unit"].lower() if counted and counted["unit"].lower() != "of" else None
    return Asked(
        kind,
        stem(unit) if unit else None,
        frozenset(stem(w) for w in words_of(question)),
        frozenset(q.value for q in read_quantities(question)[0]),
    )


def _put_as(question: str) -> tuple[Kind, str] | None:
    """The kind of thing asked for, and the words of the question that ask for it."""
    found = ((kind, pattern.search(question)) for kind, pattern in _ASKS)
    return next(((kind, match.group()) for kind, match in found if match), None)


def words_of_kind(question: str) -> frozenset[str]:
    """The stems of the words that name the kind of thing asked for: an answer need not hold them.

    "Which city", "the name of", "what date": "It was held in Leeds" answers the first.
    """
    put = _put_as(question)
    named = _NAMES_OF_KINDS & set(words_of(put[1])) if put else frozenset()
    if _ASKS_WORDING.search(question):
        named |= _NAMES_OF_WORDING & set(words_of(question))
    return frozenset(stem(w) for w in named)


def states(asked: Asked, text: str) -> bool:
    """Whether a text states a thing of the kind asked for, other than what the question says."""
    if asked.kind is Kind.NAME:
        return _names_another(asked, text)
    if asked.kind is Kind.COUNT:
        return _counts(asked, text)
    if asked.kind is Kind.REFERENCE:
        return any(w not in asked.words and _NUMBER.search(w) for w in words_of(text))
    found = (m.group() for m in _STATES[asked.kind].finditer(text))
    return any(not _said_in(asked, part) for part in found)


def details_in(kind: Kind, text: str) -> Iterator[str]:
    """The things of a kind that a text states, for kinds that are told by their form alone."""
    return (m.group() for m in _STATES[kind].finditer(text))


def _said_in(asked: Asked, part: str) -> bool:
    """Whether the question says this itself: "When in 2021 ...?" is not answered by "2021"."""
    return all(stem(w) in asked.words for w in words_of(part)) and bool(words_of(part))


def _counts(asked: Asked, text: str) -> bool:
    """Whether a number stands in the text that is no year, and counts what is asked, if that is said."""
    text = PLACES.sub(" ", text)
    about = ROUNDLY.search(text)
    if about and (not asked.unit or _is_near(asked.unit, text[about.end() :])):
        return True
    return any(
        q.value not in asked.numbers
        and not (q.value in YEARS and not q.counted and not q.unit)
        and (not asked.unit or _of_that_unit(asked.unit, q, text))
        for q in read_quantities(text)[0]
    )


def _is_near(unit: str, text: str) -> bool:
    return any(alike(unit, word) for word in stems(" ".join(text.split()[:6])))


def _of_that_unit(unit: str, quantity: Quantity, text: str) -> bool:
    named = [*stems(quantity.counted), *stems(quantity.unit)]
    if not named:
        return True
    return any(alike(unit, word) for word in named) or _is_near(unit, text[quantity.start :])


def _names_another(asked: Asked, text: str) -> bool:
    opening = {m.start(1) for m in _SENTENCE_OPENING.finditer(text)}
    for match in _NAMED.finditer(text):
        word = match.group()
        lower = word.lower().rstrip(".'’")
        if lower in FUNCTION_WORDS or stem(lower) in asked.words:
            continue
        follows = text[match.end() :].lstrip()[:1].isupper()
        if match.start() not in opening or follows or word.isupper():
            return True
    return False


_NONE_SAID = re.compile(r"\b(?:no|not|never|nor|none|cannot|unable)\b|n['’]t\b", re.IGNORECASE)
_OF_INFORMATION = re.compile(
    r"\b(?:hold|holds|held|kept|keep|collect\w*|record\w*|available|centrally|known|provid\w*|publish\w*|"
    r"disclos\w*|information|figures?|data|estimate\w*|costs?|charge[ds]?|paid|fine[ds]?|number)\b",
    re.IGNORECASE,
)
_NEAR = 60
"""Characters between a negation and what is said not to be there, at most."""


def may_answer(question: str, text: str) -> bool:
    """Whether a text can answer by its form: it states the kind of thing asked for, or that there is none.

    Only where a kind can hardly be told otherwise; names and dates are also told by common words.
    """
    asked = asked_for(question)
    if asked is None or asked.kind not in TOLD_BY_FORM or states(asked, text):
        return True
    return any(
        _OF_INFORMATION.search(text[max(0, m.start() - _NEAR) : m.end() + _NEAR])
        for m in _NONE_SAID.finditer(text)
    )

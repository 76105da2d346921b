"""Words and signs that carry the sense of a sentence: a change in any of them is never forgiven."""

from __future__ import annotations

import re

NEGATIONS = frozenset(
    """
    not no never neither nor none nobody nothing nowhere without cannot non hardly scarcely
    barely unlikely unable lack lacks lacked fail fails failed refuse refuses refused deny denies
    denied denying refute refutes refuted except unless
    """.split()  # noqa: SIM905 - easier to read than a list
)
MODALS = frozenset(
    """
    must may might will would shall should can could ought need needs cannot mustn't won't
    wouldn't shan't shouldn't can't couldn't mightn't needn't oughtn't
    """.split()  # noqa: SIM905
)
QUANTIFIERS = frozenset(
    """
    all some only any every each none no many few several most half both either neither always
    never often sometimes rarely seldom usually mostly mainly largely partly wholly entirely
    solely merely almost nearly approximately about around over under exactly everyone everybody
    someone somebody anyone anybody everything something anything majority minority
    """.split()  # noqa: SIM905
)
COMPARATIVES = frozenset(
    """
    more less fewer most least greater lesser higher lower larger smaller bigger better worse best
    worst least above below before after increase increased increases decrease decreased decreases
    rise rose fall fell maximum minimum earlier later longer shorter older newer stronger weaker
    faster slower further up down highest lowest largest smallest greatest
    """.split()  # noqa: SIM905
)
NUMBER_WORDS = frozenset(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions trillion dozen dozens
    first second third fourth fifth sixth seventh eighth ninth tenth once twice thrice double
    treble triple quarter m bn k
    """.split()  # noqa: SIM905
)
DATE_WORDS = frozenset(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
    sunday yesterday today tomorrow
    """.split()  # noqa: SIM905
)
CURRENCIES = frozenset(
    """
    pound pounds dollar dollars euro euros yen yuan renminbi rmb gbp usd eur jpy cny sterling
    pence penny cent cents franc francs rupee rupees
    """.split()  # noqa: SIM905
)
CURRENCY_SIGNS = frozenset("\u00a2\u00a3\u00a4\u00a5$") | frozenset(
    chr(c) for c in range(0x20A0, 0x20C0)
)
UNITS = frozenset(
    """
    mm cm m km mile miles metre metres meter meters kilometre kilometres kilometer kilometers yard
    yards foot feet inch inches mg g kg gram grams kilogram kilograms tonne tonnes ton tons lb lbs
    ml l litre litres liter liters gallon gallons second seconds minute minutes hour hours day days
    week weeks month months year years decade decades mph kph kw mw gw kwh mwh gwh watt watts volt
    volts hz khz mhz ghz kb mb gb tb percent percentage hectare hectares acre acres degree degrees
    celsius fahrenheit nm \u00b5m \u03bcm um ms mmol mol pm
    """.split()  # noqa: SIM905
) | frozenset(("%", "\u2030", "\u00b0"))
CONDITIONS = frozenset(
    ["if", "unless", "except", "but", "although", "though", "however", "until", "provided"]
)
PRONOUNS = frozenset(
    """
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs
    this that these those who whom whose which the a an
    """.split()  # noqa: SIM905
)

_CONTRACTED_NOT = re.compile(r"[a-z]+n't\Z")


def is_negation(key: str) -> bool:
    """Whether a folded word denies."""
    return key in NEGATIONS or _CONTRACTED_NOT.match(key) is not None


def turns_sense(key: str) -> bool:
    """Whether a folded token is a negation, modal, quantifier, comparative, number or condition."""
    return (
        is_negation(key)
        or key in MODALS
        or key in QUANTIFIERS
        or key in COMPARATIVES
        or key in NUMBER_WORDS
        or key in CONDITIONS
        or has_digit(key)
    )


def has_digit(key: str) -> bool:
    """Whether a token holds a digit of any script."""
    return any(c.isdigit() for c in key)

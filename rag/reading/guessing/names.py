"""Names of people, their roles and their organisations, told apart by their form."""

from __future__ import annotations

import re
from dataclasses import dataclass


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(re.findall(r"\S+", words))


_TITLES = (
    r"Chief\s+(?:Constable|Superintendent|Inspector)|Detective|Superintendent|Inspector|Sergeant|"
    r"Commissioner|Minister|Mayor|President|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Baron|Cllr|Councillor|Rev|"
    r"Reverend|Ambassador|Judge|Justice|Captain|Major|Colonel|General|Senator|Hon|Herr|Frau|Mme|M|"
    r"Señor|Señora|Sr|Sra|Sheikh|Imam|Rabbi|Bishop|Father|Sister"
)
_TITLE = re.compile(
    rf"(?:(?:the\s+)?(?:rt|right)\.?\s+hon(?:ourable)?\.?\s+)?(?:(?:{_TITLES})\.?\s+){{0,2}}", re.I
)
_LETTERS = re.compile(
    r"(?:,?\s+(?:[A-Z]{1,3}BE|CB|CMG|KC|QC|MP|MSP|MEP|TD|FRS|FRSE|JP|CPFA|CEng|Ph\.?D\.?|MD|MA|BA|MSc|BSc|"
    r"LL[BM]|Esq\.?|Jr\.?|QPM|DL|FBA|RN))+$"
)
_WORD = r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?"
_PARTICLES = word_set(
    "de da do dos das del della di du la le van von der den ter ten zu zur bin ibn bint al el ap ab ní "
    "mac y e i og af av"
)
_NAME_WORDS = 6
_NAME_LENGTH = 60

_ROLE_WORDS = word_set(
    "director head officer manager executive commissioner secretary minister adviser advisor chair "
    "chairman chairwoman chairperson president clerk partner counsel solicitor lead leader analyst "
    "assistant engineer editor correspondent reporter professor lecturer inspector superintendent "
    "constable registrar governor treasurer consultant ambassador councillor spokesman spokeswoman "
    "spokesperson coordinator co-ordinator administrator ombudsman auditor surveyor architect "
    "researcher fellow trustee founder owner ceo cfo coo cto mayor judge warden bishop convener "
    "convenor captain specialist representative attorney accountant controller comptroller principal "
    "dean vice-chancellor chancellor provost librarian curator planner scientist resident general "
    "caseworker biologist technician practitioner nurse doctor supervisor steward"
)
_ROLE_OPENERS = word_set(
    "chief deputy vice managing senior acting interim head assistant executive director group"
)
_BODY_WORDS = word_set(
    "council ltd limited llp plc inc corp corporation company co gmbh ag ab bv nv sa srl spa oy "
    "office department ministry commission authority agency board committee trust society association "
    "institute institution university universidad université universität college school academy "
    "hospital foundation group union federation parliament government police service services bank "
    "centre center partnership bureau court tribunal friends party nhs cyngor church museum library "
    "network alliance coalition consortium charity holdings industries technologies systems consulting "
    "associates chambers assembly directorate secretariat regulator inspectorate constabulary press "
    "laboratory observatory club forum campaign organisation organization embassy fund team unit "
    "division branch"
)
_BODY_OPENERS = word_set(
    "office department ministry university universidad université friends bureau institute society "
    "association bank house campaign federation cyngor board commission royal"
)
# Capitalised words that open or make up headings, addresses and phrases, and are nobody's name.
_NO_NAME = word_set(
    "the our your this that these those annex appendix report meeting note notes minutes date dear "
    "yours kind best warm regards wishes private confidential official sensitive urgent email telephone "
    "tel phone fax press media release statement response reply request re subject ref reference to "
    "from cc enc enclosure copy page part section chapter table figure summary introduction background "
    "conclusion discussion actions agenda apologies present attendees participants contact contents "
    "index draft final version signed united kingdom states england scotland wales ireland microsoft "
    "windows adobe user admin guest unknown untitled scanner scan document test default "
    "thank thanks please sincerely faithfully and or for with by on at in of various everyone all "
    "public affairs information rights policy legal communications human resources customer care "
    "data protection freedom act regulations order notice questions answers annual city county town "
    "borough district village new great upper lower central royal national international global"
)
# Words of addresses and dates that are family names too: after "Ms" they name somebody.
_PLACES_AND_MONTHS = word_set(
    "street road avenue house square place floor room box building quay tower way walk drive terrace wharf "
    "gardens january february july september october november december monday tuesday wednesday "
    "thursday friday saturday sunday"
)
# And those that are common ones: where a person is expected they name one.
_FAMILY_NAMES_TOO = word_set(
    "park hill lane court close london north south east west march april may june august"
)
_SMALL_WORDS = word_set("of the and for in on to at de la le du y")
_SHORT_WORDS = word_set("home city town bank fund unit team club port")
_INITIALS = 4
"""Letters in the longest word that may be initials: NHS, DVLA."""
_SPLIT = re.compile(r"\s*(?:,|\||\s[–—-]\s|;|\t)\s*")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_MAIL = re.compile(r"\s*[<(\[]?(?:mailto:)?[\w.+'-]+@[\w.-]+[>)\]]?\s*", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\S)@\w+")


@dataclass(frozen=True, slots=True)
class Person:
    """A name with the role and the organisation that stand beside it."""

    name: str
    role: str | None = None
    organisation: str | None = None


def is_name(text: str, *, is_expected: bool = False) -> bool:
    """Whether a text is a person's name: given and family name, or a title and a name.

    `is_expected` where a person is bound to be named: there "Ann Park" is not a park.
    """
    if len(text) > _NAME_LENGTH or _MAIL.search(text):
        return False
    title = _TITLE.match(text)
    rest = _LETTERS.sub("", text[title.end() if title else 0 :]).split()
    titled = bool(title and title[0].strip())
    full = [word for word in rest if not _is_particle(word)]
    if len(rest) > _NAME_WORDS or len(full) < (1 if titled else 2):
        return False
    plain = [word.casefold().strip(".") for word in rest]
    return (
        all(_is_name_word(word) for word in rest)
        and rest[-1].casefold() not in _PARTICLES
        and any(len(word) > 1 for word in plain)
        and not set(plain) & (_NO_NAME | _BODY_WORDS | _ROLE_WORDS)
        and (titled or not set(plain) & _PLACES_AND_MONTHS)
        and (titled or is_expected or not set(plain) & _FAMILY_NAMES_TOO)
    )


def _is_name_word(word: str) -> bool:
    if not re.fullmatch(_WORD, word):
        return False
    return word[0].isupper() or word.casefold() in _PARTICLES or _has_particle(word)


def _is_particle(word: str) -> bool:
    """Whether a word only joins a family name to another: "de", "De", but not the initial "E"."""
    return word.casefold() in _PARTICLES and (len(word) > 1 or word.islower())


def _has_particle(word: str) -> bool:
    before, _, after = word.partition("-")  # "al-Farsi"
    return before in _PARTICLES and after[:1].isupper()


def without_title(name: str) -> str:
    """A name without the titles before it and the letters after it."""
    title = _TITLE.match(name)
    return _LETTERS.sub("", name[title.end() if title else 0 :]).strip()


def family_name(name: str) -> str:
    """The last word of a name, folded for comparing."""
    return without_title(name).split()[-1].casefold() if without_title(name) else ""


def title_of(name: str) -> str:
    """The title before a name, folded; "" without one."""
    title = _TITLE.match(name)
    return title[0].strip(" .").casefold() if title else ""


def names_a_place(text: str) -> bool:
    """Whether a text holds a part of an address: a number, a street, a building."""
    words = set(re.findall(r"\w+", text.casefold()))
    return bool(words & _PLACES_AND_MONTHS) or any(word[0].isdigit() for word in words)


def is_role(text: str) -> bool:
    """Whether a text names what somebody does: "Head of Rights", "Director, Public Affairs"."""
    return _kind_of(text) == "role"


def is_organisation(text: str) -> bool:
    """Whether a text names a body: "Northern Council", "Office of the Commissioner"."""
    return _kind_of(text) == "organisation"


def _kind_of(text: str) -> str | None:
    words = re.findall(r"[^\W\d_][\w'’-]*", text.casefold())
    if not words or len(words) > 14 or not _is_capitalised(text) or text.endswith((".", ":")):
        ended = text.casefold().endswith((" inc.", " co.", " ltd.", " corp.")) and len(words) < 9
        return "organisation" if ended and _is_capitalised(text) else None
    if words[0] == "the" and len(words) > 1:
        words = words[1:]
    head = re.split(r"\s(?:of|for|to|in|at|on)\s", text.casefold(), maxsplit=1)[0]
    head_words = re.findall(r"[^\W\d_][\w'’-]*", head.split(",")[0])
    if words[0] in _BODY_OPENERS and not (head_words and head_words[-1] in _ROLE_WORDS):
        return "organisation"
    if head_words and head_words[-1] in _ROLE_WORDS:
        return "role"
    if words[0] in _ROLE_OPENERS:
        return "role"
    return "organisation" if set(words) & _BODY_WORDS else None


def _is_capitalised(text: str) -> bool:
    """Whether the words of more than three letters begin with capitals, as in a title."""
    longer = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(longer or text[:1].isupper()) and all(word[0].isupper() for word in longer)


def in_small_letters(name: str) -> str:
    """A body's name printed in capitals, as it is written in prose; short words may be initials."""
    if not name.isupper():
        return name
    return " ".join(_in_small_letters(word) for word in name.split())


def _in_small_letters(word: str) -> str:
    if word.casefold() in _SMALL_WORDS:
        return word.lower()
    is_word = len(word) > _INITIALS or word.casefold() in _SHORT_WORDS
    return word.capitalize() if is_word else word


def person_in(text: str) -> Person | None:
    """The person that a text consists of: a name, perhaps with role and organisation after it.

    "Ann Lee <a.lee@example.org>", "Ann Lee, Clerk, Northern Council", "Ann Lee (Clerk)".
    """
    plain = _HANDLE.sub("", _MAIL.sub(" ", text)).strip(" \"'“”‘’,;")
    beside = _BRACKETS.search(plain)
    name, *rest = [part for part in _SPLIT.split(_BRACKETS.sub("", plain)) if part] or [""]
    if rest and _LETTERS.fullmatch(" " + rest[0]):
        name, rest = f"{name} {rest[0]}", rest[1:]
    if not is_name(name, is_expected=True):
        return None
    if beside and not rest:
        rest = [part for part in _SPLIT.split(beside[1]) if part]
    return Person(name, *_office(rest))


def office_in(text: str) -> tuple[str | None, str | None]:
    """The role and the organisation that a line consists of, each None where it is not named."""
    return _office([part for part in _SPLIT.split(text) if part])


def _office(parts: list[str]) -> tuple[str | None, str | None]:
    role: list[str] = []
    for part in parts:
        if is_organisation(part):
            return ", ".join(role) or None, part
        if not role and not is_role(part):
            return None, None
        role.append(part)
    return ", ".join(role) or None, None

"""The people, bodies and matters that made-up documents are about, drawn by a seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

PEOPLE = (
    ("Ms", "Siobhán", "O’Neill", ""),
    ("Mr", "Adebayo", "Okonkwo", ""),
    ("Dr", "María José", "García Márquez", ""),
    ("Mr", "Jean-Luc", "Lefèvre", ""),
    ("Mrs", "Anneke", "van der Berg", ""),
    ("Ms", "Priya", "Raghunathan", ""),
    ("Professor", "Wei", "Zhang", "FRS"),
    ("Mr", "Kwame", "Asante-Mensah", ""),
    ("Ms", "Þóra", "Jónsdóttir", ""),
    ("Mr", "Ahmed", "al-Farsi", ""),
    ("Dr", "Agnieszka", "Wójcik", ""),
    ("Cllr", "Oluwaseun", "Adeyemi", ""),
    ("Ms", "Hye-jin", "Park", ""),
    ("Mr", "J. R.", "Hartley", ""),
    ("Mr", "T", "Singh", ""),
    ("Dame", "Ruth", "Pemberton", "DBE"),
    ("Sir", "Alasdair", "MacLeòid", ""),
    ("Mrs", "Nguyễn Thị", "Hoa", ""),
    ("Ms", "Katarzyna", "Nowak-Lis", ""),
    ("Mr", "Giuseppe", "De Luca", ""),
    ("Dr", "Nokuthula", "Dlamini", "MBE"),
    ("Ms", "Leilani", "Kealoha", ""),
    ("Mr", "Dimitrios", "Papadopoulos", ""),
    ("Miss", "Catrin", "Ap Gwilym", ""),
    ("Mr", "Rajesh Kumar", "Iyer", ""),
    ("Ms", "Yuki", "Tanaka", ""),
    ("Mr", "Lars", "Østergaard", ""),
    ("Dr", "Fatima", "Zahra Bennani", ""),
    ("Ambassador", "Tomás", "Ribeiro", ""),
    ("Ms", "Hannah", "Smith", ""),
)
BODIES = (
    "Northmoor District Council",
    "Office of the Rivers Commissioner",
    "Aviemore Freight Ltd",
    "Ministry of Harbours",
    "Universidad de Salinas",
    "Kestrel Analytics Inc.",
    "Tarn Valley NHS Trust",
    "Friends of the Old Canal",
    "Global Ferries plc",
    "Department for Lighthouses",
    "Scottish Peatland Authority",
    "Cyngor Sir Afon",
    "Okavango Water Board",
    "Harbour & Tidal Energy Association",
    "Lindqvist Maskin AB",
    "Royal Society of Cartographers",
)
ROLES = (
    "Head of Information Rights",
    "Chief Executive",
    "Director of Public Affairs",
    "Senior Policy Adviser",
    "Deputy Commissioner",
    "Town Clerk",
    "Managing Director, Europe",
    "Monitoring Officer",
    "Secretary General",
    "Vice President, Operations",
    "Chair of the Audit Committee",
    "Data Protection Officer",
)
MATTERS = (
    "Repairs to the swing bridge",
    "Noise from the night ferry",
    "Use of drones over the estuary",
    "Closure of Station Road",
    "Storage of peat samples",
    "Ticket prices on the island route",
    "Retention of visitor records",
    "Lighting of the canal path",
    "Procurement of survey vessels",
    "Maps of the tidal flats",
    "Sharing of sensor data",
    "Opening hours of the archive",
)
PLACES = ("Leeds", "Inverness", "Cardiff", "Belfast", "Rotterdam", "Truro", "Aberdeen", "Lagos")
STREETS = ("14 High Street", "2 Quay Walk", "Riverside House", "81 Mill Lane", "Block C, The Wharf")
PAPERS = (
    "the inspection report",
    "a map of the site",
    "the contract summary",
    "our complaints policy",
)
PROSE = (
    "We have looked into the matter with some care. The works began on 4 January 2018 and were to "
    "last eleven weeks, but the contractor asked for more time and was given until the summer.",
    "Mr Peter Quill of Dunmore Surveys told us in a letter dated 9 September 2017 that the figures "
    "were not complete. He has since left the firm, and nobody else could be asked.",
    "The cost stands at £42,300, of which two thirds have been paid. No further sum is due before "
    "the end of the financial year, and none has been set aside.",
    "Residents wrote to us on several occasions, the last being on 2 May 2019. Their concerns were "
    "recorded under reference XX/99/1 and passed on to Jane Marlow, who was then in charge.",
    "There is no statutory duty to publish the minutes. It has nevertheless been our practice to do "
    "so, and we see no reason to depart from it now.",
    "Data are kept for thirty days and then erased. Staff may look at them only where an incident "
    "has been reported, and each look is noted.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes, is written to or attends, with their role and body."""

    title: str
    given: str
    family: str
    letters: str
    role: str
    body: str

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"

    @property
    def full(self) -> str:
        """The name with the title before it."""
        return f"{self.title} {self.name}"

    @property
    def formal(self) -> str:
        """Title and family name, as in a salutation; a Sir or Dame has the given name."""
        by_given = self.title in ("Sir", "Dame")
        return f"{self.title} {self.given if by_given else self.family}"

    @property
    def email(self) -> str:
        """An address that spells no name out in full."""
        return f"{self.given[0].lower()}.{len(self.family)}@example.org"

    @property
    def forms(self) -> tuple[str, ...]:
        """All ways to write the name that count as right."""
        plain = (self.name, self.full)
        return plain + tuple(f"{p} {self.letters}" for p in plain if self.letters)


@dataclass(frozen=True, slots=True)
class Facts:
    """What one made-up document says about itself."""

    author: Person
    addressee: Person
    others: tuple[Person, ...]
    day: date
    reference: str
    matter: str
    place: str
    street: str
    papers: tuple[str, str]
    prose: tuple[str, ...]


Item = tuple[str, ...]
"""One value and all the ways to write it that count as right."""


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up document: its file, and what a careful person would note about it.

    A field that `gold` does not name must stay empty, unless `open_fields` names it: then people
    could differ, and it is not scored.
    """

    file: str
    content: str
    gold: Mapping[str, tuple[Item, ...]]
    open_fields: frozenset[str] = field(default_factory=frozenset)


def draw_facts(seed: str) -> Facts:
    """Facts drawn by a seed: the same for the same seed."""
    draw = random.Random(seed)
    people = [
        Person(*names, draw.choice(ROLES), draw.choice(BODIES)) for names in draw.sample(PEOPLE, 6)
    ]
    initials = "".join(word[0] for word in people[0].body.split() if word[0].isupper())
    style = draw.choice(("{i}/{n}", "{i}-{y}-{n}", "FOI {n}", "{i}/PL/{y}/{n}", "CAS-{n}-Q{i}"))
    day = date(2015, 1, 5) + timedelta(days=draw.randrange(3650))
    first, second = draw.sample(PAPERS, 2)
    return Facts(
        author=people[0],
        addressee=people[1],
        others=tuple(people[2:]),
        day=day,
        reference=style.format(i=initials, n=draw.randrange(100, 99999), y=day.year),
        matter=draw.choice(MATTERS),
        place=draw.choice(PLACES),
        street=draw.choice(STREETS),
        papers=(first, second),
        prose=tuple(draw.sample(PROSE, 4)),
    )


def long_date(day: date) -> str:
    """ "3 March 2021"."""
    return f"{day.day} {day:%B %Y}"


def american_date(day: date) -> str:
    """ "March 3, 2021"."""
    return f"{day:%B} {day.day}, {day.year}"


def ordinal_date(day: date) -> str:
    """ "3rd March 2021"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(
        day.day % 10 if day.day not in (11, 12, 13) else 0, "th"
    )
    return f"{day.day}{ending} {day:%B %Y}"


def one(*forms: str) -> tuple[Item, ...]:
    """A field with a single value."""
    return (forms,)

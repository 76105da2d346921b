"""Everyday office words that mean nearly the same: a passage may say it in another word.

A table of our own: no package was found that carries a thesaurus with its data, and a full one joins
words whose other meanings lead astray ("party", "paper", "bill" are left out for that reason).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rag.answering.words import stem

GROUPS = """
staff employee workforce personnel worker headcount
employ hire recruit
employ employee staff
employ employment
supply supplier
own owner ownership
resign quit
dismiss sack redundancy
salary pay wage remuneration earnings
cost price expense expenditure spend spending
fee charge tariff
fund funding finance grant
money cash
budget allocation
buy purchase procure procurement acquire
sell sale
supplier vendor contractor provider
contract agreement deal
letter correspondence
email e-mail message
reply response answer respond
ask request query enquire enquiry inquiry
complain complaint grievance
meeting discussion talks
attend present participate attendee participant
begin start commence launch
end finish conclude cease expire
stop halt discontinue suspend
build construct construction
mend repair fix
delay postpone defer postponement
cancel withdraw revoke terminate
allow permit authorise authorize permission
forbid prohibit ban bar prohibition
need require requirement must
rule regulation
law legislation statute act
policy guidance guideline
plan strategy proposal propose
aim goal objective purpose target
reason cause why
result outcome consequence effect
help assist support assistance
show demonstrate
increase rise grow growth
decrease reduce reduction fall decline cut
improve enhance improvement
danger risk hazard threat
harm damage injury
accident incident collision crash
illness disease sickness
doctor physician
hospital clinic
child minor kid
elderly pensioner older
disabled disability
car vehicle automobile
lorry truck hgv
road highway street
train rail railway
plane aircraft aeroplane airplane
bike bicycle cycle cycling
journey trip travel
passenger traveller
house home dwelling housing accommodation
firm company business corporation enterprise
boss manager head director
leader chief chair chairman chairwoman chairperson
customer client consumer
member membership
people public citizen
country nation
government ministry
department agency
council municipality
police constabulary officer
court tribunal
camera cctv surveillance
picture image photo photograph
privacy confidentiality
data information
collect gather obtain
keep retain store hold retention
delete erase remove deletion
share disclose disclosure
use usage utilise utilize
send dispatch post submit
get receive obtain
find discover identify
choose select selection
check verify inspect inspection examine
review assess assessment evaluate evaluation
watch monitor monitoring oversee oversight
report publish publication
tell inform notify notification
say state claim assert
think believe
agree accept consent
refuse reject decline refusal
argue dispute disagree
change alter amend modify amendment
deadline cutoff
yearly annual annually
monthly month
number amount quantity total
average mean
main chief principal primary
biggest largest greatest
smallest least lowest
quick fast rapid speed
big large
small little
new recent latest
old former previous
job post position role
training course education
school college
teacher tutor
rubbish waste refuse litter
pollution emission
land site premises
owner proprietor
rent lease tenancy
tenant lessee
tax levy duty
fine penalty
vote ballot election
name called
located situated location
live reside resident
born birth
die death dead
win won victory award
author writer wrote written
sign signed signature signatory
"""
"""One group a line; a word counts for every other of its group, whatever its inflection."""


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in GROUPS.split("\n"):
        words = frozenset(line.split())
        for word in words:
            key = stem(word)
            table[key] = table.get(key, frozenset()) | (words - {word})
    return table


_TABLE = _table()


def synonyms_of(words: Iterable[str]) -> list[str]:
    """Other words for those given, none of which is given already, in order of the alphabet."""
    given = {stem(w) for w in words}
    others = {o for s in given for o in _TABLE.get(s, ())}
    return sorted(o for o in others if stem(o) not in given)


@lru_cache(maxsize=10_000)
def stems_of_synonyms(stemmed: str) -> frozenset[str]:
    """Stems of the words that mean nearly the same as those of a stem."""
    return frozenset(stem(o) for o in _TABLE.get(stemmed, ())) - {stemmed}

"""The verbs of saying and what may follow each; words that stand before them; words for speakers.

Closed tables of English, kept apart from the rules that read them (`frames.py`).
"""

from __future__ import annotations

from dataclasses import dataclass


def words(listed: str) -> frozenset[str]:
    """A set of words, written as a sentence is."""
    return frozenset(listed.split())


# What may follow a verb for it to be one of saying:
#   t  "that ...", "how ...", "whether ..."          q  a quotation, or a colon
#   c  a clause without "that" ("said it was late")   n  a noun phrase or gerund ("disputes the fee")
#   a  something, and "as" ("described it as late")
#   o  somebody first, then one of the others ("told the board that ...")
# Verbs of perception, discovery and reckoning take "that" only: "found in Leeds", "reported cases",
# "observed twice" and "noted for" say nothing.
_FOLLOWED_BY = {
    "tq": "recommend reject advocate lament add agree assert comment complain conclude contend "
    "demand decide decree hint imply insist judge maintain observe opine posit postulate pledge promise propose protest remark reply report respond "
    "retort rule speculate swear testify theorise theorize volunteer vow write confirm hypothesise "
    "hypothesize accept boast confess concede counter joke quip recall reflect sum hold",
    "tqc": "allege announce assume believe claim declare expect fear feel hope say state suggest "
    "think suppose suspect realise realize",
    "tqcn": "acknowledge argue admit caution deny emphasise emphasize explain highlight mention note "
    "question reiterate stress underline warn",
    "tqn": "criticise criticize dispute refute condemn",
    "tqa": "describe characterise characterize define portray summarise summarize",
    "t": "demonstrate determine discover estimate find indicate predict prove reveal show learn "
    "calculate establish instruct order direct outline envisage understand clarify",
    "-": "express raise welcome request present consider query endorse support oppose urge",
    "q": "call",
    "tqo": "advise ask assure brief convince inform notify persuade remind tell enquire inquire",
}
_IRREGULAR = {
    "say": ("said", "said"),
    "tell": ("told", "told"),
    "write": ("wrote", "written"),
    "think": ("thought", "thought"),
    "feel": ("felt", "felt"),
    "find": ("found", "found"),
    "hold": ("held", "held"),
    "show": ("showed", "shown"),
    "swear": ("swore", "sworn"),
    "deny": ("denied", "denied"),
    "reply": ("replied", "replied"),
    "imply": ("implied", "implied"),
    "testify": ("testified", "testified"),
    "notify": ("notified", "notified"),
    "admit": ("admitted", "admitted"),
    "learn": ("learned", "learnt"),
    "speak": ("spoke", "spoken"),
}
_WITH_PREPOSITION = {
    "point": ("out", "to"),
    "speak": ("to", "about", "of"),
    "allude": ("to",),
    "object": ("to", "that"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb of saying: what may follow it, and whether it is the bare infinitive."""

    lemma: str
    followed_by: str
    kind: str
    """ "base", "s" (third person), "past", "participle"."""


def _inflected(lemma: str) -> dict[str, str]:
    past, participle = _IRREGULAR.get(lemma, ("", ""))
    if not past:
        past = participle = lemma + ("d" if lemma.endswith("e") else "ed")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return {lemma: "base", third: "s", participle: "participle", past: "past"}


def _forms() -> dict[str, Form]:
    forms = {}
    for letters, lemmas in _FOLLOWED_BY.items():
        for lemma in lemmas.split():
            for form, kind in _inflected(lemma).items():
                forms[form] = Form(lemma, letters, kind)
    for lemma in _WITH_PREPOSITION:
        for form, kind in _inflected(lemma).items():
            forms[form] = Form(lemma, "p", kind)
    return forms


FORMS = _forms()
"""Every form of every verb of saying, in lower case."""

PREPOSITIONS_OF = _WITH_PREPOSITION
"""Verbs that say something only with one of these words after them ("pointed out")."""

NOUNS = words(
    "report reports claim claims state states note notes comment comments question questions find "
    "finds estimate estimates remark remarks reply replies promise promises protest protests judge "
    "judges rule rules order orders hope hopes fear fears advocate advocates dispute disputes stress "
    "show shows brief briefs update updates decree joke jokes project"
)
"""Forms that are as often nouns ("the 2020 report", "the member states")."""

WEAK = words("show indicate demonstrate determine reveal suggest prove establish calculate")
"""What things do as well as people: only a source named as such says anything by them."""

PARENTHETIC = words(
    "say state argue claim add note explain write conclude reply observe remark recall think believe "
    "insist suggest report announce declare warn comment admit concede respond reflect"
)
"""Verbs that stand between commas: "The fault, she says, was hers"."""

PASSIVE_ALWAYS = words(
    "said argued claimed alleged reported suggested believed thought announced proposed asserted "
    "stated contended rumoured speculated hypothesised hypothesized theorised theorized"
)
"""Participles of "it is ... that" which report somebody who is not named."""

PASSIVE_OF_RECORDS = words(
    "acknowledged noted accepted agreed recommended confirmed emphasised emphasized explained "
    "highlighted felt hoped recognised mentioned stressed clarified advised asked queried questioned "
    "suggested resolved"
)
"""Those that do so in the past tense ("it was noted that"), and in minutes in any."""

PASSIVE_OF_STUDIES = words(
    "shown found observed estimated considered concluded decided demonstrated"
)
"""Those that do so only in "it has been shown that": "it was found that" is the writer's own find."""

PASSIVE_TO = words("said alleged claimed rumoured reputed")
"""Participles before "to" that report somebody who is not named: "she is said to be"."""

HEARSAY = words("reportedly allegedly supposedly purportedly")
"""Adverbs that report somebody who is not named."""

AUXILIARIES = words(
    "is was are were be been being am has have had having do does did will would shall cannot "
    "may might can could must should ought"
)
BEING = words("is was are were be been being am")
POSSIBLE = words("may might can could must should shall ought cannot")
"""Modal verbs that turn saying into something not said."""

ADVERBS = words(
    "also then further firstly first secondly thirdly lastly later previously again now subsequently "
    "once once already still clearly repeatedly publicly explicitly famously simply merely briefly "
    "strongly correctly rightly wrongly recently immediately initially originally additionally "
    "consistently openly never always often even soon both finally consequently accordingly "
    "therefore thus only just rather not n't n’t specifically helpfully kindly explicitly long ever "
    "similarly however"
)
CHAIN = words("came went goes go come began continued continues wished wishes sought seeks wants")
"""Verbs before "to" and a verb of saying: "went on to say"."""

CONNECTIVES = words(
    "however accordingly finally moreover furthermore also then therefore thus similarly indeed "
    "additionally nevertheless nonetheless later recently subsequently and but yet so or now "
    "importantly interestingly notably consequently likewise again instead meanwhile otherwise "
    "lastly firstly secondly thirdly first second third next still overall yesterday today "
    "interestingly conversely specifically generally"
)
AFTER_FOR_AND_IN = words(
    "example instance addition particular response turn contrast conclusion summary short fact reply"
)
"""Words after "for" or "in" that only join one sentence to another."""
CLAUSE_OPENERS = words(
    "when while although though as because if where whilst since until after before"
)
"""Words that open a clause with a verb of its own."""
OPENERS = words(
    "in on at during after before following under by since from with to when while although though "
    "as upon prior early late based combined given despite because if regarding concerning throughout "
    "unlike like against for within about between until without over through having whilst where "
    "per over outside inside once across alongside besides beyond"
)
"""Words that open something before the main clause."""

SUBORDINATORS = words(
    "that which who whom whose whether because if when while although though unless since until "
    "where what why how"
)
PREPOSITIONS = words(
    "of in on at by for from with to into about between among against under over through during "
    "within without upon than as per via like"
)
DETERMINERS = words(
    "the a an this that these those some many most several few all any each every no one two three "
    "four five other another both such my our your his her its their"
)
FIRST_PERSON = words("i we my our us")
THIRD_PERSON = words("he she they it")
SUBJECT_PRONOUNS = words("i we you he she they it")
PRONOUNS = SUBJECT_PRONOUNS | {"who", "there"}
DEMONSTRATIVES = words("this that these those such each no the a an any every another last next")
"""Words that name nobody when they stand alone."""
NOT_A_SPEAKER = words(
    "there which what it's who whom whose nothing something and or but not to as if than then how "
    "here where when why please none nobody neither"
)
"""Words that no subject begins with."""

SOURCES = words(
    "study studies survey surveys research report reports paper papers review reviews article "
    "articles letter letters theory theories book poll polls document documents inquiry inquiries "
    "investigation investigations audit assessment assessments statement opinion evidence experts "
    "scientists researchers authors critics scholars historians authorities observers sources "
    "commentators economists officials witnesses memo memorandum e-mail email submission"
)
"""Nouns for things that are written to say something, and for people known by what they say."""

PEOPLE = words(
    "deputy mayor inspector inspectors officer officers official officials driver drivers lawyer "
    "lawyers solicitor solicitors counsel predecessor successor colleague colleagues client clients adviser advisers "
    "auditor auditors manager managers director minister spokesman spokeswoman spokesperson agent "
    "chairman chair secretary staff members member insurer insurers consultant consultants expert "
    "experts customer customers tenant tenants neighbour neighbours husband wife son daughter"
)
"""Whom a writer may have: "our inspector" speaks for himself, "our office" for the writer."""

BODIES = words(
    "committee court courts board commission commissioner inspector inspectors government minister "
    "ministers ministry department company companies council councils panel judge judges jury tribunal "
    "ombudsman auditor auditors team group police agency authority authorities university regulator "
    "party parliament director chairman chair president secretary officer officers expert scientist "
    "researcher author lawyer counsel participant participants respondent respondents applicant "
    "claimant defendant witness he she they"
)
"""Nouns for people and bodies."""

DOCUMENTS = words(
    "policy notice documentation topic tutorial article section document page agreement act guidance "
    "chapter guide website"
)
"""Nouns for a document in which they stand: "this notice explains"."""

EVIDENCE = words(
    "results result data findings finding analysis analyses experiments experiment figure figures "
    "table tables observations observation model models simulations simulation "
    "microscopy staining assay assays sequencing excavations excavation test tests"
)
"""What an author's own work shows: the author's words, unless another's work was just told of."""

OF_PEOPLE = words("speak hold define call support oppose present raise point tell")
"""Verbs that things have as well as people, in another sense."""

OWN_DETERMINERS = words("this our these my present current")

NOT_VOICES = words(
    "instructions protocol protocols guideline guidelines criteria criterion method methods rule "
    "rules distinction need needs requirement requirements procedure procedures standard standards "
    "schedule size age type terms table tables figure fig figures data whether how what availability "
    "circumstances equation equations formula classification definition scale law section regulation "
    "regulations article paragraph plan order number principle "
    "principles policy scheme manufacturer manufacturers statistics records"
)
"""What things are done by ("according to the schedule"), which says nothing."""

NAMING = words(
    "called named termed titled entitled dubbed nicknamed labelled labeled means meaning see known word words "
    "term phrase name slogan headed translated spelled spelt"
)
"""Words before a name or a term in quotation marks that nobody is quoted for."""

POSITIONS = words(
    "position view opinion argument understanding response answer contention claim belief"
)
"""What somebody has that "is that ...": "the board's position is that"."""

SPEECH_ACTS = words(
    "summary overview account explanation update presentation briefing outline description "
    "introduction background report answer response reply statement"
)
"""What somebody "gives", "provides" or "makes" before being reported."""
RECORDED = words(
    "report confirm announce recommend propose suggest clarify outline summarise summarize describe "
    "express raise welcome request present think consider query endorse support oppose urge add"
)
"""Verbs that report in minutes whatever follows them: "the treasurer reported a deficit"."""
VOICED = words("expressed raised voiced queried questioned noted reported highlighted")
"""Participles that do so in the passive: "concern was expressed about rent"."""
GIVING = words("gave gives provided provides made makes presented presents offered delivered")

COMMON_PAST = words(
    "took came went became won led met got ran left began kept lost sat saw stood drove fought bought "
    "built chose fell grew knew rose sent set spent put read sold ruled works lives plays"
)
"""Irregular verbs that may follow a name of one word at the head of a sentence."""

MINUTES = words(
    "minute minutes note notes record meeting readout proceedings transcript interview debrief "
    "summary"
)
"""Words of a kind or title that promise a record of what others said."""

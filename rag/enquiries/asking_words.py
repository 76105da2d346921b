"""How letters ask: requests, questions with and without their mark, and items that name what is wanted."""

from __future__ import annotations

import re


def any_of(*patterns: str) -> str:
    """One pattern that matches where any of several does."""
    return f"(?:{'|'.join(patterns)})"


ORDER_WORDS = (
    r"^[\W_]*(?:(?:and|also|additionally|in addition(?: to (?:this|that|the above))?|further(?:more)?|"
    r"finally|lastly|last(?: but not least)?|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|"
    r"fifth(?:ly)?|next|then|moreover|separately|similarly|likewise|specifically|in particular|"
    r"more specifically|if (?:so|yes|not|no)|alternatively|otherwise|again|so|but|now|therefore|thus|"
    r"accordingly|as well|in the meantime|meanwhile|p\.?p?\.?s\.?|"
    r"on (?:a|another) (?:separate|related|different) (?:note|matter|point)|"
    r"one (?:more|last|final|other) (?:thing|question|point)|"
    r"while (?:i am|we are|you are|i'm|you're) (?:at it|about it|writing))(?!\w)[\s,:;.–—-]*){0,4}"
)
"""Words that may come before a question and say nothing of what it asks."""

_GIVE = any_of(
    r"provide|send|supply|tell|state|list|give|confirm|disclose|release|describe|explain|specify|let",
    r"set out|share|indicate|outline|advise|include|identify|detail|forward|clarify|publish|complete",
    r"break(?: it| this| that| them| these| the \w+)? down|fill|attach|say|name|enclose|copy|show",
    r"make available|inform|e-?mail|itemise|quantify|quote|summarise|reveal|elaborate|enlighten",
    r"(?:point|direct) me|estimate|calculate|comment|answer|look up|check|find out|furnish|repeat",
    r"note down|report|cite|link|justify|ensure|update|mark|do the same|produce|arrange|remind",
)
_POLITE = r"(?: also| please| kindly| therefore| further| now| really| very much| hereby| formally| just| thus| particularly| especially)*"
_PLACE_OR_TIME = (
    r"(?:(?:for|in|of|under|with|over|since|between|during|from|regarding|concerning|where|if|as|when|"
    r"within|pursuant|based|relating|further|following|on|at|by|given|using|to|because|having|and if|"
    r"considering|assuming)\b[^.?!]{0,220}?(?:[,:;–—-]\s*|\s(?=(?:please|i|we|could|can|would)\b)))?"
)
_LEARN = any_of(
    r"know|see|ask|request|receive|have|find|learn|obtain|be|get|hear|understand|enquire|inquire",
    r"make a request|inspect|read|establish|look at|check|discover|trace|work out",
)
_SOMEBODY = r"(?:you|the \w+|your \w+|someone|somebody)"
_SOFTLY = r"(?:(?:also|please|kindly|now|then|therefore) )*"
_THINGS = (
    r"(?:a |the |an |any |all |some |sight of |full |complete )*(?:cop(?:y|ies)|details?|information|figures|data|lists?|"
    r"breakdown|numbers?|records?|names?|total|statistics|minutes|photographs?|drawings?|plans?|reports?|"
    r"answers?|explanation|documents?|correspondence|dates?)\b"
)
_REQUEST = any_of(
    rf"(?:please|pls|kindly)(?: can| could| would| will)?(?: you| i| we)?{_POLITE}(?: be so kind as to)? "
    rf"(?:{_GIVE}|have|see)\b",
    rf"(?:can|could|would|will|might) (?:you|the \w+|someone|somebody|anyone|your \w+)\b(?: \w+){{0,4}}? {_GIVE}\b",
    rf"(?:can|could|may|might) (?:i|we){_POLITE} (?:have|see|ask|know|get|obtain|receive|request|"
    r"be (?:told|given|sent|provided|supplied))\b",
    rf"(?:i|we)(?: would|'d|’d| should)?{_POLITE}(?: like| wish| want| need| love| expect| be (?:interested|keen|glad|"
    rf"pleased|grateful|curious))(?: also| please| therefore)* (?:to {_LEARN}\b|{_THINGS}|you to|your \w+ to|"
    r"for (?:you|a)|of (?:a|any|some)|if (?:you|someone)|it if you)",
    rf"(?:i|we)(?: am| are|'m|’m|'re|’re| would| should| must)?{_POLITE}(?: writing to| would like to| wish to)*{_POLITE} "
    rf"(?:request(?:ing)?|ask(?:ing)?(?! (?:as|because|on behalf|since|in my|this)\b)(?! {_SOMEBODY} to (?!{_SOFTLY}{_GIVE}\b))"
    rf"(?! that (?!.{{0,60}}\b(?:{_GIVE}|sent|given|told|provided|supplied|disclosed|shown|informed)\b))|"
    r"seek(?:ing)?|enquir(?:e|ing)|inquir(?:e|ing)|wonder(?:ing)?|require|interested in(?! (?!knowing|learning|seeing|hearing|having|finding|obtaining|receiving|getting|understanding|reading)\w+ing\b)|after|looking for|"
    r"curious|keen to)\b",
    r"(?:i|we)(?: would| should|'d|’d)? (?:esteem|consider|count|take|regard) it (?:as )?an? (?:\w+ )?(?:favour|kindness|courtesy)\b",
    r"(?:i|we) (?:was|were|have been) (?:wondering|hoping)\b",
    rf"(?:i|we)(?: am| are|'m|’m|'re|’re)(?: also| now| still| \w+ly)* (?:trying|hoping|anxious|eager|concerned) to {_LEARN}\b",
    rf"(?:i|we)(?: \w+){{0,2}}? (?:demand|insist|expect|call (?:up)?on|challenge|invite|urge|press)(?: (?:on|upon|that|you|the \w+|your \w+|will|should|being|now))*"
    rf" (?:(?:to )?{_GIVE}|to {_LEARN}|told|{_THINGS})\b",
    r"grateful\b",
    rf"(?:i|we)(?:'d|’d| would| should| shall)(?: also| therefore)* "
    rf"(?:be (?:\w+ ){{0,2}}?(?:grateful|obliged|glad|pleased|happy|thankful|interested|delighted|keen|curious|indebted|appreciative|told|sent|given|shown)"
    rf"|appreciate|welcome|value)\b[^.?!]{{0,40}}?"
    rf"\b(?:if|to {_LEARN}|for|of|a|an|the|any|details|copies)\b",
    r"it would (?:also )?(?:be|help|assist|interest)\b[^.?!]{0,60}?\b(?:to (?:know|see|have|learn|understand)|if you)",
    r"[^.?!:;]{3,120}? would (?:also )?be (?:welcome|appreciated|of interest|useful|helpful)\b",
    r"(?:my|our|the|a|another|one)(?: \w+){0,3} (?:question|query|request|enquiry)(?: \w+){0,5}? "
    r"(?:is|are|concerns|was)\b",
    r"(?!.{0,60}\b(?:is|are) (?:quite |very |really )?(?:simple|easy|clear|this|these|as follows|not)\b)what (?:i|we)(?: \w+){0,3} (?:want|need|ask|seek|like|wish|require|wonder|request|understand|know|find out)\b",
    r"(?:this|my) (?:is a |foi )?request (?:is )?(?:for|covers|asks)\b",
    r"(?:provide|supply|tell|state|list|give|confirm|disclose|describe|explain|specify|"
    r"let (?:me|us) (?:know|have)|indicate|outline|advise|identify|itemise|send (?:me|us)|name(?!\s*:)|set out|"
    r"detail(?!\s*:))(?: (?!of\b|is\b|was\b)\w+|:)",
)
_ASKING = re.compile(
    rf"{ORDER_WORDS}{_PLACE_OR_TIME}(?:also |then |and |so )?{_REQUEST}", re.IGNORECASE
)

_PREPOSITION = (
    r"(?:(?:to|for|in|on|at|by|with|from|of|under|since|over|about|against|within|until|through) )?"
)
_QUESTION_WORD = re.compile(
    rf"{ORDER_WORDS}{_PREPOSITION}(?:who|whom|whose|what|when|where|which|why|how|whether)\b",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n['’]t)?"
_SUBJECT = (
    r"(?:the|this|that|these|those|your|their|its|it|they|you|there|each|any|all|an?|he|she|we|i|every|"
    r"such|been|be|anyone|anybody|someone|\[|(?-i:[A-Z]))"
)
_VERB_FIRST = re.compile(rf"{ORDER_WORDS}{_AUXILIARY} {_SUBJECT}", re.IGNORECASE)
_PLAINLY_ASKS = re.compile(
    rf"{ORDER_WORDS}{_PREPOSITION}(?:how (?:many|much|often|long|far|frequently|{_AUXILIARY})\b|whether\b|"
    rf"(?:who|whom|whose|what|which|where|why|when)(?: \w+){{0,3}}? {_AUXILIARY} {_SUBJECT})",
    re.IGNORECASE,
)
_WANTED = re.compile(
    rf"{ORDER_WORDS}(?:the |a |an |any |all |full |complete |and |your |their |each |every |total |annual |"
    r"average |current |exact |overall |longest |highest |lowest |start |end |expiry )*"
    r"(?:names?|numbers?|costs?|cop(?:y|ies)|dates?|details?|totals?|lists?|amounts?|breakdowns?|"
    r"salar(?:y|ies)|values?|minutes|agendas?|reports?|polic(?:y|ies)|figures?|spend(?:ing)?|expenditure|income|"
    r"locations?|reasons?|correspondence|e-?mails?|documents?|contracts?|records?|budgets?|surveys?|plans?|"
    r"description|percentage|proportion|length|duration|size|type|make|model|how|whether|what|who|which|"
    r"where|when|why)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"(?<!to )\b(?:is|are|was|were|am|be|has|have|had|do|does|did|can|could|will|would|shall|should|(?<!\d )may|might|must|ought)\b"
    r"|n['’]t\b|['’](?:m|re|ve|ll|d)\b",
    re.IGNORECASE,
)
_HEAD_ENDS = re.compile(
    r",|\(|\b(?:that|which|who|whom|whose|where|when|why|how|whether|if|as|what|because|since|while|than)\b",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"^[\W_]*(?:i|we|you|he|she|it|they|there|this|that|these|those|please|thank(?:s| you)|yours|if|as|when|while|since|because|"
    r"although|should|do|does|did|is|are|can|could|would|will|may|kindly|sorry|apologies|hope|in|on|at|after|before|during|by|from|with|under|following)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(r"^[\W_]*[\w ]{2,30}:\s")
"""A line of a form that is filled in: "Preferred format: PDF"."""
_BARE_ORDER = re.compile(
    r"^[\W_]*(?:please )?\w+ (?:(?:me|us) )?(?:it|them|this|that|me|us)\W*$", re.IGNORECASE
)
"""Repeats what is asked: "Name them!", "Tell me." """
_ENDS_ASKING = re.compile(r"\?[\s\"'”’)\]*_!?.]*$")
_ENDS_QUOTED = re.compile(r"[\"“][^\"”]*\?[\"”]?[\s.)]*$")


def begins_asking(words: str) -> bool:
    """Whether words begin as a question does: "who attended it"."""
    return bool(_QUESTION_WORD.match(words) or _VERB_FIRST.match(words))


def ends_asking(sentence: str) -> bool:
    """Whether a sentence ends with a question mark."""
    return bool(_ENDS_ASKING.search(sentence))


def quotes_a_question(sentence: str) -> bool:
    """Whether the question at a sentence's end is one that it quotes."""
    return bool(_ENDS_QUOTED.search(sentence)) and not opens_asking(sentence)


def opens_asking(sentence: str) -> bool:
    """Whether a sentence begins as a question does."""
    return bool(_QUESTION_WORD.match(sentence) or _VERB_FIRST.match(sentence))


def has_question_word(sentence: str) -> bool:
    """Whether a sentence begins with "who", "what", "how many" and the like."""
    return bool(_QUESTION_WORD.match(sentence))


def asks_without_mark(sentence: str) -> bool:
    """Whether a sentence asks though no question mark ends it."""
    if _BARE_ORDER.match(sentence):
        return False
    return bool(_ASKING.match(sentence) or _PLAINLY_ASKS.match(sentence))


def asks_with_a_verb(sentence: str) -> bool:
    """Whether a sentence requests ("please send ..."); a bare question word is no request."""
    return bool(_ASKING.match(sentence))


def names_a_thing(words: str) -> bool:
    """Whether words are a noun and what belongs to it, no sentence: "Any report made since 2021"."""
    if _NO_THING.match(words) or _FIELD.match(words) or len(words.split()) < 2:
        return False
    return not _FINITE.search(_HEAD_ENDS.split(words, maxsplit=1)[0])


def names_what_is_wanted(item: str) -> bool:
    """Whether an item of a list can be read as something asked for: "Names of the wardens"."""
    return opens_asking(item) or bool(_WANTED.match(item))

"""What letters say about the reply and not of the matter: formats, deadlines, costs, duties, thanks."""

from __future__ import annotations

import re

from rag.enquiries.asking_words import asks_without_mark, ends_asking
from rag.enquiries.requests import any_of

_DAY = r"(?:\d|the end|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_RECEIPT = any_of(
    r"acknowledge(?:ment)?s?\b(?!.{0,60}\bthat\b)",
    r"confirm (?:the )?(?:safe )?receipt",
    r"confirm\b.{0,40}\b(?:received|got|receiving) (?:this|my|the)\b",
    r"receipt of (?:this|my)",
)
_FORMAT = any_of(
    r"(?:electronic|digital|machine[- ]readable|spreadsheet|excel|csv|pdf|word|e-?mail|paper|hard[- ]copy|"
    r"large[- ]print|accessible|re-?usable|open|editable|tabular) "
    r"(?:form(?:at)?s?|version|file|attachment|spreadsheet|document|copy|copies)\b",
    r"(?:preferred|preferably|prefer)\b.{0,60}\b(?:format|e-?mail|electronic\w*|post|excel|spreadsheet|writing|copies)",
    r"(?:as|in) (?:an? )?(?:excel|csv|pdf|word|attachment|spreadsheet|electronic form)\b",
    r"(?:a|an|the) (?:excel|csv|pdf|word|spreadsheet|attachment|link)\b.{0,30}\b(?:fine|suit|best|ok|enough|welcome|easiest)",
    r"(?:reply|answer|response|information|it|this|answers|them)\b[^?]{0,40}\b(?:by|via|through) (?:return|e-?mail|post|letter|telephone|phone)\b",
    r"(?:by|via|through) (?:return(?: of post)?|e-?mail|post|letter|telephone|phone)"
    r"(?: (?:to|at|if|rather|and not|please|only|where)\b.{0,60})?[.?!]?$",
    r"to (?:this|my|the above|the following) (?:e-?mail )?address",
    r"if (?:this|that|it) (?:is|would be) (?:possible|convenient|easier|more convenient|simpler|quicker)",
    r"(?:complete|fill (?:in|out)|use) the (?:attached|enclosed|accompanying) (?:\w+ )?(?:spreadsheet|form|template|table|questionnaire|proforma|sheet)",
    r"split the (?:answers?|figures|reply)|please say so\b",
)
_TIME = any_of(
    r"(?:with)?in (?:the )?(?:statutory )?(?:20|twenty) (?:working|business|school|calendar)?\s?days",
    r"(?:reply|answer|response|respond|hear|information|comply|receive)\b.{0,80}\b(?:\w+ )?(?:working|business) days",
    r"twenty[- ]day|statutory (?:time|dead|limit|period)|deadline",
    r"time ?(?:limit|scale|frame)s?\b.{0,40}\b(?:act|statut|respon|repl)",
    r"as soon as (?:possible|you can)|at your (?:earliest )?convenience|at your earliest",
    r"urgent(?:ly)?\b.{0,40}\b(?:reply|response|need|request)",
    rf"(?:need|want|require|like|have) (?:the |this |these |your |a |an )?(?:data|information|answers?|figures|reply|response|it|this)\b.{{0,30}}\b(?:by|before) {_DAY}",
    r"look(?:ing)? forward|hear(?:ing)? from you",
)
_COST = any_of(
    r"cost (?:limit|ceiling|threshold|cap)|appropriate limit|fees? (?:limit|regulations?|notice)",
    r"section 1[2-9]\b|sections? (?:1|8|10|11|16|17|21|22|36|40|41|43)\b.{0,80}\b(?:act|foia?|duty|requires|obliges?)",
    r"advice and assistance|duty to (?:advise|assist)|advise and assist|(?:18|24) hours",
    r"exceeds? the (?:limit|cost|time)|too (?:wide|broad)|narrow(?:ed|ing)?\b.{0,40}\b(?:request|scope|it|remainder)",
    r"refine (?:my|the|this)|scope of (?:my|this|the) request",
    r"(?:if|whether|should) (?:there (?:is|will be|are)|a|any|you (?:intend|wish|need|have|want) to)\b.{0,20}\b(?:charges?|fees?)\b|charge (?:for|a fee|me) (?:this|the|copying|copies|photocop)",
    r"(?:let me know|tell me|inform me|advise(?: me)?)\b.{0,40}\b(?:charges?|fees?)\b|allow a charge|photocopy\w*",
)
_REFUSAL = any_of(
    r"clarif(?:y|ication)\b.{0,60}\b(?:request|contact|let me|required|need|question)",
    r"(?:need|require|want|seek) (?:any )?(?:further )?clarification|(?:is|be|are|seem) (?:unclear|ambiguous|not clear)",
    r"exempt(?:ion)?s?\b(?=.{0,80}\b(?:apply|appl|rely|relied|claim|cite|state|act|information|any|reason|section|disclos|which)).*|"
    r"(?:which|any|an) exemptions?\b|public interest test|redact\w*|black(?:ed)? out",
    r"(?:withh(?:o|e)ld(?:ing)?|refus(?:e|al|ed|ing))\b.{0,40}\b(?:request|disclos|information|part|any|answer)|(?:information|part|any|any of it|request) (?:is|are) (?:being )?(?:withheld|refused)",
    r"internal review|complain to the (?:ico|information)|"
    r"information commissioner(?:['’]s office)?\b.{0,60}\b(?:complain|refer|appeal|matter)",
    r"(?:transfer|forward|pass|redirect)\w*\b.{0,60}\b(?:request|letter|enquiry|e-?mail|correspondence|this|it)\b.{0,60}\b(?:to|on)\b",
    r"(?:pass|forward|redirect) (?:this|it|my \w+)\b",
    r"(?:right|correct|appropriate|relevant|best) (?:person|department|team|authority|body|colleague|officer|address|place)\b"
    r".{0,50}\b(?:for (?:this|my|such)|to (?:ask|contact|send|deal|write|answer|whom|approach)|please|pass|let|could|who)",
    r"(?:if|should|where) you (?:do not|don['’]t|are unable|cannot|can['’]t|are not|are not able|not) (?:hold|have|able|provide|answer|keep|wish|record)",
    r"(?:if|where|should) your (?:authority|organisation|council|trust|department|body|school|force)\b",
    r"hold(?:s)? (?:this|the|any of the) information\b.{0,60}\b(?:another|other|elsewhere|who|let me)",
    r"(?:some|any|all) of (?:this|the|these|my) (?:information|data|questions?|requests?).{0,60}\b(?:not held|is (?:already )?(?:published|available)|cannot|can not|unable|too)",
    r"(?:is|are) not held\b|do not (?:hold|record|keep) (?:this|the|any|some)\b",
    r"(?:already|is) (?:in the public domain|published|available)\b.{0,60}\b(?:link|direct|point|url|address|website)",
    r"(?:if|where|should) (?:any|some|part|parts|it|this|the answer|answering)\b[^.?!]{0,80}\b(?:unclear|ambiguous|not clear|cost|charge|fee|lost|destroyed|limit)\b",
    r"(?:personal (?:data|information|names?)|names of (?:individuals|staff|junior|patients))\b.{0,60}\b(?:not|need|redact|anonymi|remove|objection)|anonymis|"
    r"round(?:ed|ing) (?:to|figures)|if (?:the )?(?:numbers|figures) are (?:small|low|fewer)|"
    r"(?:fewer|less) than (?:five|ten|5|10)\b.{0,60}\b(?:say|write|put|show|supp)",
)
_ANSWERING = any_of(
    r"(?:prompt|early|swift|speedy|quick|timely|full|written|substantive|considered|helpful|proper|straight|personal) (?:reply|response|answer|attention)",
    r"(?:glad|grateful|pleased|thankful|obliged) (?:of|for|to (?:have|receive|get)) (?:an?|any|your|some) (?:\w+ )?(?:reply|response|answer|note|comment|help|assistance|attention|acknowledgement|word|line|meeting|call|guidance|advice)",
    r"(?:like|want|need|have|expect|require|receive|await|demand) (?:to (?:have|receive) )?your (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?)\b",
    r"(?:welcome|appreciate|value|expect|await|want|like|deserve|demand|need|require|insist on) (?:an?|any|your|some) (?:\w+ )?(?:reply|response|answer|note|comment|help|assistance|acknowledgement|word|line|meeting|call|statement|interview)\b(?! (?:to|on|about) (?:the|this|that|it|them|these|each|whether|why|how))",
    r"(?:note|reply|letter|response|line|word|answer|acknowledgement|call|help|assistance|guidance|meeting|update) (?:\w+ ){0,6}would (?:also )?be (?:\w+ )?(?:welcome|appreciated|useful|helpful)",
    r"(?:your|a) (?:reply|response|answer)s? (?:by|within|before|should|in writing|to (?:me|this|my)|no later|as soon|at your|that)",
    rf"(?:reply|respond|write|get back|come back|hear back)\w*\b.{{0,50}}\b(?:by (?:e-?mail|post|{_DAY})|within|before|promptly|soon|in writing|at your|in (?:welsh|english|full|excel)|to (?:me|this|my)\b)",
    r"(?:contact|call|ring|phone|telephone|e-?mail|write to) me\b|reach me|"
    r"my (?:address|telephone|phone|e-?mail|postal|mobile|contact details?|number)\b|our address\b",
    r"(?:mark|address|send|direct|post|copy) (?:your|the|any) (?:repl(?:y|ies)|responses?|answers?)\b",
    r"(?:this|it|request|letter)\b.{0,20}\b(?:dealt with|treated|handled|considered|logged|processed|answered) (?:as|under)\b",
    r"(?:give|send|convey|pass on|remember) (?:my|our|him|her) (?:\w+ )?(?:regards|thanks|compliments|love|best|apologies|good wishes|respects)\b",
    r"(?:let (?:me|us) know|tell (?:me|us)|say so|shout|get in touch|speak up)(?:[^\w:]*$|(?:,| and| so| by| as soon| in advance| beforehand| straight ?away| at once| immediately| first| please)\b(?! (?:and|so) (?:how|what|who|when|where|why|which)))",
    r"let (?:me|us) know (?:if|whether) (?:you (?:need|require|can(?! (?:confirm|tell|say))|cannot|can['’]t|want|would like|are (?:un)?able|do not|don['’]t|have (?:any|further) (?:questions?|queries|problems?|difficult\w+|concerns?))|this|that|it (?:is|would|will) (?:easier|a problem|not|be)|i (?:can|should|need|have|am)|we (?:can|should|need)|there (?:is|are|will be) (?:any|a) (?:charge|problem|difficulty|delay|fee|reason)|anything)\b",
    r"do (?:likewise|so|it|this)\W*$|(?:my|this|the) (?:letter|request|e-?mail|enquiry) accordingly\b",
    r"(?:mark|write|put|insert|enter|tick|circle|delete) (?:it|them|this|these|n/?a|nk|nil|zero|[vxyn0]|yes|no)\b",
    r"any (?:news|updates?|progress|word|luck|joy) (?:on|with|about|from) (?:this|these|it|my|the below|the above|you)\b",
    r"do(?:n['’]t| not) hesitate|feel free|do not expect|no need to",
    r"(?:treat|regard|consider|accept|take|log|register|handle|deal with) (?:this|it|the above|my)\b.{0,50}\b(?:as|under|request|formal)",
    r"(?:this|it) is a (?:formal )?(?:request|freedom|foi)\b.{0,40}\b(?:under|act|request)\b(?!.{0,80}\bfor\b)",
    r"(?:make|making|send|sending|write|ask|asking) (?:this request|to you|this) as\b|(?:request|letter) as a (?:member|private|resident)",
    r"please (?:do )?(?:note|find|accept|see (?:below|attached|the attached|my|our|the (?:following|above|below))|bear|excuse|forgive|ignore|disregard|read|quote (?:this|my|the above|reference|ref)|do not|don['’]t|be advised|"
    r"be aware|refer|reply|respond|consider|use|number|keep|remember|pass on|thank|give my|convey|stop|answer \d)\b",
    r"(?:answer|reply to|respond to|deal with|address|take) (?:(?:each|all|every|the|these|my|them|both) )?(?:of )?(?:the |my |these )?"
    r"(?:following |above |below )?(?:questions?|points?|requests?|of them|in turn|separately)",
    r"(?:best|approximate|rough|estimated?) (?:estimate|figures?)s? (?:will|would|is|are|if)|happy (?:to|for|with)\b",
    r"will (?:do|suffice|be (?:fine|enough|sufficient|sent|copied))\b|would (?:do|suffice|be (?:fine|enough|sufficient|acceptable|preferred|preferable))\b",
    r"(?:under|pursuant to|in accordance with) the (?:freedom of information|environmental information|data protection)"
    r"[^.?!]{0,80}\b(?:you (?:must|have|are required)|i am entitled|i should receive)",
    r"(?:help|assist) (?:me|us)?\s?(?:with (?:this|the following|my|these|a few|some|a)\b|in this matter|please)?[.?!]?$",
    r"thank(?:s| you)|apologi[sz]e|sorry\b|hope (?:this|that|you)|(?:take|taking) the time",
    r"your (?:time|help|assistance|patience|cooperation|co-operation)\b[^?]{0,30}$",
    r"copied (?:this|to)|copy(?:ing)? (?:this|my) (?:letter|e-?mail) to|spare me|enclose (?:a|an|the|my|copies)|^[\W_]*i (?:attach|enclose)",
)
_MANNER_OF_REPLY = re.compile(rf"\b{any_of(_FORMAT, _TIME, _ANSWERING)}", re.IGNORECASE)
_LAW_OF_REPLY = re.compile(rf"\b{any_of(_RECEIPT, _COST, _REFUSAL)}", re.IGNORECASE)
_TAIL = re.compile(
    r"[\s,;(–—-]*\b"
    + any_of(
        r"(?:preferably|ideally|please(?=\W*$)|if (?:at all )?possible|where (?:available|possible)|electronically|thank you)",
        r"(?:in|as) (?:an? |either )?(?:\w+ (?:or|and) )?(?:electronic|digital|machine[- ]readable|excel|csv|pdf|word|spreadsheet|paper|hard[- ]copy|"
        r"open|re-?usable|editable|accessible)(?: (?:or \w+ )?(?:form(?:at)?|version|file|spreadsheet|document|copy|attachment)s?)?",
        r"(?:by|via|through) (?:return(?: of post)?|e-?mail|post|letter|telephone|phone)",
        r"(?:to|at) (?:this|the above|my) (?:e-?mail |postal )?address",
        r"within (?:the )?(?:statutory )?(?:\w+ )?(?:working |calendar |business )?(?:days|period|time limit)(?: allowed)?",
        r"as soon as (?:possible|you can)|at your (?:earliest )?convenience",
    )
    + r"(?=\W*$|[\s,;)–—-])[)]?",
    re.IGNORECASE,
)
"""How or when to reply, told at the edge of a request."""
_NAMELESS = re.compile(
    r"\b(?:it|this|that|them|these|those|(?:the|this|that|these|your|my|all|any|an?|each)(?: (?:requested|above|relevant|following|whole|copy|copies|of|the|this|your))* "
    r"(?:information|data|repl(?:y|ies)|responses?|answers?|figures|material|documents?|results|details|correspondence))\W*$",
    re.IGNORECASE,
)
"""Ends with a word for the reply that names no matter: "send me the information"."""

_IT = r"(?:(?:this|the|my|these|that|it|a|an|any|some|all|part|parts|one|either|of|whole) )*"
_PAPERS = r"(?:requests?|questions?|information|answers?|enquiry|letter|details|figures|records?|documents?|data|items?|parts?|it|this|them)"
_REFUSE = r"(?:withhold|refuse|redact|decline|rely|contend|claim|exempt|reject|charge|extend|remove|clarify|transfer)"
_DEPENDS = re.compile(
    r"^[\W_]*(?:(?:and|but|also|however|finally|lastly)[ ,]+)*(?:if|should|where|unless|when|in the event(?: that)?|in case|to the extent(?: that)?)\b,? (?:for (?:any|whatever) reason,? )?"
    + any_of(
        rf"(?:you|your \w+|the \w+)(?: (?:do|does|did|not|should|were|are|is|to|decide|intend|wish|propose|plan|have|seek|want|need|minded)){{0,4}} {_REFUSE}s?\b",
        r"(?:you|your \w+)(?: \w+){0,2}? (?:consider|think|believe|feel|deem|estimate|find|take the view|conclude)\b.{0,80}\b"
        r"(?:requests?|exempt\w*|information|withh\w+|public interest|limit|questions?|disclos\w*|wide|broad|unclear|excessive|vexatious)\b",
        r"(?:you|your \w+) (?:do not|don['’]t|does not|doesn['’]t) (?:hold|keep|record|know|have (?:this|the|that|these|all|any of)|collect)\b",
        r"(?:you|your \w+) (?:cannot|can not|can['’]t|are unable|are not (?:able|in a position|willing|minded))\b",
        r"(?:you|your \w+) (?:need|require|want|would like|have)\b.{0,20}\b(?:clarification|further information|me to|more time|questions?|quer(?:y|ies)|difficult(?:y|ies)|problems?|anything)\b",
        rf"{_IT}{_PAPERS}(?: \d+)?\b[^,]{{0,60}}\b(?:withheld|refused|exempt|redacted|unclear|ambiguous|vague|held|too|exceeds?|costs?|easier|available|"
        r"unavailable|privileged|reworded|clarif\w+|refined?|narrowed?|transferred|disclosed|released|provided|missing|valid)\b",
        r"(?:any|some|part|parts|much|most|all|none|one) of (?:this|it|these|the above|my \w+|them)\b",
        r"(?:there (?:is|are|will be)|you make|a|any)\b.{0,20}\b(?:charges?|fees?)\b(?! for (?!this|these|the (?:information|copies|copying)|cop))",
    ),
    re.IGNORECASE,
)
_ASKS_ON = re.compile(
    r",\s*(?:and |then |so )?(?:who|what|why|how|which|where|when)\b[^,?]*\?$", re.IGNORECASE
)
_OF_THE_REQUEST = re.compile(
    r"\bcosts? of (?:dealing with|complying with|answering|responding to) (?:it|this|my|the|these)\b"
    r"|\b(?:this|the|my) request (?:needs?|goes|is too|(?:has |needs )?to be|as (?:it|worded))\b",
    re.IGNORECASE,
)


def is_about_the_reply(sentence: str) -> bool:
    """Whether a sentence speaks of the reply: its format, its time, its cost, thanks for it.

    A request for a matter with a word on its form ("send me the register as a spreadsheet") does not.
    """
    if is_of_the_law_of_replies(sentence):
        return True
    return bool(_MANNER_OF_REPLY.search(sentence)) and not _asks_for_a_matter(sentence)


def depends_on_the_reply(sentence: str) -> bool:
    """Whether a sentence says what to do if the reply meets a hindrance: "If it is exempt, ..."."""
    return bool(_DEPENDS.match(sentence)) and not _ASKS_ON.search(sentence)


def is_of_the_law_of_replies(sentence: str) -> bool:
    """Whether a sentence speaks of what the law says of replies: limits, exemptions, receipt."""
    return bool(_LAW_OF_REPLY.search(sentence)) or depends_on_the_reply(sentence)


def is_about_this_request(sentence: str) -> bool:
    """Whether even a question in due form asks of the request itself: what it costs, its wording."""
    return bool(_OF_THE_REQUEST.search(sentence))


def _asks_for_a_matter(sentence: str) -> bool:
    rest = _TAIL.sub(" ", sentence).strip()
    if len(rest) == len(sentence) or _MANNER_OF_REPLY.search(rest) or _NAMELESS.search(rest):
        return False
    return ends_asking(rest) or asks_without_mark(rest) or asks_without_mark(f"please {rest}")

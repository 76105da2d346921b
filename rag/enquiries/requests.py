"""How letters request: by an order, a polite question, a wish, or by what would be welcome."""

from __future__ import annotations


def any_of(*patterns: str) -> str:
    """One pattern that matches where any of several does."""
    return f"(?:{'|'.join(patterns)})"


ORDER_WORDS = (
    r"^[\W_]*(?:(?:and|also|additionally|in addition(?: to (?:this|that|the above))?|further(?:more)?|"
    r"finally|lastly|last(?: but not least)?|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|"
    r"fifth(?:ly)?|next|then|moreover|separately|similarly|likewise|specifically|in particular|"
    r"more specifically|if (?:so|yes|not|no)|alternatively|otherwise|again|so|but|now|therefore|thus|"
    r"accordingly|as well|in the meantime|meanwhile|p\.?p?\.?s\.?|ok(?:ay)?|right|anyway|hi|hello|sorry|oh|well|just|or|plus|to begin with|"
    r"in the (?:first|second|third|last|next|fourth) (?:place|instance)|"
    r"on (?:a|another) (?:separate|related|different) (?:note|matter|point)|"
    r"(?:one|a|another|the) (?:more|last|final|other|further|second|third|small|separate|quick|related)? ?(?:thing|question|point|query|matter)|"
    r"while (?:i am|we are|you are|i'm|you're|i have|i've got) (?:at it|about it|writing|on the subject|you))(?!\w)[\s,:;.–—-]*){0,4}"
)
"""Words that may come before a question and say nothing of what it asks."""

GIVE = any_of(
    r"provide|send|supply|tell|state|list|give|confirm|disclose|release|describe|explain|specify|let",
    r"set out|share|indicate|outline|advise|include|identify|detail|forward|clarify|publish|complete",
    r"break(?: it| this| that| them| these| the \w+)? down|fill|attach|say|name|enclose|copy|show|post",
    r"make available|inform|e-?mail|itemise|quantify|quote|summarise|reveal|elaborate|enlighten",
    r"(?:point|direct|put|fill|walk|talk|take|get|find|drop|read) (?:me|us)|estimate|calculate|comment|answer|look up|check|find out|furnish|repeat",
    r"note down|report|cite|link|justify|ensure|update|mark|do the same|produce|arrange|remind|split(?: out| up)?|spell out|account for|shed|hand over|dig out",
)
"""Verbs of giving information, in their plain form."""
POLITE = r"(?: also| please| therefore| further| now| very much| just| thus| perhaps| maybe| then| still| first| next| too| first of all| once more| \w+ly)*"
"""Words between a wish and its verb that add only its tone."""
_KIND_ENOUGH = r"(?:(?:be|have been) (?:so |very |really |most )?(?:kind|good|nice|helpful)(?: enough| as)? (?:as )?to |do (?:me|us) the (?:\w+ )?(?:kindness|courtesy|favour|service) of |have the (?:goodness|kindness|courtesy) to |take the trouble to |be able to |manage to )?"
_GIVING = r"(?:providing|sending|supplying|telling|stating|listing|giving|confirming|explaining|letting|showing|setting|describing)"
PLACE_OR_TIME = (
    r"(?:(?:for|in|of|under|with|over|since|between|during|from|regarding|concerning|where|if|as|when|"
    r"within|pursuant|based|relating|further|following|on|at|by|given|using|to|because|having|and if|ahead of|before|after|since|"
    r"considering|assuming|until|once|unless|although|though|while|whilst|without|in view of|now that)\b[^.?!]{0,220}?(?:[,:;–—-]\s*|\s(?=(?:please|i|we|could|can|would)\b)))?"
)
"""What may stand before the request itself: "Ahead of the meeting, ..."."""
LEARN = any_of(
    r"know|see|ask|request|receive|have|find|learn|obtain|be|get|hear|understand|enquire|inquire",
    r"make a request|inspect|read|establish|look at|check|discover|trace|work out|ascertain|view|examine|seek|raise|query|clarify|confirm",
)
_LEARN_ONLY = r"(?:know|see|learn|hear|understand|find out|be (?:told|sent|given|shown|informed|supplied|provided)|have (?:sight|a copy|copies|details?|the|an?|your|some)|read|receive|obtain|look at|discover|establish)"
_SOMEBODY = r"(?:you|the \w+|your \w+|someone|somebody|anyone|anybody)"
_SOFTLY = r"(?:(?:also|please|kindly|now|then|therefore|just) )*"
_INFORMATION = (
    r"(?:cop(?:y|ies)|details?|particulars|information|figures|data|lists?|breakdowns?|numbers?|records?|names?|totals?|statistics|"
    r"minutes|photographs?|photos|drawings?|plans?|maps?|reports?|answers?|explanations?|documents?|correspondence|dates?|confirmation|"
    r"sight|extracts?|schedules?|statements?|summar(?:y|ies)|clarification|reasons?|reasoning|rationale|evidence|costs?|policy|policies|"
    r"contracts?|agreements?|invoices?|receipts?|notes?|e-?mails?|letters?|surveys?|assessments?|accounts?|agendas?|papers?|logs?|"
    r"registers?|certificates?|transcripts?|recordings?|footage|timetables?|criteria|guidance|valuations?|results?|findings|comments|"
    r"anything|everything|idea|indication|log|logs|disclosure|assurances?|results|advice)"
)
_BEFORE_NOUN = (
    r"(?!(?:to|you|that|of|for|it|from|with|on|in|at|and|is|are|was|were|i|we)\b)[\w'’-]+"
)
THINGS = (
    rf"(?:(?:a|the|an|any|all|some|your|their|its|these|those) (?:{_BEFORE_NOUN} ){{0,3}}?{_INFORMATION}\b|"
    r"(?:a |the |an |any |all |some |sight of |full |complete |of |your |their |its |these |those |latest |current |certified |further |exact |precise |actual |written )*"
    rf"{_INFORMATION}\b)"
)
"""A noun for information, with what may stand before it."""
_NOUN = r"(?!(?:has|have|had|is|are|was|were|no|not|never|do|does|did|will|would|can)\b)[\w'’-]+"
_ASKS_ME = rf"(?:i|we|one|(?:my|our) (?:{_NOUN} ){{0,3}}?{_NOUN}|(?-i:[A-Z][\w'’-]+)(?: (?-i:[A-Z][\w'’-]+)){{0,2}}|(?:the|this) (?:{_NOUN} ){{0,4}}?(?:association|committee|club|society|group|clients?|residents|members|parish council|community council|town council|meeting|governors|trustees|union|branch|forum|families|parents|tenants|\w+ council))"
_HELPFUL = r"(?:helpful|useful|good|nice|great|interesting|kind|lovely|handy|instructive|of (?:\w+ )?(?:help|use|interest|assistance|value|comfort)|an? (?:\w+ )?(?:help|comfort|kindness|relief|pleasure|favour|courtesy)|grateful|appreciated|welcome|brilliant|fascinating)"
_WOULD = r"(?: would| should|'d|’d| might| could)"
_NO_MATTER = r"(?! (?:fair|an? end|some (?:sense|action|respect|peace)|someone|somebody|justice|changes?|improvements?|action|you\b(?! to)|him|them|her|people|things|it (?:stop|end|done|happen|\w+ed|sorted)\b|(?:an? |some )?(?:word|apology|meeting|chance|say|chat|sleep|peace|rest)|my (?:money|say|bins?)|left|treated|heard|believed|listened|able|clear|sure|honest|fair|in touch|on with|rid|back|this (?:stop|end|sort))\b)"
"""What one wants to see or have that is no information: "to see fair play"."""
_FINDS_OUT = r"(?:if|whether|how|what|who|whom|whose|when|where|why|which)\b"

REQUEST = any_of(
    # An order, and the question that is one in politeness.
    rf"(?:please|pls|kindly|pray|do|let'?s have it:?)(?: can| could| would| will| may| might)?(?: you| i| we| someone)?{POLITE} {_KIND_ENOUGH}"
    rf"(?:{GIVE}|have|see)\b",
    rf"(?:can|could|would|will|might|won['’]t|wouldn['’]t|couldn['’]t|can['’]t) (?:you|the [\w'’-]+|someone|somebody|anyone|anybody|your [\w'’-]+)\b{POLITE}(?: [\w'’-]+){{0,4}}? {_KIND_ENOUGH}{GIVE}\b",
    r"(?:would|could|will|might) (?:you|someone) (?:be (?:so |very )?(?:kind|good)|mind|do me the|have the goodness)\b",
    rf"(?:can|could|may|might) (?:i|we){POLITE} (?:have|see|ask|know|get|obtain|receive|request|enquire|inquire|trouble you for|"
    r"look at|be (?:told|given|sent|provided|supplied|shown|informed|advised))\b",
    r"(?:provide|supply|tell (?:me|us)|state|list|give|confirm|disclose|describe|explain|specify|show (?:me|us)|remind (?:me|us)|"
    r"let (?:me|us) (?:know|have|see)|indicate|outline|advise|identify|itemise|send (?:me|us|a|the|over|copies)|name(?!\s*:)|set out|"
    r"detail(?!\s*:)|furnish|forward (?:me|us|a|the)|enclose|attach (?:a|the|any)|break down|spell out|say (?:how|what|who|when|where|why|which|whether))(?: (?!of\b|is\b|was\b)[\w'’(-]+|:)",
    # A wish.
    rf"{_ASKS_ME}{_WOULD}?{POLITE}(?: like| wish| love)(?:es)?{POLITE} (?:to {LEARN}\b{_NO_MATTER}|{THINGS}|{_SOMEBODY} to {GIVE}\b)",
    rf"(?:i|we){_WOULD}{POLITE} (?:like|love){POLITE} (?:{_FINDS_OUT}|if (?:you|someone)|it if you|for (?:you|a)|(?:a|any|some|the) [\w'’-]+ (?:of|for|on|about|from)\b)",
    rf"(?:i|we)(?: do| did| will| shall)?{POLITE} (?:want|need|expect){POLITE} (?:to {LEARN}\b{_NO_MATTER}|{THINGS}|the following\b|{_SOMEBODY} to {GIVE}\b|for you|if you|{_FINDS_OUT})",
    rf"(?:(?:my|our) (?:[\w'’-]+ ){{0,3}}?[\w'’-]+) (?:wants?|needs?|wishes|would like|requires?|seeks?|requests?|asks?|has asked|have asked|is asking|are asking){POLITE}(?: (?:me|us))? (?:to {_LEARN_ONLY}|sight of|confirmation|{_FINDS_OUT}|cop(?:y|ies)|a copy|details|disclosure|an explanation|that (?:you|the \w+) {GIVE}\b)",
    rf"{_ASKS_ME} (?:wants?|wishes|wish|would like|resolved|resolves|asked me|asks me|has asked me|have asked me|instructs? (?:me|us)|voted|decided|agreed){POLITE} (?:to (?:{_LEARN_ONLY}|ask|enquire|inquire|request|seek)|(?:me|us) to (?:ask|enquire|inquire|request|find out))",
    rf"(?:i|we)(?: am| are|'m|’m|'re|’re| would| should| must| have| was| were| do| shall| will)?{POLITE}(?: writing to| would like to| wish to| like to| want to| have to| need to| been (?:asked|told|instructed) to| (?:now )?(?:instructed|asked|instructed|directed|required) to| obliged to)*{POLITE} "
    rf"(?:request(?:ing)?|ask(?:ing)?(?! (?:as|because|on behalf|since|in my|this|myself|ourselves|again|only that|no|nothing|nobody|not|merely)\b)(?! for (?:[\w'’-]+ ){{1,4}}(?:friend|neighbour|mother|mum|father|dad|husband|wife|son|daughter|group|committee|club|society|forum|project|dissertation|piece|article|book)\W*$)(?! (?:all|every|each|other|many|several|various|a number|dozens|\d+)\b(?!.*\b(?:how|what|who|when|where|why|which|whether|if|for|to)\b))(?! {_SOMEBODY} to (?!{_SOFTLY}{_KIND_ENOUGH}{GIVE}\b))"
    rf"(?! that (?!.{{0,60}}\b(?:{GIVE}|sent|given|told|provided|supplied|disclosed|shown|informed)\b))|"
    r"seek(?:ing)?|enquir(?:e|ing)|inquir(?:e|ing)|wonder(?:ing)?|require|interested in(?! (?!knowing|learning|seeing|hearing|having|finding|obtaining|receiving|getting|understanding|reading)\w+ing\b)|after(?! (?:answers?|justice|the truth|help|sympathy|an apology|revenge|money|compensation|trouble|all)\b)|looking for|"
    r"curious|keen to|apply for|applying for)\b",
    r"(?:i|we)(?: would| should|'d|’d)? (?:esteem|consider|count|take|regard) it (?:as )?an? (?:\w+ )?(?:favour|kindness|courtesy)\b",
    r"(?:i|we) (?:was|were|have been|had been) (?:also |just |only |really )*(?:wondering|hoping (?:you|to (?:find out|learn|know|see|get|have)|for (?:a|the|some)|that you|someone))\b",
    rf"(?:i|we)(?: am| are|'m|’m|'re|’re)(?: also| now| still| just| really| \w+ly)* (?:trying|hoping|anxious|eager|concerned|keen|interested|dying|longing|intrigued|curious) to (?:{LEARN}|find out)\b",
    rf"(?:i|we)(?: \w+){{0,2}}? (?:demand|insist|call (?:up)?on|challenge|invite|urge|press|beg|implore)(?: (?:on|upon|that|you|the \w+|your \w+|will|should|being|now))*"
    rf" (?:(?:to )?{GIVE}|to {LEARN}|told|{THINGS})\b",
    r"(?:i|we) (?:must |do |shall |really )?insist (?:on|upon) (?:seeing|having|being (?:told|sent|given|shown)|knowing|receiving|reading)\b",
    rf"(?:i|we) (?:\w+ )?expect(?: (?:that|you|the \w+|your \w+|will|should))* (?:(?:to )?{GIVE}|to {LEARN}|told|{THINGS})\b",
    rf"{_ASKS_ME}(?: am| is| are|'m|’m|'s|’s|'re|’re| would be| were| was){POLITE} (?:desirous of|anxious to|keen to|eager to|concerned to|interested (?:in|to)|curious (?:to|about)|minded to) (?:knowing|learning|seeing|having|obtaining|understanding|{_LEARN_ONLY}|{_FINDS_OUT})\b",
    # The same without its "I".
    rf"(?:wondering|want(?:ed)? to (?:know|ask|see|find out)|need to (?:know|ask|see|find out)|would (?:also )?(?:like|love) to {_LEARN_ONLY}|would be (?:good|useful|helpful|nice|great|interested|grateful) (?:to {_LEARN_ONLY}|if you|for)|"
    rf"looking for|trying to find out|hoping you|asking (?:for|if|whether|how|about|what|when)|requesting|seeking|(?:curious|keen|interested) (?:to {LEARN}|about|whether|if|in)|any (?:chance|idea|news|update|word)\b (?:you|of|on|when|how|who|why|what|if|whether|where|about|from))",
    # Thanks beforehand.
    rf"(?:much |most |very |so |i(?: am|'m|’m) |we(?: are|'re|’re) )*(?:grateful|obliged|thankful|glad)\b{POLITE} (?:if (?:you|i|we|someone|the|your)|to (?:{LEARN})|for (?:a |an |any |the |your |some |sight|confirmation|copies|details|information|advice)|of (?:a|an|any|the|some))",
    rf"(?:i|we){_WOULD}(?: shall)?(?: also| therefore| indeed| certainly)* "
    rf"(?:be (?:\w+ ){{0,2}}?(?:grateful|obliged|glad|pleased|happy|thankful|interested|delighted|keen|curious|indebted|appreciative)(?! to (?!{LEARN}\b))"
    rf"|appreciate|welcome|value)\b(?! (?:it )?if you (?:would |could )?(?:stop|not|never|thought|considered|took|spent|listened|did|stopped))[^.?!]{{0,40}}?"
    rf"\b(?:if|to {LEARN}|for|of|a|an|the|any|whatever|anything|{_INFORMATION}|your|how|what|whether|knowing)\b",
    rf"(?:i|we){_WOULD}(?: shall)?{POLITE} be (?:\w+ ){{0,2}}?(?!(?:surprised|sorry|sad|astonished|horrified|disappointed|amazed|shocked|ashamed|upset)\b)\w+ to (?:know|learn|see|hear|be told|find out|understand) (?:{_FINDS_OUT}|the|a|an|any|more|your|of)\b",
    rf"(?:i|we) shall (?:be (?:\w+ )?(?:grateful|obliged|glad|pleased|thankful)|appreciate)\b[^.?!]{{0,40}}?\b(?:if|to {_LEARN_ONLY}|for|of)\b",
    rf"(?:i|we)(?:{_WOULD}| should| must| ought to| expect to| ask to| demand to| want to| have a right to be)(?: \w+)? be (?:told|sent|given|shown|informed|supplied)\b",
    r"you(?: would|'d|’d) (?:\w+ )?(?:oblige|help|be (?:doing|helping)) (?:me|us)?\b",
    # What would be welcome.
    rf"(?:it|that|this)(?: would|'d|’d| might| could| will| may)(?: [\w'’-]+){{0,2}}? (?:be|help|assist|interest|please|comfort|settle|ease|reassure|suit|save)\b[^.?!]{{0,60}}?\b(?:to {_LEARN_ONLY}|knowing|if (?:you|someone|anyone|your \w+|i|we) (?:could|would|can|might|were|was|knew|had|told|can|will)(?: \w+){{0,2}}? ?(?:{GIVE}|know|be told|see|have|able|sent|told|a)\b|if you {GIVE}\b|if (?:[\w'’-]+ ){{1,6}}(?:could|can|were|was|were to) be (?:\w+ )?(?:provided|supplied|sent|given|broken|shown|split|set|explained|confirmed|told|made|stated|listed))",
    rf"(?:of (?:\w+ )?interest|{_HELPFUL})(?: too| also)? (?:would be|is|to me is)\b",
    rf"(?!.{{0,40}}\b(?:reply|response|apology|explanation is due|sense|change)\b)[^.?!:;]{{0,80}}?\b{_INFORMATION}\b[^.?!:;]{{0,100}}? would (?:also |all )?be (?:\w+ )?{_HELPFUL}",
    r"(?:i|we) (?:also |hereby |further )?make (?:a |this |the )?(?:\w+ )?request (?:for|to (?:see|have|know|be))",
    rf"(?:a |an |any |the |full |also |all )*{_INFORMATION}\b[^.?!]{{0,160}}? (?:is|are)(?: also| hereby| likewise| further| now| therefore| respectfully)* (?:requested|sought|asked for|wanted|what (?:i|we)|to be (?:supplied|provided|sent|given|included|shown|disclosed|stated))\b",
    r"(?:the|these|those|such) following [\w ]{0,30}(?:is|are) (?:requested|sought)\b",
    # What the question is.
    r"(?:my|our|the|a|another|one)(?: \w+){0,3} (?:question|query|request|enquiry)(?: \w+){0,5}? "
    r"(?:is|are|concerns|was)\b",
    r"(?!.{0,60}\b(?:is|are) (?:quite |very |really )?(?:simple|easy|clear|this|these|as follows|not|an? (?:\w+ )?(?:apology|change|end|stop|solution|reply|answer))\b)(?:what|all|the (?:one |only )?thing) (?:that )?(?:i|we)(?:'m|’m|'re|’re|'d|’d)?(?: (?!not\b)\w+){0,3} (?:want(?:ed)?|need(?:ed)?|ask|asking|seek|seeking|like|wish|require|wonder(?:ed|ing)?|request|understand|know|find out|after|looking for|interested in|curious about|trying to \w+)\b",
    rf"what (?:nobody|no one|none of \w+|your \w+|the (?:letter|website|report|leaflet|notice|page|form|decision)|you|they|it) (?:has|have|had|did|do|does|can|could|will)(?:n['’]t| not)? (?:\w+ )?(?:tell|told|say|said|explain|explained|answer|answered|mention|mentioned|show|state|stated)(?: me| us)? (?:is|was) {_FINDS_OUT}",
    r"(?:this|my|our) (?:is a |foi |eir )?(?:request|enquiry|question|query) (?:is )?(?:for|covers|asks|about whether)\b",
)
"""A request at the beginning of a sentence."""

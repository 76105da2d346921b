"""Questions that want no answer: rhetoric, tags, politeness."""

from __future__ import annotations

import re

from rag.enquiries.requests import any_of

_NOT = r"(?:n['’]t| not)"
_YOU = r"(?:you|they|anyone|anybody|he|she|the \w+|people|your \w+|we|somebody|someone)"
_RHETORIC = any_of(
    r"\b(?:is it|was it) any (?:wonder|surprise)|\bany wonder\b",
    r"^[\W_]*(?:is it not|isn['’]t (?:it|this|that)|is that not|is this not) (?:\w+ )?(?:time|strange|odd|curious|remarkable|obvious|clear|shameful|ironic|ridiculous|absurd|disgraceful|enough|your job|the job)",
    rf"\b(?:who|what) (?:do|does) {_YOU} think\b",
    rf"\b(?:do|does|did) {_YOU} (?:really |seriously |honestly |actually |not |even |ever )*(?:expect|think|imagine|care|realise|suppose|take (?:us|me)|call (?:this|that|yourselves)|want us|want me|sleep|live in|not (?:care|see|understand|realise))",
    rf"\b(?:do|does|did) {_YOU} (?:really|seriously|honestly|actually) (?:believe|understand|know|see)",
    r"\bdo (?:i|we) (?:look|sound|seem|need|have) (?:like|as if|to (?:remind|spell|say|put|draw|go|beg))|\bdo (?:i|we) not (?:pay|deserve|count|matter)|\bdon['’]t (?:i|we) (?:pay|deserve|count|matter)",
    r"\bwhat (?:is|has) (?:the|this) (?:world|country)\b|\bneed (?:i|we) (?:say|go|remind|add)",
    r"\b(?:can|could|would|will) (?:you|anyone|anybody|they) (?:even |possibly |really )*(?:imagine|believe|credit|blame|put up|stand for|like (?:it|to live)|live (?:like|with|next)|accept (?:it|this|that)|be (?:happy|pleased|content)|want (?:your|to live|that)|let your|tolerate|care|feel safe)",
    rf"\b(?:do|wo|ca|did|would|could|are|is|have|has){_NOT} (?:you|they|we|people|it|anyone|anybody) (?:think|agree|see|care|feel|time|know any|ashamed|ever)",
    r"\bam i (?:the only|alone|wrong|being|missing|really|not|supposed|expected|meant|to (?:believe|understand|take))|\bare (?:we|residents|people|taxpayers) (?:to|supposed to|expected to|meant to|really|just|simply) (?:\w+ )?(?:believe|sit|accept|wait|put|swallow|trust|take|supposed|expected)",
    r"\bis (?:this|that|it) (?:really |not )?(?:too much|asking too much|the (?:way|best|kind|sort)|how (?:you|we|public|things)|what (?:we|i|you)|fair|acceptable|good enough|a joke|beyond|so (?:hard|difficult|much)|normal)\b",
    r"\bhow (?:hard|difficult) (?:can|could|is)\b|\bhow (?:many more (?:times|people|lives|children|years|months|letters|accidents)|much longer|much more|dare)\b",
    rf"\bhow (?:can|could|do|does|would) (?:this|that|it|{_YOU})(?: \w+)? (?:possibly |honestly |really )?(?:be (?:right|fair|allowed|acceptable|so|legal)|justif|expect|sleep|claim|look|call (?:this|that|it)|think|dare|stand)",
    r"\b(?:how|what|why|who|where) (?:on earth|in the world|the hell|in god|the devil|in heaven)|\b(?:for (?:heaven|god|goodness|pity)['’]?s sake)",
    r"\bwho (?:knows|cares|would have thought|in their right mind|needs|asked (?:you|them)|is (?:going to|to) (?:answer|pay|blame|take responsibility|be held|clean|tell)|will (?:answer for|be held|take responsibility)|are you)\b",
    r"\bwhere will (?:it|this) (?:all )?(?:end|stop)|\bwhere (?:is|are) (?:the (?:sense|justice|logic|fairness|decency|shame)|our (?:rights|money)|your (?:shame|decency|conscience))|\bwhere (?:is|was) the common sense",
    r"\bwhat (?:next|more (?:can|must|do)|are we (?:coming|paying)|(?:is|was) the point|am i (?:supposed|to)|was i to|else (?:can|could|do) (?:i|one|we)|kind of|sort of (?:a )?(?:council|country|people|service|place|world)|use is|good (?:is|are)|do (?:we|i) pay|planet|happened to (?:common|decency|customer|service|good|the days)|have we (?:come|done)|are (?:we|our taxes) paying)\b",
    r"\bare (?:you|they|these people) (?:serious|joking|kidding|having|blind|deaf|mad|even|not ashamed|really|all|proud|happy|asleep|trying)\b",
    r"\b(?:have|has|had) (?:you|anyone|anybody|nobody|no one|they|any of you|your \w+) (?:no|ever|even|really|lost|completely|all) (?:\w+ ){0,2}(?:tried|shame|thought|considered|stopped|wondered|looked|stood|walked|cycled|been|gone|heard|lived|had|decency|mind|senses|waited|sat)",
    r"\bhave you (?:no|nothing better|lost)\b|\bhas it (?:ever )?occurred\b|\bsince when (?:is|are|was|were|do|does|did|has|have|can)\b|\bwhose (?:side|idea of|fault is)\b",
    r"\bwhy (?:should|must|do|would) (?:i|we|anyone|anybody|residents|taxpayers|people|the taxpayer|ordinary|honest|pensioners)\b(?! (?:have|need) to (?:register|apply|pay the))|\bwhy (?:bother|am i (?:not surprised|writing)|oh why)",
    r"\bsurely\b|\b(?:you|some|one|many|readers) (?:may|might|will|could|would) (?:well )?(?:ask|wonder|say)\b|\bask yourself",
    r"\bis (?:anyone|anybody|nobody|no one|somebody) (?:\w+ )?(?:listening|there|awake|home|watching|in charge|reading|alive)|\bdoes (?:anyone|anybody|no one|nobody) (?:\w+ )?(?:care|listen|read|work|check|know what)",
    r"\bwhen will (?:you|they|it|this|the \w+) (?:people )?(?:ever |finally |all )?(?:learn|listen|wake|end|stop|understand|see sense)|\b(?:would|could) it (?:kill|hurt|be so hard)",
    r"\b(?:if|since) (?:not|so),? what (?:is|are) (?:you|it|they) for\b|\bwho (?:do|does) (?:you|the council|they) (?:work|answer|serve)",
    r"^[\W_]*(?:does|do|did|has|have|can|could|will|would|is) (?:anybody|anyone|somebody|someone|nobody|no one|everyone)\b(?: \w+){0,4} (?:know|care|understand|say|believe|remember|read|listen|think|explain|doubt|want to|blame|mind|notice|noticed|bother|bothered)\s*\?",
    r"\bwho (?:can (?:say|tell|blame|deny|doubt)|thinks? (?:of|up)|dreams? up|comes? up with|makes? up|wouldn['’]t|would not|doesn['’]t (?:want|like|know))\b",
    r"\bwhat would (?:you|your \w+) (?:do|say|think|feel|make|call)\b|\bhow would (?:you|your \w+) (?:feel|like|react|manage|cope)\b",
    r"\bwhere (?:do|does|did|shall|should) (?:i|we|one|it all) (?:start|begin|end|stop)\b|\bhow (?:stupid|daft|naive) (?:do|are|can)\b|\b(?:must|shall) (?:i|we) (?:really |now |all )?(?:wait|die|beg|put up|suffer|sit|crawl|move|pay twice|go on|live)\b",
    r"\b(?:does|will|must) it (?:really )?take (?:a|an|somebody|someone|another|the)\b|\bis (?:that|this) (?:really |all |honestly )?(?:what|why|how|where|all|it)\b(?! (?:is|the (?:correct|right|current)))",
    r"\b(?:did|do|am|was|have|must) i (?:just |really |only )?(?:imagine|dream|dreaming|misread|mishear|invent|exaggerat\w+|miss something|going mad|mad|make (?:it|him|her|that|this) up)\b",
    r"\b(?:and )?(?:then what|what then|now what|or what|and for what)\s*\?+$",
    r"\bany of you\b|\?\s?!|!\s?\?",
)
_TAG = any_of(
    r",\s*(?:am|is|are|was|were|do|does|did|has|have|can|could|will|would|should|wo|ca|had)(?:n['’]t)? (?:it|they|you|we|he|she|i|there)(?: not)?\s*\?",
    r",\s*(?:right|eh|surely|don['’]t you think)\s*\?",
    r"^[\W_]*(?:right|really|seriously|why not|so what|and for what|for what|remember|ring any bells|sound familiar|get it|see|"
    r"okay|ok|understand|agreed|any luck|who cares|clear|deal|and why not|you know|how are you|hope you (?:are|'re) well|coincidence|happy|satisfied|fair|funny|excuse me|what\b)(?: \w+)?\s*\?+$",
)
_POLITE = (
    r"^[\W_]*(?:please )?(?:(?:can|could|may|might|would|will) (?:you|i|we|anyone|someone) (?:please |kindly |possibly )*"
    r"(?:help|assist|ask (?:you )?(?:a few|some|a couple|a|the following|several|three|two|four|five|these)|trouble(?! you for)|be so kind)\b[^?]{0,60}\?)"
)
_OFFER = (
    r"^[\W_]*(?:\w+,? )?(?:can|could|may|might) (?:i|we)(?: \w+ly| just| also| first)? (?:begin|start|say|suggest|add|take|thank|"
    r"remind|point out|refer|draw|apologi[sz]e|assure|offer|congratulate|express|propose|trouble(?! you (?:for|to|with (?:an?|one|two|some))\b)|invite|wish|conclude|stress)\b"
    r"|^[\W_]*would you (?:like|care) (?:(?:me|us|a|an|some)\b|to (?:receive|see|have|join|meet|come|take part|discuss|visit)\b)"
)
"""What a writer does by saying it: "May I begin by saying ...", "May we suggest ..."."""
_GIVES_ITS_ANSWER = (
    r"^[\W_]*(?:and |so |but )?(?:who|what|when|how|where)\b[^,?]{3,40}, (?:a|an|another|the|your|my|our) [\w-]+(?: [\w-]+)?\?$"
    r"|^[\W_]*(?:and |so |but )?why not [a-z]+ "
)
"""A question with the answer put after it, or one that proposes: "Why not follow us?"."""
_UNSURE = r"\b(?:i (?:think|suppose|guess|presume|believe|hope|imagine|take it)|perhaps|maybe|if you like|no doubt)\s*\?$|\b(?:i|we)(?:['’]m|['’]re| am| are) (?:only |just )?(?:guessing|assuming|presuming)\b[^?]*\?$"
"""A statement put with a mark out of modesty: "One for you, I think?"."""
_CHATTER = re.compile(
    any_of(_RHETORIC, _TAG, _UNSURE, _POLITE, _OFFER, _GIVES_ITS_ANSWER), re.IGNORECASE
)
_ECHO = re.compile(
    r"^[\W_]*(?!(?:when|why|how|where|who|what|which|by|for|to|from|since|until|at|on|in|with|under|of|is|are|was|were|do|does|did|has|have|can|could|will|would)\b)(?:and )?[\w'’-]+(?: [\w'’-]+)?\?$",
    re.IGNORECASE,
)
"""One or two words thrown back: "Care?", "Whose tomorrow?"."""


def is_echo(question: str) -> bool:
    """Whether a question is a word or two: thrown back in prose, asked in earnest in a list."""
    return bool(_ECHO.match(question))


def is_chatter(question: str) -> bool:
    """Whether a sentence that ends with a question mark asks nothing."""
    return bool(_CHATTER.search(question) or _ECHO.match(question))

"""The lines of a letter that its writer wrote to be answered: no header, signature or quoted mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

TAB = 4
"""Columns of a tab."""
OPENING_LINES = 45
"""The salutation of a letter stands within so many lines."""
CLOSING_WORDS = 7
"""Words of a line that closes a letter, at most."""

_SALUTATION = re.compile(
    r"^(?:dear\b.{0,80}|to whom it may concern\b.{0,60}|(?:hi|hello|hey|good (?:morning|afternoon|"
    r"evening|day)|greetings)\b[^.?!]{0,50}[,.!:-]?)$",
    re.IGNORECASE,
)
_GREETING_BEFORE_WORDS = re.compile(
    r"^(?:dear [^,.?!\n]{1,60}|(?:hi|hello|good (?:morning|afternoon|evening))\b[^,.?!\n]{0,40})[,!:–—-]\s+(?=\S)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:i (?:remain|am),? )?(?:"
    r"(?:very )?(?:sincerely|faithfully|respectfully|truly)(?: yours)?"
    r"|yours(?: (?:very )?(?:sincerely|faithfully|truly|ever|aye|respectfully|etc|in anticipation|in hope))*"
    r"|(?:with )?(?:my |our )?(?:(?:kind(?:est)?|best|warm(?:est)?|very best|many|all good)(?: and \w+)? )+"
    r"(?:regards|wishes|thanks)(?: in advance| in anticipation)?|regards|rgds|kr|best|cheers"
    r"|ta|thx|thanx|thankyou|(?:with|without) (?:great |much )?(?:respect|gratitude|thanks)|in hope|respectfully"
    r"|(?:many |with )?thanks(?: (?:again|in advance|in anticipation|very much|so much|for (?:your|any) \w+))*"
    r"|thank you(?: (?:again|in advance|in anticipation|very much|so much))*|in anticipation"
    r")(?:,? (?:and )?(?:kind |best )?(?:regards|wishes|thanks))?\s*(?:[,.!–—-]*|[,.!–—-]+\s*(?-i:[A-Z])[\w.()'’ -]{0,40})$",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(
    r"^(?:p\.?\s?p?\.?\s?s\b|post ?script|annex|appendix|schedule|attachment|(?:list of )?questions?\b|"
    r"my (?:questions|request)|(?:the )?information (?:i )?request|encl?(?:osure)?s?\b.{0,20}question)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^\*{0,2}(?:from|to|cc|bcc|sent|date|subject|attachments?|reply-to|importance|received|message-id|"
    r"x-[\w-]+|mime-version|content-[\w-]+)\*{0,2}\s*:",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^subject\s*:\s*", re.IGNORECASE)
_PREFIXES = re.compile(r"^(?:(?:re|fwd?|aw)\s*:\s*)*", re.IGNORECASE)
_EARLIER_MAIL = re.compile(
    r"^(?:[-_=*\s]{2,}\s*(?:original|forwarded)\s+(?:message|e-?mail)|begin forwarded message)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:wrote|writes|said|says|asked|asks|replied|replies|stated|states|told|reads?)\b[^:]*:$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"^[\W_]*(?:(?:legal )?disclaimer\b|confidentiality\b|registered (?:in|office|charity|company)\b|sent from my\b|get outlook\b|"
    r"(?:this|the information in this|the contents? of this) (?:e-?mail|message|communication|transmission)\b.{0,60}\b(?:confidential|intended|privileged|private)\b|"
    r"if you (?:are not the intended|have received this)\b|(?:please )?(?:consider the environment|think before you print)|"
    r"(?:any|the) (?:views|opinions)\b.{0,60}\b(?:author|sender|personal|those of))",
    re.IGNORECASE,
)
"""What a mail program puts under a mail."""
_PAGE_NUMBER = re.compile(
    r"^\s*(?:page \d{1,3}(?: ?(?:of|/) ?\d{1,3})?|[-–—] ?\d{1,3} ?[-–—]|\d{1,3} ?(?:of|/) ?\d{1,3})\s*$|^\s{20,}\d{1,3}\s*$",
    re.IGNORECASE,
)
"""What a page of a printed letter carries at its edge."""
_WROTE = re.compile(r"^(?:on|am|le)\b.{6,160}\bwrote\s*:\s*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the letter without the white space around it: `text[start:end]`.

    `indent` is the column it begins at; `blank_before` whether an empty line stands before it.
    """

    start: int
    end: int
    indent: int
    words: str
    blank_before: bool


def lines_of(text: str) -> list[Line]:
    """The lines that hold anything, in order."""
    found: list[Line] = []
    offset, blank = 0, False
    for raw in text.split("\n"):
        words = raw.strip()
        if words and not _PAGE_NUMBER.match(raw):
            lead = raw[: len(raw) - len(raw.lstrip())]
            start = offset + len(lead)
            indent = len(lead.expandtabs(TAB))
            found.append(Line(start, start + len(words), indent, words, blank))
            blank = False
        elif not words:
            blank = True
        offset += len(raw) + 1
    return found


def body_of(text: str) -> list[Line]:
    """The lines between salutation and closing, without what is quoted of earlier mails.

    What stands after the closing comes back where it is marked as a postscript or an annex, or where
    nothing stands before it.
    """
    return body_in(after_header(lines_of(text)))


def body_in(lines: Sequence[Line]) -> list[Line]:
    """The same of the lines of a mail after its header."""
    opened = _without_footer(_after_salutation(own_lines(lines)))
    closing = next((n for n, line in enumerate(opened) if n and _is_closing(line)), len(opened))
    return [*opened[:closing], *_afterthoughts(opened[closing + 1 :])]


def subject_of(text: str) -> str:
    """What the header of an e-mail gives as its subject, without "Re:"; empty without one."""
    return _PREFIXES.sub("", subject_line(text))


def subject_line(text: str) -> str:
    """What the header of an e-mail gives as its subject, "Re:" and all; empty without one."""
    for line in lines_of(text)[:OPENING_LINES]:
        if not _HEADER.match(line.words):
            return ""
        if match := _SUBJECT.match(line.words):
            return line.words[match.end() :]
    return ""


def after_closing(text: str) -> list[Line]:
    """The lines after the closing: where a writer puts the questions below the signature."""
    lines = _after_salutation(own_lines(after_header(lines_of(text))))
    closing = next((n for n, line in enumerate(lines) if n and _is_closing(line)), len(lines))
    return lines[closing + 1 :]


def _is_closing(line: Line) -> bool:
    if line.words == "--":
        return True
    return len(line.words.split()) <= CLOSING_WORDS and bool(_CLOSING.match(line.words))


def _afterthoughts(lines: Sequence[Line]) -> list[Line]:
    begins = next((n for n, line in enumerate(lines) if _AFTERTHOUGHT.match(line.words)), None)
    return [] if begins is None else list(lines[begins:])


def after_header(lines: list[Line]) -> list[Line]:
    """Without the header block that an e-mail begins with."""
    count = 0
    while count < len(lines) and _HEADER.match(lines[count].words):
        count += 1
    return lines[count:]


def _after_salutation(lines: list[Line]) -> list[Line]:
    for number, line in enumerate(lines[:OPENING_LINES]):
        if _SALUTATION.match(line.words) and not line.words.endswith("?"):
            return lines[number + 1 :]
        if greeting := _GREETING_BEFORE_WORDS.match(line.words):
            return [_cut(line, greeting.end()), *lines[number + 1 :]]
    return lines


def _without_footer(lines: list[Line]) -> list[Line]:
    footer = next((n for n, ln in enumerate(lines) if n and _FOOTER.match(ln.words)), len(lines))
    return lines[:footer]


def _cut(line: Line, characters: int) -> Line:
    """The line without its first characters."""
    return Line(
        line.start + characters, line.end, line.indent, line.words[characters:], line.blank_before
    )


def own_lines(lines: Sequence[Line]) -> list[Line]:
    """Without earlier mails: lines with ">", and all that follows a header inside the letter."""
    return list(_kept(lines))


def _kept(lines: Sequence[Line]) -> Iterator[Line]:
    skip, last, has_gap = 0, "", False
    for number, line in enumerate(lines):
        if skip:
            skip -= 1
            continue
        if line.words.startswith(">") and not _lists(last):
            has_gap = True
            continue
        if _EARLIER_MAIL.match(line.words) or begins_header(lines, number):
            return
        if height := _announces_quote(lines, number):
            following = lines[number + height : number + height + 1]
            if not (following and following[0].words.startswith(">")):
                return
            skip = height - 1
            continue
        yield replace(line, blank_before=line.blank_before or has_gap)
        has_gap = False
        last = last if line.words.startswith(">") else line.words


def _lists(words: str) -> bool:
    """Whether ">" under this line is a bullet: the line opens a list, and nobody else's words."""
    return words.endswith(":") and not _SAID.search(words) and not _HEADER.match(words)


def begins_header(lines: Sequence[Line], number: int) -> bool:
    """Whether an earlier mail begins here: "From:", and "Sent:", "To:" or "Subject:" below it."""
    if not re.match(r"^\*{0,2}from\*{0,2}\s*:", lines[number].words, re.IGNORECASE):
        return False
    return any(_HEADER.match(line.words) for line in lines[number + 1 : number + 3])


def _announces_quote(lines: Sequence[Line], number: int) -> int:
    """How many lines "On 3 May Ann wrote:" takes here; 0 where it does not stand here."""
    for height in (1, 2, 3):
        told = " ".join(line.words for line in lines[number : number + height])
        if _WROTE.match(told):
            return height
    return 0

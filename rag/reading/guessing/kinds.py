"""What kind of document it is, by its title, its parts and the words it begins with."""

from __future__ import annotations

import re
from itertools import zip_longest

from rag.reading.guessing.names import is_name
from rag.reading.guessing.outline import Outline
from rag.types import Known

MEETING = ("meeting note", "minutes")
CORRESPONDENCE = ("letter", "e-mail", "memorandum", "briefing")
_ASKED = (
    r"\b(?:consultation|request|inquiry|enquiry|report|petition|letter|complaint|questions?|call for evidence|"
    r"recommendations)\b"
)
_TITLES_SAY = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("memorandum", r"memo(?:randum)?\b.{0,60}"),
        ("minutes", r"(?:(?:draft|final|approved|confirmed)\s+)?minutes\b.*|.*\bminutes of\b.*\bmeeting\b.*|.{0,80}\bminutes"),
        ("meeting note",
         r"(?:\w+\s+){0,2}(?:notes?|record|summary|readout|report) of (?:an?\s+|the\s+)?(?:[\w-]+\s+){0,3}"
         r"(?:meeting|call|discussion|conversation|visit|interview)\b.*"
         r"|(?:file note|notes? for (?:the )?record)\b.*"
         r"|(?:meeting|call)\s+(?:notes?|record|summary|report)\b.*"),
        ("statement",
         r"(?:press|media|news)\s+(?:release|statement|notice)\b.*"
         r"|(?:(?:joint|written|oral|public|ministerial|official)\s+)*statement\s+(?:by|from|on|of|to|in|regarding|about)\b.*"
         r"|(?-i:(?:[A-Z][\w'’.&-]*\s+){1,5})statement\s+(?:on|about|regarding|following)\b.*"
         r"|(?:(?:joint|written|oral|public|ministerial|official|witness)\s+)+statement"),
        ("reply",
         rf"(?:(?:our|the|government|council|initial|full|formal|draft|joint|written)\s+){{0,2}}(?:response|reply)\s+to\b.*{_ASKED}.*"
         r"|(?:foi|eir|freedom of information)\s+(?:request\s+)?(?:response|reply|disclosure)\b.*"
         rf"|(?-i:(?:[A-Z][\w'’&-]*|of|the|and|for)\s+){{1,8}}(?:response|reply)\s+to\b.*{_ASKED}.*"),
        ("form", r"(?:[\w'’-]+\s+){1,4}form|form\s+[A-Z0-9-]+(?:\s*[:–-].*)?"),
        ("agenda", r"agenda\b.{0,80}"),
        ("briefing", r"(?:[\w'’-]+\s+){0,2}briefing(?:\s+(?:note|paper))?"),
        ("speech", r"(?:keynote\s+)?speech\s+(?:by|given|delivered)\b.*"),
        ("transcript", r"(?:[\w'’-]+\s+)?transcript\b.{0,80}|oral evidence\b.*"),
        ("report",
         r"(?:[\w'’,-]+\s+){0,8}(?:annual|final|interim|inspection|audit|progress|technical|research|"
         r"investigation|inquiry|evaluation|monitoring|quarterly|monthly)\s+(?:[\w-]+\s+)?report\b.*"
         r"|report\s+(?:of|on|by|to|from|into)\b.*|.{3,100}:\s+(?:an?\s+)?(?:\w+\s+)?report|report"),
    )
)  # fmt: skip
_ENACTED = re.compile(
    r"(?:the\s+)?[A-Z].{3,120}\b(?:Act|Regulations|Order|Rules|Bill)\s+(?:1[6-9]|20)\d\d"
)
_ENACTING = re.compile(
    r"statutory instruments?|\bbe it enacted\b|in exercise of the powers conferred|^(?:laid|made)\b[\s-]|"
    r"coming into force|^\d{4} (?:no\.?|chapter|asp|c\.) \d+|^an act (?:of .{5,60} )?to\b",
    re.IGNORECASE | re.MULTILINE,
)
_BYLINE = re.compile(r"(?:written\s+)?by:?\s+(?P<name>[^|·•]+?)(?:\s*[|·•].*)?", re.IGNORECASE)
_WRITER = re.compile(
    r"(?:[\w'’-]+\s+){0,3}(?:correspondent|reporter|columnist|editor|staff writer)(?:,.{1,40})?",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"(?:an?\s+)?open letter\b.*|(?:joint\s+)?letter\s+(?:from|to)\b.*", re.IGNORECASE
)
_TITLE_LINES = 5
_TITLE_LENGTH = 160
_WORDS_OF_A_TITLE = 4
_MAIL_LABELS = frozenset(("to", "sent", "subject", "cc", "date"))


def guess_kind(outline: Outline, text: str) -> Known | None:
    """The kind, where the document's title or parts can mean only that."""
    if is_legislation(outline, text):
        return Known("legislation", False, "title and enacting words")
    if has_mail_header(outline):
        return Known("e-mail", False, "e-mail header in the text")
    if outline.salutation is not None:
        return Known("letter", False, "salutation")
    for line in title_lines(outline):
        if kind := _said_by(line):
            return Known(kind, False, "title")
    return Known("article", False, "byline") if byline(outline) else None


def title_lines(outline: Outline) -> list[str]:
    """The lines at the very top that can be a title: short, and no sentence."""
    lines = [line.text for line in outline.top[:_TITLE_LINES]]
    return [t for t in lines if len(t) <= _TITLE_LENGTH and not t.endswith((".", ":", ",", ";"))]


def line_that_says(outline: Outline, kind: str) -> str | None:
    """The title line that tells the kind, where it tells more than that."""
    lines = (line for line in title_lines(outline) if _said_by(line) == kind)
    return next((line for line in lines if len(line.split()) >= _WORDS_OF_A_TITLE), None)


def _said_by(line: str) -> str | None:
    if _LETTER.fullmatch(line):
        return "letter"
    return next((kind for kind, pattern in _TITLES_SAY if pattern.fullmatch(line)), None)


def has_mail_header(outline: Outline) -> bool:
    """Whether the text begins with the lines a mail program puts before a message."""
    top = [label for label in outline.labels if label.place < len(outline.top)]
    values = {label.name: label.value for label in top}
    if "from" not in values or len(_MAIL_LABELS & values.keys()) < 2:
        return False
    addressed = any("@" in values.get(name, "") for name in ("from", "to", "cc"))
    return addressed or "sent" in values


def byline(outline: Outline) -> str | None:
    """The name in a line "By Ann Lee" near the top, or in one above "Political correspondent"."""
    near = outline.top[: _TITLE_LINES + 2]
    for line, below in zip_longest(near, near[1:]):
        match = _BYLINE.fullmatch(line.text)
        name = match["name"].strip(" ,") if match else line.text
        is_writer = match or (below and _WRITER.fullmatch(below.text))
        if is_writer and is_name(name, is_expected=bool(match)):
            return name
    return None


def is_legislation(outline: Outline, text: str) -> bool:
    """Whether one of the first lines is an act's name and enacting words stand near the top."""
    lines = [line.text for line in outline.opening[:12]]
    named = any(_ENACTED.fullmatch(line) for line in lines)
    return named and bool(_ENACTING.search("\n".join(lines)) or _ENACTING.search(text[:1500]))

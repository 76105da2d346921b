"""Standard paragraphs of replies: editable files with placeholders such as {reference}."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from rag.enquiries.enquiry import Regime
from rag.errors import BadSetting

PLACEHOLDERS = (
    "reference",
    "today",
    "sender",
    "subject",
    "received",
    "due",
    "searched",
    "nearest",
    "missing",
    "premise",
    "question_back",
    "body",
)
"""What a template may name. A paragraph whose placeholder has no value is left out."""
NAMES = (
    "reply_opening",
    "reply_closing",
    "handled_foi",
    "handled_eir",
    "handled_general",
    "not_held",
    "partly_answered",
    "premise",
    "clarification",
    "holding_reply",
    "transfer",
    "review_rights",
    "review_rights_foi",
    "review_rights_eir",
    "review_rights_general",
)
"""The templates there are; `review_rights` is for letters whose regime nobody has chosen."""
_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
_BLANK_LINE = re.compile(r"\n\s*\n")
_MARKER = re.compile(r"\[(\d+)\]")
_NOTES_OF_A_FOLDER = "readme.md"


@dataclass(frozen=True, slots=True)
class Templates:
    """The text of each template by name. Made by `read_templates`."""

    texts: Mapping[str, str]

    def filled(self, name: str, values: Mapping[str, str | None]) -> str:
        """A template with its placeholders filled, without the paragraphs that lack a value.

        A value is plain text: no placeholder, heading or marker is read in it, and only `nearest`
        and `missing` have several lines.
        """
        paragraphs = _BLANK_LINE.split(self.texts[name].strip())
        known = {k: v for k, v in values.items() if v}
        kept = [p for p in paragraphs if all(n in known for n in _PLACEHOLDER.findall(p))]
        return "\n\n".join(_PLACEHOLDER.sub(lambda m: known[m[1]], p) for p in kept)

    def review_rights(self, regime: Regime | None) -> str:
        """The name of the template that says what somebody can do who is not content."""
        return f"review_rights_{regime.value}" if regime else "review_rights"


def read_templates(folder: Path | None = None) -> Templates:
    """The packaged templates, each replaced by the file of its name in a folder, where there is one.

    Raises BadSetting, in one line that names the file, for a folder that is not there, a file that
    is no template, and an unknown placeholder.
    """
    packaged = files("rag.enquiries") / "templates"
    texts = {name: (packaged / f"{name}.md").read_text(encoding="utf-8") for name in NAMES}
    for file in _files_in(folder) if folder else []:
        texts[file.stem] = _text_of(file)
    return Templates(texts)


def plain_value(words: str | None) -> str | None:
    """Words from a letter or a document as the value of a placeholder: one line, without markers."""
    return _MARKER.sub(r"(\1)", " ".join(words.split())) if words else None


def _files_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise BadSetting(f"{folder}: setting 'templates' names no folder; make it or correct it")
    found = sorted(f for f in folder.glob("*.md") if f.name.lower() != _NOTES_OF_A_FOLDER)
    for file in found:
        if file.stem not in NAMES:
            raise BadSetting(f"{file}: no template has this name; known are {', '.join(NAMES)}")
    return found


def _text_of(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{file}: cannot be read as UTF-8 text ({error})") from None
    for name in _PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{p}}}" for p in PLACEHOLDERS)
            raise BadSetting(f"{file}: unknown placeholder {{{name}}}; known are {known}")
    return text

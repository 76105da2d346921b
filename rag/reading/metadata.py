"""What people state about a document, in front matter or a sidecar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from rag.errors import UnreadableFile
from rag.reading.cleaning import clean
from rag.reading.properties import credible, merged, of_one_author
from rag.reading.raw import Reading
from rag.reading.sidecars import is_file, short_sidecar, sidecar_of, with_values
from rag.types import Known, Metadata

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_MATTER_LENGTH = 64_000
_LARGEST_SIDECAR = 64_000
_KEY_LINE = re.compile(r"^[A-Za-z_]\w*[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
NONE = "none"
"""Stated for a key of which a person knows that there is no value: then none is guessed."""


def split_front_matter(text: str, relative_path: str) -> tuple[dict[str, str], str]:
    """The metadata between "---" lines at the top, and the text after it.

    Without such lines, or if nothing between them looks like "key: value", all of it is text.
    Raises UnreadableFile for malformed YAML, unknown keys and impossible values.
    """
    if not text.startswith("---"):
        return {}, text
    match = _FRONT_MATTER.match(text, 0, _FRONT_MATTER_LENGTH)
    if not match or not _KEY_LINE.search(match[1] or ""):
        return {}, text
    return parse_metadata(match[1], relative_path, "front matter"), text[match.end() :]


def read_sidecar(path: Path, relative_path: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The metadata in a file's sidecar, and notes for people.

    "letter.txt" has "letter.txt.meta.yaml", or "letter.meta.yaml" if no other file could mean it.
    Raises UnreadableFile for a sidecar that cannot be read.
    """
    sidecar, short = sidecar_of(path), short_sidecar(path)
    if is_file(sidecar):
        return parse_metadata(
            _sidecar_text(sidecar, relative_path), relative_path, sidecar.name
        ), ()
    if is_file(short):
        return {}, (f"{short.name} fits several files and was not used: name it {sidecar.name}",)
    return {}, ()


def build_metadata(
    sidecar: Mapping[str, str], reading: Reading, guesses: Mapping[str, Known]
) -> Metadata:
    """All that is known: the sidecar before the front matter, both before anything guessed.

    What a file's properties say is sifted and set beside what its text says of itself; nobody
    confirmed either. A key that is stated to be "none" stays without value.
    """
    known = merged(guesses, credible(reading.properties, reading.properties_origin))
    known |= {key: Known(value, True, "front matter") for key, value in reading.stated.items()}
    known |= {key: Known(value, True, "sidecar") for key, value in sidecar.items()}
    known = {
        key: value for key, value in known.items() if value.value != NONE or not value.confirmed
    }
    return Metadata(**of_one_author(known, guesses))


def state_metadata(path: Path, values: Mapping[str, str]) -> tuple[Path, str]:
    """A file's sidecar and its text with checked values set, or taken out where they are "".

    Writes nothing. Raises UnreadableFile where the sidecar that is there cannot be taken on.
    """
    sidecar = sidecar_of(path)
    before = _sidecar_text(sidecar, path.name) if is_file(sidecar) else ""
    stated = parse_metadata(before, path.name, sidecar.name)
    try:
        after = with_values(before, values)
    except ValueError as error:
        raise UnreadableFile(path.name, f"{sidecar.name} is {error}") from None
    wanted = {key: value for key, value in {**stated, **values}.items() if value}
    if not _says(after, wanted):
        raise UnreadableFile(path.name, f"{sidecar.name} cannot be changed here: edit it by hand")
    return sidecar, after


def _sidecar_text(sidecar: Path, relative_path: str) -> str:
    name = sidecar.name
    try:
        if sidecar.stat().st_size > _LARGEST_SIDECAR:
            raise UnreadableFile(relative_path, f"{name} is too large to be metadata: remove it")
        return sidecar.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        reason = f"{name} cannot be read: save it as UTF-8 text"
    except OSError:
        reason = f"{name} cannot be read: check the permission"
    raise UnreadableFile(relative_path, reason)


def _says(text: str, wanted: Mapping[str, str]) -> bool:
    try:
        return len(text.encode()) <= _LARGEST_SIDECAR and parse_metadata(text, "", "") == wanted
    except UnreadableFile:
        return False


def parse_metadata(text: str, relative_path: str, where: str) -> dict[str, str]:
    """The values of YAML lines "key: value". Raises UnreadableFile for anything else."""
    try:
        # BaseLoader builds nothing but strings: numbers and dates stay as they are written.
        stated = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableFile(
            relative_path, f"{where} is not valid YAML ({_place(error)}): mend or remove it"
        ) from None
    if stated in (None, ""):
        return {}
    if not isinstance(stated, dict):
        raise UnreadableFile(relative_path, f"{where} must be lines of 'key: value'")
    checked = {str(k): _check(str(k), v, relative_path, where) for k, v in stated.items()}
    return {key: value for key, value in checked.items() if value}


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else "it cannot be parsed"


def _check(key: str, value: object, relative_path: str, where: str) -> str:
    try:
        return check_value(key, value)
    except ValueError as error:
        raise UnreadableFile(relative_path, f"{where}: {error}") from None


def check_value(key: str, value: object) -> str:
    """The value of a metadata key on one line. Raises ValueError, saying what to do, for bad ones."""
    known_keys = Metadata.keys()
    if key not in known_keys:
        known = ", ".join(known_keys)
        raise ValueError(f"unknown key {key!r}: remove it or use one of {known}")
    if not isinstance(value, str):
        raise ValueError(f"{key!r} must be a single line of text")
    value = " ".join(clean(value).split())
    if key == "date" and value not in (*_NOTHING, NONE) and not _is_date(value):
        raise ValueError(f"'date' is {value!r}: write a real date as YYYY-MM-DD")
    return "" if value in _NOTHING else value


def _is_date(value: str) -> bool:
    try:
        return bool(_ISO_DATE.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False

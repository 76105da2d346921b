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
from rag.types import Known, Metadata

SIDECAR_SUFFIX = ".meta.yaml"
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_MATTER_LENGTH = 64_000
_LARGEST_SIDECAR = 64_000
_KEY_LINE = re.compile(r"^[A-Za-z_]\w*[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


def is_sidecar(path: Path) -> bool:
    """Whether a file only describes another one."""
    return path.name.endswith(SIDECAR_SUFFIX)


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
    return _parse(match[1], relative_path, "front matter"), text[match.end() :]


def read_sidecar(path: Path, relative_path: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The metadata in a file's sidecar, and notes for people.

    "letter.txt" has "letter.txt.meta.yaml", or "letter.meta.yaml" if no other file could mean it.
    Raises UnreadableFile for a sidecar that cannot be read.
    """
    full = path.with_name(path.name + SIDECAR_SUFFIX)
    short = path.with_name(path.stem + SIDECAR_SUFFIX)
    sidecar = next((p for p in (full, short) if _is_file(p)), None)
    if sidecar is None:
        return {}, ()
    if sidecar != full and _meant_by_others(sidecar, path):
        return {}, (f"{sidecar.name} fits several files and was not used: name it {full.name}",)
    return _parse(_sidecar_text(sidecar, relative_path), relative_path, sidecar.name), ()


def build_metadata(
    sidecar: Mapping[str, str], reading: Reading, guesses: Mapping[str, Known]
) -> Metadata:
    """All that is known: the sidecar before the front matter, both before anything guessed.

    What a file's properties say is sifted and set beside what its text says of itself; nobody
    confirmed either.
    """
    known = merged(guesses, credible(reading.properties, reading.properties_origin))
    known |= {key: Known(value, True, "front matter") for key, value in reading.stated.items()}
    known |= {key: Known(value, True, "sidecar") for key, value in sidecar.items()}
    return Metadata(**of_one_author(known, guesses))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the name is too long to exist
        return False


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


def _meant_by_others(sidecar: Path, path: Path) -> bool:
    stem = sidecar.name.removesuffix(SIDECAR_SUFFIX)
    return any(
        other.name != path.name and not is_sidecar(other) and stem in (other.stem, other.name)
        for other in sidecar.parent.iterdir()
    )


def _parse(text: str, relative_path: str, where: str) -> dict[str, str]:
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
    return {key: value for key, value in checked.items() if value not in _NOTHING}


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else "it cannot be parsed"


def _check(key: str, value: object, relative_path: str, where: str) -> str:
    known_keys = Metadata.keys()
    if key not in known_keys:
        known = ", ".join(known_keys)
        raise UnreadableFile(
            relative_path, f"{where}: unknown key {key!r}: remove it or use one of {known}"
        )
    if not isinstance(value, str):
        raise UnreadableFile(relative_path, f"{where}: {key!r} must be a single line of text")
    value = " ".join(clean(value).split())
    if key == "date" and value not in _NOTHING and not _is_date(value):
        raise UnreadableFile(
            relative_path, f"{where}: 'date' is {value!r}: write a real date as YYYY-MM-DD"
        )
    return value


def _is_date(value: str) -> bool:
    try:
        return bool(_ISO_DATE.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False

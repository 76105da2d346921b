"""Sidecars as text: which one a file has, and the same text with some values stated or taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

SIDECAR_SUFFIX = ".meta.yaml"
_TEXT = "tag:yaml.org,2002:str"
_LINES = "tag:yaml.org,2002:map"


def is_sidecar(path: Path) -> bool:
    """Whether a file only describes another one."""
    return path.name.endswith(SIDECAR_SUFFIX)


def sidecar_of(path: Path) -> Path:
    """The sidecar that describes a file, or the one to make where there is none.

    "letter.txt" has "letter.txt.meta.yaml", or "letter.meta.yaml" if no other file could mean it.
    """
    full, short = full_sidecar(path), short_sidecar(path)
    return short if not is_file(full) and is_file(short) and not meant_by_others(path) else full


def full_sidecar(path: Path) -> Path:
    """The sidecar with the file's whole name."""
    return path.with_name(path.name + SIDECAR_SUFFIX)


def short_sidecar(path: Path) -> Path:
    """The sidecar with the file's name without its ending."""
    return path.with_name(path.stem + SIDECAR_SUFFIX)


def is_file(path: Path) -> bool:
    """Whether a file stands there; no name is too long to ask."""
    try:
        return path.is_file()
    except OSError:  # the name is too long to exist
        return False


def meant_by_others(path: Path) -> bool:
    """Whether the short sidecar of a file could describe another file beside it."""
    return any(
        other.name != path.name and not is_sidecar(other) and path.stem in (other.stem, other.name)
        for other in path.parent.iterdir()
    )


def with_values(text: str, values: Mapping[str, str]) -> str:
    """The YAML of a sidecar with values set, or taken out where they are ""; all else stays as it is.

    Raises ValueError, saying what to do, for text that is not lines of "key: value".
    """
    places = _places(text)
    for key, (start, end) in sorted(places.items(), key=lambda item: -item[1][0]):
        if key in values:
            text = _replaced(text, start, end, _line(key, values[key]))
    added = "".join(_line(key, v) + "\n" for key, v in values.items() if v and key not in places)
    return text + "\n" * bool(added and text and not text.endswith("\n")) + added


def _places(text: str) -> dict[str, tuple[int, int]]:
    """Start of each key and end of its value."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        raise ValueError("not valid YAML: mend or remove it") from None
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return {}
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise ValueError("not lines of 'key: value': write it so, or remove it")
    return dict(_pairs(root, text))


def _pairs(root: yaml.MappingNode, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for key, value in root.value:
        start, end = key.start_mark.index, value.end_mark.index
        yield key.value, (start, start + len(text[start:end].rstrip()))


def _line(key: str, value: str) -> str:
    """ "key: value", quoted where YAML needs it; "" for no value."""
    if not value:
        return ""
    node = yaml.MappingNode(_LINES, [(yaml.ScalarNode(_TEXT, key), yaml.ScalarNode(_TEXT, value))])
    # BaseDumper leaves dates and numbers as they are written, as BaseLoader reads them.
    written = yaml.serialize(node, Dumper=yaml.BaseDumper, allow_unicode=True, width=1_000_000)
    return str(written).rstrip("\n")


def _replaced(text: str, start: int, end: int, line: str) -> str:
    if line:
        return text[:start] + line + text[end:]
    after = text.find("\n", end)
    return text[:start] + ("" if after < 0 else text[after + 1 :])

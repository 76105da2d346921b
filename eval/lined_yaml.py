"""A YAML file as people write it, with the line of everything in it; no key may be given twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LINE = "__line__"  # under this key every mapping notes the line on which it begins

_HINTS = (
    ("mapping values are not allowed", "put a text that holds a colon in quotation marks"),
    (
        "cannot start any token",
        "begin the line with spaces, and put such a text in quotation marks",
    ),
    ("expected <block end>", "the keys of one case begin in one column, each new case with '- '"),
    ("expected ',' or", "close the bracket, and put a text with a comma, colon or quote in quotes"),
    ("found unexpected end of stream", "close the quotation mark"),
    ("could not find expected ':'", "every line of a case is 'key: value'"),
    ("found undefined alias", "put a text that begins with * in quotation marks"),
    ("found unknown escape", "in double quotation marks write \\\\ for a backslash"),
)


class NotYaml(ValueError):
    """A file that is not readable as YAML; the message names file and line and is one line."""


@dataclass(frozen=True, slots=True)
class Lined:
    """What a YAML file holds, and the tree that knows the lines."""

    content: Any
    _tree: yaml.Node | None

    @property
    def column(self) -> int:
        """How far its outermost list or mapping is moved to the right; 0 where it holds nothing."""
        return self._tree.start_mark.column if self._tree else 0

    def line_of(self, path: Sequence[int | str]) -> int:
        """The line of the key or item that a path of keys and numbers leads to, or comes nearest to."""
        line, node = 1, self._tree
        for part in path:
            if isinstance(node, yaml.MappingNode):
                pair = next(((k, v) for k, v in node.value if k.value == part), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
                pair = (node.value[part],) * 2
            else:
                pair = None
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        return line


def read(file: Path) -> Lined:
    """Reads a file. Raises NotYaml."""
    try:
        loader = _Loader(file.read_text(encoding="utf-8"))
        tree = loader.get_single_node()
        return Lined(loader.construct_document(tree) if tree else None, tree)
    except (OSError, UnicodeDecodeError) as error:
        raise NotYaml(f"{file}: cannot be read ({error})") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise NotYaml(f"{file}:{line}: not readable as YAML: {_said(error)}") from None
    except yaml.reader.ReaderError as error:
        raise NotYaml(f"{file}: holds a character YAML does not allow ({error.reason})") from None


class _Loader(yaml.SafeLoader):
    """Notes the line of each mapping and refuses a key given twice (YAML would keep the last)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(
                problem="a key is given twice in one mapping", problem_mark=node.start_mark
            )
        return {**mapping, LINE: node.start_mark.line + 1}


def _said(error: yaml.MarkedYAMLError) -> str:
    problem = " ".join((error.problem or "").split())
    hint = next(
        (hint for said, hint in _HINTS if problem.startswith(said) or said in problem), None
    )
    return f"{problem} ({hint})" if hint else problem

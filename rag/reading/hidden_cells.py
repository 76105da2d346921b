"""Which rows and columns of a spreadsheet nobody sees, as the sheet's markup says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

Cell = TypeVar("Cell")

_MENTION = b"hidden="
_TRUE = ("1", "true")


@dataclass(slots=True)
class HiddenCells:
    """The rows and columns a sheet hides, by hand, in a group or by a filter; counted from 1."""

    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)

    def seen_of(self, row: int, cells: list[Cell], empty: Cell) -> list[Cell]:
        """The cells of a row, with an empty one in the place of each that is hidden."""
        if row in self.rows:
            return []
        if not self.columns:
            return cells
        return [
            empty if any(column in columns for columns in self.columns) else cell
            for column, cell in enumerate(cells, start=1)
        ]


def hidden_cells_in(markup: bytes) -> HiddenCells:
    """What a sheet hides. Raises XMLSyntaxError or ValueError where its markup is broken."""
    collector = _Collector()
    if _MENTION in markup:  # else there is no need to parse it a second time
        parser = etree.XMLParser(
            target=collector, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
        )  # fmt: skip
        etree.fromstring(markup, parser)
    return collector.found


class _Collector:
    """Takes the tags of a sheet as they come, so that no tree of them is held."""

    def __init__(self) -> None:
        self.found = HiddenCells()
        self._row = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        is_hidden = attributes.get("hidden") in _TRUE
        if name == "row":
            self._row = int(float(attributes.get("r", self._row + 1)))  # as openpyxl counts them
            if is_hidden:
                self.found.rows.add(self._row)
        elif name == "col" and is_hidden:
            columns = range(int(attributes["min"]), int(attributes["max"]) + 1)
            self.found.columns.append(columns)

    def close(self) -> None:
        """What lxml asks for at the end."""

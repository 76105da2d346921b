"""The generation that answers now, as far as the next one can stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rag.indexing.manifest import SOURCES, Manifest, read_manifest
from rag.indexing.passages import PASSAGES_VERSION
from rag.indexing.sources import Sources, read_sources

NOTHING = Sources({}, {})


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything but the documents that decides what an index holds."""

    fingerprint: str
    reader_version: str
    passage_settings: str
    library_versions: dict[str, str]

    @property
    def settings(self) -> str:
        """The recipe as a line, for the corpus version."""
        return f"{self.fingerprint}\n{self.reader_version}\n{self.passage_settings}"


@dataclass(frozen=True, slots=True)
class Base:
    """A sound generation, its manifest and where its documents came from."""

    folder: Path
    manifest: Manifest
    sources: Sources

    def made_alike(self, recipe: Recipe) -> bool:
        """Whether its files can be copied and changed."""
        return (
            self.reads_alike(recipe)
            and self.cuts_alike(recipe)
            and recipe.library_versions == self.manifest.library_versions
        )

    def cuts_alike(self, recipe: Recipe) -> bool:
        """Whether its passages are what its documents would be cut into today.

        The encoder has a say in it: its word pieces are what is counted.
        """
        return (
            recipe.fingerprint == self.manifest.fingerprint
            and recipe.passage_settings == self.manifest.passage_settings
        )

    def reads_alike(self, recipe: Recipe) -> bool:
        """Whether its documents are what the files would be read as today."""
        return recipe.reader_version == self.manifest.reader_version


def open_base(folder: Path) -> Base:
    """The base in a generation whose files have been checked."""
    return Base(folder, read_manifest(folder), read_sources(folder / SOURCES))


def passage_settings(settings: str) -> str:
    """What decides how documents are cut: the splitter's settings and this program's own rules."""
    return f"{settings};passages={PASSAGES_VERSION}"

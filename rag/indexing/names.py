"""What each file of a folder holds, and by that the names of every document, the best one first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rag.indexing.sources import DocumentRecord, FileRecord
from rag.types import Document


@dataclass(frozen=True, slots=True)
class Name:
    """One of the names of a document: its file, and where in the file it stands ("" for its own)."""

    file: str
    inner: str = ""

    @property
    def path(self) -> str:
        """How the document is cited by this name: "mail.eml/report.pdf" for one attached."""
        return f"{self.file}/{self.inner}" if self.inner else self.file

    @property
    def parent(self) -> str | None:
        """The path that it is attached to, or None for a file's own document."""
        return self.path.rpartition("/")[0] if self.inner else None


@dataclass
class NameTable:
    """Files with what is known of each, by path.

    `unsure` are those that cannot be read now, `outdated` those of them whose bytes are known to
    have changed: they are names of last resort.
    """

    files: dict[str, FileRecord] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    outdated: set[str] = field(default_factory=set)

    def names(self) -> dict[str, list[Name]]:
        """All names of each document, the one to cite it by first.

        That is one whose file can be read; then one with a sidecar, as somebody took care to say
        what it is; then a file of its own before an attachment; then by path.
        """
        names: dict[str, list[Name]] = {}
        for file, record in self.files.items():
            for inner, document_id in record.documents.items():
                names.setdefault(document_id, []).append(Name(file, inner))
        return {document_id: sorted(each, key=self.rank) for document_id, each in names.items()}

    def rank(self, name: Name) -> tuple[bool, bool, bool, str]:
        """The lower, the better."""
        return self._in_doubt(name.file), not self.sidecar_of(name), bool(name.inner), name.path

    def sidecar_of(self, name: Name) -> str:
        """The hash of the sidecar that describes a document under a name: a file's own only."""
        return "" if name.inner else self.files[name.file].sidecar

    def misdescribed(self, documents: Mapping[str, DocumentRecord]) -> list[str]:
        """The files to read since their documents were described by another name or sidecar.

        What is known of a document comes from its name and sidecar too, not from its bytes alone.
        """
        files: dict[str, None] = {}
        for document_id, (first, *_) in self.names().items():
            known = documents.get(document_id)
            now = first.path, self.sidecar_of(first)
            if known and now != (known.paths[0], known.sidecar) and not self._in_doubt(first.file):
                files[first.file] = None
        return list(files)

    def drop_outdated(self) -> None:
        """Takes out files that hold other bytes now, but for those whose documents would be lost."""
        current = {
            document_id
            for file, record in self.files.items()
            if file not in self.outdated
            for document_id in record.documents.values()
        }
        for file in self.outdated:
            if current.issuperset(self.files[file].documents.values()):
                del self.files[file]

    def _in_doubt(self, file: str) -> bool:
        return file in self.unsure or file in self.outdated


def name_in(file: str, path: str) -> Name:
    """The name that a document read from a file has as a path."""
    return Name(file, path.removeprefix(file).removeprefix("/"))


def inner_names(documents: Iterable[Document], file: str) -> dict[str, str]:
    """The documents that a file holds, by where in it they stand."""
    return {
        name_in(file, path).inner: document.id
        for document in documents
        for path in (document.source.path, *document.source.other_paths)
    }


def paths_of(names: Sequence[Name]) -> tuple[str, ...]:
    """The names as paths, in order."""
    return tuple(name.path for name in names)

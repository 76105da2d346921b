"""Puts together what the next generation holds: documents read, kept and held over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rag.errors import RagError
from rag.indexing.changes import Changes, Wanted
from rag.indexing.draft import Draft
from rag.indexing.gathering import Failures, Gathered, ReadsFiles, gather
from rag.indexing.passages import passages_of
from rag.indexing.reporting import Reporter
from rag.indexing.sources import DocumentRecord, FileRecord, Sources, digest_of
from rag.types import Document, Passage, Splitter


@dataclass
class Assembly:
    """The tables of the next generation, filled while its draft is."""

    held: Sources
    draft: Draft
    splitter: Splitter
    failures: Failures
    files: dict[str, FileRecord] = field(default_factory=dict)
    documents: dict[str, DocumentRecord] = field(default_factory=dict)
    read: int = 0
    changed: int = 0
    renamed: int = 0
    unchanged: int = 0

    @property
    def sources(self) -> Sources:
        """What has been put in so far."""
        return Sources(dict(self.files), dict(self.documents))

    def take(
        self, wanted: Sequence[Wanted], reader: ReadsFiles, file_bytes: int, reporter: Reporter
    ) -> None:
        """Reads files and puts in the documents they hold; failures are noted and passed over."""
        for done, each in enumerate(wanted):
            reporter.progress("reading", done, len(wanted), each.paths[0])
            gathered = gather(each, reader, file_bytes, self.held, self.failures)
            if gathered is not None:
                self._put_gathered(gathered)
        reporter.progress("reading", len(wanted), len(wanted))

    def carry_over(self, changes: Changes, *, cut_alike: bool) -> None:
        """Takes over what is unchanged, what has other names, and what cannot be read any more."""
        for document_id in changes.keep:
            self._carry(document_id, self.held.documents[document_id].paths, cut_alike=cut_alike)
            self.unchanged += 1
        for document_id, paths in changes.relabel.items():
            self._carry(document_id, paths, cut_alike=cut_alike)
            self.renamed += 1
        for document_id, held_over in self._lost(changes).items():
            self._carry(document_id, held_over, cut_alike=cut_alike)
            self.unchanged += 1

    def drop_the_rest(self) -> None:
        """Leaves out every document of the base that was not put in."""
        for document_id in self.held.documents.keys() - self.documents.keys():
            self.draft.drop(document_id)

    def _put_gathered(self, gathered: Gathered) -> None:
        document = gathered.document
        try:
            if document.id in self.documents:
                raise RagError("it changed while it was read: run index again")
            passages = passages_of(document, self.splitter)
        except RagError as error:
            for path in gathered.files:
                self.failures.add(path, str(error))
            return
        self._count(document)
        self._put(document, passages, gathered.files)

    def _count(self, document: Document) -> None:
        known = self.held.documents.get(document.id)
        if known is None:
            new = self.held.files.keys().isdisjoint(_paths(document))
            self.read += new
            self.changed += not new
        elif known.paths[0] != document.source.path:
            self.renamed += 1
        elif known.digest != digest_of(document):
            self.changed += 1
        else:
            self.unchanged += 1

    def _put(
        self, document: Document, passages: list[Passage], files: dict[str, FileRecord]
    ) -> None:
        self.draft.put(document, passages)
        self.files |= files
        self.documents[document.id] = DocumentRecord(
            _paths(document), digest_of(document), len(passages)
        )

    def _carry(self, document_id: str, paths: Sequence[str], *, cut_alike: bool) -> None:
        known = self.held.documents[document_id]
        files = {path: self._file(path, document_id) for path in paths}
        if tuple(paths) == known.paths and cut_alike:
            self.draft.keep(document_id)
            self.files |= files
            self.documents[document_id] = known
            return
        old = self.draft.old_library()
        document = _relabelled(old.document(document_id), paths)
        passages = old.passages_of(document_id)
        self._put(document, passages if cut_alike else passages_of(document, self.splitter), files)

    def _file(self, path: str, document_id: str) -> FileRecord:
        """The record of a file whose document is taken over; a new name has its first one's."""
        known = self.held.files.get(path)
        if known is not None and known.document_id == document_id:
            return known
        return self.held.files[self.held.documents[document_id].paths[0]]

    def _lost(self, changes: Changes) -> dict[str, tuple[str, ...]]:
        """The documents that would go only because their files could not be read, with the names."""
        lost: dict[str, list[str]] = {}
        for path in _all_paths(changes.read):
            record = self.held.files.get(path)
            if (
                path in self.failures.reasons
                and record
                and record.document_id not in self.documents
            ):
                lost.setdefault(record.document_id, []).append(path)
        return {i: tuple(sorted(paths)) for i, paths in lost.items()}


def _all_paths(wanted: Iterable[Wanted]) -> Iterable[str]:
    return (path for each in wanted for path in each.paths)


def _paths(document: Document) -> tuple[str, ...]:
    return (document.source.path, *document.source.other_paths)


def _relabelled(document: Document, paths: Sequence[str]) -> Document:
    source = replace(document.source, path=paths[0], other_paths=tuple(paths[1:]))
    return replace(document, source=source)

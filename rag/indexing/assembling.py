"""Puts together what the next generation holds: documents read, kept and held over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rag.errors import RagError
from rag.indexing.changes import SameBytes, contents_by_bytes, records_of
from rag.indexing.draft import Draft, renamed
from rag.indexing.gathering import Failures, Gathered
from rag.indexing.names import Name, NameTable, name_in, paths_of
from rag.indexing.passages import each_passage
from rag.indexing.reporting import Reporter
from rag.indexing.sources import DocumentRecord, Sources, digest_of
from rag.types import Document, Passage, Splitter

CHARACTERS_BETWEEN = 1_000_000
"""Of a text that is cut, after each so many it is told how far that has come."""

Gather = Callable[[SameBytes], Gathered | None]


@dataclass
class Assembly:
    """The tables of the next generation, filled while its draft is."""

    held: Sources
    draft: Draft
    splitter: Splitter
    failures: Failures
    table: NameTable
    reporter: Reporter
    documents: dict[str, DocumentRecord] = field(default_factory=dict)
    read_as: dict[str, Name] = field(default_factory=dict)
    """By which of its names a document was read in this run."""
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What the reader remarked on documents read in this run, by path."""

    @property
    def sources(self) -> Sources:
        """What has been put in so far."""
        return Sources(dict(self.table.files), dict(self.documents))

    def take(self, groups: Sequence[SameBytes], gather: Gather) -> None:
        """Reads files and puts in the documents they hold; failures are noted and passed over."""
        for done, group in enumerate(groups):
            self.reporter.progress("reading", done, len(groups), group[0].found.relative_path)
            gathered = gather(group)
            if gathered is None or not self._put_all(gathered):
                self._hold_over(group)
        self.reporter.progress("reading", len(groups), len(groups))

    def misdescribed(self) -> set[str]:
        """The files to read again: found out only now to be what a document is best known by."""
        return set(self.table.misdescribed({**self.held.documents, **self.documents}))

    def carry_over(self, *, cut_alike: bool) -> None:
        """Gives every document the names it has now; takes over those that were not read."""
        self.table.drop_outdated()
        for document_id, names in self.table.names().items():
            if record := self.documents.get(document_id):
                if record.paths != paths_of(names):
                    self.draft.rename(document_id, paths_of(names), names[0].parent)
                self.documents[document_id] = replace(record, paths=paths_of(names))
            else:
                self._carry(document_id, names, cut_alike=cut_alike)
        self.notes = {self.documents[i].paths[0]: notes for i, notes in self.notes.items() if notes}

    def drop_the_rest(self) -> None:
        """Leaves out every document of the base that was not put in."""
        for document_id in self.held.documents.keys() - self.documents.keys():
            self.draft.drop(document_id)

    def _put_all(self, gathered: Gathered) -> bool:
        """Puts in the documents of a file, all or none; false where one cannot be cut."""
        try:
            cut = [(each, self._cut(each)) for each in gathered.documents]
        except RagError as error:
            self.failures.add(gathered.file, str(error))
            return False
        self.table.files |= gathered.files
        for document, passages in cut:
            name = name_in(gathered.file, document.source.path)
            before = self.read_as.setdefault(document.id, name)
            if self.table.rank(before) < self.table.rank(name):
                continue
            self.read_as[document.id] = name
            self.draft.put(document, passages)
            self.notes[document.id] = document.notes
            self.documents[document.id] = DocumentRecord(
                (document.source.path, *document.source.other_paths),
                self.table.sidecar_of(name),
                digest_of(document),
                len(passages),
            )
        return True

    def _hold_over(self, group: SameBytes) -> None:
        """Keeps what was held of files that cannot be read: these very bytes, or older ones."""
        contents = contents_by_bytes(self.held).get(group[0].sha256)
        if contents is not None:
            kept = records_of(group, contents)
            self.table.unsure |= kept.keys()
        else:
            paths = [f.found.relative_path for f in group]
            kept = {path: self.held.files[path] for path in paths if path in self.held.files}
            self.table.outdated |= kept.keys()
        self.table.files |= kept

    def _carry(self, document_id: str, names: list[Name], *, cut_alike: bool) -> None:
        known, paths = self.held.documents[document_id], paths_of(names)
        if not cut_alike:
            known = replace(known, passages=self._cut_again(document_id, names))
        elif paths == known.paths:
            self.draft.keep(document_id)
        else:
            self.draft.rename(document_id, paths, names[0].parent)
        self.documents[document_id] = replace(known, paths=paths)

    def _cut_again(self, document_id: str, names: list[Name]) -> int:
        """Puts a held document in with other passages; gives their number."""
        old = self.draft.old_library().document(document_id)
        document = renamed(old, paths_of(names), names[0].parent)
        passages = self._cut(document)
        self.draft.put(document, passages)
        return len(passages)

    def _cut(self, document: Document) -> list[Passage]:
        """The passages of a document; of a long one it is told how far that has come."""
        passages, told = [], 0
        for passage in each_passage(document, self.splitter):
            passages.append(passage)
            if passage.span.end - told >= CHARACTERS_BETWEEN:
                told = passage.span.end
                total, path = len(document.text), document.source.path
                self.reporter.progress("cutting", told, total, path)
        return passages

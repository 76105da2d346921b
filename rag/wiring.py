"""Settings to ready objects: the only module that knows which engine is which."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from rag import offline  # noqa: F401 - before any engine is imported
from rag.errors import WrongUse
from rag.types import Progress

if TYPE_CHECKING:
    from datetime import date

    from rag.answering.assistant import Assistant
    from rag.engines.encoder import SentenceEncoder
    from rag.engines.llama_index_adapters import AnswerQueryEngine, Cited, PassageRetriever
    from rag.engines.recognition_cache import KeptRecogniser
    from rag.engines.reranker import CrossEncoderReranker
    from rag.engines.splitter import LlamaIndexSplitter
    from rag.enquiries.answering_parts import AnsweredEnquiry
    from rag.enquiries.enquiry import Letter
    from rag.enquiries.templates import Templates
    from rag.indexing.generations import HeldLibrary
    from rag.indexing.inspection import Inspection
    from rag.indexing.mending import Mender
    from rag.indexing.parts import Storage
    from rag.indexing.summary import IndexSummary
    from rag.records.enquiries import KeptEnquiries
    from rag.settings import Settings
    from rag.tuning.run import Tools
    from rag.types import (
        Citation,
        Document,
        Hit,
        Holdings,
        Lesson,
        Pixels,
        RecognisedLine,
        Recogniser,
        Span,
        VectorIndex,
        VectorWriter,
    )

# Each engine's library takes up to several seconds to import, so each is imported by the function
# that needs it: asking for help, or for the list of documents, loads none of them.


def encoder(settings: Settings) -> SentenceEncoder:
    """The encoder in use; its weights are loaded when it first encodes. Raises EncoderMissing."""
    from rag.engines.encoder import SentenceEncoder

    return SentenceEncoder(settings.encoder)


def reranker(settings: Settings) -> CrossEncoderReranker | None:
    """The reranker, where one is set. Raises RerankerMissing."""
    if settings.reranker == "none":
        return None
    from rag.engines.reranker import CrossEncoderReranker

    return CrossEncoderReranker(settings.reranker)


def splitter(settings: Settings, encoder: SentenceEncoder) -> LlamaIndexSplitter:
    """What splits documents into passages of the encoder's word pieces."""
    from rag.engines.splitter import LlamaIndexSplitter
    from rag.sentences import sentence_bounds

    return LlamaIndexSplitter(settings.passage_tokens, encoder.tokens, sentence_bounds)


def tuning_tools(settings: Settings, lesson: Lesson) -> Tools:
    """What adapts the encoder in use. Raises EncoderMissing."""
    from rag.engines.encoder import SentenceEncoder
    from rag.engines.trainer import SentenceTrainer, save_blended
    from rag.tuning.run import Tools

    base = encoder(settings)
    return Tools(
        base,
        splitter(settings, base),
        SentenceTrainer(base.folder, lesson),
        lambda folder: SentenceEncoder(str(folder)),
        lambda trained, share, folder: save_blended(base.folder, trained, share, folder),
    )


def recogniser(settings: Settings) -> Recogniser | None:
    """What reads the words in pictures of pages, or None where that is switched off."""
    return LateRecogniser() if settings.ocr else None


def kept_recogniser(settings: Settings) -> KeptRecogniser | None:
    """The same for an index run: what was read is kept in the store."""
    from rag.engines.recognition_cache import KeptRecogniser

    made = recogniser(settings)
    return KeptRecogniser(made, settings.store / "recognised.sqlite") if made else None


class LateRecogniser:
    """A recogniser that is made with the first picture: its library takes seconds to import."""

    def __init__(self) -> None:
        self._made: Recogniser | None = None

    @property
    def version(self) -> str:
        """Names the library that carries the models."""
        return f"rapidocr={version('rapidocr')}"

    def lines(self, picture: Pixels) -> list[RecognisedLine]:
        """The lines of print in a picture, in no certain order."""
        if self._made is None:
            from rag.engines.ocr import PageRecogniser

            self._made = PageRecogniser()
        return self._made.lines(picture)


def holdings(settings: Settings, fingerprint: str) -> Holdings:
    """The live generation. Raises StoreError."""
    from rag.engines.library_sqlite import SqliteLibrary
    from rag.indexing.generations import open_holdings

    return open_holdings(settings.store, fingerprint, SqliteLibrary, _open_vectors)


def held_library(settings: Settings) -> HeldLibrary:
    """The live generation's documents alone: opens no vectors and asks for no encoder."""
    from rag.engines.library_sqlite import SqliteLibrary
    from rag.indexing.generations import open_held_library

    return open_held_library(settings.store, SqliteLibrary)


def storage() -> Storage:
    """The engines that keep a generation."""
    from importlib.metadata import version

    from rag.engines.library_sqlite import SQLITE_VERSION, SqliteLibrary, SqliteLibraryWriter
    from rag.engines.vector_cache import SqliteVectorCache, check_cache
    from rag.indexing.parts import Storage

    return Storage(
        SqliteLibrary,
        _open_vectors,
        SqliteLibraryWriter,
        _write_vectors,
        SqliteVectorCache,
        check_cache,
        {"chromadb": version("chromadb"), "sqlite": SQLITE_VERSION},
    )


def inspection(settings: Settings) -> Inspection:
    """What looks whether the store is sound and in step with its folder."""
    from rag.indexing.inspection import Inspection
    from rag.reading import is_sidecar

    return Inspection(
        settings.store,
        storage(),
        lambda: encoder(settings).fingerprint,
        is_sidecar,
        settings.file_bytes,
    )


def mender(settings: Settings) -> Mender:
    """What mends the store where an inspection finds it unsound."""
    from rag.indexing.mending import Mender

    def run(folder: Path, rebuild: bool) -> IndexSummary:
        return index(settings, folder, rebuild=rebuild)

    return Mender(inspection(settings), run, settings.corpus)


def _open_vectors(folder: Path) -> VectorIndex:
    # Chroma takes a second to import, so only when it is used.
    from rag.engines.chroma import ChromaVectors

    return ChromaVectors(folder)


def _write_vectors(folder: Path, dimensions: int) -> VectorWriter:
    from rag.engines.chroma import ChromaVectorWriter

    return ChromaVectorWriter(folder, dimensions)


def assistant(settings: Settings) -> Assistant:
    """What answers questions from the live generation. Raises StoreError or EncoderMissing."""
    from rag.answering.assistant import Assistant
    from rag.answering.composing import ExtractiveComposer
    from rag.answering.kept_vectors import KeptVectors
    from rag.answering.retrieval import Retriever

    encodes = KeptVectors(encoder(settings))
    held = holdings(settings, encodes.fingerprint)
    retriever = Retriever(
        held, encodes, settings.candidates, settings.keyword_weight, reranker(settings)
    )
    return Assistant(
        held,
        ExtractiveComposer(),
        retriever,
        settings.answer_threshold,
        settings.question_characters,
    )


def llama_index_retriever(assistant: Assistant, limit: int = 10) -> PassageRetriever:
    """An assistant's search as LlamaIndex's BaseRetriever, for programs that use LlamaIndex."""
    from rag.engines.llama_index_adapters import PassageRetriever

    return PassageRetriever(lambda question: assistant.search(question, limit), _cited(assistant))


def llama_index_query_engine(assistant: Assistant) -> AnswerQueryEngine:
    """An assistant's answers as LlamaIndex's BaseQueryEngine, for programs that use LlamaIndex."""
    from rag.engines.llama_index_adapters import AnswerQueryEngine

    return AnswerQueryEngine(assistant.ask, _cited(assistant))


def _cited(assistant: Assistant) -> Cited:
    from rag.answering.attribution import attribution_line
    from rag.answering.checking import citation_of
    from rag.engines.llama_index_adapters import Cited

    def of_hit(hit: Hit) -> Citation:
        span = hit.passage.span
        return citation_of(1, span, assistant.document(span.document_id))

    return Cited(of_hit, attribution_line)


def kept_enquiries(settings: Settings) -> KeptEnquiries:
    """The enquiries that the store keeps; nothing is made before it is needed."""
    from rag.records.database import Database, records_file
    from rag.records.enquiries import KeptEnquiries

    return KeptEnquiries(Database(records_file(settings.store)))


def reply_templates(settings: Settings) -> Templates:
    """The standard paragraphs of replies as they are now. Raises BadSetting."""
    from rag.enquiries.templates import read_templates

    return read_templates(settings.templates)


def page_picture(held: Holdings, document: Document, page: int, marked: Span) -> bytes:
    """A page of a document's file as PNG, the words of a span marked. Raises UnreadableFile."""
    from rag.reading.originals import original
    from rag.reading.page_images import quote_boxes, quote_image

    return quote_image(original(held.folder, document), page, quote_boxes(document, marked))


def letter(settings: Settings, file: Path) -> Letter:
    """The letter in a file, read in a process of its own. Raises UnreadableFile and WrongUse."""
    from rag import reading
    from rag.enquiries.letters import letter_of
    from rag.indexing.parts import Limits, Reading
    from rag.indexing.reading_process import ReadingProcess
    from rag.indexing.run import PARTS
    from rag.indexing.scanning import FoundFile

    limits = Limits(settings.file_bytes, settings.file_seconds, settings.file_memory_bytes)
    process = ReadingProcess(
        {"parts": PARTS, "settings": settings.model_dump(mode="json")},
        Reading(
            lambda path, name, _: reading.read_documents(path, name),
            reading.is_sidecar,
            reading.READER_VERSION,
            limits,
            holds_others=lambda path: path.suffix.lower() in (".eml", ".msg"),
        ),
    )
    try:
        return letter_of(process.read(FoundFile(file.absolute(), file.name)))
    finally:
        process.close()


def answered_enquiry(
    settings: Settings, file: Path, received: date, progress: Progress
) -> AnsweredEnquiry:
    """A letter answered unattended: split, each question answered, the reply drafted.

    Raises RagError for a letter that cannot be read or asks nothing, and where nothing is indexed.
    """
    from uuid import uuid4

    from rag.enquiries.answering_parts import AnsweredEnquiry, answered_parts
    from rag.enquiries.enquiry import Enquiry
    from rag.enquiries.replies import reply_of
    from rag.enquiries.splitting import split_letter

    standing = reply_templates(settings)
    came = letter(settings, file)
    questions = split_letter(came.text)
    if not questions:
        raise WrongUse(
            f"{file.name!r}: no question found in it; if it asks something, write that into a "
            "text file, one question a line"
        )
    answers = assistant(settings)
    parts = answered_parts(questions, answers, progress)
    enquiry = Enquiry(uuid4().hex, came, received, parts=parts)
    reply = reply_of(enquiry, standing, answers.document)
    return AnsweredEnquiry(enquiry, reply, answers.notice)


def index(
    settings: Settings,
    folder: Path | None = None,
    *,
    rebuild: bool = False,
    allow_mass_delete: bool = False,
    progress: Progress | None = None,
) -> IndexSummary:
    """Brings the store in step with a folder (the corpus unless given). Raises RagError."""
    from rag.indexing.run import IndexPlan, index_folder

    encoder(settings)  # refuses a missing or altered model before anything is begun
    plan = IndexPlan(
        folder=folder or settings.corpus,
        store=settings.store,
        settings=settings.model_dump(mode="json"),
        rebuild=rebuild,
        allow_mass_delete=allow_mass_delete,
        vanished_share=settings.vanished_share,
    )
    return index_folder(plan, progress)

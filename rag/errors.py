"""The errors meant for people, in one tree. Each message is one line: what is wrong, where, what to do.

RagError                 exit code 1: it could not be done
├── UnreadableFile       one file of a corpus cannot be read; the others go on
├── StoreError           the index cannot answer
│   ├── NothingIndexed   there is no index yet
│   ├── DamagedStore     files do not match their manifest
│   └── ForeignStore     made with another encoder or another format
├── StoreBusy            another index run holds the store
├── CorpusShrank         too many files are gone: refused unless told
├── EncoderMissing       the model's files are not there or not the right ones
├── RerankerMissing      the same, of the cross-encoder that is set
├── WorseEncoder         a tuned encoder is no better than the one it would replace
├── RecordsUnusable      what is kept of people's work cannot be read or written
├── StaleWork            somebody else saved the same work meanwhile
└── WrongUse             exit code 2: the request itself is at fault
    ├── BadQuestion      empty, too long, or nothing but control characters
    └── BadSetting       an unknown or impossible setting
"""


class RagError(Exception):
    """Anything that stops the work for a reason a person can mend."""

    exit_code = 1


class UnreadableFile(RagError):
    """One file cannot be read; `reason` says why in a few words."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path!r}: {reason}")
        self.path = path
        self.reason = reason


class StoreError(RagError):
    """The index cannot answer."""


class NothingIndexed(StoreError):
    """There is no index yet."""


class DamagedStore(StoreError):
    """Files of the index are missing or do not match its manifest."""


class ForeignStore(StoreError):
    """The index was made with another encoder or another format."""


class StoreBusy(RagError):
    """Another index run holds the store."""


class CorpusShrank(RagError):
    """A large part of the documents would vanish from the index."""


class EncoderMissing(RagError):
    """The encoder's files are not there, or not the ones expected."""


class RerankerMissing(RagError):
    """The reranker's files are not there, or not those of a cross-encoder."""


class WorseEncoder(RagError):
    """A tuned encoder is no better than the one it would replace."""


class RecordsUnusable(RagError):
    """What is kept of people's work cannot be read or written."""


class StaleWork(RagError):
    """The work to be saved was changed by somebody else since it was opened."""


class WrongUse(RagError):
    """The request itself is at fault."""

    exit_code = 2


class BadQuestion(WrongUse):
    """A question that cannot be asked."""


class BadSetting(WrongUse):
    """A setting that is unknown or impossible."""

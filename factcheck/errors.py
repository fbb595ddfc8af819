"""The errors factcheck raises on purpose.

FactCheckError
├── InputError (also ValueError)      an argument is outside its documented range
├── ReadError                         an input could not be turned into text
│   ├── FetchError                    a URL could not be fetched
│   ├── UnsupportedFormatError        the bytes are of a format that is not read
│   ├── EmptyDocumentError            there is no text in the document
│   └── TooLargeError                 the document is over the size limit
├── IndexStoreError                   something about an index on disk
│   ├── IndexMissingError             there is no index there
│   ├── IndexMismatchError            the index was built with another model or format
│   ├── IndexCorruptError             the files of the index do not agree with each other
│   └── IndexLockedError              another process is writing to the index
├── LedgerError                       something about a ledger of checked reports
└── ModelError                        something about an encoder or NLI model
    ├── ModelLoadError                the model could not be loaded
    └── LabelOrderError               the model does not say which output is which label
"""


class FactCheckError(Exception):
    """Anything factcheck raises on purpose; its message says what failed, what we got and what to do."""


class InputError(FactCheckError, ValueError):
    """An argument is outside its documented range."""


class ReadError(FactCheckError):
    """An input could not be turned into text."""


class FetchError(ReadError):
    """A URL could not be fetched.

    Attributes:
        url: the address that was asked for.
        status: the HTTP status that came back, or None when there was no answer.
    """

    def __init__(self, message: str, *, url: str, status: int | None = None) -> None:
        """Keep the address and status beside the message."""
        super().__init__(message)
        self.url = url
        self.status = status


class UnsupportedFormatError(ReadError):
    """The bytes are of a format that is not read."""


class EmptyDocumentError(ReadError):
    """There is no text in the document."""


class TooLargeError(ReadError):
    """The document is over the size limit."""


class IndexStoreError(FactCheckError):
    """Something is wrong with an index on disk."""


class IndexMissingError(IndexStoreError):
    """There is no index at the path given."""


class IndexMismatchError(IndexStoreError):
    """The index was built with another encoder or another format version."""


class IndexCorruptError(IndexStoreError):
    """The files of the index do not agree with each other."""


class IndexLockedError(IndexStoreError):
    """Another process is writing to the index."""


class LedgerError(FactCheckError):
    """A ledger of checked reports cannot be read or written."""


class ModelError(FactCheckError):
    """Something is wrong with an encoder or NLI model."""


class ModelLoadError(ModelError):
    """The model could not be loaded."""


class LabelOrderError(ModelError):
    """The model does not say which of its outputs is which label."""

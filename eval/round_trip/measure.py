"""How many sentences of generated texts come back exactly, format by format."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.round_trip.renderers import RENDERERS
from eval.round_trip.texts import Text
from rag.errors import UnreadableFile
from rag.reading import Limits, read_documents
from rag.sentences import sentences
from rag.types import Progress
from rag.wiring import LateRecogniser

_EVENED = str.maketrans({**dict.fromkeys("“”„‘’'", '"'), "–": "-", "—": "-"})
_LIMITS = Limits(recogniser=LateRecogniser())


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came back of some texts in one format.

    `lost` are sentences that did not come back word for word, `added` are those that were not there.
    """

    sentences: int
    lost: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def share(self) -> float:
        """The sentences that came back exactly, of all; 0 to 1."""
        return 1 - len(self.lost) / self.sentences

    @property
    def share_of_words(self) -> float:
        """The same where quotation marks, dashes and raised digits may be others."""
        found = Counter(map(_evened, self.added))
        again = sum((Counter(map(_evened, self.lost)) & found).values())
        return self.share + again / self.sentences


def measure(
    texts: Sequence[Text], formats: Iterable[str], progress: Progress
) -> dict[str, Recovered]:
    """What came back, by format."""
    chosen = list(formats)
    recovered = {}
    for name in chosen:
        lost: list[str] = []
        added: list[str] = []
        for done, text in enumerate(texts):
            progress(f"round trip: {name}", done, len(texts))
            missing, beside = compare(text, name)
            lost += missing
            added += beside
        every = sum(len(text.sentences) for text in texts)
        recovered[name] = Recovered(every, tuple(lost), tuple(added))
    return recovered


def compare(text: Text, name: str) -> tuple[list[str], list[str]]:
    """The sentences of a text that its format loses, and those it adds; counted, in any order."""
    expected, found = Counter(text.sentences), Counter(read_back(text, name))
    return list((expected - found).elements()), list((found - expected).elements())


def read_back(text: Text, name: str) -> list[str]:
    """The sentences that are read from a text laid out in a format; none if it is refused."""
    renderer = RENDERERS[name]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"text{renderer.ending}"
        path.write_bytes(renderer.render(text))
        try:
            document = read_documents(path, path.name, _LIMITS)[0]
        except UnreadableFile:
            return []
    return [document.cut(span) for span in sentences(document)]


def _evened(sentence: str) -> str:
    return unicodedata.normalize("NFKC", sentence).translate(_EVENED)

"""How many altered quotations are accepted, and how many genuine ones are kept, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from random import Random
from typing import Any

from eval.quotes.damage import DAMAGES, Damaged, typed
from eval.quotes.mutations import MUTATIONS
from eval.quotes.shelf import Text, document_of
from rag.answering.folding import fold
from rag.answering.quote_check import QuoteChecker
from rag.answering.source_index import SourceIndex
from rag.answering.verdicts import CheckedQuote
from rag.types import Document, Progress

MakeChecker = Callable[[Sequence[Document]], QuoteChecker]

_SHOWN = 8
_OF_ONE_TEXT = 12


@dataclass
class Tally:
    """What became of the quotations of one kind."""

    asked: int = 0
    accepted: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    hopeless: int = 0
    """Asked, with an error that no rule may forgive: of no known kind, or in a number."""

    accepted_of_hopeful: int = 0
    wrong_place: int = 0
    """Accepted, at a place whose undamaged words are others."""
    examples: list[dict[str, Any]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Share accepted of all asked."""
        return self.accepted / self.asked if self.asked else 0.0

    @property
    def share_of_hopeful(self) -> float:
        """Share accepted of those with errors of known kinds only."""
        hopeful = self.asked - self.hopeless
        return self.accepted_of_hopeful / hopeful if hopeful else 0.0

    def as_json(self) -> dict[str, Any]:
        """The tally for a file."""
        return {
            **{f.name: getattr(self, f.name) for f in fields(self)},
            "verdicts": dict(self.verdicts),
            "share": self.share,
            "share_of_hopeful": self.share_of_hopeful,
        }


def altered(
    shelf: Mapping[str, Sequence[Text]],
    make: MakeChecker,
    each: int,
    random: Random,
    progress: Progress,
) -> dict[str, Tally]:
    """Falsified quotations by kind, so many of each: against clean sources and scanned ones."""
    texts = [t for of_set in shelf.values() for t in of_set]
    clean = [document_of(t.name, t.text) for t in texts]
    bad = [document_of(t.name, DAMAGES["OCR 1 %"](t.text, random).text) for t in texts]
    known = SourceIndex(clean)
    checkers = [(make(clean), clean), (make(clean), clean), (make(bad), bad)]
    tallies: dict[str, Tally] = {}
    for done, (kind, mutate) in enumerate(MUTATIONS.items()):
        progress("altered quotations", done, len(MUTATIONS))
        tally = tallies[kind] = Tally()
        for attempt in range(each * 60):
            if tally.asked >= each:
                break
            number = random.randrange(len(texts))
            place = random.randrange(len(texts[number].sentences))
            original = texts[number].original(place, texts, random)
            claimed = mutate(original, random)
            if claimed is None or (kind != "end_cut" and _is_genuine(known, claimed, kind, number)):
                continue
            checker, documents = checkers[attempt % len(checkers)]
            named = documents[number].id if kind == "other_document" else None
            checked = checker.check(claimed, named)
            tally.asked += 1
            tally.verdicts[checked.verdict.value] += 1
            if checked.stands:
                tally.accepted += 1
                if len(tally.examples) < _SHOWN:
                    tally.examples.append(_example(original.text, claimed, checked))
    return tallies


def genuine(
    shelf: Mapping[str, Sequence[Text]],
    make: MakeChecker,
    each: int,
    random: Random,
    progress: Progress,
) -> dict[str, Tally]:
    """Genuine quotations against sources damaged in each way, so many of each."""
    texts = [t for of_set in shelf.values() for t in of_set]
    tallies: dict[str, Tally] = {}
    for done, (name, damage) in enumerate(DAMAGES.items()):
        progress("genuine quotations", done, len(DAMAGES))
        damaged = [damage(t.text, random) for t in texts]
        tallies[name] = _kept(texts, damaged, make, each, random)
    return tallies


def _kept(
    texts: Sequence[Text],
    damaged: Sequence[Damaged],
    make: MakeChecker,
    each: int,
    random: Random,
) -> Tally:
    documents = [document_of(t.name, d.text) for t, d in zip(texts, damaged, strict=True)]
    checker = make(documents)
    numbers = {document.id: number for number, document in enumerate(documents)}
    tally = Tally()
    for number, place in _draw(texts, each, random):
        start, end = texts[number].sentences[place]
        claimed = typed(texts[number].text[start:end], random)
        source = damaged[number]
        checked = checker.check(claimed)
        hopeless = any(start <= p < end for p in (*source.outside, *source.digits))
        tally.asked += 1
        tally.verdicts[checked.verdict.value] += 1
        tally.hopeless += hopeless
        if checked.stands:
            tally.accepted += 1
            tally.accepted_of_hopeful += not hopeless
            held = numbers[checked.spans[0].document_id]
            found = _clean(checked, texts[held], damaged[held])
            tally.wrong_place += fold(found).keys != fold(texts[number].text[start:end]).keys
        elif not hopeless and len(tally.examples) < _SHOWN * 3:
            low, high = source.place(start, end)
            tally.examples.append(_example(source.text[low:high], claimed, checked))
    return tally


def _draw(texts: Sequence[Text], each: int, random: Random) -> list[tuple[int, int]]:
    places = [
        (number, place)
        for number, text in enumerate(texts)
        for place in random.sample(
            range(len(text.sentences)), min(_OF_ONE_TEXT, len(text.sentences))
        )
    ]
    return random.sample(places, min(each, len(places)))


def _is_genuine(known: SourceIndex, claimed: str, kind: str, number: int) -> bool:
    """Whether the falsified words happen to stand somewhere as they are."""
    keys = fold(claimed).keys
    return bool(known.exact(keys, number if kind == "other_document" else None))


def _clean(checked: CheckedQuote, text: Text, damaged: Damaged) -> str:
    """The undamaged words at the place where a quotation was found."""
    start, end = checked.spans[0].start, checked.spans[-1].end
    return text.text[damaged.origin[start] : damaged.origin[end - 1] + 1]


def _example(source: str, claimed: str, checked: CheckedQuote) -> dict[str, Any]:
    return {
        "source": source,
        "claimed": claimed,
        "verdict": checked.verdict.value,
        "differences": [asdict(d) for d in checked.differences],
    }

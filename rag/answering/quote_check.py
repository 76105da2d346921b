"""Is this quotation real? A claimed text is looked for in the documents and judged word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from rag.answering import ellipsis
from rag.answering.aligning import align
from rag.answering.cut_edges import cuts_of
from rag.answering.differences import Difference
from rag.answering.editorial import bracketed_tokens, without_plain_brackets
from rag.answering.folding import Folded, fold
from rag.answering.furniture import Range, furniture_in, with_marks
from rag.answering.judging import Judge, Judgement
from rag.answering.source_index import Place, SourceIndex
from rag.answering.surroundings import Surroundings
from rag.answering.verdicts import NOT_FOUND, CheckedQuote, Verdict
from rag.types import Document, Span

LONGEST = 10_000
"""Characters of a claimed text at most."""

_CANDIDATES = 6
_TOKENS_LAID = 600
"""Claimed tokens laid along sources in all: long texts are tried in fewer places."""

_EXACT_JUDGED, _PIECES_JUDGED = 20, 60

_NEAR_SHARE = 0.6
"""Share of a claimed text's tokens that must stand in order for it to be an altered quotation."""

_NEAR_RUN = 8
"""Or so many tokens without a break: a real beginning with another end."""

_NEAR_TOKENS = 4
"""Tokens of a claimed text below which anything is near something: it stands, or is not found."""

_DIFFERENCES_TRACED = 30
"""Differences of one claimed text whose words are looked for elsewhere."""

_SPLICED_TOKENS = 4
"""Tokens added that stand word for word elsewhere, so that they were brought from there."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A judgement and the number of the document it was made in."""

    document: int
    judgement: Judgement

    @property
    def rank(self) -> tuple[bool, int, int, int, int]:
        """Best first when sorted: what stands, with the fewest differences, in order of documents."""
        judged = self.judgement
        return (
            not judged.stands,
            len(judged.differences) - judged.matched,
            len(judged.forgiven),
            self.document,
            judged.start,
        )


class QuoteChecker:
    """Checks claimed quotations against some documents; made once, asked often.

    Safe to share between threads.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._index = SourceIndex(documents)
        self._numbers = {d.id: i for i, d in enumerate(self._index.documents)}
        self._furniture: dict[int, list[Range]] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that are looked in."""
        return self._index.documents

    def check(self, text: str, document_id: str | None = None) -> CheckedQuote:
        """The verdict on a claimed quotation, looked for in all documents or in one.

        A text of more than 10,000 characters is not found. Raises KeyError for an unknown document.
        """
        number = None if document_id is None else self._numbers[document_id]
        if len(text) > LONGEST:
            return NOT_FOUND
        plain = without_plain_brackets(text)
        checked = self._check(plain, number)
        if checked.verdict is Verdict.VERBATIM and plain != text:
            told = (Difference("editorial", text, plain),)
            return replace(checked, verdict=Verdict.TYPOGRAPHIC, differences=told)
        return checked

    def _check(self, plain: str, number: int | None) -> CheckedQuote:
        claimed = fold(plain)
        found = self._search(claimed, number) if len(claimed) else []
        if not (found and found[0].judgement.stands):
            pieces = ellipsis.pieces_of(plain)
            if len(pieces) > 1 and (together := self._together(pieces, number)) is not None:
                return together
        return self._verdict(claimed, found)

    def _search(self, claimed: Folded, document: int | None) -> list[_Found]:
        """Judgements of the likeliest places, best first."""
        found = self._exact(claimed, document, _shared(_EXACT_JUDGED, 5 * _TOKENS_LAID, claimed))
        if not any(f.judgement.stands for f in found):
            limit = _shared(_CANDIDATES, _TOKENS_LAID, claimed)
            for place in self._index.near(claimed.keys, limit, document):
                if (judged := self._judged(claimed, place)) is not None:
                    found.append(judged)
                    if judged.judgement.stands:
                        break
        return sorted(found, key=lambda f: f.rank)

    def _exact(self, claimed: Folded, document: int | None, limit: int) -> list[_Found]:
        """Judgements of the places where the very tokens stand."""
        found = []
        for place in self._index.exact(claimed.keys, document)[:limit]:
            judge = self._judge(claimed, place, self._index.folded[place.document])
            found.append(_Found(place.document, judge.judge_same(place.first)))
        return found

    def _judge(self, claimed: Folded, place: Place, source: Folded) -> Judge:
        near = Surroundings(
            self._index.uses,
            partial(self._index.uses, document=place.document),
            self._index.is_common,
        )
        return Judge(claimed, source, near, bracketed=bracketed_tokens(claimed))

    def _judged(self, claimed: Folded, place: Place) -> _Found | None:
        """The judgement at a place; where furniture lies in it, the best with or without it."""
        folded = self._index.folded[place.document]
        judge = self._judge(claimed, place, folded.without((), place.first, place.last))
        best = judge.judge(align(claimed.keys, judge.source.keys))
        if best is None:
            return None
        found = [_Found(place.document, best)]
        hopeful = not best.stands and _is_near(best, len(claimed))
        for ranges in self._steppable(place) if hopeful else ():
            cut = replace(judge, source=folded.without(ranges, place.first, place.last))
            if (judged := cut.judge(align(claimed.keys, cut.source.keys))) is not None:
                found.append(_Found(place.document, judged))
                if judged.stands:
                    break
        return min(found, key=lambda f: f.rank)

    def _steppable(self, place: Place) -> Iterator[list[Range]]:
        """What may be stepped over at a place: page furniture, then footnotes' marks as well."""
        folded = self._index.folded[place.document]
        if place.first >= place.last:
            return
        if place.document not in self._furniture:
            self._furniture[place.document] = furniture_in(folded.text)
        low, high = folded.starts[place.first], folded.ends[place.last - 1]
        ranges = [r for r in self._furniture[place.document] if r[1] > low and r[0] < high]
        if ranges:
            yield ranges
        marked = with_marks(folded.text, ranges, low, high)
        if marked != ranges:
            yield marked

    def _together(self, pieces: Sequence[str], document: int | None) -> CheckedQuote | None:
        """The verdict on pieces that an ellipsis parts, or None where they stand nowhere in order."""
        claims = [fold(piece) for piece in pieces]
        lengths = [len(c) for c in claims]
        if not ellipsis.is_sound(lengths):
            return None
        places: list[dict[int, list[tuple[int, int]]]] = []
        for claim in claims:
            places.append(self._standing(claim, document))
            if not places[-1]:
                return None
        for number in sorted(set.intersection(*(set(p) for p in places))):
            options = [sorted(p[number]) for p in places]
            chosen = ellipsis.in_order(self._index.documents[number].text, options, lengths)
            if chosen is None:
                continue
            held = self._index.documents[number]
            spans = tuple(Span(held.id, start, end) for start, end in chosen)
            differences = ellipsis.omissions(held.text, chosen)
            joined = ellipsis.together(held.text, chosen)
            cuts = cuts_of(held, [Span(held.id, start, end) for start, end in joined])
            wrong = [*(d for d in differences if d.kind != "ellipsis"), *cuts.turned]
            verdict = Verdict.ALTERED if wrong else Verdict.TYPOGRAPHIC
            told = tuple(wrong or differences)
            return CheckedQuote(verdict, held, spans, told, 1, cuts.ascribed)
        return None

    def _standing(self, claimed: Folded, document: int | None) -> dict[int, list[tuple[int, int]]]:
        """Where a piece stands, by document."""
        found = self._exact(claimed, document, _PIECES_JUDGED)
        if not any(f.judgement.stands for f in found):
            found = self._search(claimed, document)
        places: dict[int, list[tuple[int, int]]] = {}
        for each in found:
            if each.judgement.stands:
                place = (each.judgement.start, each.judgement.end)
                places.setdefault(each.document, []).append(place)
        return places

    def _verdict(self, claimed: Folded, found: Sequence[_Found]) -> CheckedQuote:
        if not found:
            return NOT_FOUND
        standing = [f for f in found if f.judgement.stands]
        if not standing:
            return self._altered(claimed, found[0])
        turned: list[CheckedQuote] = []
        for place in standing:
            held = self._index.documents[place.document]
            judged = place.judgement
            spans = (Span(held.id, judged.start, judged.end),)
            cuts = cuts_of(held, spans)
            if cuts.turned:
                turned.append(CheckedQuote(Verdict.ALTERED, held, spans, cuts.turned, 1))
                continue
            verdict = Verdict.TYPOGRAPHIC if judged.forgiven else Verdict.VERBATIM
            places = len(standing)
            return CheckedQuote(verdict, held, spans, judged.forgiven, places, cuts.ascribed)
        return turned[0]

    def _altered(self, claimed: Folded, found: _Found) -> CheckedQuote:
        judged = found.judgement
        differences = judged.differences
        if len(differences) <= _DIFFERENCES_TRACED:
            differences = tuple(map(self._as_splice, differences))
        brought = differences != judged.differences
        if not brought and not _is_near(judged, len(claimed)):
            return NOT_FOUND
        held = self._index.documents[found.document]
        spans = (Span(held.id, judged.start, judged.end),)
        return CheckedQuote(Verdict.ALTERED, held, spans, differences)

    def _as_splice(self, difference: Difference) -> Difference:
        """Words that the source lacks here but that stand elsewhere were brought from there."""
        keys = fold(difference.quoted).keys
        if len(keys) >= _SPLICED_TOKENS and self._index.exact(keys):
            return replace(difference, kind="spliced")
        return difference


def _shared(most: int, tokens: int, claimed: Folded) -> int:
    """How many places a text is tried at, so that a long one takes no longer than a short one."""
    return max(1, min(most, tokens // (len(claimed) + 1)))


def _is_near(judged: Judgement, tokens: int) -> bool:
    """Whether enough of a claimed text stands there to say that it was altered."""
    enough = judged.matched >= _NEAR_SHARE * tokens or judged.longest_run >= _NEAR_RUN
    return tokens >= _NEAR_TOKENS and enough

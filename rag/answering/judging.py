"""One claimed text against one stretch of source: what is forgiven, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rag.answering.aligning import Step
from rag.answering.differences import Difference, name_differences
from rag.answering.editorial import is_editorial, without_brackets
from rag.answering.folding import DASHES, QUOTATION_MARKS, Folded, spelled
from rag.answering.forgiving import forgiven_as
from rag.answering.punctuation import marks_of, same_punctuation
from rag.answering.sense_words import is_negation
from rag.answering.surroundings import Surroundings

_OVERHANG = 3
"""Source tokens beyond the first and last laid on that may still belong to a broken word there."""


_ONE_BY_ONE = 40
"""Tokens of a difference that are held against each other one by one."""

_MENDED = 5
"""Differences beyond which another way to lay the edges mends nothing."""

_DRAWN_IN = 2
"""Tokens at an edge that may agree by accident with the same words further out."""

_PLAIN = frozenset(("word", "missing words", "added words", "name"))
"""Kinds of difference that a change of places makes."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Where a claimed text stands in a source, and in what it differs; offsets in the source's text.

    `differences` empty: the words stand there. `forgiven` then tells what was passed over, empty
    where text and source are the same character for character. `matched` counts tokens that agree
    or are forgiven.
    """

    start: int
    end: int
    matched: int
    longest_run: int
    differences: tuple[Difference, ...]
    forgiven: tuple[Difference, ...]

    @property
    def stands(self) -> bool:
        """Whether the words are the source's own."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges a claimed text against tokens of one document.

    `bracketed` are the claimed tokens that stand in square brackets.
    """

    claimed: Folded
    source: Folded
    near: Surroundings
    bracketed: frozenset[int] = frozenset()

    def judge(self, steps: Sequence[Step]) -> Judgement | None:
        """What the alignment amounts to, or None where no token agrees.

        A word or two laid on the same words further out, at the text's beginning or end, may belong
        to a broken word further in: that is tried too.
        """
        if not any(step.same for step in steps):
            return None
        judged = self._judge_steps(steps)
        others = (_drawn_in(steps), _mirrored(_drawn_in(_mirrored(steps))))
        hopeful = 0 < len(judged.differences) <= _MENDED
        for other in others if hopeful else ():
            if other != list(steps) and (again := self._judge_steps(other)).stands:
                return again
        return judged

    def _judge_steps(self, steps: Sequence[Step]) -> Judgement:
        wrong: list[Difference] = []
        forgiven: list[Difference] = []
        settled: list[tuple[range, range, bool]] = []
        for number, step in enumerate(steps):
            mine, theirs = range(step.first, step.last), range(step.source_first, step.source_last)
            if step.same:
                self._judge_case(mine.start, theirs.start, wrong, forgiven)
                settled.append((mine, theirs, True))
                continue
            theirs, found, fine = self._judge_step(
                mine, theirs, number == 0, number == len(steps) - 1
            )
            (forgiven if fine else wrong).extend(found)
            settled.append((mine, theirs, fine))
        self._judge_gaps(settled, wrong, forgiven)
        first, last = settled[0][1].start, settled[-1][1].stop
        matched = sum(len(mine) for mine, _, fine in settled if fine)
        return self._conclude((first, last), (matched, _longest_run(steps)), wrong, forgiven)

    def judge_same(self, first: int) -> Judgement:
        """What it amounts to that all claimed tokens stand from source token `first` on."""
        last = first + len(self.claimed)
        wrong: list[Difference] = []
        forgiven: list[Difference] = []
        if self.claimed.raw(0, len(self.claimed)) != self.source.raw(first, last):
            tokens = range(len(self.claimed))
            for token in tokens:
                self._judge_case(token, first + token, wrong, forgiven)
            pairs = [(range(i, i + 1), range(first + i, first + i + 1), True) for i in tokens]
            self._judge_gaps(pairs, wrong, forgiven)
        return self._conclude((first, last), (len(self.claimed),) * 2, wrong, forgiven)

    def _conclude(
        self,
        tokens: tuple[int, int],
        agreed: tuple[int, int],
        wrong: list[Difference],
        forgiven: list[Difference],
    ) -> Judgement:
        start, end = self._edges(*tokens)
        wrong = [*wrong, *self._closing_mark(end)]
        if not wrong:
            forgiven = self._all_forgiven(start, end, forgiven)
        return Judgement(start, end, *agreed, _in_order(wrong), tuple(forgiven))

    def _judge_step(
        self, mine: range, theirs: range, at_start: bool, at_end: bool
    ) -> tuple[range, list[Difference], bool]:
        """The source tokens that answer to claimed ones, the differences, and whether forgiven."""
        for reach in self._reaches(mine, theirs, at_start, at_end):
            kinds = forgiven_as(self.claimed, self.source, mine, reach, self.near)
            if kinds is not None:
                return reach, self._told(sorted(kinds), mine, reach), True
        if mine and self.bracketed.issuperset(mine):
            beside = self._beside(mine, theirs, at_start, at_end)
            nothing = theirs.stop if at_start else theirs.start
            for reach in (beside, range(nothing, nothing) if at_start or at_end else theirs):
                if is_editorial(self.claimed, self.source, mine, reach, self.near):
                    return reach, self._told(["editorial"], mine, reach), True
            return beside, self._told(["editorial"], mine, beside), False
        if 1 < len(mine) == len(theirs) <= _ONE_BY_ONE:
            return theirs, self._one_by_one(mine, theirs), False
        shown = self._beside(mine, theirs, at_start, at_end)
        return shown, name_differences(self.claimed, self.source, mine, shown), False

    def _one_by_one(self, mine: range, theirs: range) -> list[Difference]:
        """The differences of stretches of one length, without the pairs that are forgiven."""
        pairs = [(range(i, i + 1), range(j, j + 1)) for i, j in zip(mine, theirs, strict=True)]
        bad = [p for p in pairs if forgiven_as(self.claimed, self.source, *p, self.near) is None]
        if len(bad) == len(pairs):
            return name_differences(self.claimed, self.source, mine, theirs)
        found = [d for p in bad for d in name_differences(self.claimed, self.source, *p)]
        return found or name_differences(self.claimed, self.source, mine, theirs)

    def _reaches(self, mine: range, theirs: range, at_start: bool, at_end: bool) -> list[range]:
        """The source tokens as aligned and, at an edge, some more or fewer: a word may be broken there."""
        reaches = [theirs]
        for more in range(1, _OVERHANG + min(len(mine), _OVERHANG)):
            if at_start and theirs.start - more >= 0:
                reaches.append(range(theirs.start - more, theirs.stop))
            if at_end and theirs.stop + more <= len(self.source):
                reaches.append(range(theirs.start, theirs.stop + more))
            if at_start and more < len(theirs):
                reaches.append(range(theirs.start + more, theirs.stop))
            if at_end and more < len(theirs):
                reaches.append(range(theirs.start, theirs.stop - more))
        return reaches

    def _beside(self, mine: range, theirs: range, at_start: bool, at_end: bool) -> range:
        """At an edge, as many source tokens as claimed ones, so that both wordings are shown."""
        more = len(mine) - len(theirs)
        if more <= 0:
            return theirs
        if at_start and not at_end:
            return range(max(0, theirs.start - more), theirs.stop)
        if at_end and not at_start:
            return range(theirs.start, min(len(self.source), theirs.stop + more))
        return theirs

    def _told(self, kinds: Sequence[str], mine: range, theirs: range) -> list[Difference]:
        quoted = self.claimed.raw(mine.start, mine.stop)
        return [
            Difference(kind, quoted, self.source.raw(theirs.start, theirs.stop))
            for kind in kinds or ["spacing"]
        ]

    def _judge_case(
        self, mine: int, theirs: int, wrong: list[Difference], forgiven: list[Difference]
    ) -> None:
        here, there = self.claimed.raw(mine, mine + 1), self.source.raw(theirs, theirs + 1)
        if here == there or not here[:1].isalnum() or spelled(here) == spelled(there):
            return
        difference = Difference("capitals", here, there)
        in_capitals = there.isupper() and len(there) > 1 and self._shouts(theirs)
        rest_same = spelled(here)[1:] == spelled(there)[1:]
        if in_capitals or (rest_same and mine == 0):
            forgiven.append(difference)
        else:
            wrong.append(difference)

    def _shouts(self, token: int) -> bool:
        """Whether a source token stands in a line of capitals, where case says nothing."""
        low = self.source.text.rfind("\n", 0, self.source.starts[token]) + 1
        high = self.source.text.find("\n", self.source.ends[token])
        line = self.source.text[low : high if high >= 0 else len(self.source.text)]
        return line.isupper() and len(line.split()) > 1

    def _judge_gaps(
        self,
        settled: Sequence[tuple[range, range, bool]],
        wrong: list[Difference],
        forgiven: list[Difference],
    ) -> None:
        """Compares what stands between words that agree; an insertion in brackets is no gap's part."""
        laid = [part for part in settled if part[1] or not part[2]]
        for (mine, theirs, fine), (mine_next, theirs_next, fine_next) in pairwise(laid):
            if not (fine and fine_next):
                continue
            here = self.claimed.between(mine.stop - 1, mine_next.start)
            if mine.stop < mine_next.start:
                here = without_brackets(here)
            there = self.source.text[
                self.source.ends[theirs.stop - 1] : self.source.starts[theirs_next.start]
            ]
            if here == there:
                continue
            cut = self.source.between(theirs.stop - 1, theirs_next.start)
            if {mine.stop - 1, mine_next.start} & self.bracketed and not set(cut) & set("[]"):
                here = here.replace("[", "").replace("]", "")
            difference = Difference("punctuation", here.strip(), cut.strip())
            before = self.source.keys[theirs.stop - 1]
            if not same_punctuation(here, cut, before) or self._dash_turns(
                mine, mine_next, here, cut
            ):
                wrong.append(difference)
            elif marks_of(here) != marks_of(cut):
                forgiven.append(difference)
            elif cut != there:
                forgiven.append(Difference("page furniture", "", there.strip()))

    def _dash_turns(self, mine: range, after: range, here: str, there: str) -> bool:
        """Whether a dash was put in or left out beside a negation: "No - more" is not "no more"."""
        if bool(set(here) & set(DASHES)) == bool(set(there) & set(DASHES)):
            return False
        return (
            is_negation(self.claimed.keys[mine.stop - 1])
            and (here.strip(DASHES + " \n") == "" and here.count(" ") + there.count(" ") > 2)
            and bool(after)
        )

    def _edges(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the source's text, with the marks at the edges that both sides have."""
        start, end = self.source.starts[first], self.source.ends[last - 1]
        before = self.claimed.between(-1, 0).lstrip()
        while before and self.source.text[max(0, start - 1) : start] == before[-1]:
            start, before = start - 1, before[:-1]
        after = self.claimed.between(len(self.claimed) - 1, len(self.claimed)).rstrip()
        while after and self.source.text[end : end + 1] == after[0]:
            end, after = end + 1, after[1:]
        return start, end

    def _closing_mark(self, end: int) -> list[Difference]:
        """A question made a statement at its end, or a statement a question."""
        after = marks_of(self.claimed.between(len(self.claimed) - 1, len(self.claimed)))
        there = marks_of(self.source.text[max(0, end - 2) : end + 2])
        asks, asked = "?" in after, "?" in there
        if asks != asked and (asks or "." in after or "!" in after):
            return [Difference("punctuation", "".join(after), "".join(there))]
        return []

    def _all_forgiven(self, start: int, end: int, forgiven: list[Difference]) -> list[Difference]:
        """What was forgiven; where nothing was noted but the characters differ, their style."""
        mine, theirs = self.claimed.text.strip(), self.source.text[start:end]
        if mine.strip(QUOTATION_MARKS) == theirs.strip(QUOTATION_MARKS):
            return []
        if forgiven:
            return forgiven
        kinds = (
            ("quotation marks", QUOTATION_MARKS),
            ("hyphen", DASHES),
        )
        for kind, characters in kinds:
            ours = [c for c in mine if c in characters]
            if ours != [c for c in theirs if c in characters]:
                return [
                    Difference(kind, "".join(ours), "".join(c for c in theirs if c in characters))
                ]
        if "".join(mine.split()) != "".join(theirs.split()):
            return [
                Difference("editorial" if "[" in mine else "punctuation", mine[-1:], theirs[-1:])
            ]
        return [Difference("spacing", "", "")]


def _drawn_in(steps: Sequence[Step]) -> list[Step]:
    """The steps with a first few that agree made one with the difference that follows them."""
    at = next((i for i, step in enumerate(steps) if not step.same), 0)
    if not 0 < at <= _DRAWN_IN or at + 1 == len(steps):
        return list(steps)
    first, last = steps[0], steps[at]
    joined = Step(False, first.first, last.last, first.source_first, last.source_last)
    return [joined, *steps[at + 1 :]]


def _mirrored(steps: Sequence[Step]) -> list[Step]:
    """The steps from the other end; places count backwards, which makes them negative."""
    return [
        Step(s.same, -s.last, -s.first, -s.source_last, -s.source_first) for s in reversed(steps)
    ]


def _longest_run(steps: Sequence[Step]) -> int:
    return max(sum(1 for _ in run) for same, run in groupby(steps, lambda s: s.same) if same)


def _in_order(wrong: Sequence[Difference]) -> tuple[Difference, ...]:
    """The differences; where plain words only changed places, they are one, of kind "order"."""
    plain = [d for d in wrong if d.kind in _PLAIN]
    quoted = " ".join(d.quoted for d in plain if d.quoted)
    source = " ".join(d.source for d in plain if d.source)
    if len(plain) < 2 or sorted(quoted.casefold().split()) != sorted(source.casefold().split()):
        return tuple(wrong)
    return (*(d for d in wrong if d.kind not in _PLAIN), Difference("order", quoted, source))

"""A sentence taken apart for the claim check: its words by clause, and the marks on them.

A mark is a word that denies, says how sure, or says how many; its focus is what it bears on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.answering import meaning_words as meaning
from rag.answering.meaning_words import listed
from rag.answering.words import FUNCTION_WORDS, WORD, stem
from rag.sentences import sentence_bounds

_REACH = 9
"""Words behind a mark in which its focus is looked for."""
_FOCI = 2
_CLAUSE_WORDS = frozenset(
    listed(
        "and but or which who whom that because while whereas although though if unless when where "
        "so since"
    )
)
_CLAUSE_MARKS = frozenset(",;:()—–")
_ADVERBS = frozenset(listed("also then still now ever yet even always only just"))
_FOOTNOTE_MARKS = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " "))
PRONOUNS = frozenset(listed("he she it they him her his hers its their theirs them"))
BACKWARD = PRONOUNS | frozenset(listed("this these those such"))
"""Words that stand for something named before."""
FIRST_PERSON = frozenset(listed("i we me us my our mine ours"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word: as written, lower case without possessive or stops, and its stem."""

    text: str
    lower: str
    stem: str
    clause: int
    sentence: int
    opens: bool
    start: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def tells(self) -> bool:
        """Whether it carries matter of its own: no function word, number, modal or quantifier."""
        return (
            len(self.lower) > 1
            and self.lower not in _WITHOUT_MATTER
            and not self.lower[0].isdigit()
            and not self.lower.endswith(("n't", "n’t"))
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that denies ("negation"), says how sure ("modal") or how many ("quantifier").

    `foci` are the stems of the telling words that follow, `behind` of those just before it.
    `plain` is false for a word that says so only in its sense ("required" for "must").
    """

    sort: str
    value: str
    word: Word
    foci: tuple[str, ...]
    behind: tuple[str, ...]
    focus_clause: int
    plain: bool = True

    def bears_on(self, stems: Iterable[str]) -> bool:
        """Whether one of the stems is what this mark is about."""
        near = (*self.foci, *self.behind)
        return any(alike(a, b) for a in stems for b in near)


_WITHOUT_MATTER = (
    FUNCTION_WORDS
    | meaning.FRAME_WORDS
    | meaning.MODAL_VERBS.keys()
    | meaning.QUANTIFIER_WORDS.keys()
    | meaning.NEGATIVES
    | PRONOUNS
    | FIRST_PERSON
    | _ADVERBS
)


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(meaning.SAME):
        for word in group:
            found.setdefault(stem_of(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """The stem of a word, remembered; an irregular form has its verb's or singular's."""
    return stem(meaning.IRREGULAR.get(word, word))


_GROUPS = _groups()
_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> bool:
    """Whether two stems are the same, of one family, or say the same by the table."""
    if one == other:
        return True
    if _GROUPS.get(one, _NONE) & _GROUPS.get(other, _NONE):
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 4:
        return False
    if longer == f"re{shorter}":
        return True
    common = next((i for i, c in enumerate(shorter) if c != longer[i]), len(shorter))
    return (common >= 5 and common * 3 >= len(longer) * 2) or (
        common == len(shorter) >= 4 and len(longer) - common <= 4
    )


def is_known(word: str, known: Iterable[str]) -> bool:
    """Whether a word says the same as one of these stems."""
    sought = stem(word)
    return any(alike(sought, other) for other in known)


def words_in(text: str, first_sentence: int = 0) -> list[Word]:
    """The words of a text, numbered by clause and sentence."""
    found: list[Word] = []
    clause = 0
    text = text.translate(_FOOTNOTE_MARKS)
    for number, (start, end) in enumerate(sentence_bounds(text), first_sentence):
        clause += 1
        at, opens = start, True
        for match in WORD.finditer(text, start, end):
            if not _CLAUSE_MARKS.isdisjoint(text[at : match.start()]):
                clause += 1
            written = match.group()
            lower = _bare(written)
            if lower in _CLAUSE_WORDS:
                clause += 1
            found.append(
                Word(
                    written,
                    lower,
                    stem_of(lower),
                    clause + 1_000_000 * first_sentence,
                    number,
                    opens,
                    match.start(),
                )
            )
            at, opens = match.end(), False
    return found


def _bare(written: str) -> str:
    lower = re.sub(r"['’]s$|['’]$", "", written.lower()).replace("’", "'")
    return lower.replace(".", "") if re.fullmatch(r"(?:[a-z]\.)+[a-z]?", lower) else lower


def telling_stems(words: Sequence[Word]) -> list[str]:
    """The stems of the words that carry matter, in order."""
    return [w.stem for w in words if w.tells]


def marks_in(words: Sequence[Word]) -> list[Mark]:
    """Every mark of some words, those by sense too."""
    return [
        Mark(sort, value, word, _stems(foci), _behind(words, at), _clause(foci, word), plain)
        for at, word in enumerate(words)
        for sort, value, plain in _sorts(words, at)
        for foci in [_foci(words, at, 0 if sort == "quantifier" else 2)]
    ]


_HARMLESS_AFTER_NOT = frozenset(
    listed("only doubt least matter wonder fewer less more later earlier greater higher lower")
)
"""What "not" and "no" stand before without denying: "not only", "no fewer than"."""


_KINDS = frozenset(listed("kind sort way form extent degree"))


def _sorts(words: Sequence[Word], at: int) -> Iterator[tuple[str, str, bool]]:
    word = words[at].lower
    following = words[at + 1].lower if at + 1 < len(words) else ""
    contracted = word.endswith("n't")
    if (word in meaning.NEGATIVES or contracted) and not (
        word in ("not", "no")
        and (following in _HARMLESS_AFTER_NOT or (word == "no" and following[:1].isdigit()))
    ):
        yield "negation", "not", True
    elif word in meaning.NEGATIVE_IN_SENSE or (word, following) in meaning.NEGATIVE_PAIRS:
        yield "negation", "not", False
    verb = {"can't": "can", "won't": "will", "shan't": "must"}.get(word, word.removesuffix("n't"))
    plain = meaning.MODAL_VERBS.get(verb)
    if plain and not (word == "may" and words[at].capital and not words[at].opens):
        yield "modal", plain, True
    two = f"{word}_{following}"
    for value, forms in _MODAL_FORMS.items():
        if (word in forms or two in forms) and value != plain:
            yield "modal", value, False
    kind_of = word == "some" and (following[:1].isdigit() or following in _KINDS)
    if word in meaning.QUANTIFIER_WORDS and not kind_of:
        yield "quantifier", meaning.QUANTIFIER_WORDS[word], True


_MODAL_FORMS = {value: frozenset(forms.split()) for value, forms in meaning.MODALS.items()}


def modal_values(word: str) -> list[str]:
    """Every class of modality that a word may stand for."""
    return [value for value, forms in _MODAL_FORMS.items() if word in forms]


def _foci(words: Sequence[Word], at: int, clauses: int) -> list[Word]:
    here = words[at]
    ahead = [
        w
        for w in words[at + 1 : at + 1 + _REACH]
        if w.sentence == here.sentence and w.clause <= here.clause + clauses
    ]
    said = [w for w in ahead if w.tells or w.lower in meaning.SAYING]
    return [w for w in said if not _is_adverb(w)][:_FOCI]


def _stems(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(w.stem for w in words)


def _clause(foci: Sequence[Word], mark: Word) -> int:
    return foci[0].clause if foci else mark.clause


def _is_adverb(word: Word) -> bool:
    return word.lower.endswith("ly") and len(word.lower) > 4


def _behind(words: Sequence[Word], at: int) -> tuple[str, ...]:
    here = words[at]
    own = (stem_of(here.lower[2:]),) if here.lower.startswith("un") else ()
    before = [w for w in words[max(0, at - 6) : at] if w.clause == here.clause]
    return own + tuple(w.stem for w in reversed(before) if w.tells)[:2]


def count_of(words: Sequence[Word], among: frozenset[str]) -> int:
    """How many of some words are among given ones, in lower case."""
    return sum(w.lower in among for w in words)


def runs_of(words: Sequence[Word], within: Sequence[Word]) -> list[list[Word]]:
    """Words that stand side by side in a text, together."""
    places = {id(w): i for i, w in enumerate(within)}
    runs: list[list[Word]] = []
    for word in words:
        if runs and places[id(word)] == places[id(runs[-1][-1])] + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs

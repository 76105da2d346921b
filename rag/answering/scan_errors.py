"""What optical character recognition is known to confuse, and whether it explains a difference.

The pairs are those reported again and again in work on correcting scanned text: strokes that split
or join (rn and m, cl and d, vv and w), look-alike letters and digits (l, 1, I; 0, O), letters whose
gap or bar is lost (c and e, h and b, f and t), and dropped accents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_ALIKE = (
    ("rn", "m"),
    ("ni", "m"),
    ("in", "m"),
    ("nn", "m"),
    ("rri", "m"),
    ("ri", "n"),
    ("ii", "n"),
    ("ii", "u"),
    ("li", "h"),
    ("lii", "m"),
    ("cl", "d"),
    ("ci", "d"),
    ("vv", "w"),
    ("fi", "h"),
    ("tl", "d"),
    ("li", "n"),
    ("ll", "u"),
    ("1", "l"),
    ("1", "i"),
    ("1", "I"),
    ("1", "t"),
    ("0", "o"),
    ("0", "O"),
    ("5", "s"),
    ("5", "S"),
    ("8", "B"),
    ("6", "b"),
    ("9", "g"),
    ("2", "z"),
    ("2", "Z"),
    ("l", "I"),
    ("l", "i"),
    ("l", "t"),
    ("l", "f"),
    ("i", "j"),
    ("i", "t"),
    ("f", "t"),
    ("f", "s"),
    ("c", "e"),
    ("c", "o"),
    ("e", "o"),
    ("a", "o"),
    ("a", "u"),
    ("a", "e"),
    ("s", "a"),
    ("h", "b"),
    ("h", "n"),
    ("n", "u"),
    ("n", "r"),
    ("u", "v"),
    ("v", "y"),
    ("v", "r"),
    ("g", "q"),
    ("g", "y"),
    ("q", "y"),
    ("p", "g"),
    ("b", "6"),
    ("k", "lc"),
    ("x", "z"),
    ("s", "z"),
    ("O", "C"),
    ("O", "Q"),
    ("D", "O"),
    ("B", "E"),
    ("E", "F"),
    ("P", "F"),
    ("H", "I-I"),
    ("H", "N"),
    ("M", "N"),
    ("T", "I"),
    ("T", "J"),
    ("U", "V"),
    ("C", "G"),
    ("R", "B"),
    ("h", "li"),
    ("C", "("),
    ("l", "|"),
    ("I", "|"),
    ("l", "!"),
    ("i", "!"),
    ("S", "$"),
    ("c", "\u00e7"),
    ("e", "\u00e9"),
    ("e", "\u00e8"),
    ("a", "\u00e0"),
    ("a", "\u00e1"),
    ("o", "\u00f6"),
    ("u", "\u00fc"),
    ("i", "\u00ed"),
    ("i", "\u00ec"),
    ("'", ""),
)
"""Strings taken for each other, in either direction."""

_STROKES = frozenset(
    frozenset(pair)
    for pair in (
        ("rn", "m"), ("cl", "d"), ("ci", "d"), ("vv", "w"), ("c", "e"), ("li", "h"), ("ii", "u"),
        ("1", "l"), ("1", "i"), ("1", "I"), ("0", "o"), ("0", "O"), ("5", "s"), ("5", "S"), ("8", "B"),
        ("l", "|"), ("I", "|"), ("h", "b"), ("rri", "m"), ("ri", "n"), ("k", "lc"),
    )
)  # fmt: skip
"""The confusions that are believed in a name of which nothing else is known."""

_LONGEST_WORD = 40
_LETTERS_AN_ERROR = 5
_LETTERS_GAINED = max(abs(len(a) - len(b)) for a, b in _ALIKE)
_LETTERS_CHANGED = max(len(set(a) ^ set(b)) for a, b in _ALIKE)
"""How much longer one error makes a string, and how many letters it brings or takes."""

_READ_AS: dict[str, tuple[str, ...]] = {}
for _left, _right in _ALIKE:
    _READ_AS[_left] = (*_READ_AS.get(_left, ()), _right)
    _READ_AS[_right] = (*_READ_AS.get(_right, ()), _left)
_WIDEST = max(map(len, _READ_AS))


@dataclass(frozen=True, slots=True)
class Explained:
    """How a printed string was read as another: errors, and the places where both go in step.

    `steps` are pairs (place in the true string, place in the scanned one), from (0, 0) to the ends.
    """

    errors: int
    steps: tuple[tuple[int, int], ...]
    of_strokes: bool = False
    """Whether all errors split, join or cut strokes, which makes no name of another: rn and m, c and e."""


def explain(true: str, scanned: str) -> Explained | None:
    """The fewest known confusions that turn one string into the other, or None if none do.

    Allows one error in every five letters begun. Takes time linear in the strings' length, as the
    number of errors is bounded.
    """
    if true == scanned:
        return Explained(0, tuple((i, i) for i in range(len(true) + 1)))
    if max(len(true), len(scanned)) > _LONGEST_WORD * 3:
        return None
    allowed = -(-len(true) // _LETTERS_AN_ERROR)
    if abs(len(true) - len(scanned)) > _LETTERS_GAINED * allowed:
        return None
    if len(set(true) ^ set(scanned)) > _LETTERS_CHANGED * allowed:
        return None
    best: dict[tuple[int, int], tuple[int, tuple[int, int] | None]] = {(0, 0): (0, None)}
    pending = [[(0, 0)], *([] for _ in range(len(true) + len(scanned)))]
    for level in pending:
        for place in level:
            cost = best[place][0]
            for after, added in _moves(true, scanned, place):
                if cost + added > allowed or best.get(after, (allowed + 1,))[0] <= cost + added:
                    continue
                if after not in best:
                    pending[sum(after)].append(after)
                best[after] = (cost + added, place)
    end = (len(true), len(scanned))
    if end not in best:
        return None
    steps: list[tuple[int, int]] = [end]
    while (before := best[steps[-1]][1]) is not None:
        steps.append(before)
    steps.reverse()
    errors = [
        frozenset((true[i:end_i], scanned[j:end_j]))
        for (i, j), (end_i, end_j) in pairwise(steps)
        if true[i:end_i] != scanned[j:end_j]
    ]
    return Explained(best[end][0], tuple(steps), all(error in _STROKES for error in errors))


def _moves(
    true: str, scanned: str, place: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], int]]:
    """Places reached from one by a letter in common, or by a confusion, which costs 1."""
    i, j = place
    if i < len(true) and j < len(scanned) and true[i] == scanned[j]:
        yield (i + 1, j + 1), 0
    for width in range(_WIDEST + 1):
        if i + width > len(true):
            break
        for other in _READ_AS.get(true[i : i + width], ()):
            if scanned.startswith(other, j):
                yield (i + width, j + len(other)), 1


def readings(scanned: str) -> Iterator[str]:
    """Every string that one known confusion may have turned into the scanned one."""
    if len(scanned) > _LONGEST_WORD:
        return
    for i in range(len(scanned) + 1):
        for width in range(min(_WIDEST, len(scanned) - i) + 1):
            for other in _READ_AS.get(scanned[i : i + width], ()):
                yield scanned[:i] + other + scanned[i + width :]

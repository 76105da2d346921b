"""Fits the model that tells which clauses of a letter ask, and tries it on letters left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from eval.letters.gold import KnownLetter
from eval.letters.scoring import LEAST_ALIKE, Judged, figures_of, judge, likeness
from rag.answering.logistic import LogisticModel
from rag.enquiries.blocks import Node
from rag.enquiries.clause_features import Clause, Features, Said, clauses_in, features_of
from rag.enquiries.clauses import manner_in_any_spelling
from rag.enquiries.enquiry import LetterQuestion
from rag.enquiries.judging import LEAST_LIKELY, by_likelihood, by_rules, is_prose, parts_of
from rag.enquiries.rhetoric import without_rhetoric
from rag.enquiries.splitting import split_letter
from rag.enquiries.wording import Manner, Sentence

STRENGTH = 0.1
"""Inverse of the penalty on coefficients."""
LEAST_CLAUSES = 3
"""Clauses that have a feature, at least, for it to be weighed."""
MOST_WEIGHTS = 5000
"""Coefficients kept, at most: those farthest from nought."""
WEIGHT_OF_BESIDES = 0.3
"""Of a clause that is no letter's, or of a letter that the rules were made with, as against one."""
FOLDS = 5
SEED = 1

_BY_RULES = ("rules", "letter:", *(f": {m.name.lower()}" for m in Manner))
_BY_LETTER = ("whole letter", "letter:", "place:", "before:", "after:")


@dataclass(frozen=True, slots=True)
class Row:
    """A clause as it is fitted on: of which letter, what is seen of it, whether it asks."""

    letter: str
    features: Features
    asks: bool


def rows_of(letter: KnownLetter, *, with_rules: bool) -> list[Row]:
    """The clauses of a letter's running prose; what only the outline decides is left out.

    `with_rules`: whether the rules' verdicts are told; not of letters that they were made with.
    """
    caught: list[Sequence[Said]] = []

    def catch(text: str, said: Sequence[Said]) -> list[list[Sentence]]:
        caught.append(said)
        return by_rules(text, said)

    found = judge(letter, split_letter(letter.text, catch))
    by_outline = {p.known.start for p in found.pairs}
    rows: list[Row] = []
    for said in caught:
        for clause in (c for clauses in clauses_in(said) for c in clauses):
            if is_prose(clause.said, clause.together):
                rows += _rows(letter, clause, by_outline)
    return rows if with_rules else [_without(row, _BY_RULES) for row in rows]


def _rows(letter: KnownLetter, clause: Clause, by_outline: set[int]) -> Iterator[Row]:
    """A clause and the rests of it, as far as the known questions say what they do."""
    whole = clause.together
    each = [clause, *(clause.rest(part) for _, part in parts_of(letter.text, whole))]
    touched = [q for q in letter.questions if q.start < whole.end and q.end > whole.start]
    if not touched:
        yield from (Row(letter.name, features_of(c), False) for c in each)
        return
    if touched[0].start in by_outline and whole.manner is not Manner.ASKS:
        return
    alike = [max(_alike(letter, q, c.together) for q in touched) for c in each]
    best = int(np.argmax(alike))
    if alike[best] >= LEAST_ALIKE:
        yield Row(letter.name, features_of(each[best]), True)
        if best and alike[0] < LEAST_ALIKE:
            yield Row(letter.name, features_of(clause), False)


def _alike(letter: KnownLetter, known: LetterQuestion, sentence: Sentence) -> float:
    words = letter.text[sentence.start : sentence.end]
    return likeness(letter.text, known, LetterQuestion("", words, sentence.start, sentence.end))


def clause_rows(text: str) -> list[Row]:
    """The clauses of a file of clauses: one a line, "?" before one that asks, "." before another.

    Each is told with the others of its letter, but not where it stands; and as a letter of its own,
    unless it is a question that asks nothing only beside others.
    """
    rows = []
    for number, part in enumerate(text.split("\n\n")):
        lines = [line for line in part.split("\n") if line[:2] in ("? ", ". ")]
        name = f"clauses {number}"
        rows += [_without(row, _BY_LETTER) for row in _letter_of(name, lines)] if lines else []
        alone = [line for line in lines if line[0] == "?" or line[-1] not in "?!"]
        rows += [row for line in alone for row in _letter_of(name, [line])]
    return rows


def _letter_of(name: str, lines: Sequence[str]) -> list[Row]:
    sentences = [Sentence(0, 0, w[2:], manner_in_any_spelling(w[2:])) for w in lines]
    said = Said(Node(0, 0), sentences, without_rhetoric([sentences], [False])[0])
    clauses = clauses_in([said])[0]
    each = zip(lines, clauses, strict=True)
    return [Row(name, features_of(clause), line[0] == "?") for line, clause in each]


def _without(row: Row, names: Sequence[str]) -> Row:
    kept = {n: v for n, v in row.features.items() if not any(x in n for x in names)}
    return Row(row.letter, kept, row.asks)


def fit(rows: Sequence[Row], besides: Sequence[Row] = ()) -> LogisticModel:
    """Logistic regression over the clauses' features; the largest MOST_WEIGHTS are kept."""
    vectors, every = DictVectorizer(), [*rows, *besides]
    seen = vectors.fit_transform([dict(r.features) for r in every])
    counts = [1.0] * len(rows) + [WEIGHT_OF_BESIDES] * len(besides)
    often = np.asarray((seen != 0).sum(axis=0)).ravel() >= LEAST_CLAUSES
    model = LogisticRegression(C=STRENGTH, solver="liblinear")
    model.fit(seen[:, often], [r.asks for r in every], sample_weight=counts)
    names = vectors.get_feature_names_out()[often]
    largest = sorted(zip(-abs(model.coef_[0]), names, model.coef_[0], strict=True))[:MOST_WEIGHTS]
    weights = {str(name): round(float(weight), 3) for _, name, weight in largest}
    return LogisticModel(round(float(model.intercept_[0]), 4), weights)


def always_rows(dev: Sequence[KnownLetter], clauses: Sequence[str]) -> list[Row]:
    """What is in every fit: letters that the rules were made with, and files of clauses."""
    of_dev = [row for letter in dev for row in rows_of(letter, with_rules=False)]
    return [*of_dev, *(row for text in clauses for row in clause_rows(text))]


def left_out(
    letters: Sequence[KnownLetter], of_letter: Sequence[Sequence[Row]], always: Sequence[Row]
) -> list[Judged]:
    """Each letter as it is split by a model fitted on the rows of others; `always` is in every fit."""
    numbers = np.arange(len(letters))
    folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(numbers, groups=numbers)
    judged: list[Judged] = []
    for fitted, apart in folds:
        model = fit([r for n in fitted for r in of_letter[n]], always)
        judged += judged_by(model, [letters[n] for n in apart])
    return judged


def judged_by(
    model: LogisticModel, letters: Sequence[KnownLetter], least: float = LEAST_LIKELY
) -> list[Judged]:
    """The letters as the model splits them."""
    by_model = by_likelihood(model.likelihood, least)
    return [judge(letter, split_letter(letter.text, by_model)) for letter in letters]


def judged_by_rules(letters: Sequence[KnownLetter]) -> list[Judged]:
    """The letters as the rules alone split them."""
    return [judge(letter, split_letter(letter.text, by_rules)) for letter in letters]


def as_record(
    letters: Sequence[KnownLetter], always: Sequence[Row], command: str
) -> dict[str, Any]:
    """The fit as it is stored: coefficients readable by name, with date, data and figures."""
    of_letter = [rows_of(letter, with_rules=True) for letter in letters]
    rows = [r for of_one in of_letter for r in of_one]
    model = fit(rows, always)
    return {
        "fitted": date.today().isoformat(),
        "command": command,
        "least_likely": LEAST_LIKELY,
        "letters": len(letters),
        "clauses": {"of letters": _counts(rows), "besides": _counts(always)},
        "left_out": {
            "model": _figures(left_out(letters, of_letter, always)),
            "rules": _figures(judged_by_rules(letters)),
        },
        "intercept": model.intercept,
        "weights": dict(model.weights),
    }


def _counts(rows: Sequence[Row]) -> dict[str, int]:
    return {"ask": sum(r.asks for r in rows), "all": len(rows)}


def _figures(judged: Sequence[Judged]) -> dict[str, float]:
    figures = figures_of(judged)
    return {name: round(figures[name].mean, 3) for name in ("found", "invented")}

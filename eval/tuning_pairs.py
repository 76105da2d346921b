"""Pairs of question and passage from the public data, on which the packaged encoder was tuned.

Only data whose licence allows it, and only halves of sets that are asked afterwards: a document
belongs to the training half where the number of its id is even. Taken are written questions to
departments, statutes' headings with what stands under them, privacy policies and encyclopedia
paragraphs. covidqa, mtrag_clapnq_ibmcloud, clapnq_dev and uk_wa_transport are left alone.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from rag.errors import WrongUse
from rag.tuning.pairs import Pair, number_of

FEWEST_WORDS = 25
"""A shorter reply ("I refer the Member to ...") answers nothing by itself."""

NEW_PAGE = "URL_Of_PAGE:\n"
"""What stands above each section in the files of statutes."""

HEADING_WORDS = range(2, 15)
ASKED_AS_STATUTES = ("{}", "What does the law say about {}?", "{} under the {title}")


def tuning_pairs(data: Path) -> list[Pair]:
    """The pairs of all sources, in an order that hangs on their own letters.

    Raises WrongUse where a set is missing.
    """
    sources = (
        (written_answers(data / "uk_wa_pairs"), 5_600),
        (statutes(data / "uk_legislation_corpus"), 1_100),
        (policies(data / "policyqa"), 1_000),
        (paragraphs(data / "squad2_half"), 1_500),
    )
    try:
        taken = [pair for source, most in sources for pair in islice(_shuffled(source), most)]
    except FileNotFoundError as error:
        raise WrongUse(f"{error.filename}: missing; give the folder of the question sets") from None
    return list(_shuffled(taken))


def written_answers(folder: Path) -> Iterator[Pair]:
    """Questions of members of parliament and ministers' answers; every other one with a title."""
    with gzip.open(folder / "pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if len(row["answer"].split()) >= FEWEST_WORDS:
                title = f"Written answer {row['id']}, {row['department']}, {row['month']}"
                titled = number_of(row["id"]) % 2
                yield Pair(row["question"], row["answer"], title if titled else "")


def statutes(folder: Path) -> Iterator[Pair]:
    """Headings of sections, put in one of three ways, and what stands under them."""
    for row in _rows(folder / "documents.jsonl"):
        title = row["title"].replace("_", ", ")
        for page in row["text"].split(NEW_PAGE)[1:]:
            lines = page.split("\n")
            heading, body = " ".join(lines[1:2]).strip(), " ".join(lines[2:]).strip()
            if len(heading.split()) in HEADING_WORDS and len(body.split()) >= FEWEST_WORDS:
                way = number_of(heading + body) % len(ASKED_AS_STATUTES)
                inside = heading[:1].lower() + heading[1:] if way == 1 else heading
                yield Pair(ASKED_AS_STATUTES[way].format(inside, title=title), body, title)


def policies(folder: Path) -> Iterator[Pair]:
    """Questions on privacy policies of the training half, two in three without the site's name."""
    titles = {row["doc_id"]: row["title"] for row in _rows(folder / "documents.jsonl")}
    for row in _rows(folder / "questions.jsonl"):
        document, segment = row["evidence"][0]["doc_id"], row["meta"]["segment"]
        if _to_learn(document) and len(segment.split()) >= FEWEST_WORDS:
            bare = number_of(row["qid"]) % 3
            asked = row["meta"]["original_question"] if bare else row["question"]
            yield Pair(asked, segment, titles[document])


def paragraphs(folder: Path) -> Iterator[Pair]:
    """Answerable questions on articles of the training half, and the paragraphs that answer them."""
    articles = {row["doc_id"]: row for row in _rows(folder / "documents.jsonl")}
    for row in _rows(folder / "questions.jsonl"):
        for evidence in row["evidence"][:1]:
            article = articles[evidence["doc_id"]]
            if row["answerable"] and _to_learn(article["doc_id"]):
                paragraph = _paragraph_with(evidence["quote"], article["text"])
                yield Pair(row["question"], paragraph, article["title"])


def _paragraph_with(quote: str, text: str) -> str:
    return next((p for p in text.split("\n\n") if quote in p), quote)


def _to_learn(document_id: str) -> bool:
    return number_of(document_id) % 2 == 0


def _shuffled(pairs: Iterable[Pair]) -> Iterator[Pair]:
    unique = dict.fromkeys(pairs)
    return iter(sorted(unique, key=lambda pair: number_of(pair.question + pair.passage)))


def _rows(file: Path) -> Iterator[Any]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)

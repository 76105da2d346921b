"""One HTML file on a run or a comparison: no script, nothing fetched, light and dark, fit to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from eval.accepted import means_of
from eval.comparing.comparison import (
    BY_TAG,
    Comparison,
    MeasureChange,
    QuestionChange,
    Verdict,
)
from eval.comparing.words import Pieces, differing_words
from eval.interval import figure
from eval.reliability import bins, expected_error
from eval.saved_run import SavedRun
from eval.showing import pictures
from eval.showing.numbers import (
    MEASURE_COLUMNS,
    TAG_COLUMNS,
    measure_cells,
    number,
    tag_cells,
    verdict_line,
)
from eval.showing.text import faults, shown

STYLE = Path(__file__).with_name("page.css")
OVER_TIME = ("outcome_right", "facts_said", "gold_coverage", "refusal_recall")
"""Measures whose history is drawn."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(comparison: Comparison) -> str:
    """The page on two runs: verdict, pictures, measures, tags, changed questions, what was run."""
    worse, better = comparison.regressions, comparison.improvements
    look = "bad" if worse else "good" if better else ""
    before, after = comparison.before, comparison.after
    return _page(
        f"{after.name} held against {before.name}",
        f'<p class="verdict {look}">{escape(verdict_line(comparison))}</p>',
        *(f'<p class="quiet">{escape(r)}</p>' for r in comparison.remarks),
        _pictures(after, before, comparison),
        _section("Measures", _measures(comparison.measures)),
        _section(
            "By tag, before and after",
            _table("By tag", TAG_COLUMNS, [("", tag_cells(t)) for t in comparison.tags]),
        ),
        _section(
            f"{len(comparison.questions)} changed questions",
            "".join(_question(q) for q in comparison.questions) or "<p>None.</p>",
        ),
        _section("Answers at fault", _faults(after)),
        _section("What was run", _about(before), _about(after)),
    )


def run_as_html(run: SavedRun) -> str:
    """The page on one run alone."""
    return _page(
        f"{run.name}: {len(run.cases)} questions",
        _pictures(run, None, None),
        _section("Measures", _figures(run)),
        _section("Answers at fault", _faults(run)),
        _section("What was run", _about(run)),
    )


def _page(title: str, *parts: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title><style>{STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>\n"
    )


def _section(title: str, *parts: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{''.join(parts)}</section>"


def _pictures(run: SavedRun, before: SavedRun | None, compared: Comparison | None) -> str:
    was = {t.tag: t.means.get(BY_TAG[0]) for t in compared.tags} if compared else {}
    rows = []
    for tag in sorted({t for c in run.cases.values() for t in c.tags}):
        values = [
            v for c in run.cases.values() if tag in c.tags and (v := c.score(BY_TAG[0])) is not None
        ]
        then = was.get(tag)
        if now := figure(values):
            rows.append(pictures.Row(tag, now, then[0] if then else None))
    answers = [(c, a) for c in run.cases.values() for a in c.answers]
    found = bins([a.confidence for _, a in answers], [c.is_held for c, _ in answers])
    earlier = [entry["figures"] for entry in (before.history if before else run.history)]
    past = earlier or ([means_of(before)] if before else [])
    drawn = [
        _picture(
            "Outcome right, by tag",
            "dot: now, with its 95 % interval; ring: before; right: questions",
            pictures.intervals("Outcome right, by tag", rows),
        ),
        _picture(
            "Can confidence be believed?",
            f"on the dashed line it can; calibration error {expected_error(found):.3f}",
            pictures.reliability("Reliability curve", found),
        ),
        _picture(
            "Over the runs",
            "the accepted baselines, then this run",
            pictures.history("History over runs", OVER_TIME, [*past, means_of(run)]),
        ),
    ]
    return f'<section><h2>Pictures</h2><div class="pictures">{"".join(drawn)}</div></section>'


def _picture(title: str, explained: str, svg: str) -> str:
    caption = f"<figcaption>{escape(title)}<span>{escape(explained)}</span></figcaption>"
    return f"<figure>{caption}{svg}</figure>"


def _measures(changes: Iterable[MeasureChange]) -> str:
    rows = [
        ("" if m.verdict is Verdict.NONE else m.verdict.value, measure_cells(m)) for m in changes
    ]
    note = (
        '<p class="quiet">Worse and better count questions. Chance is that of so large a difference '
        "with nothing changed, adjusted for the number of measures (Tarone, Holm); below .05 it "
        "counts.</p>"
    )
    return _table("Measures", MEASURE_COLUMNS, rows) + note


def _figures(run: SavedRun) -> str:
    names = dict.fromkeys(n for c in run.cases.values() for a in c.answers for n in a.scores)
    found = [(n, f) for n in names if (f := figure(run.values(n)))]
    rows = [
        ("", (n, number(f.mean), f"{number(f.low)} to {number(f.high)}", str(f.cases)))
        for n, f in found
    ]
    return _table("Measures", ("measure", "mean", "95 % interval", "questions"), rows)


def _table(name: str, columns: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in columns)
    body = "".join(
        f'<tr class="{look}"><th scope="row">{escape(cells[0])}</th>'
        + "".join(_cell(c, name) for c, name in zip(cells[1:], columns[1:], strict=True))
        + "</tr>"
        for look, cells in rows
    )
    return (
        f'<div class="wide" role="region" aria-label="{escape(name)}" tabindex="0"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(text: str, column: str) -> str:
    """A figure; what stands in a column without a name is a remark."""
    return f"<td>{escape(text)}</td>" if column else f'<td class="mark">{escape(text)}</td>'


def _question(change: QuestionChange) -> str:
    before, after = differing_words(shown(change.before), shown(change.after))
    kind = f'<span class="kind {change.kind.name.lower()}">{escape(change.kind)}</span>'
    return (
        f"<article><header><h3>{escape(change.after.id)}</h3>{kind}</header>"
        f"<p>{escape(change.after.question)}</p>"
        f'<div class="sides">{_side("before", faults(change.before), before, "del")}'
        f"{_side('after', faults(change.after), after, 'ins')}</div></article>"
    )


def _side(name: str, fault: str, pieces: Pieces, mark: str) -> str:
    another = all(differs for _, differs in pieces)  # marking every word would only be hard to read
    text = "".join(
        f"<{mark}>{escape(t)}</{mark}>" if differs and t.strip() and not another else escape(t)
        for t, differs in pieces
    )
    return f'<div class="side"><h4>{name}: {escape(fault)}</h4><div>{text}</div></div>'


def _faults(run: SavedRun) -> str:
    wrong = [c for c in run.cases.values() if not c.is_right]
    lines = "".join(
        f"<details><summary>{escape(c.id)}: {escape(faults(c))}</summary>"
        f'<p>{escape(c.question)}</p><div class="side"><div>{escape(shown(c))}</div></div></details>'
        for c in wrong
    )
    return f"<p>{len(wrong)} of {len(run.cases)} questions.</p>{lines}"


def _about(run: SavedRun) -> str:
    about = {k: v for k, v in run.about.items() if k not in ("figures", "spreads", "by_tag")}
    lines = "".join(f"<dt>{escape(k)}</dt><dd>{escape(_told(v))}</dd>" for k, v in about.items())
    return f"<h3>{escape(run.name)}</h3><dl>{lines}</dl>"


def _told(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{k} {v}" for k, v in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "–" if value is None else str(value)

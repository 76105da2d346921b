"""A comparison as JSON, for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from eval.comparing.comparison import Comparison
from eval.showing.numbers import verdict_line


def as_json(comparison: Comparison) -> str:
    """Verdict, remarks, measures, tags and changed questions with both answers."""
    values = {
        "before": comparison.before.name,
        "after": comparison.after.name,
        "verdict": verdict_line(comparison),
        "regressions": [m.name for m in comparison.regressions],
        "improvements": [m.name for m in comparison.improvements],
        "remarks": comparison.remarks,
        "measures": [asdict(m) for m in comparison.measures],
        "tags": [asdict(t) for t in comparison.tags],
        "questions": [asdict(q) for q in comparison.questions],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"

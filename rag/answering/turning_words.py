"""Words that turn what stands beside them: a statement cut loose from one says something else."""

from __future__ import annotations

import re


def _any_of(words: str) -> str:
    return "(?:" + "|".join(re.escape(w.replace("_", " ")) for w in words.split()) + ")"


NEGATIONS = (
    "not no never none nobody nothing nowhere neither nor hardly scarcely barely rarely seldom "
    "cannot without"
)
DENIALS = (
    "deny denies denied denying dispute disputes disputed reject rejects rejected rejecting refute "
    "refutes refuted doubt doubts doubted rebut rebuts rebutted contradict contradicts "
    "contradicted disagree disagrees disagreed false untrue incorrect wrong mistaken misleading "
    "myth lie pretend pretends pretended"
)
SAYINGS = (
    "said says say claimed claims claim alleged alleges allege asserted asserts argued argues "
    "argue insisted insists believed believes believe thought thinks think hoped hopes hope "
    "suggested suggests suggest told tells tell stated states complained complains maintained "
    "maintains concluded concludes reported reports explained explains announced announces "
    "declared declares wrote writes replied added noted notes observed warned warns predicted "
    "predicts estimated estimates assumed assumes assume supposed supposes suspected suspects "
    "suspect feared fears imagined imagines felt feels wondered wonders confirmed confirms "
    "conceded admitted admits acknowledged acknowledges expected expects proposed proposes "
    "pretended promised promises agreed agrees advised advises accepted accepts"
)
CLAIMED_NOUNS = (
    "claim claims allegation allegations suggestion suggestions rumour rumours rumor rumors belief "
    "assumption view idea notion impression myth hypothesis theory possibility risk danger fear "
    "fears hope hopes proposal assertion argument accusation accusations complaint complaints "
    "report reports statement evidence suspicion speculation premise chance"
)
HEDGES = "allegedly reportedly supposedly apparently purportedly ostensibly perhaps possibly maybe"
CONDITIONS = (
    "if unless whether provided providing assuming supposing subject_to as_long_as so_long_as "
    "in_the_event in_case on_condition insofar_as in_so_far_as so_far_as to_the_extent only_when "
    "only_where in_cases_where in_the_absence_of were_it"
)
EXCEPTIONS = (
    "but however unless except excepting excluding save_for save_that save_where save_as "
    "other_than apart_from although though albeit whereas nevertheless nonetheless "
    "notwithstanding with_the_exception"
)
MODALS = (
    "may might could would should must can shall will cannot "
    "failed_to fails_to fail_to refused_to refuses_to declined_to unable_to ceased_to stopped "
    "tried_to seems_to seemed_to appears_to appeared_to likely_to unlikely_to supposed_to "
    "alleged_to said_to claimed_to believed_to thought_to expected_to"
)
QUANTIFIERS = "some most many several few fewer certain only half part all_but not_all not_every"
ROUGHLY = (
    "almost nearly about around approximately roughly over under up_to at_least at_most more_than "
    "less_than fewer_than no_more_than no_fewer_than no_less_than only just"
)
SCALES = "hundred thousand million billion trillion % per_cent percent bn m k"

_NEGATION = rf"(?:\b{_any_of(NEGATIONS)}\b|n['’]t\b)"
_IN_CLAUSE = r"[^,;:.!?()—–]"
"""One character that ends no clause; gaps of it are bounded, so that no search is super-linear."""
_THAT = rf"{_IN_CLAUSE}{{0,80}}?\bthat\b"
_ALWAYS_SAYING = "(?:said|says|claims|claimed|alleges|alleged|insists|insisted|believes|thinks)"


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


CLAUSE_BREAK = re.compile(r"[,;:.!?()—–]")
NEW_SUBJECT = _pattern(
    r"\b(?:but|while|whereas|although|though|so|yet|because)\b|"
    r"\band\s+(?:the|a|an|this|that|these|those|it|he|she|they|we|i|you|its|his|her|their|our)\b|"
    r"\band\s*$"
)
"""Where another clause begins, which a negation before it does not reach."""

HARMLESS = _pattern(
    r"\b(?:(?:helps?|helpful|grateful|appreciated?|obliged|glad|pleased)(?: \w{1,20}){0,3} if|"
    r"even if|as if|whether or not|what if|"
    r"if (?:any|necessary|possible|required|appropriate|applicable|not|so|anything|only)|"
    r"but also|but rather|(?:nothing|anything|all|cannot|can't|none|no one|last) but|"
    r"however (?:long|much|many|small|large|little|great|often|far))\b"
)
"""Turns of phrase that hold such a word and turn nothing."""

# What stands before a statement and governs it, looked for in its clause ...
NEGATED = _pattern(rf"{_NEGATION}|\b{_any_of(DENIALS)}\b")
SAID_IN_CLAUSE = _pattern(rf"\b{_ALWAYS_SAYING}\b")
# ... in all of the sentence before it back to a semicolon ...
NEGATED_THAT = _pattern(rf"(?:{_NEGATION}|\b{_any_of(DENIALS)}\b){_THAT}")
SAID_THAT = _pattern(
    rf"\b{_any_of(SAYINGS)}\b{_THAT}|\b{_any_of(CLAIMED_NOUNS)}\s+that\b|\baccording to\b|"
    rf"\b{_any_of(HEDGES)}\s*,|\bin (?:the|his|her|their|our) (?:view|opinion)\b"
)
CONDITION = _pattern(
    rf"\b{_any_of(CONDITIONS)}\b|^\W*where\b(?!\s+(?:is|are|was|were|do|did|does)\b)"
)
# ... or right before it.
SAID_LAST = _pattern(rf"\b(?:{_any_of(SAYINGS)}|{_any_of(HEDGES)})[\s:,]*$")
MODAL_LAST = _pattern(rf"\b{_any_of(MODALS)}(?:\s+(?:be|been|have|also|then|still|\w+ly))?\s*$")
QUANTIFIER_LAST = _pattern(
    rf"\b{_any_of(QUANTIFIERS)}(?:\s+of)?(?:\s+(?:the|these|those|its|our|their))?\s*$"
)
ROUGHLY_LAST = _pattern(rf"\b{_any_of(ROUGHLY)}\s*$")
CONCESSION_LAST = _pattern(r"\b(?:although|though|while|whereas)\s*$")

# What stands behind a statement in its sentence and takes something back.
EXCEPTION_AFTER = _pattern(
    rf"\b{_any_of(EXCEPTIONS)}\b|,\s*yet\b|\b{_any_of(CONDITIONS)}\b|\bonly (?:if|when|where)\b"
)
NEGATED_AFTER = _pattern(rf"{_NEGATION}|\bonly\b")
CALLED_FALSE_AFTER = _pattern(
    rf"^\W*(?:is|was|are|were|has been|have been)\s+(?:\w+ly\s+)?{_any_of(DENIALS)}\b"
)
SAID_AFTER = _pattern(
    rf"\baccording to\b|^\W*{_any_of(HEDGES)}\b|"
    rf",\s+(?:[\w'’.\-]{{1,30}}\s+){{1,6}}?(?:{_ALWAYS_SAYING}|argued|argues)\W*$|"
    r"\bin (?:the|his|her|their|our) (?:view|opinion)\b"
)
SCALE_AFTER = _pattern(rf"^\s?(?:%|{_any_of(SCALES)}\b)")

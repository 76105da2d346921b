"""Who is reported beside the clause: "according to X", "in X's view", ", X said,"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.speech import saying
from rag.answering.speech.subjects import is_phrase, verb_start
from rag.answering.speech.tokens import QUOTE, Token, next_lower
from rag.answering.speech.voices import is_voice

_VIEWS = frozenset(
    ["view", "opinion", "words", "judgment", "judgement", "account", "estimation", "telling"]
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Somebody, and where what they say begins: both as places in what was read.

    `subject` is None where nobody is named ("it was noted that"). `verb` is the lemma, "" where the
    frame stands beside the clause ("according to X"). `said` is where the words said begin: a place,
    not a token. `is_clause` tells that a whole clause is said, so that another frame may stand in it;
    `is_quotation`, that what is said is a quotation before the subject ("“...,” X said").
    """

    subject: tuple[int, int] | None
    verb: str
    said: int
    is_clause: bool = False
    is_quotation: bool = False


def find_aside(tokens: Sequence[Token], start: int) -> Frame | None:
    """What stands beside the clause: "according to X", "in X's view", ", X said,"."""
    return (
        _according_to(tokens, start)
        or _in_the_view_of(tokens, start)
        or _as_somebody_says(tokens)
        or _between_commas(tokens)
    )


def _begins_aside(tokens: Sequence[Token], at: int, start: int) -> bool:
    return at == start or at == 0 or not tokens[at - 1].is_word


def _according_to(tokens: Sequence[Token], start: int) -> Frame | None:
    for at in range(start, len(tokens) - 2):
        if tokens[at].lower != "according" or tokens[at + 1].lower != "to":
            continue
        phrase = phrase_from(tokens, at + 2)
        if not phrase or not (_begins_aside(tokens, at, start) or _ends_with(tokens, phrase)):
            continue
        head = up_to_preposition(phrase)
        if phrase[0].lower != "your" and any(t.text in saying.NOT_VOICES for t in head):
            continue
        end = phrase[-1].end
        if phrase[0].lower in saying.FIRST_PERSON:
            return None
        return Frame((phrase[0].start, end), "", end, at == start)
    return None


def _ends_with(tokens: Sequence[Token], phrase: Sequence[Token]) -> bool:
    """Whether somebody named ends the sentence: "... in the world according to the Audit Office."."""
    last = [t for t in tokens if t.is_word and not t.text.isdigit()][-1:]
    return last == [phrase[-1]] and is_voice(phrase)


def phrase_from(tokens: Sequence[Token], at: int) -> list[Token]:
    """A noun phrase: up to a mark, a verb or a new clause; at most a dozen words."""
    found: list[Token] = []
    for token in tokens[at : at + 12]:
        stops = token.lower in saying.AUXILIARIES | saying.SUBORDINATORS
        if (not token.is_word and token.text not in "&'’-") or stops:
            break
        found.append(token)
    return found


def _in_the_view_of(tokens: Sequence[Token], start: int) -> Frame | None:
    """ "In X's view", "in the opinion of X", "in the words of X"."""
    for at in range(start, min(start + 60, len(tokens) - 2)):
        if tokens[at].lower != "in" or not _begins_aside(tokens, at, start):
            continue
        reach = tokens[at + 1 : at + 10]
        noun = next((n for n, t in enumerate(reach) if t.lower in _VIEWS), 0)
        if noun == 1 and reach[0].lower == "the" and next_lower(reach, noun) == "of":
            phrase = up_to_preposition(phrase_from(tokens, at + 3 + noun))
            if phrase:
                return Frame((phrase[0].start, phrase[-1].end), "", phrase[-1].end)
        elif noun:
            owner = reach[noun - 1]
            cut = _possessive_length(owner.text)
            if cut or (noun == 1 and owner.lower in ("his", "her", "its", "their", "your")):
                return Frame((reach[0].start, owner.end - cut), "", reach[noun].end)
    return None


def _possessive_length(word: str) -> int:
    """How many characters "Fox's" or "drivers'" has too many for a name."""
    return next((len(e) for e in ("'s", "’s", "'", "’") if word.endswith(e)), 0)


def _as_somebody_says(tokens: Sequence[Token]) -> Frame | None:
    """ ", as X noted", "as described by X"."""
    for at in range(len(tokens) - 2):
        if tokens[at].lower != "as" or not _begins_aside(tokens, at, -1):
            continue
        form = saying.FORMS.get(tokens[at + 1].lower)
        by = next_lower(tokens, at, 2) == "by" and form is not None and form.lemma != "define"
        if by and form is not None and form.kind in ("past", "participle"):
            phrase = up_to_preposition(phrase_from(tokens, at + 3))
            if phrase and any(t.is_capital for t in phrase):
                return Frame((phrase[0].start, phrase[-1].end), "", phrase[-1].end)
        for verb in range(at + 2, min(at + 9, len(tokens))):
            puts = tokens[verb].lower in ("put", "puts") and next_lower(tokens, verb) == "it"
            after = verb + 2 if puts else verb + 1
            ends = (puts or _is_parenthetic(tokens, verb)) and _ends_aside(tokens, after)
            who = tokens[at + 1 : verb]
            if ends and is_phrase(who) and is_voice(who):
                return Frame((tokens[at + 1].start, tokens[verb - 1].end), "", tokens[verb].end)
    return None


def up_to_preposition(phrase: Sequence[Token]) -> list[Token]:
    """A phrase cut before "in", "at", "on": "X in the Journal" is X."""
    for number, token in enumerate(phrase):
        if number and token.lower in ("in", "at", "on", "during", "as"):
            return list(phrase[:number])
    return list(phrase)


def _ends_aside(tokens: Sequence[Token], at: int, after_quotation: bool = False) -> bool:
    if at >= len(tokens) or tokens[at].text in ",.;:)–—":
        return True
    return after_quotation and tokens[at].lower in ("in", "to", "at", "on", "during", "after", "of")


def _between_commas(tokens: Sequence[Token]) -> Frame | None:
    """ "..., X said, ..." and, after a quotation, "said X"; its comma may stand inside the marks."""
    for at in range(1, len(tokens)):
        if tokens[at - 1].text not in (",", QUOTE, "–", "—"):
            continue
        if found := _said_somebody(tokens, at) or _somebody_said(tokens, at):
            return found
    return None


def _said_somebody(tokens: Sequence[Token], at: int) -> Frame | None:
    """ "“...,” said X", and "The van, says X, was red"."""
    phrase = up_to_preposition(phrase_from(tokens, at + 1))
    if not phrase or not _is_parenthetic(tokens, at) or not is_phrase(phrase):
        return None
    quoted = _is_after_quotation(tokens, at)
    ends = _ends_aside(tokens, tokens.index(phrase[-1]) + 1)
    if not quoted and not (ends and is_voice(phrase)):
        return None
    return Frame((phrase[0].start, phrase[-1].end), "", phrase[-1].end, is_quotation=quoted)


def _somebody_said(tokens: Sequence[Token], at: int) -> Frame | None:
    """ "“...,” X said", and "The van, X said, was red"."""
    quoted = _is_after_quotation(tokens, at)
    for verb in range(at + 1, min(at + 8, len(tokens))):
        if not _is_parenthetic(tokens, verb) or not _ends_aside(tokens, verb + 1, quoted):
            continue
        before = verb_start(tokens, verb, saying.FORMS[tokens[verb].lower])
        subject = tokens[at:before] if before else ()
        if subject and is_phrase(subject) and all(t.is_word for t in subject):
            place = (subject[0].start, subject[-1].end)
            return Frame(place, "", tokens[verb].end, is_quotation=quoted)
    return None


def _is_after_quotation(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quotation stands before a token, a comma between them or not."""
    return QUOTE in (tokens[at - 1].text, tokens[at - 2].text if at > 1 else "")


def _is_parenthetic(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a verb of saying that may stand between commas."""
    form = saying.FORMS.get(tokens[at].lower)
    finite = form is not None and form.kind in ("past", "s", "base")
    if form is None or tokens[at].lower in saying.NOUNS or tokens[at].is_capital:
        return False
    return finite and form.lemma in saying.PARENTHETIC


def find_hearsay(tokens: Sequence[Token], start: int) -> Frame | None:
    """ "He was reportedly late", "she is said to be late": nobody is named."""
    for at in range(start, min(start + 14, len(tokens) - 1)):
        word = tokens[at].lower
        if word in saying.HEARSAY:
            return Frame(None, word, tokens[at].end)
        if word in saying.POSSIBLE:
            return None
        said_to = word in saying.PASSIVE_TO and tokens[at + 1].lower == "to"
        if said_to and at and tokens[at - 1].lower in saying.BEING | {"widely"}:
            return Frame(None, word, tokens[at].end)
        if word in saying.SUBORDINATORS:
            return None
    return None

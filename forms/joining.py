"""Several people at one form: what each changed is kept, and where two wrote differently both texts are.

The text that was there first holds. The other stands aside under ``conflict.`` and the question's key, with
the name of who wrote it, until somebody has chosen. Nothing is sent in while a choice is open.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.answers import Answers, Value
from domain.form import Card, Choice, Group, Kind, Question
from forms.filled import CONFLICT, places, raw

PICK = "~pick"
_THEIRS, _MINE, _BOTH = "DERAS", "VAR", "BADA"
_SHORT = 40


@dataclass(frozen=True)
class Joined:
    """``answers``: what holds now. ``conflicts``: the keys where someone else had written something else."""

    answers: dict[str, Value]
    conflicts: tuple[str, ...]


def join(card: Card, base: Answers, mine: Answers, now: Answers, by: str) -> Joined:
    """Put what ``mine`` changes since ``base`` on top of ``now``, which others have changed since ``base``.

    Items that both have added to a group are all kept. ``by``: the name of who wrote ``mine``.
    """
    answers = dict(now)
    conflicts = []
    for group in card.groups:
        mine = _after_theirs(group, base, mine, now)
    untouched = {question.key: question.default for question in card.questions() if question.default}
    for key in dict.fromkeys((*base, *mine)):
        before, wanted, there = base.get(key), mine.get(key), now.get(key)
        if wanted in (before, there) or (before is None and there and wanted == untouched.get(key)):
            continue
        if there == before:
            _put(answers, key, wanted)
        elif key.startswith(CONFLICT):
            continue
        else:
            conflicts.append(key)
            answers[CONFLICT + key] = [by, "" if wanted is None else raw(wanted)]
    return Joined(answers, tuple(conflicts))


def _after_theirs(group: Group, base: Answers, mine: Answers, now: Answers) -> dict[str, Value]:
    """My new items moved behind those that someone else has added meanwhile, as far as there is room."""
    old, ours, theirs = (_places(group, answers) for answers in (base, mine, now))
    taken = max(theirs, default=-1) + 1
    moves = {}
    for place in sorted(ours - old):
        if place in theirs - old and taken < group.most:
            moves[place] = taken
            taken += 1
    prefix = group.key + "."
    return {_moved(key, prefix, moves): value for key, value in mine.items()}


def _places(group: Group, answers: Answers) -> set[int]:
    prefix = group.key + "."
    return {int(key.split(".")[1]) for key in answers if key.startswith(prefix)}


def _moved(key: str, prefix: str, moves: Mapping[int, int]) -> str:
    if not key.startswith(prefix):
        return key
    _, place, name = key.split(".", 2)
    return f"{prefix}{moves.get(int(place), int(place))}.{name}"


def _put(answers: dict[str, Value], key: str, value: Value | None) -> None:
    if value is None:
        answers.pop(key, None)
    else:
        answers[key] = value


def picks(card: Card, answers: Answers) -> Iterator[Question]:
    """For each open conflict of the card: which text is to hold."""
    for question in _in_conflict(card, answers):
        name, words = _aside(answers, question.key)
        there = answers.get(question.key)
        choices = [
            Choice(_THEIRS, f"Det som står nu: {_cut(raw(there))}" if there is not None else "Inget svar"),
            Choice(_MINE, f"{name}: {_cut(words)}" if words else f"{name}: inget svar"),
        ]
        if question.kind is Kind.TEXT and words and there is not None:
            choices.append(Choice(_BOTH, "Båda texterna, efter varandra"))
        label = f"Två har svarat olika på {question.number}. Vad ska gälla?"
        yield Question(question.key + PICK, question.number, label, Kind.CHOICE, choices=tuple(choices))


def beside(card: Card, answers: Answers) -> dict[str, tuple[str, ...]]:
    """The text that stands aside, whole, by question key."""
    lines: dict[str, tuple[str, ...]] = {}
    for question in _in_conflict(card, answers):
        name, words = _aside(answers, question.key)
        lines[question.key] = (f"{name} skrev samtidigt: {words or 'inget svar'}",)
    return lines


def settled(
    card: Card, before: Answers, after: Mapping[str, Value], fields: Mapping[str, str]
) -> dict[str, Value]:
    """``after`` without the conflicts of the card that ``fields`` settled: by a choice, or by a new text."""
    answers = {key: value for key, value in after.items() if not key.endswith(PICK)}
    for question in _in_conflict(card, before):
        if fields.get(question.key + PICK) or answers.get(question.key) != before.get(question.key):
            answers.pop(CONFLICT + question.key, None)
    return answers


def chosen(card: Card, answers: Answers, raw_: Mapping[str, str]) -> dict[str, str]:
    """The fields with each chosen text put where it belongs, to be read as if it had been typed."""
    fields = dict(raw_)
    for question in _in_conflict(card, answers):
        _, words = _aside(answers, question.key)
        pick = raw_.get(question.key + PICK)
        there = fields.get(question.key, "")
        if pick == _MINE:
            fields[question.key] = words
        elif pick == _BOTH:
            fields[question.key] = f"{there}\n\n{words}".strip()
    return fields


def _in_conflict(card: Card, answers: Answers) -> Iterator[Question]:
    for question in card.questions(places(card, answers)):
        if CONFLICT + question.key in answers:
            yield question


def _aside(answers: Answers, key: str) -> tuple[str, str]:
    kept = answers[CONFLICT + key]
    name, words = kept if isinstance(kept, list) else ("Någon", str(kept))
    return name, words


def _cut(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()} …"

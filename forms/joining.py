"""Several people at one form: what each changed is kept, and where two wrote differently both texts are.

The text that was there first holds. The others stand aside under ``conflict.`` and the question's key, each
after who wrote it, until somebody has chosen. Nothing is sent in while a choice is open.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.answers import COMMENT, FIGURE, SAME, STATE, WHY, Answers, Value
from domain.form import Card, Choice, Group, Kind, Question
from forms.filled import CONFLICT, REFUSED, closed_up, moved, places, raw, used

PICK = "~pick"
_THEIRS, _MINE, _ALL = "DERAS", "VAR", "BADA"
_SHORT = 40


def writer(person: str, name: str) -> str:
    """Who wrote a text that stands aside: two people may have the same name. Anna Ek <anna-2>."""
    return f"{name} <{person}>"


@dataclass(frozen=True)
class Joined:
    """``answers``: what holds now. ``conflicts``: the keys where someone else had written something else."""

    answers: dict[str, Value]
    conflicts: tuple[str, ...]


def join(card: Card, base: Answers, mine: Answers, now: Answers, by: str) -> Joined:
    """Put what ``mine`` changes since ``base`` on top of ``now``, which others have changed since ``base``.

    Items that both have added to a group are all kept. ``by``: who wrote ``mine``, as ``writer`` writes it.
    """
    for group in card.groups:
        mine = moved(group, mine, _after_theirs(group, base, mine, now))
    answers = dict(now)
    _carry_over_choices(answers, base, mine, now)
    untouched = {question.key: (question.default, None) for question in card.questions() if question.default}
    conflicts = []
    for key in _answered(base, mine):
        before, wanted, there = (_said(key, one) for one in (base, mine, now))
        if wanted in (before, there) or (before == _NOTHING != there and wanted == untouched.get(key)):
            continue
        if there == before:
            _put(answers, key, wanted)
        elif not _follows(answers, key, wanted[0]):
            conflicts.append(key)
            _set_aside(answers, key, by, wanted)
    for group in card.groups:
        answers = closed_up(group, answers)
    return Joined(answers, tuple(conflicts))


_Said = tuple[Value | None, Value | None]
"""An answer, and the words that could not be read as one."""

_NOTHING: _Said = (None, None)


def _said(key: str, answers: Answers) -> _Said:
    return answers.get(key), answers.get(REFUSED + key)


def _answered(*all_: Answers) -> Iterable[str]:
    """The keys of what is answered, if only in words that could not be read."""
    keys = (key.removeprefix(REFUSED) for answers in all_ for key in answers)
    return dict.fromkeys(key for key in keys if not key.startswith(CONFLICT))


def _put(answers: dict[str, Value], key: str, said: _Said) -> None:
    for part, value in zip((key, REFUSED + key), said, strict=True):
        if value is None:
            answers.pop(part, None)
        else:
            answers[part] = value


def _follows(answers: dict[str, Value], key: str, wanted: Value | None) -> bool:
    """Whether the key is nothing to choose about: a mark follows its answer, comments are both kept."""
    if key.endswith(COMMENT) and wanted is not None:
        there = str(answers.get(key, ""))
        answers[key] = there if str(wanted) in there else f"{there}\n\n{wanted}".strip()
    return key.endswith((SAME, FIGURE, WHY, COMMENT))


def _set_aside(answers: dict[str, Value], key: str, by: str, said: _Said) -> None:
    """Beside what is set aside already, the writer's own words among it: each was told to be saved."""
    own, refused = said
    words = raw(own) if own is not None else str(refused or "")
    kept = _aside(answers, key) if CONFLICT + key in answers else []
    answers[CONFLICT + key] = [part for pair in dict.fromkeys((*kept, (by, words))) for part in pair]


def _carry_over_choices(answers: dict[str, Value], base: Answers, mine: Answers, now: Answers) -> None:
    """A choice that ``mine`` has made is made, unless another text has come to it since."""
    for key in {key for key in (*base, *mine) if key.startswith(CONFLICT)}:
        before, wanted = base.get(key), mine.get(key)
        if wanted != before and now.get(key) == before:
            if wanted is None:
                answers.pop(key)
            else:
                answers[key] = wanted


def _after_theirs(group: Group, base: Answers, mine: Answers, now: Answers) -> Mapping[int, int]:
    """My new items go behind those that someone else has added meanwhile, as far as there is room.

    Those that there is no room for stay in the places of theirs, to be chosen between.
    """
    old, ours, theirs = (used(group, answers) for answers in (base, mine, now))
    new, others = sorted(ours - old), sorted(theirs - old)
    if not set(new) & set(others):
        return {}
    free = range(max(theirs) + 1, group.most)
    return dict(zip(new, (*free, *others), strict=False))


def picks(card: Card, answers: Answers) -> Iterator[Question]:
    """For each open conflict of the card: which text is to hold."""
    for question in _in_conflict(card, answers):
        aside = _aside(answers, question.key)
        there = answers.get(question.key, answers.get(REFUSED + question.key))
        now = "Inget svar" if there is None else f"Det som står nu: {_cut(question, raw(there))}"
        choices = [
            Choice(_THEIRS, now),
            *(
                Choice(value, f"{_name(by)}: {_cut(question, words) if words else 'inget svar'}")
                for value, (by, words) in zip(_values(len(aside)), aside, strict=True)
            ),
        ]
        texts = [words for _, words in aside if words]
        if question.kind is Kind.TEXT and texts and there is not None:
            both = "Båda texterna" if len(texts) == 1 else "Alla texterna"
            choices.append(Choice(_ALL, f"{both}, efter varandra"))
        several = "Två" if len(aside) == 1 else "Flera"
        label = f"{several} har svarat olika på {question.number}. Vad ska gälla?"
        yield Question(question.key + PICK, question.number, label, Kind.CHOICE, choices=tuple(choices))


def by_question(asked: Iterable[Question]) -> dict[str, tuple[Question, ...]]:
    """The choices by the question that they are shown at: why a number is missing stands at the number."""
    found: dict[str, tuple[Question, ...]] = {}
    for pick in asked:
        owner = pick.key.removesuffix(PICK).removesuffix(STATE)
        found[owner] = (*found.get(owner, ()), pick)
    return found


def beside(card: Card, answers: Answers) -> dict[str, tuple[str, ...]]:
    """The texts that stand aside, whole, by question key."""
    lines: dict[str, tuple[str, ...]] = {}
    for question in _in_conflict(card, answers):
        owner = question.key.removesuffix(STATE)
        told = (
            f"{_name(by)} skrev samtidigt: {_shown(question, words) or 'inget svar'}"
            for by, words in _aside(answers, question.key)
        )
        lines[owner] = (*lines.get(owner, ()), *told)
    return lines


def settled(
    card: Card, before: Answers, after: Mapping[str, Value], fields: Mapping[str, str]
) -> dict[str, Value]:
    """``after`` without the conflicts of the card that ``fields`` settled: by a choice, or by a new answer.

    A field that is emptied settles nothing: what another wrote is thrown away by choice alone.
    """
    answers = {key: value for key, value in after.items() if not key.endswith(PICK)}
    for question in _in_conflict(card, before):
        own = answers.get(question.key)
        if fields.get(question.key + PICK) or own not in (None, before.get(question.key)):
            answers.pop(CONFLICT + question.key, None)
    return answers


def chosen(card: Card, answers: Answers, raw_: Mapping[str, str]) -> dict[str, str]:
    """The fields with each chosen text put where it belongs, to be read as if it had been typed."""
    fields = dict(raw_)
    for question in _in_conflict(card, answers):
        aside = _aside(answers, question.key)
        pick = raw_.get(question.key + PICK, "")
        by_value = dict(zip(_values(len(aside)), (words for _, words in aside), strict=True))
        if pick in by_value:
            fields[question.key] = by_value[pick]
        elif pick == _ALL:
            texts = (fields.get(question.key, ""), *by_value.values())
            fields[question.key] = "\n\n".join(text for text in texts if text)
    return fields


def _values(count: int) -> list[str]:
    return [_MINE, *(f"{_MINE}_{number}" for number in range(2, count + 1))][:count]


def _in_conflict(card: Card, answers: Answers) -> Iterator[Question]:
    for question in card.questions(places(card, answers)):
        if CONFLICT + question.key in answers:
            yield question


def _name(by: str) -> str:
    return by.rpartition(" <")[0] if " <" in by and by.endswith(">") else by


def _aside(answers: Answers, key: str) -> list[tuple[str, str]]:
    """Writer and text of each that stands aside."""
    kept = answers[CONFLICT + key]
    parts = kept if isinstance(kept, list) else ["Någon", str(kept)]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _shown(question: Question, words: str) -> str:
    """Words of a field as a reader sees them: the labels of choices, "ja"."""
    if question.kind in {Kind.CHOICE, Kind.SEVERAL}:
        return ", ".join(question.label_of(part) for part in words.split(","))
    if question.kind is Kind.TICK:
        return {"true": "Ja", "false": "Nej"}.get(words, words)
    return words


def _cut(question: Question, words: str) -> str:
    shown = _shown(question, words)
    return shown if len(shown) <= _SHORT else f"{shown[:_SHORT].rstrip()} …"

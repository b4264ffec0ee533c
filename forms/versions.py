"""What a version of a form is: its digest, how it differs from another, and the record of consultation."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from domain import swedish
from domain.rounds import FormRef
from forms import shelf, written
from forms.written import Consultation

_NAMES = {
    "label": "lydelse",
    "hint": "hjälptext",
    "kind": "slag",
    "required": "obligatorisk",
    "required_if": "krävs om",
    "unit": "enhet",
    "default": "förval",
    "choices_from": "val hämtas från",
    "least": "minst",
    "most": "högst",
    "decimals": "decimaler",
    "nothing": "ord för inget att rapportera",
    "may_lack": "får saknas",
    "elsewhere": "redan frågat",
    "contact": "kontaktuppgift tillåten",
    "repeats": "kan vara oförändrad",
    "only_published": "bara med publicerad siffra",
    "since_new_year": "räknas från nyår",
    "good_when": "bra när talet går",
}
"""What can change in a question, in the order that it is told."""

Choices = Mapping[str, str]


@dataclass(frozen=True)
class _Placed:
    question: written.Question
    choices: Choices
    card: str

    @property
    def label(self) -> str:
        return self.question.label


def digest(ref: FormRef, folder: Path = shelf.FOLDER) -> str:
    """SHA-256 of the version's file in hexadecimal. Raises NotFound for a version that is not there."""
    return hashlib.sha256(shelf.path_of(ref, folder).read_bytes()).hexdigest()


def consultation(ref: FormRef, folder: Path = shelf.FOLDER) -> Consultation | None:
    """The record in the version's file; None when there is none."""
    return shelf.read(ref, folder).consultation


def consultation_words(ref: FormRef, folder: Path = shelf.FOLDER) -> str:
    """The record in words, or what to do when there is none."""
    found = consultation(ref, folder)
    if found is None:
        return (
            f"Inget samråd är antecknat för {ref.id} version {ref.version}. Skriv day och counterpart, eller "
            f"judged_unnecessary med skälet, under [consultation] i {ref.id}.{ref.version}.toml innan en "
            "omgång använder versionen (SFS 1982:668)."
        )
    if found.day is None:
        return f"Samråd bedömdes obehövligt: {found.judged_unnecessary.rstrip('.')}."
    return f"Samråd hölls {swedish.day(found.day)} med {found.counterpart}."


def difference(old: FormRef, new: FormRef, folder: Path = shelf.FOLDER) -> tuple[str, ...]:
    """What the new version adds, takes away and changes, a line each; nothing when they ask the same."""
    before, after = shelf.read(old, folder), shelf.read(new, folder)
    return (
        *_changed("formulärets namn", before.title, after.title),
        *_lists("kort", _cards(before), _cards(after)),
        *_lists("grupp", _groups(before), _groups(after)),
        *_questions(_placed(before), _placed(after)),
        *_lists("regel", _rules(before), _rules(after)),
        *_lists("vy", _views(before), _views(after)),
        *_changed("texten om frivillighet", before.duty, after.duty),
    )


def _cards(file: written.File) -> dict[str, str]:
    return {card.key: f"{card.title}: {card.intro}" for card in file.card}


def _groups(file: written.File) -> dict[str, str]:
    parts = (part for part in file.parts() if isinstance(part, written.Part) and not part.each)
    return {
        part.key: f"{part.title}, {part.add}, högst {part.most or 1}, krävs om {_said(part.required_if)}"
        for part in parts
    }


def _rules(file: written.File) -> dict[str, str]:
    """Each rule by its id, check and questions, as all that it says."""
    return {
        f"{rule.id} {', '.join(rule.keys)} ({rule.check})": (
            f"{rule.severity}, {rule.words} {rule.factor:g} {_either(rule.reasons)}".strip()
        )
        for rule in file.rule
    }


def _views(file: written.File) -> dict[str, str]:
    return {view.key: f"{view.title}: {', '.join(view.questions)}" for view in file.view}


def _lists(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Added, removed, and changed by its name."""
    definite = {"kort": "kortet", "grupp": "gruppen", "regel": "regeln", "vy": "vyn"}[what]
    new, gone = ("Nytt", "Borttaget") if what == "kort" else ("Ny", "Borttagen")
    yield from (f"{new} {what}: {key}." for key in after if key not in before)
    for key in before:
        if key not in after:
            yield f"{gone} {what}: {key}."
        elif before[key] != after[key]:
            yield from _changed(f"{definite} {key}", before[key], after[key])


def _placed(file: written.File) -> dict[str, _Placed]:
    """Every question by its key, that of a block or group with a star for its items: handover.*.title."""
    placed = {}
    for card in file.card:
        for part in card.part:
            own = (part,) if isinstance(part, written.Question) else part.question
            prefix = "" if isinstance(part, written.Question) else f"{part.each or part.key}.*."
            for question in own:
                choices = dict(file.scales[question.scale] if question.scale else question.choices)
                placed[prefix + question.key] = _Placed(question, choices, card.title)
    return placed


def _questions(before: Mapping[str, _Placed], after: Mapping[str, _Placed]) -> Iterator[str]:
    for key, one in after.items():
        if key not in before:
            needed = ", obligatorisk" if one.question.required else ""
            yield f"Ny fråga på kortet {one.card}: {one.label} ({key}{needed})"
        elif changes := list(_changes(before[key], one)):
            yield f"Ändrad fråga: {one.label} ({key}). {' '.join(changes)}"
    for key, one in before.items():
        if key not in after:
            yield f"Borttagen fråga från kortet {one.card}: {one.label} ({key})"


def _changes(old: _Placed, new: _Placed) -> Iterator[str]:
    for field, name in _NAMES.items():
        was, now = getattr(old.question, field), getattr(new.question, field)
        if was != now:
            yield f"{swedish.upper_first(name)}: {_said(was)} → {_said(now)}."
    if old.card != new.card:
        yield f"Flyttad från kortet {old.card} till {new.card}."
    for words, keys in (
        ("Nya val", [key for key in new.choices if key not in old.choices]),
        ("Borttagna val", [key for key in old.choices if key not in new.choices]),
        ("Omskrivna val", [k for k, label in new.choices.items() if old.choices.get(k, label) != label]),
    ):
        if keys:
            labels = new.choices if words != "Borttagna val" else old.choices
            yield f"{words}: {', '.join(labels[key] for key in keys)}."


def _changed(what: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"Ändrat i {what}: {_said(old)} → {_said(new)}"


def _said(value: object) -> str:
    """A value of a file in words that a reader can compare."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if value is None or value in ("", ()):
        return "inget"
    if isinstance(value, tuple):
        return " eller ".join(f"{one.question} = {'/'.join(one.values)}" for one in value)
    return f"”{value}”" if isinstance(value, str) and " " in value else str(value)


def _either(reasons: Iterable[tuple[str, str]]) -> str:
    return " / ".join(label for _, label in reasons)

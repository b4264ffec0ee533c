"""Answers that are typed instead of tapped: "2.1: 3", "1.2: 12 november", "4.2: saknas, inte klar än"."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from domain.answers import STATE, Answers, Standing
from domain.form import Form, Group, Kind, Question

TYPED = re.compile(
    r"^\s*(?P<number>\d+(?:\.\d+)+)"
    r"(?:\s+(?P<how>ers[äa]tt(?: med)?|l[äa]gg till|kommentar|f[öo]rklaring|sk[äa]l))?"
    r"\s*[:=]\s*(?P<words>.*)$",
    re.DOTALL | re.IGNORECASE,
)
"""``how``: what is done with the words, when they are not just the answer."""

WITHOUT_COLON = re.compile(r"\s*(?P<number>\d+(?:\.\d+)+)\s+(?P<words>\S[^\n]{0,60})")
"""May be an answer ("2.1 3"), or words that begin with a number ("1.2 miljoner kronor")."""

_SAME = {"oforandrat", "oforandrad", "samma", "samma som forra kvartalet", "oforandrat sedan forra kvartalet"}
_LACKS = re.compile(r"(?:uppgift(?:en)? )?saknas\b:?")
_DEVIATES = re.compile(r"avviker\b[\s,:.]*(?P<number>[+-]?\d.*)?", re.IGNORECASE | re.DOTALL)
_SAID: Mapping[Standing, frozenset[str]] = {
    Standing.HOLDS: frozenset({"stammer", "ja", "den stammer", "ja den stammer", "stammer bra"}),
    Standing.UNKNOWN: frozenset({"vet inte", "vet ej"}),
    Standing.NOTHING: frozenset({"inget", "inga", "nej", "inget att rapportera", "inga forandringar"}),
    Standing.NOT_IN_SYSTEM: frozenset(
        {"finns inte i vara system", "finns inte i systemet", "finns inte i system", "finns inte"}
    ),
    Standing.NOT_READY: frozenset({"inte klar an", "inte klart an", "inte klar", "ej klar", "inte klart"}),
    Standing.NOT_RELEASED: frozenset({"far inte lamnas ut", "lamnas inte ut", "far ej lamnas ut"}),
    Standing.OTHER_REASON: frozenset({"annat", "annat skal"}),
    Standing.NOT_APPLICABLE: frozenset(
        {"galler inte oss", "galler ej oss", "galler inte", "ej tillampligt", "inte aktuellt"}
    ),
    Standing.SUPPRESSED: frozenset({"1-5", "1-5 lamnas inte ut", "farre an sex", "farre an 6", "<6", "< 6"}),
}
"""What is typed for each companion, folded and without commas."""

_ALSO = {
    "samre": "forsamrat", "battre": "forbattrat", "lika": "oforandrat", "samma": "oforandrat",
    "som forut": "oforandrat", "som sist": "oforandrat",
}  # fmt: skip
"""What is said for the words of a choice, folded."""

_UNKNOWN = frozenset({"vet inte", "vet ej", "ingen aning", "?", "oklart", "saknas", "uppgift saknas"})


def says_unknown(words: str) -> bool:
    """Whether the words say that there is no answer to give."""
    return folded(words) in _UNKNOWN or words.strip() == "?"


def question_at(form: Form, number: str, answers: Answers) -> tuple[str, Question] | None:
    """The card's key and the question with that number; in a group also the first item not yet there."""
    for card in form.cards:
        for part in card.parts:
            for question in (part,) if isinstance(part, Question) else _items(part, answers):
                if question.number == number:
                    return card.key, question
    return None


@dataclass(frozen=True)
class Meant:
    """What typed words mean. ``raw``: the fields of question and companion, as a card sends them.

    ``same``: last quarter's answer holds still; then ``raw`` is empty.
    """

    raw: Mapping[str, str]
    same: bool = False


def fields(question: Question) -> tuple[Question, ...]:
    """The questions that the fields of ``meant`` belong to: the question, and its companion if it has one."""
    return (question, question.standing) if question.standing else (question,)


def meant(question: Question, words: str) -> Meant:
    """Read "3", "stämmer", "avviker, 250", "saknas, inte klar än", "gäller inte oss" and "oförändrat".

    A value takes a former reason away, and a reason a former value.
    """
    value = raw(question, words)
    is_choice = any(choice.value == value for choice in question.choices)
    if question.repeats and not is_choice and folded(words) in _SAME:
        return Meant({}, same=True)
    if not question.standing or is_choice:
        return Meant({question.key: value})
    said, number = _standing(question, words)
    if said:
        return Meant({question.key: number, question.key + STATE: said})
    return Meant({question.key: value, question.key + STATE: ""})


def _standing(question: Question, words: str) -> tuple[str, str]:
    """The companion's value and the own number beside it; "" when the words say neither.

    "Saknas" without a reason comes back as it is, to be refused with the list of reasons.
    """
    possible = {choice.value for choice in question.standing.choices} if question.standing else set()
    plain = folded(words.replace(",", " ").replace("–", "-"))
    if found := _DEVIATES.fullmatch(words.strip()):
        return (Standing.DEVIATES.value, found["number"] or "") if Standing.DEVIATES in possible else ("", "")
    if plain == folded(question.nothing) and question.nothing:
        return Standing.NOTHING.value, ""
    lacks = _LACKS.match(plain)
    reason = plain[lacks.end() :].strip() if lacks else plain
    for standing, said in _SAID.items():
        if standing in possible and (reason in said or plain in said):
            return standing.value, ""
    return (words.strip(), "") if lacks and Standing.OTHER_REASON in possible else ("", "")


def _items(group: Group, answers: Answers) -> tuple[Question, ...]:
    there = {int(key.split(".")[1]) for key in answers if key.startswith(group.key + ".")}
    shown = min(max(there, default=-1) + 2, group.most)
    return tuple(question for index in range(shown) for question in group.item(index))


def raw(question: Question, words: str) -> str:
    """What the words mean as a field's value. Words that match no choice come back as they are."""
    words = words.strip()
    if question.kind is Kind.SEVERAL and folded(words) == "alla":
        return ",".join(choice.value for choice in question.choices)
    if question.kind is Kind.SEVERAL:
        return ",".join(_choice(question, part) for part in re.split(r"[,;]|\boch\b", words) if part.strip())
    if question.kind is Kind.CHOICE:
        return _choice(question, words)
    return words


def _choice(question: Question, words: str) -> str:
    wanted = folded(words)
    return _meaning(question, wanted) or _meaning(question, _ALSO.get(wanted, "")) or words.strip()


def _meaning(question: Question, wanted: str) -> str:
    """The value of the one choice that the folded words mean; empty when they mean none or several."""
    if not wanted:
        return ""
    labels = {choice.value: folded(choice.label) for choice in question.choices}
    # "4 – Gott" is also said "gott", which is not "mycket gott".
    said = {value: label.removeprefix(f"{value} – ") for value, label in labels.items()}
    for matches in (
        [value for value, label in labels.items() if wanted in (value.lower(), label, said[value])],
        [value for value, label in said.items() if label.startswith(wanted)],
        [value for value, label in labels.items() if wanted in label.split()],
    ):
        if len(matches) == 1:
            return matches[0]
    return ""


def folded(words: str) -> str:
    """Lower case, without accents or outer punctuation: "Försämrat." and "forsamrat" are one."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).strip(" .!?:").split())

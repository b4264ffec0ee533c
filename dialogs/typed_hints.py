"""What to write instead, when a typed answer cannot be taken or needs an explanation."""

from collections.abc import Iterable, Mapping

from dialogs.sheets import Sheet
from domain import swedish
from domain.answers import COMMENT, Answers, Standing, Value
from domain.form import LACKING, Kind, Question
from forms import rules, typed

_REASONS = (Standing.NOT_READY, Standing.NOT_IN_SYSTEM, Standing.NOT_RELEASED)


def words(question: Question, given: str, refused: str) -> str:
    """Why ``given`` was not taken (``refused``), and how to say that there is no answer to give."""
    if not typed.says_unknown(given):
        return refused
    number = question.number
    if question.kind is Kind.CHOICE:
        cannot = [choice.label for choice in question.choices if choice.label.startswith("Kan inte")]
        return f"Vet ni inte, skriv ”{number}: {cannot[0].lower()}”." if cannot else refused
    if question.may_lack:
        ways = swedish.listed(f"”{number}: {LACKING[one].lower()}”" for one in _REASONS)
        return f"Välj ”Uppgift saknas” och säg varför, till exempel {ways}."
    if question.required:
        return refused
    return f"Har ni ingen uppgift lämnar ni {number} tom. Frågan är frivillig."


def warnings(question: Question, sheet: Sheet) -> str:
    """What the rules ask about the answer, and how to explain it; empty when nothing is asked."""
    found = [one for one in sheet.unexplained if one.key == question.key]
    told = "".join(f" {one.words}" for one in found)
    asked = rules.explain(found).get(question.key, ())
    return f"{told} {_how(question.number, asked)}" if asked else told


def _how(number: str, asked: Iterable[Question]) -> str:
    ready = [choice.label for one in asked for choice in one.choices if choice.value != rules.OTHER]
    told = f"Förklara med ”{number} kommentar: …”"
    return f"{told}, eller ”{number} skäl:” och ett av: {'; '.join(ready)}." if ready else f"{told}."


def explanation(asked: Iterable[Question], given: str) -> dict[str, str]:
    """The fields that the words fill in: the ready reason that they name, else the comment."""
    for one in asked:
        value = typed.raw(one, given) if one.choices else ""
        if any(choice.value == value for choice in one.choices):
            return {one.key: value}
    return {one.key: given for one in asked if not one.choices}


def with_earlier_comment(question: Question, before: Answers, after: Mapping[str, Value]) -> dict[str, Value]:
    """A comment comes after the one that stands, as when two have written: nothing is replaced."""
    key = question.key + COMMENT
    there, new = str(before.get(key, "")), str(after.get(key, ""))
    both = new if there in new else there if new in there else f"{there}\n\n{new}"
    return {**after, **({key: both} if both else {})}


def explained(question: Question, sheet: Sheet) -> str:
    """How the question's warning is explained, in words."""
    asked = rules.explain(sheet.findings).get(question.key, ())
    given = {one: str(sheet.answers[one.key]) for one in asked if one.key in sheet.answers}
    return ". ".join(one.label_of(said).rstrip(".") for one, said in given.items())

"""One question as one input, by kind.

``isRequired`` is never set: the client would then refuse to save a card that is filled in half way. The
server reads what came in and says what is missing. A number is a text input: Teams knows no decimal comma.
"""

from collections.abc import Callable, Mapping
from datetime import date

from microsoft_teams.cards import CardElement, Choice, ChoiceSetInput, DateInput, TextInput, ToggleInput

from bot.cards.escape import escaped, one_line, printable
from domain.answers import STATE
from domain.form import Kind, Question
from forms.wording import chosen

ON, OFF = "true", "false"
"""What an Input.Toggle sends."""

TICKED = {ON: True, "ja": True, OFF: False, "nej": False}
"""A tick as Teams sends it and as a person types it."""

_EXPANDED = 5
_ONE_LINE = 100


def field(question: Question, label: str, raw: str) -> CardElement:
    """The input for ``question``, filled in with ``raw`` where the input can hold it."""
    return _INPUTS[question.kind](question, label, raw)


def holds(question: Question, raw: str) -> bool:
    """Whether the input can show ``raw``; a date box cannot hold "i morgon"."""
    if not raw:
        return True
    test = _HOLDS.get(question.kind)
    return test is None or test(question, raw)


def _text(question: Question, label: str, raw: str) -> CardElement:
    most = question.limits.most
    return TextInput(
        id=question.key,
        label=label,
        value=printable(raw) or None,
        is_multiline=True if most is None or most > _ONE_LINE else None,
        # A refused text may be longer than it may be; a client that cuts it would lose words.
        max_length=most if most is not None and len(raw) <= most else None,
    )


def _number(question: Question, label: str, raw: str) -> CardElement:
    return TextInput(id=question.key, label=label, value=one_line(raw) or None)


def _date(question: Question, label: str, raw: str) -> CardElement:
    return DateInput(id=question.key, label=label, value=raw if raw and holds(question, raw) else None)


def _tick(question: Question, label: str, raw: str) -> CardElement:
    return ToggleInput(
        id=question.key,
        label=label,
        title="Ja",
        wrap=True,
        value=ON if TICKED.get(raw.strip().lower()) else None,
    )


def _choice(question: Question, label: str, raw: str) -> CardElement:
    # What stands beside an answer takes one line, however few there are to choose from.
    expanded = len(question.choices) <= _EXPANDED and not question.key.endswith(STATE)
    return ChoiceSetInput(
        id=question.key,
        label=label,
        style="expanded" if expanded else None,
        placeholder=None if expanded else "Välj",
        wrap=True if expanded else None,
        choices=_choices(question, escaped if expanded else one_line),
        value=raw if raw and holds(question, raw) else None,
    )


def _several(question: Question, label: str, raw: str) -> CardElement:
    known = [choice.value for choice in question.choices]
    return ChoiceSetInput(
        id=question.key,
        label=label,
        style="expanded",
        is_multi_select=True,
        wrap=True,
        choices=_choices(question, escaped),
        value=",".join(value for value in chosen(raw) if value in known) or None,
    )


def _choices(question: Question, worded: Callable[[str], str]) -> list[Choice]:
    return [Choice(title=worded(choice.label), value=choice.value) for choice in question.choices]


def _is_date(_question: Question, raw: str) -> bool:
    try:
        return date.fromisoformat(raw).isoformat() == raw
    except ValueError:
        return False


def _all_known(question: Question, raw: str) -> bool:
    return {choice.value for choice in question.choices} >= set(chosen(raw))


_INPUTS: Mapping[Kind, Callable[[Question, str, str], CardElement]] = {
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.TICK: _tick,
}

_HOLDS: Mapping[Kind, Callable[[Question, str], bool]] = {
    Kind.CHOICE: lambda question, raw: any(choice.value == raw for choice in question.choices),
    Kind.SEVERAL: _all_known,
    Kind.DATE: _is_date,
    Kind.TICK: lambda _question, raw: raw.strip().lower() in TICKED,
}

"""A message as plain text, for the chat in a terminal."""

from collections.abc import Iterator

from bot.cards.escape import printable
from bot.cards.inputs import TICKED
from domain.form import Choice, Group, Kind, Question
from domain.messages import Button, FormPage, Message, Panel, Summary
from forms.wording import (
    chosen,
    guidance,
    is_required,
    labelled,
    problem_line,
    required_when,
    to_review,
    which,
    whose,
)

_INDENT = "     "


def text_of(message: Message) -> str:
    """Everything that the card would show, and how to answer by typing; control characters are taken out."""
    blocks = [message.text.strip()]
    if message.page:
        blocks += _page(message.page)
    if message.summary:
        blocks += _summary(message.summary)
    if message.panel:
        blocks += _panel(message.panel)
    if message.file:
        blocks.append(f"Filen {message.file.name} är klar. {message.file.where}")
    if message.buttons:
        blocks.append("\n".join(("Du kan skriva:", *map(_button, message.buttons))))
    blocks.append(message.alone)
    return printable("\n\n".join(block for block in blocks if block))


def _button(button: Button) -> str:
    if button.opens:
        return f"  {button.title}: {button.opens}"
    alike = button.says.casefold() == button.title.casefold()
    return f"  {button.says}" if alike else f"  {button.says} – {button.title}"


def _summary(summary: Summary) -> Iterator[str]:
    if summary.comment:
        yield f"Återsänd av {summary.comment}"
    yield summary.title
    if summary.open:
        yield "\n".join((to_review(summary.open), *(f"  {problem_line(one)}" for one in summary.open)))
    for card in summary.cards:
        facts = [f"  {name}: {words}" for name, words in summary.facts.get(card.key, ())]
        yield "\n".join((f"{card.number} {card.title}", *(facts or ["  Inga svar på det här kortet."])))
    back = "”kort 2” för att ändra på ett kort" if len(summary.cards) > 1 else "”tillbaka” för att ändra"
    yield f"Skriv {back}" + ("." if summary.open else ", ”bekräfta” för att lämna in.")


def _page(page: FormPage) -> Iterator[str]:
    if page.problems:
        yield "\n".join((to_review(page.problems), *(f"  {problem_line(one)}" for one in page.problems)))
    yield f"{whose(page)}\n{which(page)}"
    yield page.notice
    yield page.card.intro
    for part in page.card.parts:
        if isinstance(part, Group):
            yield from _group(part, page)
        else:
            yield _question(part, page)
    yield _how_to_answer(page)


def _panel(panel: Panel) -> Iterator[str]:
    yield panel.title
    yield from panel.paragraphs
    yield "\n".join(f"  {name}: {value}" for name, value in panel.facts)


def _group(group: Group, page: FormPage) -> Iterator[str]:
    yield "\n".join(
        (f"{group.number} {group.title}", *_below(group.key, page, required_when(group.required_if, page)))
    )
    for index in range(page.items.get(group.key, 0)):
        yield f"{group.title} {index + 1}"
        for question in group.item(index):
            yield _question(question, page)


def _question(question: Question, page: FormPage) -> str:
    label = labelled(question, required=is_required(question, page))
    hint = guidance(question, page)
    return "\n".join(
        (
            label,
            *(line for words in page.beside.get(question.key, ()) for line in _indented(words)),
            *_answer(question, page.values.get(question.key, "")),
            *_below(question.key, page, hint),
            *_companions(question, page),
        )
    )


def _companions(question: Question, page: FormPage) -> Iterator[str]:
    """What may stand in for the answer, or explain it; an answer that is given is marked."""
    for asked in (*filter(None, [question.standing]), *page.explain.get(question.key, ())):
        yield from _indented(asked.label)
        yield from _answer(asked, page.values.get(asked.key, ""))


def _answer(question: Question, raw: str) -> Iterator[str]:
    if not question.choices:
        yield from _indented(f"Svar: {_spoken(question, raw)}")
        return
    values = chosen(raw) if question.kind is Kind.SEVERAL else [raw]
    for choice in question.choices:
        yield f"{_INDENT}[{'x' if choice.value in values else ' '}] {choice.label}"
    unknown = [
        value for value in values if value and not any(value == choice.value for choice in question.choices)
    ]
    if unknown:
        yield from _indented(f"Du skrev: {', '.join(unknown)}")


def _spoken(question: Question, raw: str) -> str:
    if question.kind is Kind.TICK:
        ticked = TICKED.get(raw.strip().lower())
        return (raw or "–") if ticked is None else "ja" if ticked else "nej"
    return raw or "–"


def _below(key: str, page: FormPage, *hints: str) -> Iterator[str]:
    for problem in page.problems:
        if problem.key == key:
            yield from _indented(f"Att rätta: {problem.words}")
    for hint in filter(None, hints):
        yield from _indented(f"({hint})")


def _indented(text: str) -> Iterator[str]:
    return (f"{_INDENT}{line}" for line in text.split("\n"))


def _how_to_answer(page: FormPage) -> str:
    last = page.card.number == page.of
    first = next(page.card.questions(dict(page.items)), None)
    ways = [_example(first)] if first else []
    if page.same and not page.card.groups:
        ways.append("”oförändrat” för att ta över förra kvartalets svar")
    ways.append(
        "”lämna in” för att spara, granska och lämna in" if last else "”nästa” för att spara och gå vidare"
    )
    if page.card.number > 1:
        ways.append("”tillbaka” för att spara och gå tillbaka")
    ways += [
        f"”lägg till {group.title.lower()}” för ett till"
        for group in page.card.groups
        if page.items.get(group.key, 0) < group.most
    ]
    return f"Skriv {', '.join(ways)}."


def _example(question: Question) -> str:
    """An answer that can be typed as it stands; a scale by its step, other choices by their words."""
    words = [_typed(choice) for choice in question.choices]
    by_kind = {
        Kind.CHOICE: "".join(words[:1]),
        Kind.SEVERAL: ", ".join(words[:2]),
        Kind.NUMBER: "12",
        Kind.DATE: "12 november",
        Kind.TICK: "ja",
    }
    return f"”{question.number}: {by_kind.get(question.kind, 'er text')}” för att svara"


def _typed(choice: Choice) -> str:
    return choice.value if choice.label.startswith(f"{choice.value} ") else choice.label

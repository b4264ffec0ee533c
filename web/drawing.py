"""A page of the form as fields to draw: what each shows, says beside it, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import replace

from domain.answers import STATE
from domain.form import Choice, Group, Kind, Question
from domain.messages import FormPage
from forms.wording import chosen, guidance, is_required, labelled, required_when
from web.fields import Field, Item, Option, Several, field_id
from web.wording import written_as

_RADIOS = 7
"""So many choices are shown at once; more of them in a list to open."""
_ONE_LINE = 100


def parts(page: FormPage) -> Iterator[Field | Several]:
    """The card's fields and groups, in order."""
    block = ""
    for part in page.card.parts:
        if isinstance(part, Group):
            yield _group(part, page)
            continue
        opens = _block(part)
        yield replace(_whole(part, page), parted=bool(block) and block != opens)
        block = opens


def shown_keys(page: FormPage) -> frozenset[str]:
    """The keys that have a field or a group of their own on the page."""
    asked = {question.key for question in page.card.questions(dict(page.items))}
    explained = {question.key for some in page.explain.values() for question in some}
    return frozenset(asked | explained | {group.key for group in page.card.groups})


def unchanged(page: FormPage) -> int:
    """How many questions of the page are still open and can be answered with "oförändrat"."""
    return sum(1 for key in page.same if not page.values.get(key))


def _block(question: Question) -> str:
    """As "3.1" for 3.1.2: questions that are asked of each focus area belong together. Empty for 2.1."""
    return question.number.rpartition(".")[0] if question.number.count(".") > 1 else ""


def _whole(question: Question, page: FormPage) -> Field:
    """The question with its standing companion and what a warning asks for."""
    standing = (_companion(question.standing, page),) if question.standing else ()
    after = (*standing, *_explained(question.key, page))
    return replace(_field(question, page), after=after, same=question.key in page.same)


def _explained(key: str, page: FormPage) -> tuple[Field, ...]:
    """What a warning needs to pass, or which of two texts is to hold."""
    return tuple(_companion(question, page) for question in page.explain.get(key, ()))


def _companion(question: Question, page: FormPage) -> Field:
    """Under a question, whose number it has: only who does not see that is told the number."""
    return replace(_field(question, page), label=question.label, tied=True)


def _field(question: Question, page: FormPage) -> Field:
    raw = page.values.get(question.key, "")
    required = is_required(question, page)
    numeric = question.kind is Kind.NUMBER
    made = Field(
        key=question.key,
        shape=_shape(question),
        label=labelled(question, required=required),
        raw=raw,
        number=question.number,
        options=_options(question, raw, required=required),
        hint=guidance(question, page),
        format=written_as(question),
        most=question.limits.most if question.kind is Kind.TEXT else None,
        numeric=numeric,
        beside=page.beside.get(question.key, ()),
        wrong=_wrong(question.key, page),
    )
    return replace(made, said="" if _holds(made) else raw)


def _group(group: Group, page: FormPage) -> Several:
    count = page.items.get(group.key, 0)
    return Several(
        key=group.key,
        title=f"{group.number} {group.title}".strip(),
        when=required_when(group.required_if, page),
        wrong=_wrong(group.key, page),
        items=tuple(_item(group, index, page) for index in range(count)),
        add=group.add if count < group.most else "",
        after=_explained(group.key, page),
    )


def _item(group: Group, index: int, page: FormPage) -> Item:
    removal = group.removal(index)
    return Item(
        f"{group.title} {index + 1}",
        tuple(_whole(question, page) for question in group.item(index)),
        Field(removal.key, "tick", removal.label),
    )


def _shape(question: Question) -> str:
    if question.kind is Kind.CHOICE:
        is_standing = question.key.endswith(STATE)
        return "list" if is_standing or len(question.choices) > _RADIOS else "radios"
    if question.kind is Kind.TEXT:
        most = question.limits.most
        return "text" if most is None or most > _ONE_LINE else "line"
    return {Kind.SEVERAL: "boxes", Kind.TICK: "tick"}.get(question.kind, "line")


def _options(question: Question, raw: str, *, required: bool) -> tuple[Option, ...]:
    """The choices; "inget svar" too where a radio that may stay empty has been chosen."""
    said = set(chosen(raw)) if question.kind is Kind.SEVERAL else {raw}
    choices = list(question.choices)
    if choices and _shape(question) == "radios" and raw and not required:
        choices.append(Choice("", "Inget svar"))
    return tuple(
        # The first has the question's own id: a link to the question leads to it.
        Option(_option_id(question.key, place), choice.value, choice.label, choice.value in said)
        for place, choice in enumerate(choices)
    )


def _option_id(key: str, place: int) -> str:
    return f"{field_id(key)}~{place}" if place else field_id(key)


def _holds(field: Field) -> bool:
    """Whether the field can show what it was given; a round box cannot hold "kanske"."""
    if field.shape in {"radios", "list"}:
        return not field.raw or any(option.chosen for option in field.options)
    if field.shape == "boxes":
        return set(chosen(field.raw)) <= {option.value for option in field.options}
    return True


def _wrong(key: str, page: FormPage) -> tuple[str, ...]:
    return tuple(problem.words for problem in page.problems if problem.key == key)

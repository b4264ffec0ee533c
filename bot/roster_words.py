"""A person's tasks in words, and what differs between what is and what will be."""

from collections.abc import Iterator

from domain import swedish
from domain.county import County
from domain.people import Assignment, Person


def task_words(task: Assignment, county: County) -> str:
    """Ersättare för Fyrbodal från 1 januari 2027 till 31 januari 2027."""
    since = f" från {swedish.day(task.since)}" if task.since else ""
    until = f" till {swedish.day(task.until)}" if task.until else ""
    return f"{county.task(task.role, task.unit)}{since}{until}"


def changes(before: Person | None, after: Person, county: County) -> Iterator[str]:
    """What differs, a line each; nothing when all is as before. Tasks keep their places."""
    if before is None:
        mail = f", {after.mail}" if after.mail else ""
        yield f"Ny: {after.id} ({after.name}{mail}): {tasks(after, county)}"
        return
    if before.name != after.name:
        yield f"Ändras: {after.id} heter {after.name}, förut {before.name}"
    if before.mail != after.mail:
        yield f"Ändras: {after.id} har e-post {after.mail}, förut {before.mail or 'ingen'}"
    held = before.assignments
    for place, task in enumerate(after.assignments):
        if place >= len(held):
            yield f"Ändras: {after.id} blir även {task_words(task, county)}"
        elif task != held[place]:
            said = task_words(held[place], county)
            yield f"Ändras: {after.id} är {task_words(task, county)}, förut {said}"


def tasks(person: Person, county: County) -> str:
    return "; ".join(task_words(one, county) for one in person.assignments)

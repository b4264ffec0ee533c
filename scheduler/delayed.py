"""What should have been sent while Samråd stood still, and what has become of it, kind by kind."""

from collections import Counter
from collections.abc import Mapping

from domain import notice_names, swedish
from domain.delivery import Outcome
from domain.watching import Standstill
from store.store import Store


def told(one: Standstill, store: Store) -> str:
    of_kind: dict[str, Counter[Outcome]] = {}
    for late in store.watching.late(one):
        of_kind.setdefault(notice_names.name(late.kind), Counter())[late.outcome] += 1
    if not of_kind:
        return "Inget meddelande blev försenat."
    lines = "\n".join(f"– {_line(name, of_kind[name])}" for name in swedish.alphabetical(of_kind))
    return f"Det här blev försenat:\n{lines}"


def _line(name: str, ended: Mapping[Outcome, int]) -> str:
    """Beskedet att omgången är öppen: 1 har skickats, 8 kom inte fram (skriv ”ej levererat”)."""
    sent = ended.get(Outcome.SENT, 0)
    lost = sum(ended.get(outcome, 0) for outcome in (Outcome.FAILED, Outcome.UNREACHABLE))
    waiting = sum(ended.values()) - sent - lost
    parts = (
        (sent, f"{sent} har skickats nu"),
        (waiting, f"{waiting} skickas så snart det går"),
        (lost, f"{lost} kom inte fram (skriv ”ej levererat”)"),
    )
    return f"{swedish.upper_first(name)}: {', '.join(words for number, words in parts if number)}"

"""What the scheduler is told of the handbook, which it does not know: whose an entry is, when it is due."""

from typing import TYPE_CHECKING

from domain.weekly import EntryFact

if TYPE_CHECKING:
    from knowledge.handbook import Handbook


def entry_facts(handbook: "Handbook") -> dict[str, EntryFact]:
    """By key. An entry that is due but is shown all the same, with its reason, is due all the same."""
    return {
        entry.key: EntryFact(entry.key, entry.question, entry.owner, entry.review)
        for entry in handbook.entries.values()
    }

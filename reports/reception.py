"""Section 4: who has been received, county and sub-regions, and the Migration Agency's own part."""

from collections.abc import Sequence

from domain.form import Question
from domain.swedish import listed
from reports import agencies, charts
from reports.development import Development
from reports.development_notes import notes
from reports.development_told import councils_table, further_back
from reports.document import METHOD, Block, Paragraph, Sentence
from reports.number_cells import Numbers
from reports.opening import opening
from reports.per_inhabitants import per_inhabitants
from reports.placing import RECEPTION, drawn, placed
from reports.reception_tables import asked_of, councils_numbers, tables


def reception(development: Development) -> list[Block]:
    """Each number that any sub-region has something to say of, then the agencies that are placed here."""
    material = development.material
    units = councils_numbers(development)
    asked = placed(material, asked_of(units), RECEPTION)
    said = [*_numbers(development, units, asked), *agencies.placed_in(development, RECEPTION)]
    return [*opening(material, RECEPTION), *said] if said else []


def _numbers(development: Development, units: Sequence[Numbers], asked: Sequence[Question]) -> list[Block]:
    if not asked:
        return []
    return [
        *_guests(units),
        *tables(units, asked, "Siffror per delregion"),
        *per_inhabitants(development.material, units),
        *drawn(charts.received(development)),
        *councils_table(development, units, asked),
        *further_back(development, units, asked),
        *notes(development, units, asked),
    ]


def _guests(units: Sequence[Numbers]) -> list[Block]:
    """Members outside the county are not in its numbers."""
    guests = [
        member.name for unit in units for member in unit.part.respondent.members if not member.in_county
    ]
    if not guests:
        return []
    text = (
        f"{listed(guests)} är med i samråd men ligger utanför länet och ingår inte i länets tal. Där en "
        "delregion med en sådan kommun har lämnat en egen siffra summeras länet inte."
    )
    return [Paragraph((Sentence(text, (METHOD,)),))]

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
from reports.placing import RECEPTION, drawn_beside, placed, unless_beside
from reports.reception_tables import asked_of, councils_numbers, tables

_MAIN = ("received_", "enrolled_total", "enrolled_children")
"""The numbers that give the picture; the others stand in the annex of tables."""

_TOTALS = ("received_total_ytd", "enrolled_total")
"""Those that are set against last year and the start of the year in the text; the others are in the annex."""

_CAPTION = "Siffror per delregion"


def reception(development: Development) -> list[Block]:
    """Each number that any sub-region has something to say of, then the agencies that are placed here."""
    material = development.material
    units = councils_numbers(development)
    asked = placed(material, asked_of(units), RECEPTION)
    said = [*_numbers(development, units, asked), *agencies.placed_in(development, RECEPTION)]
    return [*opening(material, RECEPTION), *said] if said else []


def reception_beside(development: Development) -> list[Block]:
    """For the annex of tables: the numbers that are not of the picture, and how the others have moved."""
    units = councils_numbers(development)
    asked = placed(development.material, asked_of(units), RECEPTION)
    main = [one for one in asked if one.key.startswith(_MAIN)]
    rest = [one for one in asked if one not in main]
    return [
        *further_back(development, units, [one for one in main if one.key not in _TOTALS]),
        *tables(units, rest, _CAPTION),
        *councils_table(development, units, rest, "mottagandet, övriga tal"),
        *further_back(development, units, rest),
        *notes(development, units, rest),
    ]


def _numbers(development: Development, units: Sequence[Numbers], asked: Sequence[Question]) -> list[Block]:
    material = development.material
    main = [one for one in asked if one.key.startswith(_MAIN)]
    return [
        *(_guests(units) if asked else ()),
        *tables(units, main, _CAPTION),
        *per_inhabitants(material, units),
        *drawn_beside(material, charts.received(development)),
        *councils_table(development, units, main, "mottagandet"),
        *further_back(development, units, [one for one in main if one.key in _TOTALS]),
        *notes(development, units, main),
        *unless_beside(material, reception_beside(development)),
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

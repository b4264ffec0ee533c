"""Where an agency's part, or a number, stands in the report: as the county's file says."""

from collections.abc import Iterable

from domain.form import Question
from domain.material import Material
from reports.document import Block, Chart

AREAS = "areas"
OUTLOOK, RECEPTION, PRESENCE = "outlook", "reception", "presence"


def drawn(chart: Chart | None) -> list[Block]:
    """The figure, where there is one."""
    return [chart] if chart else []


def area_place(area: str) -> str:
    """The place of a focus area's own part."""
    return f"{AREAS}.{area}"


def place_of(material: Material, named: str, otherwise: str) -> str:
    """The place of an agency (its id) or of a number (its key, or that of its group of questions).

    ``otherwise`` when the file names none, or a focus area that does not hold this quarter.
    """
    placed = material.county.report.placed
    place = placed.get(named) or placed.get(named.partition(".")[0]) or otherwise
    section, _, area = place.partition(".")
    if section == AREAS and area not in {one.key for one in material.areas}:
        return otherwise
    return place


def placed(
    material: Material, questions: Iterable[Question], place: str, otherwise: str = RECEPTION
) -> list[Question]:
    """Those of the questions that stand there, in their order."""
    return [one for one in questions if place_of(material, one.key, otherwise) == place]

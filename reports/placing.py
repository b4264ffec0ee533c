"""Where an agency's part, a number or a table stands in the report: as the county's file says."""

from collections.abc import Iterable
from dataclasses import replace

from domain.form import Question
from domain.material import Material
from reports.document import METHOD, Block, Chart, Sentence, Table

AREAS = "areas"
OUTLOOK, RECEPTION, PRESENCE = "outlook", "reception", "presence"
TABLES = "tables"
"""The annex of the numbers that are no part of the quarter's picture, and of the figures' own."""


def drawn(chart: Chart | None) -> list[Block]:
    """The figure, where there is one."""
    return [chart] if chart else []


def drawn_beside(material: Material, chart: Chart | None) -> list[Block]:
    """The figure, with its numbers in the annex of tables where the county has one."""
    title = tables_title(material)
    if chart is None or not title:
        return drawn(chart)
    where = Sentence(f"Figurens tal står i bilagan ”{title}”.", (METHOD,))
    return [replace(chart, notes=(*chart.notes, where), table_shown=False)]


def numbers_of(chart: Chart | None) -> list[Table]:
    """The table of the figure's numbers, as it stands in the annex of tables."""
    return [replace(chart.table, caption=f"{chart.caption}: figurens tal")] if chart else []


def tables_title(material: Material) -> str:
    """What the county calls the annex of tables; empty for a county without it."""
    return material.county.report.title(TABLES)


def unless_beside(material: Material, blocks: Iterable[Block]) -> list[Block]:
    """What stands in the annex of tables, for a county without one: where it would have been."""
    return [] if tables_title(material) else list(blocks)


def lead_of(material: Material, question: Question) -> str:
    """What the question's answer stands after: as the county's file calls it, else as the form asks."""
    key = question.key.rpartition(".")[2]
    return material.county.report.leads.get(key, question.label)


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

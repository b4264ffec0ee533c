"""What the report consists of, in order. A new section is one function and one line here."""

from collections.abc import Callable

from domain.material import Material
from reports.agencies import agencies
from reports.councils import councils
from reports.cover import cover
from reports.development import Development
from reports.document import Block
from reports.raised import raised
from reports.reception import reception
from reports.responses import responses
from reports.summary import summary

Section = Callable[[Development], list[Block]]
"""Made from the material, and from how its numbers have moved."""


def _of_material(section: Callable[[Material], list[Block]]) -> Section:
    return lambda development: section(development.material)


SECTIONS: tuple[Section, ...] = (
    _of_material(cover),
    summary,
    _of_material(responses),
    reception,
    agencies,
    _of_material(councils),
    _of_material(raised),
)
"""Each is silent (an empty list) when it has nothing to say. The annex, made from their sources, follows."""

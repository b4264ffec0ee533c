"""What the report consists of, in order. A new section is one function and one line here."""

from collections.abc import Callable

from domain.material import Material
from reports.agencies import agencies
from reports.councils import councils
from reports.cover import cover
from reports.document import Block
from reports.raised import raised
from reports.reception import reception
from reports.responses import responses
from reports.summary import summary

Section = Callable[[Material], list[Block]]

SECTIONS: tuple[Section, ...] = (
    cover,
    summary,
    responses,
    reception,
    agencies,
    councils,
    raised,
)
"""Each is silent (an empty list) when it has nothing to say. The annex, made from their sources, follows."""

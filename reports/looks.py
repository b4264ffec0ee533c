"""What has been shown of the numbers, look by look: in each edition of each quarter's report, and now."""

from collections.abc import Iterator, Sequence

from domain.material import Material
from domain.quarter import Quarter
from reports.past import in_its_forms, parts_in
from reports.published import Published
from reports.shown import Shown


def looks(material: Material, quarters: Sequence[Quarter]) -> Iterator[Shown]:
    """The quarters as the editions showed them that have been published, and last as they are known now.

    An edition tells of the quarters before it in its year, too; one of the material's own quarter of all.
    """
    own = material.round.quarter
    for edition in material.editions:
        then = edition.round.quarter
        told = [one for one in quarters if one <= then and (then == own or one.year == then.year)]
        yield from _looks(in_its_forms(edition, material), told)
    yield from _looks(material, quarters)


def _looks(material: Material, quarters: Sequence[Quarter]) -> Iterator[Shown]:
    published = Published(material)
    for quarter in quarters:
        yield Shown(quarter, parts_in(material, quarter), published.parts_in(quarter))

"""What has been shown of the numbers, look by look: in each edition of each quarter's report, and now."""

from collections.abc import Iterator, Sequence

from domain.material import Contribution, Material
from domain.quarter import Quarter
from reports.past import parts_in, parts_in_edition
from reports.published import Published
from reports.shown import Shown


def looks(material: Material, quarters: Sequence[Quarter]) -> Iterator[Shown]:
    """The quarters as the published editions of the material's own quarter showed them, and as they are now.

    Each quarter before its own comes as in its editions, too; the last look at a quarter is how it is now.
    """
    for one in (*material.editions, material):
        published = Published(one)
        for quarter in quarters:
            others = published.parts_in(quarter)
            for parts in _in_editions(one, quarter):
                yield Shown(quarter, parts, others)
            yield Shown(quarter, parts_in(one, quarter), others)


def _in_editions(material: Material, quarter: Quarter) -> Iterator[tuple[Contribution, ...]]:
    """The units' parts in each edition of an earlier quarter that differs from what is known now."""
    if quarter == material.round.quarter:
        return
    those = [past for part in material.contributions if (past := part.before(quarter))]
    for number in range(max((len(past.editions) for past in those), default=0)):
        if any(number < len(past.editions) and past.editions[number] != past.submission for past in those):
            yield parts_in_edition(material, quarter, number)

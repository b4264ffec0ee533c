"""What stands first in a section: its heading and fixed words, as the county's folder has them."""

from domain.material import Material
from reports.document import METHOD, Block, Heading, Paragraph, Sentence


def opening(material: Material, key: str) -> list[Block]:
    plan = material.county.report.section(key)
    words = [Paragraph((Sentence(plan.opening, (METHOD,)),))] if plan.opening else []
    return [Heading(plan.title, 1), *words]

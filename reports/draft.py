"""The draft of the quarter's report: material in, document model out."""

from domain.material import Material
from reports.composing import composed
from reports.document import Document


def draft(material: Material) -> Document:
    """The whole draft as the answers give it. Nothing in it is later than the material's cut-off."""
    return composed(material).document

"""What the report consists of. A new section is one function, one line here and one in the county's file."""

from collections.abc import Callable, Mapping

from domain.material import Material
from reports.annex_tables import annex_tables
from reports.councils import councils
from reports.cover import cover
from reports.development import Development
from reports.document import Block
from reports.english import LANGUAGE, english
from reports.focus import focus
from reports.good_practice import good_practice
from reports.in_depth import in_depth
from reports.method import method
from reports.municipalities import municipalities
from reports.outlook import outlook
from reports.presence import presence
from reports.raised import raised
from reports.reception import reception
from reports.responses import responses
from reports.summary import summary

Maker = Callable[[Development], list[Block]]
"""Made from the material, and from how its numbers have moved."""


def _of_material(maker: Callable[[Material], list[Block]]) -> Maker:
    return lambda development: maker(development.material)


SECTIONS: Mapping[str, Maker] = {
    "cover": _of_material(cover),
    "summary": summary,
    "responses": responses,
    "outlook": outlook,
    "reception": reception,
    "areas": focus,
    "presence": presence,
    "councils": _of_material(councils),
    "raised": _of_material(raised),
    "in_depth": in_depth,
    "tables": annex_tables,
    "municipalities": municipalities,
    "method": method,
    "good_practice": _of_material(good_practice),
    "english": english,
}
"""Each is silent (an empty list) when it has nothing to say. The list of their sources follows them."""

LANGUAGES: Mapping[str, str] = {"english": LANGUAGE}
"""Those that are not in the document's own language."""

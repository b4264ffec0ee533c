"""The report of a material, whose sections are made once however often an act composes it.

What a section says is decided by the material and the options alone, so it is remembered by all that they
hold: a section that has been made is never shown for other answers, another moment or other options.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from hashlib import sha256

from domain.county import County
from domain.form import Form
from domain.material import Contribution, Material
from domain.report_versions import SectionEdit
from reports.composing import Composition, Options, generated, with_edits
from reports.document import Section

_KEPT = 4
"""So many are remembered: an act speaks of the report of today, and of the one that was kept last."""

_PARTS = (Material, Contribution)


def composed(material: Material, edits: Mapping[str, SectionEdit], options: Options) -> Composition:
    """As ``reports.composing.composed``."""
    return with_edits(material, made_of(Asked(material, options)), edits)


class Asked:
    """A material and options: the same as others of the same content."""

    def __init__(self, material: Material, options: Options) -> None:
        self.material, self.options = material, options
        content = "\n".join((repr(options), *_content(material)))
        self._digest = sha256(content.encode("utf-8", "surrogatepass")).digest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and self._digest == other._digest

    def __hash__(self) -> int:
        return hash(self._digest)


@lru_cache(maxsize=_KEPT)
def made_of(asked: Asked) -> tuple[Section, ...]:
    """The sections without any edit."""
    return generated(asked.material, asked.options)


def _content(what: object) -> Iterator[str]:
    """All that the object holds, field by field; as text, since 1, 1.0 and True are equal but read otherwise.

    A county and a form, which nobody changes, by which object they are. No other can take their place while
    they are remembered: the material that is remembered holds them.
    """
    if isinstance(what, County | Form):
        yield f"{type(what).__name__} {id(what)}"
    elif isinstance(what, _PARTS):
        for field in fields(what):
            yield from _content(getattr(what, field.name))
    elif isinstance(what, tuple) and what and isinstance(what[0], _PARTS):
        yield str(len(what))
        for one in what:
            yield from _content(one)
    else:
        yield repr(what)

"""An HTML page as a browser without scripts reads it: what stands there, and what a form would send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})
Attributes = dict[str, str]


@dataclass
class Element:
    tag: str
    attributes: Attributes = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def all(self, tag: str = "", **wanted: str) -> "Iterator[Element]":
        """Every element inside, in order, with that tag and those attributes (``class_`` one of several)."""
        for child in self.children:
            if isinstance(child, Element):
                if (not tag or child.tag == tag) and child.has(**wanted):
                    yield child
                yield from child.all(tag, **wanted)

    def has(self, **wanted: str) -> bool:
        classes = wanted.pop("class_", "")
        own = self.attributes.get("class", "").split()
        return (not classes or classes in own) and all(
            self.attributes.get(name) == value for name, value in wanted.items()
        )

    @property
    def raw(self) -> str:
        """The text as it stands, line breaks and all."""
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    @property
    def text(self) -> str:
        return " ".join(self.raw.split())


class Page(HTMLParser):
    """``root`` holds the elements. Raises AssertionError for a tag that is not closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]
        self.feed(html)
        self.close()
        assert self._open == [self.root], f"left open: {self._open[-1].tag}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def one(self, tag: str = "", **wanted: str) -> Element:
        found = list(self.root.all(tag, **wanted))
        assert len(found) == 1, f"{len(found)} of {tag} {wanted}"
        return found[0]

    @property
    def title(self) -> str:
        return self.one("title").text

    @property
    def heading(self) -> str:
        return self.one("h1").text

    @property
    def text(self) -> str:
        return self.one("body").text

    @property
    def fields(self) -> dict[str, str]:
        """What the form sends as it stands, boxes with commas between."""
        sent: dict[str, str] = {}
        for name, value in self._sent():
            sent[name] = f"{sent[name]},{value}" if name in sent else value
        return sent

    def _sent(self) -> Iterator[tuple[str, str]]:
        for one in self.one("form").all():
            name, kind = one.attributes.get("name", ""), one.attributes.get("type", "text")
            if one.tag == "textarea":
                # The line break that follows the tag is no part of the text.
                yield name, one.raw.removeprefix("\n")
            elif one.tag == "select":
                chosen = [option for option in one.all("option") if "selected" in option.attributes]
                yield name, chosen[0].attributes["value"] if chosen else ""
            elif one.tag == "input" and (kind in {"text", "hidden"} or "checked" in one.attributes):
                yield name, one.attributes["value"]

    @property
    def presses(self) -> list[str]:
        return [one.attributes["value"] for one in self.root.all("button", name="press")]

    def label(self, key: str) -> str:
        """The words over the field of a question."""
        return next(self.root.all("label", **{"for": f"f-{key}"})).text

    def beside(self, key: str) -> str:
        """What a screen reader says after the label of a question's field."""
        field_ = self.one(id=f"f-{key}")
        holder = field_ if "aria-describedby" in field_.attributes else self._fieldset(key)
        ids = holder.attributes.get("aria-describedby", "").split()
        return " ".join(self.one(id=one).text for one in ids)

    def _fieldset(self, key: str) -> Element:
        for fieldset in self.root.all("fieldset"):
            if any(fieldset.all("input", name=f"q.{key}")) and not any(fieldset.all("fieldset")):
                return fieldset
        return Element("")

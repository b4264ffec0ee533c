"""A source on one line, as people write it: "5 och 9 §§ 2016:38, läst 2026-02-12, bakgrund".

A document is "dokument: Titel; Utgivare; 2022", with an address after another semicolon when it has one.
"""

import re
from datetime import date

from pydantic import ValidationError

from knowledge.entries import DocumentSource, Source, StatuteSource
from knowledge.statutes import named_in

_DOCUMENT = "dokument:"
_LABEL = r"\d{1,3}(?: ?[a-z](?![a-zåäö]))?"
_LAW = r"(?P<law>(?:19|20)\d\d:\d{1,4})"
_PARAGRAPHS = re.compile(
    rf"(?:(?P<chapter>{_LABEL}) kap\.? )?(?P<labels>{_LABEL}(?:(?:, ?| och ){_LABEL})*) §+ (?:SFS )?{_LAW}"
)
_WHOLE = re.compile(rf"(?:SFS )?{_LAW}(?: (?P<part>[^§]+))?")
_BACKGROUND = re.compile(r"[,;]\s*bakgrund$")
_WORDING = re.compile(r"[,;]\s*lydelse:?\s+(?P<said>[^;]+)$")
_READ = re.compile(r"[,;]\s*läst\s+(?P<said>\S+)$")


class BadSource(ValueError):
    """A line that is no source; the words are Swedish and show how to write one."""


def line_of(source: Source) -> str:
    """The source on one line; `read_source` reads it back."""
    if isinstance(source, DocumentSource):
        parts = [source.document, source.publisher, str(source.year), *filter(None, [source.link])]
        return f"{_DOCUMENT} {'; '.join(parts)}"
    what = f"{source.law} {source.part}" if source.part else source.law
    if source.paragraphs:
        chapter = f"{source.chapter} kap. " if source.chapter else ""
        sign = "§" if len(source.paragraphs) == 1 else "§§"
        what = f"{chapter}{', '.join(source.paragraphs)} {sign} {source.law}"
    wording = f", lydelse {source.wording}" if source.wording else ""
    return f"{what}, läst {source.as_of}{wording}{', bakgrund' if source.background else ''}"


def read_source(line: str, today: date) -> Source:
    """The source that a line names. A paragraph without a date was read ``today``. Raises BadSource."""
    line = " ".join(line.split())
    try:
        return _document(line) if line.casefold().startswith(_DOCUMENT) else _statute(line, today)
    except (ValidationError, ValueError) as error:
        if isinstance(error, BadSource):
            raise
        raise _bad(line) from error


def _document(line: str) -> DocumentSource:
    parts = [part.strip() for part in line[len(_DOCUMENT) :].split(";")]
    link = parts.pop() if parts[-1].startswith("https://") else None
    *title, publisher, year = parts
    return DocumentSource(document="; ".join(title), publisher=publisher, year=int(year), link=link)


def _statute(line: str, today: date) -> StatuteSource:
    rest, background = _BACKGROUND.subn("", line)
    rest, wording = _taken(rest, _WORDING)
    rest, read = _taken(rest, _READ)
    found = _PARAGRAPHS.fullmatch(rest) or _WHOLE.fullmatch(rest)
    told = {"as_of": read or today.isoformat(), "wording": wording, "background": bool(background)}
    if found is None:
        return StatuteSource.model_validate(told | _by_name(rest))
    named = found.groupdict()
    labels = re.findall(_LABEL, named.pop("labels", None) or "")
    return StatuteSource.model_validate(told | named | {"paragraphs": [_spaced(each) for each in labels]})


def _by_name(rest: str) -> dict[str, object]:
    """Paragraphs of one statute by its name: 5 § bosättningslagen."""
    references = named_in(rest).references
    places = {(each.number, each.chapter) for each in references}
    if len(places) != 1:
        raise _bad(rest)
    ((law, chapter),) = places
    return {"law": law, "chapter": chapter, "paragraphs": [each.paragraph for each in references]}


def _taken(rest: str, pattern: re.Pattern[str]) -> tuple[str, str | None]:
    found = pattern.search(rest)
    return (rest[: found.start()], found["said"]) if found else (rest, None)


def _spaced(label: str) -> str:
    return re.sub(r"(\d)([a-z])$", r"\1 \2", label)


def _bad(line: str) -> BadSource:
    return BadSource(
        f"”{line}” går inte att läsa som källa. Skriv till exempel ”5 § 2016:38, läst 2026-02-12” eller"
        " ”dokument: Titel; Utgivare; 2022”."
    )

"""What the report says of one unit, council or agency: its judgement, and its own words as they stand."""

from domain.material import Contribution, Material
from domain.swedish import upper_first
from reports.document import ROUND, Block, Callout, Paragraph, Sentence
from reports.reading import Reading
from reports.swedish import ended, quoted


def nothing_in(part: Contribution) -> Paragraph:
    """Why a unit has no situation to tell of."""
    name = part.respondent.name
    text = f"Svar från {name} hade inte kommit in när rapporten togs fram. Läget redovisas därför inte."
    if part.life.nothing:
        text = f"{name} har angett att det inte finns något att rapportera för kvartalet."
    return Paragraph((Sentence(text, (ROUND,)),))


def boxed(reading: Reading) -> list[Block]:
    """The judgement and what matters most, in a box of their own."""
    items = there(_judgement(reading), said(reading, "Viktigast just nu.", "headline"))
    return [Callout(items)] if items else []


def words(reading: Reading, material: Material) -> tuple[Paragraph, ...]:
    """Why, what is expected and what is wished for; first of all what is not shown."""
    return there(
        _withheld(reading, material),
        said(reading, "Motivering.", "status_reason"),
        said(reading, "Väntas nästa kvartal.", "outlook"),
        said(reading, "Önskad fördjupning till nästa samråd.", "theme_request"),
    )


def there(*items: Paragraph | None) -> tuple[Paragraph, ...]:
    return tuple(item for item in items if item)


def said(reading: Reading, lead: str, key: str) -> Paragraph | None:
    """A text after its lead; one that was carried over says so."""
    text = reading.text(key)
    if not text:
        return None
    return Paragraph((Sentence(quoted(text), reading.source(key)), *unchanged(reading, key)), lead)


def unchanged(reading: Reading, *keys: str) -> tuple[Sentence, ...]:
    """That the answers under ``keys`` were not given anew; nothing when they were."""
    since = reading.unchanged_since(*keys)
    if not since:
        return ()
    return (Sentence(f"Svaret är oförändrat sedan förra kvartalet ({since}).", reading.source(*keys)),)


def _judgement(reading: Reading) -> Paragraph | None:
    judged = [reading.label("overall_status"), reading.trend("overall_trend")]
    text = ", ".join(filter(None, judged))
    if not text:
        return None
    sources = reading.source("overall_status", "overall_trend")
    sentence = Sentence(ended(upper_first(text)), sources)
    return Paragraph((sentence, *unchanged(reading, "overall_status")), "Samlat läge.")


def _withheld(reading: Reading, material: Material) -> Paragraph | None:
    if not reading.withholds_texts:
        return None
    whose = "En del av texterna" if reading.withholds_some else "Texterna"
    text = f"{whose} är lämnade bara som underlag för {material.county.authority} och återges inte."
    return Paragraph((Sentence(text, reading.source("publishable")),))

"""The played report, from draft to publishing: read by those who contributed, decided, frozen and sent."""

from collections.abc import Mapping

from bot.local.playing import Play, PlayFailed, must
from dialogs import status_report
from domain import swedish
from domain.workdays import shift
from reports import cover
from reports.section_text import WRITABLE

_CHECK, _READ, _CHECKED_UNTIL, _DECISION, PUBLISHING = -9, -8, -7, -6, -5
"""Working days to the regional council (the reporting calendar)."""

_SECTION = "councils"
_BEFORE, _AFTER = "Flera små kommuner har svårt", "Flera kommuner, inte bara de små, har svårt"
_REMARK = "kompetensen går förlorad hos flera kommuner, inte bara i de små"


async def draft(play: Play) -> str:
    said = f"utkast {_named(play)} som word"
    must("bygger på 4 av 4 delregioner och 3 av 3 aktörer", await play.stage.say("samordnare", said))
    play.files.append(await play.stage.take_file("samordnare"))
    return f"Samordnaren skriver ”{said}” och får filen i sin OneDrive."


async def check(play: Play) -> str:
    await play.days(_CHECK)
    until = shift(play.round.council_date, _CHECKED_UNTIL)
    asked = await play.stage.say("samordnare", f"faktagranska {_named(play)} till {until}")
    must("på faktagranskning?", asked)
    await play.stage.choose("samordnare", "Skicka till")
    sent = await play.stage.at(play.stage.clock())
    must("Läs det som står om Skaraborg", play.stage.heard("skaraborg"))
    last = swedish.day(until)
    return f"Samordnaren skickar utkastet på faktagranskning till {last}. {_messages(sent)} går ut."


async def read(play: Play) -> str:
    await play.days(_READ)
    must("Tack", await play.stage.say("skaraborg", f"stämmer {play.round.key}"))
    part = await play.stage.say("fyrbodal", f"granska rapporten {play.round.key}")
    must("Fyrbodal", part)
    if "Skaraborg" in part:
        raise PlayFailed("Fyrbodal fick läsa Skaraborgs del av rapporten.")
    must(
        "tagit emot er synpunkt", await play.stage.say("fyrbodal", f"synpunkt {play.round.key} 2: {_REMARK}")
    )
    return "Skaraborg svarar att uppgifterna stämmer. Fyrbodal läser bara sin egen del och har en synpunkt."


async def settle(play: Play) -> str:
    await play.days(_CHECKED_UNTIL)
    must(_REMARK, await play.stage.say("samordnare", f"synpunkter {play.round.key}"))
    _rewrite(play)
    _sign(play)
    must("1", await play.stage.say("samordnare", "åtgärdat 1: det står nu att det gäller flera kommuner"))
    return (
        "Samordnaren ändrar meningen i utkastet, fyller i försättsbladet och svarar på synpunkten. Övriga "
        "säger inget, och har då godtagit sina uppgifter."
    )


def _rewrite(play: Play) -> None:
    """The coordinator writes the sentence as Fyrbodal asked for, in the section that it stands in."""
    _write(play, _SECTION, {_BEFORE: _AFTER})


def _sign(play: Play) -> None:
    """The coordinator fills in what the cover leaves open, with what is as made up as the answers."""
    record, contact, manager = (f"| {name}: " for name in WRITABLE)
    _write(
        play,
        cover.KEY,
        {
            f"{record}{cover.NO_RECORD}": f"{record}000-0-2026 (påhittat)",
            f"{contact}{cover.TO_BE_NAMED}": f"{contact}Sara Samordnare (påhittad)",
            f"{manager}{cover.TO_BE_NAMED}": f"{manager}Eva Enhetschef (påhittad)",
        },
    )


def _write(play: Play, section: str, changes: Mapping[str, str]) -> None:
    """Put other words in the section's text, each in place of what must stand there."""
    bot, now = play.stage.bot, play.stage.clock()
    part = status_report.composition(bot.desk, play.round, now).part(section)
    words = part.generated
    for before, after in changes.items():
        must(before, words)
        words = words.replace(before, after)
    person = bot.store.people.get("samordnare")
    if person is None:
        raise PlayFailed("Samordnaren finns inte.")
    typed = status_report.Typed(section, words, part.generated, seen=0)
    status_report.save(bot.desk, play.round, status_report.Author(person, now), typed)


async def decide(play: Play) -> str:
    await play.days(_DECISION)
    must("Beslut om", await play.stage.say("beslutsfattare", f"besluta {play.round.key}"))
    must("är beslutad", await play.stage.choose("beslutsfattare", "Besluta"))
    return "Beslutsfattaren läser rapporten och beslutar om den."


async def publish(play: Play) -> str:
    await play.days(PUBLISHING)
    must("Publicera", await play.stage.say("samordnare", f"publicera {play.round.key}"))
    must("publicerad", await play.stage.choose("samordnare", "Publicera"))
    sent = await play.stage.at(play.stage.clock())
    must("Lägesrapport", play.stage.heard("fyrbodal"))
    frozen = play.stage.bot.store.report_life.files(play.round.key, 1)
    play.files.extend((one.name, one.content) for one in frozen)
    page = next(one.content.decode() for one in frozen if one.name.endswith("html"))
    must(_AFTER, page)
    must("Text av", page)
    names = swedish.listed(one.name.rpartition(".")[2] for one in frozen)
    return f"Rapporten publiceras som {names}, med kontrollsumma. {_messages(sent)} går ut med en länk."


def _messages(sent: int) -> str:
    return swedish.upper_first(swedish.count(sent, "meddelande", "meddelanden", neuter=True))


def _named(play: Play) -> str:
    return f"K{play.round.quarter.number} {play.round.quarter.year}"

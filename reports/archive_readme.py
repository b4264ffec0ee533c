"""The words that whoever opens an archive package reads first."""

from typing import Final

from domain.report_life import ReportStep
from domain.swedish import day, moment
from reports.archive_about import PACKAGE, formats, told_corrections
from reports.archive_parts import Parts
from reports.export.texts import clean

_FOLDERS: Final = (
    ("rapport/", "Rapporten som den publicerades, en mapp för varje utgåva."),
    ("oppna-data/", "Svaren som öppna data: en rad för varje fråga och enhet. Små antal är dolda."),
    ("underlag/", "Vilka versioner av varje enhets svar som kom in, och när. Formulären med frågorna."),
    (
        "logg/",
        "Vem som gjorde vad, när, och status efteråt. Inga skäl. Här finns uppgifter om tjänstepersoner.",
    ),
    ("metadata/", "Uppgifter om rapporten: metadata.json, och dublin-core.xml för kataloger."),
    ("", "Vad varje kolumn i paketets CSV-filer betyder: kolumner.csv."),
)
_UNREGISTERED: Final = "finns i diariet, inte i Samråd"
UNDER_WAY: Final = "en rättelse pågår"
_INTERNAL: Final = (
    "internt/",
    "ENDAST FÖR LÄNSSTYRELSEN. Alla svar i alla versioner, även underlag, och loggen med skälen.",
)
_CHECK: Final = (
    "Kontrollera att inget har ändrats: packa upp, gå till mappen där manifest-sha256.txt ligger, och kör\n"
    "  sha256sum -c manifest-sha256.txt\n"
    "Varje rad ska sluta med OK. Själva listorna kontrolleras på samma sätt med tagmanifest-sha256.txt."
)
_FGS: Final = (
    f"Paketet följer {PACKAGE}. Det är inget FGS-paket: Riksarkivets förvaltningsgemensamma\n"
    "specifikationer kräver fler uppgifter, bland annat om arkivbildaren. Uppgifterna i metadata kan\n"
    "användas när ett sådant paket görs för leverans till e-arkiv."
)


def readme(parts: Parts, payload: dict[str, bytes]) -> bytes:
    """Plain text, in Swedish."""
    blocks = [_head(parts), _editions(parts), _folders(parts), _kinds(payload), _CHECK, _FGS]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode(errors="replace")


def _head(parts: Parts) -> str:
    document = parts.document
    title = " ".join(clean(document.title).split())
    lines = [
        title,
        "=" * len(title),
        "",
        f"Diarienummer: {clean(document.properties.record) or _UNREGISTERED}",
        f"Myndighet: {clean(parts.material.county.authority)}",
        f"Status: {parts.life.status}",
        f"Svar hämtade t.o.m.: {moment(document.properties.made)}",
        f"Paketet gjort: {moment(parts.made)}",
    ]
    return "\n".join(lines)


def _editions(parts: Parts) -> str:
    decisions = (*parts.life.decisions, *(None for _ in parts.life.editions))
    lines = ["Utgåvor"]
    for number, (step, decision) in enumerate(zip(parts.life.editions, decisions, strict=False), start=1):
        lines.append(f"  {number}. Publicerad {day(step.at)} av {clean(step.by_name)}{_decided(decision)}.")
    corrected = (
        f"  Rättelse {day(one.at)}: {clean(one.words) or UNDER_WAY}" for one in told_corrections(parts)
    )
    return "\n".join((*lines, *corrected))


def _decided(decision: ReportStep | None) -> str:
    return f", beslutad {day(decision.at)} av {clean(decision.by_name)}" if decision else ""


def _folders(parts: Parts) -> str:
    shown = (*_FOLDERS, _INTERNAL) if parts.internal else _FOLDERS
    absent = (
        ""
        if parts.internal
        else (
            "\nDet som lämnats bara som underlag för Länsstyrelsen finns inte i paketet, och inte heller de"
            "\nskäl och kommentarer som skrivits till varandra i omgången."
        )
    )
    return "Innehåll, under data/\n" + "\n".join(f"  {name:<12}{words}" for name, words in shown) + absent


def _kinds(payload: dict[str, bytes]) -> str:
    kinds = "\n".join(f"  {one}" for one in formats(payload))
    return f"Format\n{kinds}"

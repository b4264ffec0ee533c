"""The words to those who decide on the report and publish it: when it is time, and what was done."""

from collections.abc import Iterator

from domain import swedish
from domain.messages import Button, Message, Panel
from domain.report_life import Remark, ReportAct, ReportStatus
from domain.report_notices import open_remarks
from domain.rounds import CHECKED_UNTIL, DECIDED, PUBLISHED, day_of
from scheduler.about_check import to_draft
from scheduler.telling import Telling


def decision_due(telling: Telling) -> Message:
    """To who decides and to the coordinators, when the fact check is over."""
    key, left = telling.round.key, open_remarks(telling.now)
    told = (*_checked(telling), *_left(left), *_who_decides(telling))
    asked = [Button("Visa synpunkterna", f"synpunkter {key}")] if telling.person.coordinates and left else []
    decides = [Button("Läs och besluta", f"besluta {key}")] if telling.person in telling.now.deciders else []
    return Message(
        panel=Panel(f"Faktagranskningen är klar: dags att besluta rapporten för {telling.label}", told),
        buttons=(*decides, *asked, *to_draft(telling)),
    )


def _checked(telling: Telling) -> Iterator[str]:
    report, remarked = telling.now.report, {one.unit for one in telling.now.kept.remarks}
    accepted = [unit for unit in report.asked if unit in report.accepted]
    silent = [unit for unit in report.asked if unit not in report.accepted and unit not in remarked]
    if accepted:
        yield f"Godtagit sina uppgifter: {telling.named(accepted)}."
    if silent:
        yield f"Inte svarat, och därmed godtagit: {telling.named(silent)}."


def _left(left: list[Remark]) -> Iterator[str]:
    if left:
        count = swedish.upper_first(swedish.count(len(left), "synpunkt", "synpunkter"))
        done, them = ("åtgärdad", "den") if len(left) == 1 else ("åtgärdade", "dem")
        yield f"{count} är inte {done}. Rapporten kan beslutas när samordnaren har svarat på {them}."


def _who_decides(telling: Telling) -> Iterator[str]:
    others = [one.name for one in telling.now.deciders if one.id != telling.person.id]
    if telling.person not in telling.now.deciders:
        yield f"Beslutar gör {swedish.listed(others)}, som också har fått veta det."
    elif not telling.person.decides:
        yield "Ingen beslutsfattare är utsedd, så en samordnare beslutar. Det framgår av rapportens historik."


def decision(telling: Telling) -> Message:
    """To the coordinators: it is decided, or is not any longer."""
    step = next(one for one in telling.now.kept.report if one.number == telling.step)
    key, words = telling.round.key, f" {step.by_name} skriver: ”{step.words}”" if step.words else ""
    if step.act is ReportAct.TAKE_BACK:
        told = f"{step.by_name} har tagit tillbaka beslutet.{words} Utkastet går att ändra igen."
        title = f"Beslutet om rapporten för {telling.label} är återtaget"
        return Message(panel=Panel(title, (told,)), buttons=tuple(to_draft(telling)))
    told = f"{step.by_name} beslutade version {step.version} {swedish.moment(step.at)}.{words}"
    day = day_of(telling.round.council_date, PUBLISHED, telling.now.hours)
    return Message(
        panel=Panel(
            f"Lägesrapporten för {telling.label} är beslutad",
            (told, f"Nästa steg är att publicera den. Enligt kalendern är det {swedish.day(day)}."),
        ),
        buttons=(Button("Publicera", f"publicera {key}"),),
    )


def check_due(telling: Telling) -> Message:
    """To the coordinators, when the draft has been ready for a day."""
    until, decided, published = (
        swedish.day(day_of(telling.round.council_date, offset, telling.now.hours))
        for offset in (CHECKED_UNTIL, DECIDED, PUBLISHED)
    )
    told = (
        (
            "Var och en som har lämnat uppgifter får läsa sin egen del och säga till om något är fel. "
            f"Enligt kalendern pågår det till och med {until}."
        ),
        f"Rapporten ska beslutas {decided} och publiceras {published}.",
    )
    key = telling.round.key
    return Message(
        panel=Panel(f"Dags för faktagranskning av {telling.label}", told),
        buttons=(
            Button("Skicka på faktagranskning", f"faktagranska {key}"),
            Button("Visa utkastet", f"utkast {key}"),
        ),
    )


def publish_due(telling: Telling) -> Message:
    """To the coordinators, on the day that the report should go out, when it has not."""
    now, key = telling.now, telling.round.key
    council = swedish.day(telling.round.council_date)
    day = swedish.day(day_of(telling.round.council_date, PUBLISHED, now.hours))
    words, button = _NOT_OUT[now.report.status]
    told = (
        f"Enligt kalendern publiceras den {day}. Samrådet är {council}. {words}",
        *_left(open_remarks(now)),
    )
    return Message(
        panel=Panel(f"Lägesrapporten för {telling.label} är inte publicerad", told),
        buttons=(Button(button[0], f"{button[1]} {key}"), Button("Visa status", f"status {key}")),
    )


_UNCHECKED = (
    "Den är inte skickad på faktagranskning ännu.",
    ("Skicka på faktagranskning", "faktagranska"),
)
_NOT_OUT = {
    ReportStatus.DRAFT: _UNCHECKED,
    ReportStatus.CORRECTING: _UNCHECKED,
    ReportStatus.CHECK: (
        "Den är faktagranskad eller på väg att bli det, men inte beslutad.",
        ("Till beslutet", "besluta"),
    ),
    ReportStatus.DECIDED: ("Den är beslutad men inte publicerad.", ("Publicera", "publicera")),
    ReportStatus.PUBLISHED: ("Den är publicerad.", ("Visa rapporten", "lägesrapporten")),
}

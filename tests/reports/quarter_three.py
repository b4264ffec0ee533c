"""A quarter to write reports on: Västra Götaland in small, with invented answers on the real form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from counties.reading import read_county
from domain.answers import Submission, Value
from domain.county import Council, County, Figure, FocusArea, OrgUnit, UnitKind
from domain.form import Form
from domain.life import Act, Life, Status, Step
from domain.material import Contribution, Earlier, Material
from domain.quarter import Quarter
from domain.raised import RaisedIssue
from domain.rounds import FormRef, plan
from domain.workdays import STOCKHOLM
from forms import shelf

FORMS = (
    FormRef("delregionalt_samrad", 2),
    FormRef("arbetsformedlingen", 1),
    FormRef("migrationsverket", 1),
    FormRef("vastra_gotalandsregionen", 1),
)
ROUND = plan(Quarter(2026, 3), date(2026, 12, 10), FORMS)
CUT_OFF = datetime(2026, 11, 26, 8, 30, tzinfo=STOCKHOLM)
SINCE = date(2022, 1, 1)
AREAS = (
    FocusArea("arbete", "Arbetsmarknad och utbildning", SINCE),
    FocusArea("halsa", "Hälsa", SINCE),
    FocusArea("boende", "Boende", SINCE),
    FocusArea("demokrati", "Demokrati och jämlikhet", SINCE),
)
MEMBERS = {
    "skaraborg": ("Skaraborg", ("Falköping", "Hjo", "Lidköping", "Skövde", "Tibro")),
    "fyrbodal": ("Fyrbodal", ("Orust", "Strömstad", "Trollhättan", "Uddevalla")),
    "sjuharad": ("Sjuhärad", ("Borås", "Mark", "Ulricehamn", "Varberg")),
    "gr": ("Göteborgsregionen", ("Ale", "Göteborg", "Härryda", "Kungsbacka", "Mölndal", "Partille")),
}

Given = Mapping[str, Value]


def _council(key: str) -> Council:
    name, members = MEMBERS[key]
    units = tuple(
        OrgUnit(f"{key}-{place}", member, UnitKind.MUNICIPALITY, key)
        for place, member in enumerate(members, start=1)
    )
    return Council(OrgUnit(key, name, UnitKind.SUB_REGION, form=FORMS[0].id), "Länsstyrelsen", units)


COUNTY = County(
    key="vg",
    name="Västra Götaland",
    code="14",
    authority="Länsstyrelsen i Västra Götalands län",
    report_title="Lägesrapport inom migration och integration i Västra Götaland",
    councils=tuple(_council(key) for key in MEMBERS),
    agencies=(
        OrgUnit("af", "Arbetsförmedlingen", UnitKind.AGENCY, form=FORMS[1].id),
        OrgUnit("miv", "Migrationsverket", UnitKind.AGENCY, form=FORMS[2].id),
        OrgUnit("vgr", "Västra Götalandsregionen", UnitKind.AGENCY, form=FORMS[3].id),
    ),
    focus_areas=AREAS,
    report=read_county("vastra_gotaland").county.report,
)

CALM: Given = {
    "council_held": "JA",
    "council_date": "2026-11-12",
    "endorsement": "FORANKRAD_I_SAMRADET",
    "overall_status": "3",
    "overall_trend": "OFORANDRAT",
    "headline": "Mottagandet fungerar i stort, men kommunerna ser att väntan på bostad blir längre.",
    **{f"area.{area.key}.status": "3" for area in AREAS},
    **{f"area.{area.key}.trend": "OFORANDRAT" for area in AREAS},
    "figures_confirm": "STAMMER",
    "has_handover": "NEJ",
    "no_personal_data": True,
    "publishable": "PUBLIK",
}
STRAINED: Given = {
    **CALM,
    "municipalities_present": ["fyrbodal-1", "fyrbodal-3", "fyrbodal-4"],
    "other_actors": ["AF", "MIV"],
    "overall_status": "2",
    "overall_trend": "FORSAMRAT",
    "status_reason": "Två boenden har stängt med kort varsel och skolorna har fått ställa om.",
    "outlook": "Fler familjer väntas flytta in när uthyrningen i Uddevalla kommer igång.",
    "area.boende.status": "1",
    "area.boende.trend": "FORSAMRAT",
    "area.boende.events": "Hyresvärdarna har skärpt kraven.\nTre kommuner saknar lediga lägenheter.",
    "area.boende.obstacles": ["BOSTADSBRIST", "RESURSER"],
    "area.boende.gender_note": "Ensamstående kvinnor med barn får vänta längst.",
    "area.arbete.trend": "FORBATTRAT",
    "area.halsa.trend": "FORSAMRAT",
    "has_handover": "JA",
    "handover.0.title": "Stora familjer får inga bostäder",
    "handover.0.body": "Samrådet vill att bostadsfrågan för stora familjer tas upp med de kommunala bolagen.",
    "handover.0.kind": "STRUKTURELLT_PROBLEM",
    "handover.0.area": "boende",
    "handover.0.level": "REGIONAL",
    "handover.0.urgency": "3",
    "handover.1.title": "Kortare ledtid till samordningsnummer",
    "handover.1.body": "Utan samordningsnummer dröjer både sfi och bankkonto. Frågan bör lyftas nationellt.",
    "handover.1.kind": "LYFTS_NATIONELLT",
    "handover.1.area": "boende",
    "handover.1.level": "NATIONELL",
    "handover.1.urgency": "2",
    "good_practice.0.title": "Språkvän på biblioteket",
    "good_practice.0.municipality": "fyrbodal-3",
    "good_practice.0.what": "Biblioteket och föreningslivet ordnar samtalsgrupper två kvällar i veckan.",
    "good_practice.0.result": "Fyrtio deltagare. Svårt att nå dem som arbetar kväll.",
    "good_practice.0.share": "JA",
    "theme_request": "Utbildningsplikten",
}


AGENCY: Given = {
    "overall_status": "4",
    "overall_trend": "OFORANDRAT",
    "headline": "Fler deltagare går vidare till studier, men tolkbristen gör att mötena drar ut på tiden.",
    "has_handover": "NEJ",
    "no_personal_data": True,
    "publishable": "PUBLIK",
}
AGENCIES = tuple(agency.id for agency in COUNTY.agencies)


def form_of(key: str, *figures: Figure) -> Form:
    respondent = COUNTY.respondent(key)
    return shelf.form(ROUND.form(respondent.unit.form), respondent, AREAS, figures)


def sent_in(at: datetime, *, version: int = 1, approved: bool = False) -> Life:
    """The life of an answer whose first version came ``at``."""
    steps = [
        Step(number, Act.SUBMIT, Status.SUBMITTED, "id", "Kim Exempelsson", at, number)
        for number in range(1, version + 1)
    ]
    if approved:
        steps.append(Step(version + 1, Act.APPROVE, Status.APPROVED, "id-2", "Sam Exempelsson", at, version))
    return Life.of(steps)


def part(
    key: str, answers: Given | None, *figures: Figure, version: int = 1, at: datetime | None = None
) -> Contribution:
    """One unit's contribution; without answers it has not come in."""
    sent = at or ROUND.due - timedelta(days=2)
    form = form_of(key, *figures)
    respondent = COUNTY.respondent(key)
    if answers is None:
        return Contribution(respondent, form, None)
    submission = Submission(
        ROUND.key,
        key,
        version,
        answers,
        f"id-{key}",
        "Kim Exempelsson",
        sent,
        form.id,
        form.version,
    )
    return Contribution(respondent, form, submission, sent_in(sent, version=version))


def nothing_to_report(key: str, why: str) -> Contribution:
    at = ROUND.due - timedelta(days=2)
    step = Step(1, Act.NOTHING, Status.NOTHING, f"id-{key}", "Kim Exempelsson", at, words=why)
    return Contribution(COUNTY.respondent(key), form_of(key), None, Life.of([step]))


def extended(one: Contribution) -> Contribution:
    """The same contribution with an extension until it came, or for a day."""
    came = one.life.first_at or ROUND.due + timedelta(days=1)
    step = Step(1, Act.GRANT_EXTENSION, Status.NOT_STARTED, "id", "Sam Exempelsson", ROUND.due, until=came)
    return replace(one, life=one.life.after(replace(step, status=one.life.status)))


def material(*parts: Contribution, raised: tuple[RaisedIssue, ...] = ()) -> Material:
    """The quarter with ``parts``; the other units have sent in calm answers."""
    given = {one.respondent.id: one for one in parts}
    councils = tuple(given.get(key) or part(key, CALM) for key in MEMBERS)
    agencies = tuple(given.get(key) or part(key, AGENCY) for key in AGENCIES)
    return Material(COUNTY, ROUND, AREAS, (*councils, *agencies), CUT_OFF, CUT_OFF.date(), raised=raised)


def late(key: str, answers: Given) -> Contribution:
    return part(key, answers, version=2, at=ROUND.due + timedelta(days=1))


def nothing_in() -> Material:
    return material(*(part(key, None) for key in (*MEMBERS, *AGENCIES)))


def with_choice_of(key: str, **changed: Value) -> Contribution:
    """A calm council whose named answers differ; a key with a dot is written with two underscores."""
    return part(key, {**CALM, **{name.replace("__", "."): value for name, value in changed.items()}})


def relabelled(one: Contribution) -> Contribution:
    """The same answers on a form without any question, as when a form has been taken away."""
    return replace(one, form=Form("tomt", 9, "Tomt", ()))


def earlier(
    key: str, quarter: Quarter, now: Given, *figures: Figure, published: Given | None = None, version: int = 0
) -> Earlier:
    """What a unit is known to have said of an earlier quarter; ``published``: what was known at its draft."""
    ref = ROUND.form(COUNTY.respondent(key).unit.form)
    at = datetime(quarter.end.year, quarter.end.month, 28, tzinfo=STOCKHOLM)

    def sent(number: int, answers: Given) -> Submission:
        form_version = version or ref.version
        return Submission(quarter.key, key, number, answers, "id", "Kim", at, ref.id, form_version)

    first = sent(1, now if published is None else published)
    latest = first if published is None else sent(2, now)
    return Earlier(quarter, latest, (first,), {one.key: one for one in figures})


def since(one: Contribution, *past: Earlier) -> Contribution:
    """The same contribution, with what is known of earlier quarters."""
    return replace(one, earlier=tuple(sorted(past, key=lambda each: each.quarter)))

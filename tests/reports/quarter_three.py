"""A quarter to write reports on: Västra Götaland in small, with invented answers on the real form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.answers import Submission, Value
from domain.county import Council, County, FocusArea, OrgUnit, UnitKind
from domain.form import Form
from domain.material import Contribution, Material
from domain.quarter import Quarter
from domain.rounds import FormRef, plan
from domain.workdays import STOCKHOLM
from forms import shelf

FORM = FormRef("delregionalt_samrad", 1)
ROUND = plan(Quarter(2026, 3), date(2026, 12, 10), FORM)
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
    return Council(OrgUnit(key, name, UnitKind.SUB_REGION), "Länsstyrelsen", units)


COUNTY = County(
    key="vg",
    name="Västra Götaland",
    code="14",
    authority="Länsstyrelsen i Västra Götalands län",
    report_title="Lägesrapport inom migration och integration i Västra Götaland",
    councils=tuple(_council(key) for key in MEMBERS),
    agencies=(
        OrgUnit("af", "Arbetsförmedlingen", UnitKind.AGENCY),
        OrgUnit("miv", "Migrationsverket", UnitKind.AGENCY),
        OrgUnit("vgr", "Västra Götalandsregionen", UnitKind.AGENCY),
    ),
    focus_areas=AREAS,
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


def form_of(council: Council) -> Form:
    return shelf.form(FORM, council, AREAS)


def part(key: str, answers: Given | None, *, version: int = 1, at: datetime | None = None) -> Contribution:
    """One council's contribution; without answers it has not come in."""
    council = COUNTY.council(key)
    sent = at or ROUND.due - timedelta(days=2)
    submission = (
        None
        if answers is None
        else Submission(ROUND.key, key, version, answers, f"id-{key}", "Kim Exempelsson", sent, FORM.version)
    )
    return Contribution(
        council, form_of(council), submission, on_time=answers is not None and sent <= ROUND.due
    )


def material(*parts: Contribution) -> Material:
    """The quarter with ``parts``; the other councils have sent in calm answers."""
    given = {one.council.id: one for one in parts}
    contributions = tuple(given.get(key) or part(key, CALM) for key in MEMBERS)
    return Material(COUNTY, ROUND, AREAS, contributions, CUT_OFF, CUT_OFF.date())


def late(key: str, answers: Given) -> Contribution:
    return part(key, answers, version=2, at=ROUND.due + timedelta(days=1))


def nothing_in() -> Material:
    return material(*(part(key, None) for key in MEMBERS))


def with_choice_of(key: str, **changed: Value) -> Contribution:
    """A calm council whose named answers differ; a key with a dot is written with two underscores."""
    return part(key, {**CALM, **{name.replace("__", "."): value for name, value in changed.items()}})


def relabelled(one: Contribution) -> Contribution:
    """The same answers on a form without any question, as when a form has been taken away."""
    return replace(one, form=Form("tomt", 9, "Tomt", ()))

"""A small form with every kind of question, groups and conditions, and pages of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.cards.card import render
from domain.answers import Problem
from domain.form import Card, Choice, Condition, Form, Group, Kind, Limits, Question
from domain.messages import FormPage, Message

SCALE = tuple(
    Choice(str(step), words)
    for step, words in enumerate(
        ("Mycket ansträngt", "Ansträngt", "Fungerar i huvudsak", "Gott", "Mycket gott"), start=1
    )
)

STATUS = Question(
    key="overall_status",
    number="1.1",
    label="Samlat läge",
    kind=Kind.CHOICE,
    required=True,
    hint="Väg in boende, arbete och utbildning, hälsa och samverkan.",
    choices=SCALE,
)
REASON = Question(
    key="status_reason",
    number="1.2",
    label="Motivering till bedömningen",
    kind=Kind.TEXT,
    required_if=(Condition("overall_status", ("1", "2")),),
    limits=Limits(20, 600),
)
MUNICIPALITIES = Question(
    key="present",
    number="1.3",
    label="Kommuner som deltog",
    kind=Kind.SEVERAL,
    choices=tuple(Choice(code, f"Åby {code}") for code in ("1401", "1402", "1403", "1404", "1405", "1406")),
)
AREA = Question(
    key="area",
    number="1.4",
    label="Viktigaste insatsområde",
    kind=Kind.CHOICE,
    choices=tuple(Choice(str(step), f"Område {step}") for step in range(1, 8)),
)
RECEIVED = Question(
    key="received",
    number="1.5",
    label="Mottagna i år",
    kind=Kind.NUMBER,
    unit="personer",
    hint="Till och med september. Skriv till exempel 1 234,5.",
    limits=Limits(0, 5000, decimals=1),
)
MET = Question(key="met", number="1.6", label="Datum för samrådet", kind=Kind.DATE)
CONSENT = Question(
    key="no_personal_data",
    number="1.7",
    label="Svaren innehåller inga uppgifter om enskilda personer",
    kind=Kind.TICK,
    required=True,
)

HANDOVER = Group(
    key="handover",
    number="2.1",
    title="Medskick",
    add="Lägg till ett medskick till",
    most=3,
    questions=(
        Question("title", "", "Rubrik", Kind.TEXT, required=True, limits=Limits(5, 90)),
        Question("body", "", "Beskrivning", Kind.TEXT, required=True, limits=Limits(20, 800)),
    ),
    required_if=(Condition("has_handover", ("ja",)),),
)
HAS_HANDOVER = Question(
    key="has_handover",
    number="2.2",
    label="Finns det medskick?",
    kind=Kind.CHOICE,
    required=True,
    default="nej",
    choices=(Choice("ja", "Ja"), Choice("nej", "Nej")),
)

SITUATION = Card(
    "situation",
    1,
    "Samlat läge",
    "Beskriv läget i delregionen just nu.\n\nDet tar ungefär fem minuter.",
    (STATUS, REASON, MUNICIPALITIES, AREA, RECEIVED, MET, CONSENT),
)
LIFTED = Card("lifted", 2, "Medskick", "Vad ska lyftas till nästa nivå?", (HAS_HANDOVER, HANDOVER))
END = Card("end", 3, "Kontroll", "", (Question("note", "3.1", "Kommentar", Kind.TEXT),))

FORM = Form("prov", 1, "Lägesrapport", (SITUATION, LIFTED, END))

PAGE = FormPage(
    card=SITUATION,
    of=3,
    round="2026Q3",
    unit="fyrbodal",
    unit_name="Delregionalt samråd Fyrbodal",
    request="r-1",
    revision=3,
    values={},
    items={},
)


def page_of(card: Card, values: Mapping[str, str] | None = None, **items: int) -> FormPage:
    return replace(PAGE, card=card, values=values or {}, items=items)


def card_of(page: FormPage) -> dict[str, Any]:
    card = render(Message(page=page))
    assert card
    return card


FILLED = replace(
    PAGE,
    values={
        "overall_status": "2",
        "status_reason": "Många barnfamiljer väntar på bostad.",
        "present": "1401,1403",
        "area": "3",
        "received": "tolv",
        "met": "i morgon",
        "no_personal_data": "true",
    },
    problems=(
        Problem("received", "1.5", "Skriv ett tal mellan 0 och 5 000, till exempel 1 234,5."),
        Problem("met", "1.6", "Skriv datumet som 2026-11-22."),
    ),
    notice="Ditt förra utkast från 3 oktober är hämtat.",
)

TWO_ITEMS = page_of(
    LIFTED,
    {
        "has_handover": "ja",
        "handover.0.title": "Bostadsbrist",
        "handover.1.title": "Långa väntetider till sfi",
    },
    handover=2,
)

HOSTILE = (
    "<at>x</at>",
    "[klicka](javascript:alert(1))",
    "**fet** _kursiv_ ~~struken~~ `kod`",
    "# rubrik",
    "1. lista",
    "- lista",
    "> citat",
    "---",
    "&lt;b&gt; & <b>hej</b> &#42;",
    "a\\*b \\[c\\]",
    "|a|b|",
    "![bild](https://exempel.se/bild.png) https://exempel.se www.exempel.se namn@exempel.se",
    "{{DATE(2026-11-22T10:00:00Z, SHORT)}}",
    "${$root} {{TIME(2026-11-22T10:00:00Z)}}",
    "kommunikationsansvarig" * 20,
    "*" + "x" * 400,
    "👩‍👩‍👧‍👦 🇸🇪 åäö ÅÄÖ",
    "مرحبا \u200fabc\u200e",
    "\"citat\" 'enkelt' — tankstreck",
)
"""Words that would take effect somewhere if they could; each is to be shown as it stands."""

_HOSTILE_CHOICES = tuple(Choice(str(place), words) for place, words in enumerate(HOSTILE[:5]))

HOSTILE_PAGE = FormPage(
    card=Card(
        "hostile",
        1,
        HOSTILE[1],
        "\n\n".join(HOSTILE),
        (
            Question("choice", "1.1", HOSTILE[2], Kind.CHOICE, hint=HOSTILE[1], choices=_HOSTILE_CHOICES),
            Question("text", "1.2", HOSTILE[0], Kind.TEXT, hint=HOSTILE[2]),
            Question("number", "1.3", HOSTILE[14], Kind.NUMBER, unit=HOSTILE[2]),
            Question("date", "1.4", HOSTILE[15], Kind.DATE),
            Group(
                "group", "1.5", HOSTILE[2], "**Lägg till**", 3, (Question("one", "", HOSTILE[4], Kind.TEXT),)
            ),
        ),
    ),
    of=2,
    round=HOSTILE[1],
    unit="x",
    unit_name=HOSTILE[2],
    request="r",
    revision=0,
    values={"text": "\n".join(HOSTILE), "number": HOSTILE[2], "date": HOSTILE[1], "choice": HOSTILE[0]},
    items={"group": 1},
    problems=(Problem("text", "1.2", HOSTILE[1]), Problem("group", "1.5", HOSTILE[2])),
    notice=HOSTILE[0],
)

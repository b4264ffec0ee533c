"""What is told before each step that the report takes, and what is asked for with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.report_life import ReportAct

UNTIL, WORDS = "until", "words"


@dataclass(frozen=True)
class Asked:
    """What is told before a step (paragraphs with an empty line between), and asked for with it."""

    heading: str
    button: str
    text: str
    field: str = ""
    label: str = ""
    hint: str = ""


ASKED: Mapping[ReportAct, Asked] = {
    ReportAct.SEND_TO_CHECK: Asked(
        "Skicka på faktagranskning",
        "Skicka",
        "Var och en som har lämnat uppgifter får en egen länk till det som bygger på det egna svaret, inget "
        "annat. De kan lämna synpunkter på varje stycke eller svara att allt stämmer.\n\n"
        "Den som inte svarar i tid anses ha godtagit uppgifterna. Du kan fortsätta redigera under tiden.",
        UNTIL,
        "Sista dag att svara",
        "Ge gärna minst tre arbetsdagar.",
    ),
    ReportAct.DECIDE: Asked(
        "Besluta om rapporten",
        "Besluta",
        "Beslutet gäller versionen som du har läst. Efter beslutet går den inte att redigera, och ordet "
        "Arbetsmaterial försvinner från sidorna.",
        WORDS,
        "Kommentar till beslutet (om du vill)",
        "Sparas med beslutet i historiken och syns för mottagarna.",
    ),
    ReportAct.TAKE_BACK: Asked(
        "Ta tillbaka beslutet",
        "Ta tillbaka beslutet",
        "Rapporten går att redigera igen. Sedan behövs ett nytt beslut.",
        WORDS,
        "Varför tas beslutet tillbaka?",
        "Sparas i historiken.",
    ),
    ReportAct.PUBLISH: Asked(
        "Publicera rapporten",
        "Publicera och skicka",
        "Filerna låses med en kontrollsumma och skickas till mottagarna. Det går inte att ångra. Blir något "
        "fel rättas det i en ny utgåva, och den första finns kvar.",
    ),
    ReportAct.CORRECT: Asked(
        "Rätta rapporten",
        "Öppna för rättelse",
        "Den publicerade utgåvan ligger kvar som den är. Rapporten öppnas för redigering, och efter ett "
        "nytt beslut publiceras nästa utgåva.",
        WORDS,
        "Vad är fel, och hur ska det vara?",
        "Texten står sedan under Rättelser i rapporten, så att läsarna ser vad som har ändrats.",
    ),
    ReportAct.ASK_ENGLISH: Asked(
        "Lägg till en engelsk sammanfattning",
        "Lägg till",
        "Ett avsnitt på engelska läggs till i rapporten. Det går att redigera som de andra.",
    ),
    ReportAct.DROP_ENGLISH: Asked(
        "Ta bort den engelska sammanfattningen",
        "Ta bort",
        "Avsnittet tas ur rapporten. Har det redigerats finns texten kvar om du lägger till det igen.",
    ),
}

INSTEAD: Mapping[ReportAct, str] = {
    ReportAct.SEND_TO_CHECK: "Inget skickades",
    ReportAct.DECIDE: "Inget beslutades",
    ReportAct.PUBLISH: "Inget publicerades",
}
"""What is said over why a step was not taken, where "Inget ändrades" would say too little."""

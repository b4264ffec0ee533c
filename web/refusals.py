"""What is said when a page is not given. Each says what to do; none says why a link does not hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from domain.errors import Closed, NotAllowed, NotFound, SamradError
from domain.messages import Message, Panel


@dataclass(frozen=True)
class Words:
    status: HTTPStatus
    title: str
    text: str


class Refused(Exception):
    """The answer is ``words``, and in ``wait`` seconds it may be another."""

    def __init__(self, words: Words, wait: float = 0) -> None:
        super().__init__(words.title)
        self.words = words
        self.wait = wait


NO_LINK = Words(
    HTTPStatus.NOT_FOUND,
    "Länken öppnar inget formulär",
    "Den kan ha gått ut, bytts mot en ny eller kommit med bara till hälften.\n\n"
    "Öppna länken en gång till, hela vägen ut, eller be om en ny länk: skriv till Samråd i Teams eller till "
    "samordnaren på Länsstyrelsen. Det ni redan har sparat finns kvar.",
)
NO_HANDBOOK = Words(
    HTTPStatus.NOT_FOUND,
    "Länken öppnar inte handboken",
    "Den kan ha gått ut, bytts mot en ny eller kommit med bara till hälften. En länk gäller i tolv timmar, "
    "för den som är sakkunnig eller samordnare.\n\n"
    "Skriv ”handbok länk” till Samråd i Teams, så får du en ny. Det ni redan har sparat finns kvar.",
)
NO_REPORT = Words(
    HTTPStatus.NOT_FOUND,
    "Länken öppnar inte rapporten",
    "Den kan ha gått ut, bytts mot en ny eller kommit med bara till hälften. Varje länk är personlig: en "
    "adress som är kopierad ur någon annans webbläsare öppnar inget.\n\n"
    "Be om en egen länk i Samråd i Teams, med kvartalet som det gäller. Samordnare och beslutsfattare "
    "skriver till exempel ”utkast K3”, den som ska faktagranska ”granska rapporten K3”. Andra hör av sig "
    "till samordnaren på Länsstyrelsen.\n\n"
    "Har du fått länken själv, öppna den en gång till, hela vägen ut. Det som redan är sparat finns kvar.",
)
TOO_MANY = Words(
    HTTPStatus.TOO_MANY_REQUESTS,
    "Vänta en liten stund",
    "Det har kommit för många frågor härifrån på kort tid. Vänta en minut och ladda sedan om sidan. "
    "Det ni redan har sparat finns kvar.",
)
NOT_FROM_FORM = Words(
    HTTPStatus.FORBIDDEN,
    "Svaret sparades inte",
    "Det kom inte från formuläret som du har öppet, eller så har sidan stått öppen för länge.\n\n"
    "Gå tillbaka i webbläsaren och kopiera det du skrev. Öppna sedan din länk igen och spara på nytt.",
)
TOO_LONG = Words(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "Svaret är för långt",
    "Inget sparades. Gå tillbaka i webbläsaren, korta texterna och spara igen.",
)
UNREADABLE = Words(
    HTTPStatus.BAD_REQUEST,
    "Svaret gick inte att läsa",
    "Inget sparades. Öppna din länk igen och fyll i formuläret där.",
)
NOT_THERE = Words(
    HTTPStatus.NOT_FOUND, "Sidan finns inte", "Öppna länken som du fick, så kommer du till formuläret."
)
NOT_IN_HANDBOOK = Words(
    HTTPStatus.NOT_FOUND, "Sidan finns inte", "Öppna länken som du fick, så kommer du till handboken."
)
NOT_IN_REPORT = Words(
    HTTPStatus.NOT_FOUND, "Sidan finns inte", "Öppna länken som du fick, så kommer du till rapporten."
)
BROKEN = Words(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "Något gick fel hos oss",
    "Vi vet inte om svaret sparades. Öppna din länk igen och se efter. Händer det fler gånger: skriv till "
    "samordnaren på Länsstyrelsen.",
)
AWAY = Words(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Samråd når inte sin databas just nu",
    "Vänta en liten stund och ladda sedan om sidan. Det ni redan har sparat finns kvar.",
)
AWAY_SENT = Words(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Samråd når inte sin databas just nu",
    "Vi vet inte om det du skickade sparades. Kopiera det du skrev, vänta en liten stund och öppna sedan din "
    "länk igen. Saknas det där: klistra in det och spara på nytt.",
)

_OPENING: Mapping[type[SamradError], str] = {
    Closed: "Formuläret är stängt",
    NotAllowed: "Formuläret är inte öppet för dig",
    NotFound: "Formuläret finns inte",
}
_DOING: Mapping[type[SamradError], str] = {
    Closed: "Svaret togs inte emot",
    NotAllowed: "Det går inte att göra nu",
    NotFound: "Det finns inte",
}


def refusal(error: SamradError, *, opening: bool) -> Message:
    """What the dialogs say no to, under a heading that says what is the matter."""
    titles = _OPENING if opening else _DOING
    return Message(panel=Panel(titles.get(type(error), "Det gick inte"), (str(error),)))

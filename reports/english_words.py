"""The English of the report's fixed words, each beside its Swedish, so that neither is changed alone.

The Swedish is what stands in the forms and in ``reports.swedish``; a test holds the two together.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from domain.form import Question
from domain.trends import Change, Size

Pair = tuple[str, str]
"""The Swedish and the English."""

STEPS: Mapping[str, Pair] = {
    "1": ("1 – Mycket ansträngt", "1 – very strained"),
    "2": ("2 – Ansträngt", "2 – strained"),
    "3": ("3 – Fungerar i huvudsak", "3 – works for the most part"),
    "4": ("4 – Gott", "4 – good"),
    "5": ("5 – Mycket gott", "5 – very good"),
    "EJ_BEDOMT": ("Kan inte bedömas nu", "cannot be assessed at present"),
}
TRENDS: Mapping[str, Pair] = {
    "FORSAMRAT": ("Försämrat", "worse"),
    "FORBATTRAT": ("Förbättrat", "better"),
    "OFORANDRAT": ("Oförändrat", "unchanged"),
    "KAN_EJ_BEDOMA": ("Kan inte bedömas", "cannot be assessed"),
}
SIZES: Mapping[Size, Pair] = {
    Size.SAME: ("i stort sett", "largely"),
    Size.SOME: ("något", "somewhat"),
    Size.CLEAR: ("tydligt", "clearly"),
}
_MORE: tuple[Pair, Pair] = (("fler", "more"), ("färre", "fewer"))
MORE: Mapping[str, tuple[Pair, Pair]] = {
    "procent": (("högre", "higher"), ("lägre", "lower")),
    "dagar": (("längre", "longer"), ("kortare", "shorter")),
    "veckor": (("längre", "longer"), ("kortare", "shorter")),
    "personer per år": (("högre", "higher"), ("lägre", "lower")),
}
"""By unit what a larger and a smaller number is; for all other units more and fewer."""

LABELS: Mapping[str, str] = {
    "Kommuntal, summa för delregionen": "Municipal quotas, sum for the sub-region",
    "Mottagna efter anvisning, hittills i år": "Received after assignment, so far this year",
    "Mottagna som ordnat bostad själva, hittills i år": (
        "Received, arranged their own housing, so far this year"
    ),
    "Mottagna totalt, hittills i år": "Received in total, so far this year",
    "Inskrivna i mottagningssystemet, kvartalets sista dag": (
        "Enrolled in the reception system, last day of the quarter"
    ),
    "Anvisade ensamkommande barn, hittills i år": "Unaccompanied children assigned, so far this year",
    "Anvisade med tillfälligt skydd, hittills i år": "Assigned with temporary protection, so far this year",
    "Väntetid till start på sfi, median": "Waiting time for Swedish for Immigrants (SFI), median",
    "Inskrivna som bor i Migrationsverkets boende": "Enrolled, in the Migration Agency's housing",
    "Inskrivna som ordnat boende själva": "Enrolled, arranged their own housing",
    "Inskrivna som bor i kommunens boende": "Enrolled, in municipal housing",
    "Inskrivna med övrigt boende": "Enrolled, other housing",
    "Inskrivna barn, 0–17 år": "Enrolled children, 0–17 years",
    "Kommuner med underskott på bostäder för självbosatta nyanlända": (
        "Municipalities with a shortage of housing for new arrivals who find their own"
    ),
    "Kommuner med balans på bostäder för självbosatta nyanlända": (
        "Municipalities with enough housing for new arrivals who find their own"
    ),
    "Kommuner med överskott på bostäder för självbosatta nyanlända": (
        "Municipalities with a surplus of housing for new arrivals who find their own"
    ),
    "Kommuner med goda möjligheter att erbjuda anvisade en bostad": (
        "Municipalities well able to offer housing to those assigned"
    ),
    "Deltagare, kvartalets sista månad": (
        "Participants in the introduction programme, last month of the quarter"
    ),
    "Nya i programmet under kvartalet": "New in the introduction programme in the quarter",
    "Lämnat programmet under kvartalet": "Left the introduction programme in the quarter",
    "Andel med högst förgymnasial utbildning": "Share with at most compulsory schooling",
    "Omfattas av utbildningsplikt": "Obliged to take part in education",
    "Har utbildningsplikt och väntar på plats": "Obliged to take part in education, waiting for a place",
    "Pågående etableringsjobb": "Introduction jobs under way",
    "I arbete efter 90 dagar": "In work after 90 days",
    "I studier efter 90 dagar": "In education after 90 days",
    "Från uppehållstillstånd till inskrivning, median": "Time from residence permit to enrolment, median",
    "Inskrivna totalt": "Enrolled in total",
    "Bor i Migrationsverkets boende": "In the Migration Agency's housing",
    "Har ordnat boende själva": "Arranged their own housing",
    "Bor i kommunens boende": "In municipal housing",
    "Har övrigt boende": "Other housing",
    "Inskrivna ensamkommande barn": "Enrolled unaccompanied children",
    "Inskrivna med tillfälligt skydd enligt massflyktsdirektivet": (
        "Enrolled with temporary protection under the Temporary Protection Directive"
    ),
    "Anvisade under kvartalet": "Assigned in the quarter",
    "Anvisade hittills i år": "Assigned so far this year",
    "Mottagna senare än tidsgränsen, hittills i år": "Received after the time limit, so far this year",
    "Bosättningsklara som väntar på anvisning": "Ready to settle, waiting for assignment",
    "Länstal som gäller nu": "County quota in force",
    "Från beslut till mottagande i kommun, median": (
        "Time from decision to reception in a municipality, median"
    ),
    "Asylsökande i riket, lägre scenariot": "Asylum seekers in Sweden, lower scenario",
    "Asylsökande i riket, planeringsantagandet": "Asylum seekers in Sweden, planning assumption",
    "Asylsökande i riket, högre scenariot": "Asylum seekers in Sweden, higher scenario",
    "Erbjudna hälsoundersökning": "Offered a health examination",
    "Genomförda hälsoundersökningar": "Health examinations carried out",
    "Väntetid till hälsoundersökning, median": "Waiting time for a health examination, median",
    "Tillfällen med hälsokommunikation": "Health communication sessions",
    "Deltagare i hälsokommunikation": "Participants in health communication sessions",
    "Språk i hälsokommunikationen": "Languages used in health communication",
    "Beställda tolkuppdrag": "Interpreter assignments ordered",
    "Tillsatta tolkuppdrag": "Interpreter assignments filled",
}
"""What a number is called. Women's and men's own are not told in English."""

_SO_FAR = ("so far this year", "in the quarter")
_MONTHS = "January February March April May June July August September October November December".split()
NTH = ("", "first", "second", "third", "fourth")
"""A quarter by its number."""
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def label(question: Question) -> str:
    """The Swedish itself, in its quotation marks, where nobody has written the English.

    A running total is called what is compared of it: the quarter's own number.
    """
    words = called(question.label)
    return words.replace(*_SO_FAR) if question.since_new_year else words


def called(label_: str) -> str:
    """The English of a Swedish label, as it is asked."""
    return LABELS.get(label_, f"“{label_}” (in Swedish)")


def told(change: Change, question: Question) -> str:
    """Clearly fewer (−22%, from 1,180 to 920); a change that may be said in percent."""
    numbers = f"from {number(change.before)} to {number(change.now)}"
    percent, size = change.told_percent, change.size
    if percent is None or size is None or change.before == change.now:
        return "unchanged" if change.before == change.now else numbers
    # A percentage of percentages would be read as percentage points.
    beside = numbers if question.unit == "procent" else f"{_signed(percent)}%, {numbers}"
    if size is Size.SAME:
        return f"largely unchanged ({beside})"
    more, fewer = MORE.get(question.unit, _MORE)
    words = f"{SIZES[size][1]} {(more if change.now > change.before else fewer)[1]} ({beside})"
    good = change.is_good(question.good_when)
    return words if good is None else f"{words}, {'an improvement' if good else 'a deterioration'}"


def number(value: float) -> str:
    """1,180; a decimal only where there is one."""
    return f"{value:,.1f}".removesuffix(".0")


def _signed(percent: float) -> str:
    return f"{'+' if percent > 0 else '−'}{abs(percent):,.10g}"


def listed(words: Iterable[str]) -> str:
    """A, B and C."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def count(how_many: int, one: str, many: str) -> str:
    """No issues, one issue, two issues; above twelve in digits."""
    spoken = _NUMBERS[how_many] if how_many < len(_NUMBERS) else str(how_many)
    return f"{spoken} {one if how_many == 1 else many}"


def day(when: date) -> str:
    """10 December 2026."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"

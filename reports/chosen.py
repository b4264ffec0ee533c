"""For annex 2: by which rules the quarter in brief, like medskick and good examples are chosen."""

from collections.abc import Iterator

from domain.alike import ENOUGH
from domain.report_plan import ReportPlan
from domain.swedish import in_words
from reports.brief_numbers import LEAST_CHANGE, LEAST_NUMBER
from reports.document import METHOD, Block, BulletList, Heading, Paragraph, Sentence
from reports.placing import TABLES
from reports.swedish import ended

_BRIEF = (
    "Sammanfattningen tas fram efter fasta regler. De största förändringarna är de insatsområden som flest "
    "delregioner säger har försämrats, de som flest säger har förbättrats, steg nedåt på skalan, områden på "
    "de två lägsta stegen och högst tre tal. Talen är de som har ändrats mest i procent, av dem som har "
    f"ändrats mer än 15 procent sedan förra kvartalet, är minst {LEAST_NUMBER} båda kvartalen och skiljer "
    f"sig med minst {LEAST_CHANGE}. Är andelen lika i hela procent går det tal före som skiljer sig mest. "
    "Av medskicken nämns i första hand sådana som flera enheter lyfter, högst två ämnen: de som flest "
    "enheter lyfter, därefter de med flest nya, därefter de mest angelägna. Annars nämns högst tre av dem "
    "som anges som mycket angelägna, och hur många de övriga är. Det regionala samrådet ombeds ta upp högst "
    "fem punkter: förslag till uppdrag och medskick till regional nivå vars rubrik får återges, de mest "
    "angelägna först och av lika angelägna ett från varje enhet i taget. Sådana som liknar varandra är en "
    "punkt."
)
_ALIKE = (
    f"Två medskick ställs bredvid varandra när de får minst {in_words(ENOUGH)} poäng, varav minst två för "
    "ord som säger något om ämnet. Ett sådant ord i båda rubrikerna ger tre poäng om det har minst sju "
    "bokstäver, annars två. Andra gemensamma ord ger en poäng, liksom rubriker med samma ord, samma "
    "insatsområde och samma mottagare. Olika insatsområden tar bort en poäng. Minst ett av orden ska stå i "
    "en rubrik, och de ska vara minst två eller ett ord på minst tio bokstäver i båda rubrikerna. Ord räknas "
    "som samma när de börjar lika. Vanliga ord och myndigheters namn räknas inte. Medskick vars text inte "
    "återges jämförs inte."
)
_EXAMPLES = (
    "Bara exempel som delregionen har sagt ja till att dela är med. Högst tre återges i sin helhet, ett från "
    "varje delregion i länets ordning."
)

_ASIDE = (
    "I rapporten står de tal som ger bilden av kvartalet: mottagna, inskrivna och inskrivna barn, tal inom "
    "insatsområdena, aktörernas tal för länet och ledtider. Utvecklingen anges för tal som någon delregion "
    "kan jämföra med förra kvartalet. Med förra året och årets början jämförs mottagna och inskrivna totalt. "
    "Andra tal och jämförelser står i bilagan, när det finns några."
)

_SUMMARY, _RAISED, _GOOD_PRACTICE = "summary", "raised", "good_practice"


def chosen(plan: ReportPlan) -> list[Block]:
    """The rules of the sections that the county has, under what it calls them; silent without any."""
    items = tuple(Paragraph((Sentence(words, (METHOD,)),), lead) for lead, words in _rules(plan))
    return [Heading("Så är innehållet valt", 2), BulletList(items)] if items else []


def _rules(plan: ReportPlan) -> Iterator[tuple[str, str]]:
    """Each rule after its lead. The summary, too, tells of medskick that several raise."""
    if title := plan.title(_SUMMARY):
        yield ended(title), _BRIEF
    if plan.title(_SUMMARY) or plan.title(_RAISED):
        yield "Medskick som liknar varandra.", _ALIKE
    if title := plan.title(_GOOD_PRACTICE):
        yield ended(title), _EXAMPLES
    if title := plan.title(TABLES):
        yield ended(title), _ASIDE

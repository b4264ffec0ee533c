"""For annex 2: by which rules the quarter in brief, like medskick and good examples are chosen."""

from domain.alike import ENOUGH
from domain.swedish import in_words
from reports.document import METHOD, BulletList, Paragraph, Sentence

_BRIEF = (
    "Sammanfattningen tas fram efter fasta regler. De största förändringarna är de insatsområden som flest "
    "delregioner säger har försämrats, de som flest säger har förbättrats, steg nedåt på skalan, områden på "
    "de två lägsta stegen och de tal som har ändrats mer än 15 procent sedan förra kvartalet, högst tre. Av "
    "medskicken nämns i första hand sådana som flera enheter lyfter, annars de mest angelägna. Det regionala "
    "samrådet ombeds ta upp förslag till uppdrag och medskick till regional nivå vars rubrik får återges, de "
    "mest angelägna först och sådana som liknar varandra som ett."
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
    "Bara exempel som delregionen har sagt ja till att dela är med. Tre återges i sin helhet, ett från varje "
    "delregion i länets ordning."
)

CHOSEN = BulletList(
    tuple(
        Paragraph((Sentence(words, (METHOD,)),), lead)
        for lead, words in (
            ("Kvartalet i korthet.", _BRIEF),
            ("Medskick som liknar varandra.", _ALIKE),
            ("Goda exempel.", _EXAMPLES),
        )
    )
)

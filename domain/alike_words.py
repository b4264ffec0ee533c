"""The words that ``domain.alike`` treats in a way of their own. In folded letters: å and ä as a, ö as o."""

SMALL = frozenset(
    "aldrig alla allra allt alltid an andra annan annat april ar aren aret att augusti av aven bada "
    "bara ber bland blev bli blir bor borde da dag dagar dagens dalig daligt dar darfor de december del "
    "delar dem den denna deras dess dessa dessutom det detta dock dyrt efter eftersom ej eller en enda "
    "enligt ens er ett fa fall far fast fatal fatt februari fem finnas finns fler flera flest for fore "
    "forra fram framfor fran fyra ga gamla gang ganger gar genom ger ges god goda gor gora gott ha hade "
    "haft hel hela helg helgen helger helt hittar hog hoga hogt hos hur ibland icke idag igen in inga "
    "ingen inget inom inte januari juli juni kan klockan knappt kom komma kommer kommit kring kunde "
    "kunna kvall kvallar kvallen lag laga lagt lan landet leder ligger lika lite maj man manga mars med "
    "medan mellan men mer mera mest mil morgon morgonen mot mycket nagon nagot nagra nar natt ned ner "
    "ni nio nog november nu ny nya nytt och ocksa ofta oktober om oss over pa per rad redan runt sa "
    "sager sak samma samt samtliga sarskilt sedan sen sent september ser sex sig sin sina sitt sjalv "
    "sjalva sju ska skulle slut sma som ta tag tar tas till tills tio tolka tolkas tolkat tre trots tva "
    "under ungefar upp ut utan utanfor utifran vad vag vagar val vanlig vanligt var vara varit varje "
    "vem vet vi via vid vilka vilken vilket vill vissa visst vore ytterligare".split()
)
"""What only binds a sentence together."""

GENERAL = tuple(
    "ansvar arbetar arbete arbetsformedling arbetsformedlingen arbetssatt asylsokande atgard behorig "
    "behov brist delregion drojer erbjud etablering etableringen fodda forbattr fordjup forlora "
    "forsakringskass forslag fortydlig frag framgar fungera gemensam gotaland grupp halften halla hamna "
    "handlagg hindr hinn hjalp information insats integration invandr jobba kanner kapacitet klara "
    "kommun kommunerna kort krav kunskap laggs lanet lang lansst lokal lyft malgrupp manad maste "
    "migrationsverk mindre minska mojlig mottag myndighet narmast nasta nationell nedlagg nyanland oka "
    "oklar olik onska ordentlig ordna otydlig person plats problem raknas regering region resurs rutin "
    "sakna samband samrad samtidig samverk senare skap skatteverk skill smarre snabb soker stall staten "
    "statens statlig stod stor struktur svar tid tillfall tillracklig timm tydlig uppgift utmaning "
    "utveckl varsel vastra vaxer vecka veckor verksamhet vgr vuxna".split()
)
"""What many subjects are spoken of with, or who is spoken to; with all that begins so."""

WEAK = frozenset(
    "anvis barn boend bosta elev eleve ensam foral kontr larar samhallsori samta skola sprak unga ungdo "
    "utbil utrik vanta vard".split()
)
"""The stems that half of an area's issues have: alone they make nothing alike."""

SAME = {
    "barnfamilj": "famil",
    "hyresratt": "bosta",
    "kommuntal": "kommuntal",
    "kontor": "kontor",
    "ko": "vanta",
    "kon": "vanta",
    "koer": "vanta",
    "koerna": "vanta",
    "lagenhet": "bosta",
    "primarvard": "vard",
    "sjukvard": "vard",
    "vard": "vard",
    "vardbesok": "vard",
    "vardcentral": "vard",
}
"""The stem of words that mean the same as others, or begin as another word does. With their endings."""

FIRST_PARTS = (
    "arbets barna bostads etablerings halso hogskole integrations kommun lans migrations samhalls "
    "samverkans skol sprak utbildnings vard"
).split()
"""What so many compounds begin with that it says little."""

SHORT = ("sfi", "tolk")
"""Words too short to be cut: any word that begins so is the same."""

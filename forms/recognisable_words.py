"""Words for people, origins and ages, as patterns: what a recognisable person is told of with."""

PEOPLE = (
    r"(?:personer|individer|\w{0,20}familjer|kvinnor|flickor|pojkar|tjejer|killar|\w{0,15}ungdomar|\w{0,15}elever"
    r"|\w{0,15}flyktingar|mammor|pappor|mödrar|föräldrar|klienter|patienter|\w{1,12}[- ]?åringar)(?:na)?"
    r"|män(?:nen)?|fäder(?:na)?|asylsökande|ensamkommande|nyanlända|brukare|vuxna"
    r"|\w{0,12}(?:barn|hushåll|syskon)(?:en)?"
)
"""Two or more."""

A_PERSON = (
    r"person|individ|\w{0,20}familj|kvinna|man|flicka|pojke|tjej|kille|ungdom|\w{0,15}elev|\w{0,15}flykting|mamma"
    r"|pappa|mor|far|förälder|klient|patient|\w{1,12}[- ]?åring|asylsökande|ensamkommande|nyanländ|brukare"
)
"""After "en"."""

A_CHILD = r"\w{0,12}(?:barn|hushåll|syskon|syskonpar)"
"""After "ett"."""

_STEMS = (
    "afgh|alban|algeri|armeni|azerba[jd]|bangladesh|belarus|bosni|bulgar|burund|centralafrik|colombi|dschibut"
    "|egypt|eritre|etiop|filippin|gambi|georgi|ghan|guine|irak|iran|jemen|jordan|kamerun|kazak|kenya|kines|kirgi"
    "|kongol|kosov|kurd|kuwait|liban|liberi|liby|makedon|marock|moldav|mongol|montenegr|myanmar|nepal|nicaragu|nigeri"
    "|pakistan|palestin|peruan|rohingy|rumän|rwand|saudi|senegal|serb|somal|srilank|sudan|syr|tadzjik|tanzan|thailänd"
    "|tjetjen|togoles|tunis|turk|turkmen|ugand|ukrain|uzbek|venezuel|vietnam"
)
ORIGIN = (
    rf"\b(?:{_STEMS})\w{{0,8}}?(?:sk(?:t|a|an|or|orna)?|ier(?:na)?|are(?:n|na)?|an(?:er(?:na)?)?|es(?:er(?:na)?)?"
    r"|stan|ien|ina)s?\b"
    r"|\b(?:turkar|kurder|serber|bulgarer|kineser|kosovarer)(?:na)?\b|\bindi(?:sk(?:t|a)?|ern?a?)\b"
    r"|\b(?:Syrien|Irak|Iran|Eritrea|Etiopien|Somalia|Sudan|Jemen|Libanon|Turkiet|Ryssland|Kongo|Kuba|Kina|Indien"
    r"|Libyen|Egypten|Marocko|Colombia)s?\b|\b(?:vit)?ryss(?:ar|arna)?\b|\b(?:vit)?rysk(?:t|a|or)?\b"
    r"|\bstatslös(?:a|t)?\b"
)
"""Nationalities and some countries: of those that come to Sweden the most usual."""

ORIGIN_PEOPLE = rf"(?:{_STEMS})\w{{0,6}}?(?:ier|er|are|ar|skor)(?:na)?|(?:vit)?ryssar(?:na)?|indier(?:na)?"
AN_ORIGIN_PERSON = rf"(?:{_STEMS})\w{{0,6}}?(?:ier|are|an|es|ska|n|r)?|(?:vit)?ryss|indier"

AGE = (
    r"\b\w{1,12}[- ]?åring(?:ar|en|arna)?\b"
    rf"|\b\w{{1,12}}[- ]?årig\w?\s+(?:[\w-]{{1,20}}\s+)?(?:{PEOPLE}|{A_PERSON}|{A_CHILD})\b"
    rf"|\b(?:{PEOPLE}|{A_PERSON}|{A_CHILD}),?\s+(?:som\s+är\s+|på\s+|under\s+|över\s+|mellan\s+)?"
    r"\d{1,2}(?:\s?(?:[–-]|och|till)\s?\d{1,2})?\s+år\b(?!\s+(?:sedan|efter|senare|i\s+följd))"
    r"|\b\d{1,2}\s+år\s+gam(?:mal|malt|la)\b|\bålder\w*\s+(?:av\s+)?\d|\båldrarna\s+\d"
    r"|\bföd(?:d|da|t)\s+(?:år\s+|i\s+)?(?:19|20)\d\d|\bfyll(?:t|de|er)\s+\d{1,2}\b|\bnyfödd\w?\b|\bspädbarn\b"
)

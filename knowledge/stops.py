"""Questions that the handbook must not answer: single cases, legal advice in them, personal data."""

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.people import names_somebody

Cause = Literal["personal_data", "single_case"]


@dataclass(frozen=True)
class _Stop:
    cause: Cause
    pattern: re.Pattern[str]


def _case(pattern: str) -> _Stop:
    return _Stop("single_case", re.compile(pattern, re.IGNORECASE))


def _data(pattern: str) -> _Stop:
    return _Stop("personal_data", re.compile(pattern, re.IGNORECASE))


# Signs that are not seen, and every dash as one: a number is no other for being written with them.
_UNSEEN = {ord(sign): None for sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff"} | {
    ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"
}

_SOMEONE = (
    r"(?:kvinna|man|kille|tjej|flicka|pojke|mamma|pappa|ensamstående|\w*familj|person|deltagare|elev|klient"
    r"|brukare|asylsökande|nyanländ|flykting|ukrainska?|syrier|afghan|somalier|syskonpar|(?:barn)?par|barn"
    r"|\d{1,2}[- ]?åring|woman|man|family|person|client|girl|boy|child|couple)"
)
_ONE = rf"\b(?:en|ett|a|an) (?:[\w-]+ ){{0,2}}?{_SOMEONE}\b"
_THE_PERSON = r"(?:mannen|kvinnan|pojken|flickan|killen|tjejen|mamman|pappan)"
_THE_ROLE = r"(?:brukaren|deltagaren|klienten|eleven|familjen|personen|paret)"
_OUR_PLACE = (
    r"(?:(?:här )?(?:hos oss|i vår kommun|på vår enhet|i min kommun)|här i kommunen|in our municipality)"
)
_WHEN = (
    r"(?:\bi ?går\b|\bi förrgår\b|\bi morse\b|\bi morgon\b|\bförra (?:veckan|månaden)\b"
    r"|\bi (?:förra|mars|april|maj|juni|juli|augusti|våras|somras|höstas|vintras)\b"
    r"|\bpå (?:mån|tis|ons|tors|fre|lör|sön)dag\b|\byesterday\b|\blast (?:week|month|year)\b)"
)
_CAME = r"(?:kom|anlände|flyttade|fick|blev|vägrade|tackade|fyllde|folkbokfördes|came|arrived|got|lost|was)"
_AGE = (
    r"(?:\b\d{1,3} ?år(?:ig\w*)?\b"
    r"|\b(?:är|fyller|fyllde|blir|blev|på|is) (?:snart )?\d{1,3}\b(?! ?(?:§|st|%|mån)))"
)
_HE_OR_SHE = r"\b(?:han|hon|honom|henne)\b"
_YEAR = r"\b(?:19|20)\d\d\b(?!:)"
_KIN = (
    r"(?:man|fru|sambo|son|dotter|barn|syster|bror|mamma|pappa|mor|far|familj|vän|kompis|pojkvän|flickvän"
    r"|granne|kusin|faster|moster|farbror|morbror|hyresgäst|inneboende)"
)
_THING = (
    r"(?:ärende|ansökan|asylansökan|uppehållstillstånd|asylbeslut|avslag|överklagande|utvisning|dagersättning"
    r"|etableringsersättning|handläggare|beslut|pass|LMA-kort)"
)

# Each line is one way in which a question is about somebody rather than about the rules.
_STOPS = (
    # personnummer and samordningsnummer, with or without century
    _data(
        r"(?<![\d:/])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01])\s?[-+]?\s?\d{4}(?!\d)"
    ),
    _data(r"(?<!\d)(?:19|20)?\d{6}\s?[-+]\s?(?:\d{4}|[A-ZÅÄÖ]\w{3})(?!\w)"),
    # dossier and case numbers of the Migration Agency, and any other long number
    _data(r"(?<![\d-])\d{1,2}-\d{6}(?!\d)"),
    _data(
        r"(?:dossier|beteckning|ärende|mål|LMA|kort|pass|person|samordning)s?[- ]?(?:kort)?"
        r"(?:nummer|nr|no)?[:. ]*(?:är |= ?)?(?=[A-Z]{0,2}\s?\d[\d -]{4,})[A-Z]{0,2}\s?\d[\d -]{4,}"
    ),
    _data(r"(?<![\d/:])\d{8,}(?!\d)"),
    _data(r"[\w.+-]+@[\w-]+\.\w+"),
    # a number with spaces in it, a day of birth, an address
    _data(
        r"(?<![\d:/])(?:[12] ?[09] ?)?\d ?\d[ -]?(?:0 ?[1-9]|1 ?[0-2])[ -]?"
        r"(?:[0-2] ?\d|3 ?[01]|[6-8] ?\d|9 ?[01])"
        r"[ -]*\d ?\d ?\d ?\d(?!\d|:)"
    ),
    _data(r"\bfödd (?:den )?(?:19|20)?\d{2}[-/ ]\d{1,2}[-/ ]\d{1,2}\b"),
    _data(r"\b(?-i:[A-ZÅÄÖ])[a-zåäö]+(?:gatan|vägen|gränd|stigen|torget|allén) \d+"),
    _data(r"\b(?:han|hon|hen|mannen|kvinnan|barnet|pojken|flickan|klienten) heter (?-i:[A-ZÅÄÖ])[a-zåäö]"),
    _data(rf"\b{_SOMEONE} som heter (?-i:[A-ZÅÄÖ])[a-zåäö]"),
    _data(rf"\b(?:{_THE_PERSON}|{_THE_ROLE}) (?-i:[A-ZÅÄÖ])[a-zåäö]"),
    # my own case, or that of someone near
    _case(rf"\b(?:mitt|min|mina) (?:eget |egen |egna )?{_THING}(?:et|en|t|n)?\b"),
    _case(rf"\b(?:min|mitt|mina|hennes|hans) {_KIN}(?:nen|en)?\b"),
    _case(r"\b(?:min|vår|en av (?:våra|mina)) (?:klient|brukare|deltagare|elev)(?:er|en|arna)?\b"),
    _case(r"\b(?:vår|våra) (?:kommuns )?(?:(?:ny|anvisad)\w* )*\w*familj(?:er|en)?\b"),
    _case(
        r"\bjag (?:har |är |blev |fick )?(?:själv )?"
        r"(?:fått (?:avslag|uppehållstillstånd|utvisning|beslut)|fick avslag|asylsökande|nyanländ|flykting)\b"
    ),
    _case(r"\bjag (?:är|fyller|fyllde|blir) (?:snart |bara )?\d{1,3}\b"),
    _case(r"\b(?:jag|vi|han|hon) (?:har )?f(?:ick|ått) (?:ett )?nej\b(?!.*(?:37|medel|statsbidrag))"),
    _case(r"\b(?:har|får|kan|ska) jag (?:rätt till|få (?:stanna|asyl|uppehållstillstånd|bidrag)|stanna)\b"),
    # somebody described
    _case(rf"{_HE_OR_SHE}.*(?:{_AGE}|{_YEAR}|{_WHEN}|{_OUR_PLACE})"),
    _case(rf"(?:{_AGE}|{_YEAR}|{_WHEN}|{_OUR_PLACE}).*{_HE_OR_SHE}"),
    _case(rf"(?<!mellan )\b{_THE_PERSON} (?:är|har|som|kom|fick|vill|vägrar|jag|vi)\b"),
    _case(
        rf"(?<!om )(?<!när )(?<!ifall )\b{_THE_ROLE} (?:är|har|som|kom|fick|vägrar) "
        rf".*(?:{_WHEN}|{_AGE}|{_YEAR}|\b{_OUR_PLACE}|\bhit\b|\bvi\b)"
    ),
    _case(rf"\b{_THE_ROLE} (?:som )?(?:jag|vi) \w+"),
    _case(rf"{_ONE}[^?]*(?:{_OUR_PLACE}|{_WHEN})"),
    _case(rf"(?:{_WHEN}|{_OUR_PLACE})[^?]*{_ONE}"),
    _case(rf"{_ONE} (?:som |who )?{_CAME}\b"),
    _case(rf"{_ONE} [^?]*\b{_CAME}\b[^?]*(?:{_YEAR}|\btill oss\b|\bhit\b|\bto us\b)"),
    _case(rf"{_ONE},? (?:på )?\d{{1,2}} ?år\b"),
    _case(rf"(?<!om )(?<!när )\bvi har (?:anvisats |fått (?:hit )?)?(?:en|ett) (?:[\w-]+ )?{_SOMEONE}\b"),
    _case(
        r"\b(?:vi har|jag har|det finns|jag träffade|jag möter) (?:en|ett) (?:\w+ )?"
        r"(?:kvinna|man|kille|tjej|flicka|pojke|klient|brukare|familj|deltagare|barn|elev)"
        r" (?:som|från|med|där)\b"
    ),
    _case(
        r"\b(?:hur|vad) (?:ska|bör|borde) (?:vi|jag) (?:göra|besluta|bedöma|döma)[^?]*"
        r" i (?:ärendet|fallet|målet)\b"
    ),
    _case(r"\bi (?:det här|detta|mitt|ett) (?:enskilda |konkreta |specifika )?(?:ärendet?|fallet?)\b"),
    _case(r"\b(?:kan|ska|bör) vi (?:stämma|polisanmäla)\b"),
    # the same in English
    _case(
        r"\bmy (?:own )?(?:case|client|application|appeal|permit|asylum|neighbou?r"
        r"|husband|wife|son|daughter|child|family)\b"
    ),
    _case(r"\b(?:i was|i have been|i got) (?:denied|rejected|refused|granted)\b"),
    _case(r"\bI(?: am|'m|’m) (?:\d|an? (?:refugee|asylum|newly)|(?:from|originally from) (?!the |our |a ))"),
    _case(r"\b(?:he|she) is \d{1,3}\b"),
)


def cause_to_stop(question: str) -> Cause | None:
    """Why the handbook must not answer this, personal data first; None when it may."""
    question = question.translate(_UNSEEN)
    if names_somebody(question):
        return "personal_data"
    causes = [stop.cause for stop in _STOPS if stop.pattern.search(question)]
    return min(causes, default=None)

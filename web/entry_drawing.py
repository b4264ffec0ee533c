"""The form of an entry: a field for each of what it holds, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from domain import swedish
from domain.experts import ExpertGroup
from knowledge.bounds import LONGEST_DETAILS, LONGEST_SHORT
from knowledge.fields import CONFIDENCE, LABELS, Fault
from knowledge.source_lines import DOCUMENT_EXAMPLE, EXAMPLE
from web.entry_values import Values
from web.fields import Field, Option, field_id

WORDS = "words"
"""The field for why a proposal is made: of the proposal, not of the entry."""

_SHAPES = {"key": "line", "flag": "line", "owner": "list", "confidence": "radios"}
_LINES = frozenset({"valid_from", "valid_to", "review", "topics", "related", "explains"})
_ROWS = {"question": 2, "variants": 14, "details": 12, "sources": 6, "short": 5, "reservation": 5}
_DATE = "Skriv till exempel 2027-01-15."
_KEYS = "Flera skrivs med kommatecken mellan."
_HINTS: Mapping[str, str] = {
    "key": "Svarets fasta namn, som aldrig ändras: små bokstäver a–z, siffror och understreck.",
    "question": "Som folk brukar ställa den.",
    "variants": (
        "Ett på varje rad, gärna tre eller fler. Med andra ord än i frågan, också som man skriver i mobilen."
    ),
    "short": f"Svara direkt på frågan, med högst {LONGEST_SHORT} ord.",
    "details": f"Högst {LONGEST_DETAILS} ord, med en tom rad mellan styckena.",
    "sources": (
        f"En på varje rad, den viktigaste först: ”{EXAMPLE}” eller ”{DOCUMENT_EXAMPLE}”. Utan datum gäller "
        "den senaste läsningen, om texten är inläst eller står i ett annat svar. Sist kan du lägga till ”, "
        "lydelse t.o.m. SFS 2025:417” och ”, bakgrund”."
    ),
    "reservation": "Behövs när svaret är osäkert: vad som är osäkert, och vem man kan fråga.",
    "valid_from": "Dagen då regeln började gälla.",
    "valid_to": "Bara om regeln säkert har slutat gälla.",
    "owner": "De som svarar för texten och kan godkänna ändringar.",
    "topics": f"Till exempel sfi eller ebo_abo. {_KEYS}",
    "review": "Senast den dagen läser ni igenom svaret igen.",
    "flag": "Varför svaret visas fast det borde ha granskats. Visas för den som frågar.",
    "related": f"Nycklar till andra svar. {_KEYS}",
    "explains": f"Författningar vars namn eller upphävande svaret handlar om, till exempel 2016:38. {_KEYS}",
}


def fields(
    values: Values, faults: Sequence[Fault], groups: Iterable[ExpertGroup], beside: Mapping[str, str]
) -> Iterator[Field]:
    """``beside``: what the published version says in a field, where that is something else."""
    options = {
        "owner": [(group.key, group.name) for group in groups],
        "confidence": [(name, swedish.upper_first(name)) for name in CONFIDENCE.values()],
    }
    for name, label in LABELS.items():
        raw = values.get(name, "")
        published = beside.get(name)
        yield Field(
            key=name,
            shape=_SHAPES.get(name, "line" if name in _LINES else "text"),
            label=swedish.upper_first(label),
            raw=raw,
            options=_options(name, raw, options.get(name, ())),
            hint=_HINTS.get(name, ""),
            format=_DATE if name in {"valid_from", "valid_to", "review"} else "",
            rows=_ROWS.get(name, 3),
            beside=() if published is None else (f"Publicerat nu: {published or 'inget'}",),
            wrong=tuple(fault.words for fault in faults if fault.field == name),
        )


def words_field(said: str, wrong: Sequence[str] = ()) -> Field:
    return Field(
        WORDS,
        "text",
        "Varför ändras svaret?",
        said,
        hint="Läses av den som godkänner, och sparas i historiken.",
        rows=3,
        wrong=tuple(wrong),
    )


def told(faults: Iterable[Fault]) -> list[tuple[str, str]]:
    """Each fault with the fragment of its field, in the order of the fields."""
    order = {name: place for place, name in enumerate(LABELS)}
    placed = sorted(faults, key=lambda fault: order.get(fault.field, len(order)))
    return [
        (
            f"{swedish.upper_first(LABELS.get(fault.field, ''))}: {fault.words}",
            f"#{field_id(fault.field)}" if fault.field in order else "",
        )
        for fault in placed
    ]


def _options(name: str, raw: str, choices: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(
        Option(f"{field_id(name)}~{place}" if place else field_id(name), key, label, key == raw)
        for place, (key, label) in enumerate(choices)
    )

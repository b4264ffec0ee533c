"""Words with numbers in them: quotations, labels, steps, names of medskick, the method's constants."""

import re
from collections.abc import Iterator

from domain.handover import numbered
from reports.document import METHOD, REGISTER
from tests.reports.recomputing_raw import Given, Raw
from tests.reports.recomputing_text import Said, names

QUOTED = re.compile(r"[”“](?P<words>[^”]*)”")
LABEL = re.compile(r"\b\d+(?:–\d+)? (?:dagar|år|days|years)\b")
STEP = re.compile(
    r"\b(?P<step>\d) – (?P<label>[a-zåäöA-Z][\w ]*?)(?=\)|,| i |[.;\n]| in |$)"
    r"(?P<where> (?:i|in) (?:(?! som \d)[^;.\n])*)?"
)
MOVED = re.compile(r"från (?P<before>\d) till (?P<now>\d) i (?P<where>[^.]*?)(?=,? (?:och )?från \d|\.)")
WHOLE = re.compile(r"^.*$", re.DOTALL)
ISSUE = re.compile(r"\bM(?P<id>\d+)\b")

_IN_ENGLISH = {"after 90 days": "efter 90 dagar", "0–17 years": "0–17 år"}
_CONSTANTS = (
    "skalan 1–5",
    "på en skala från ”1 – mycket ansträngt” till ”5 – mycket gott”",
    "från 1 (mycket ansträngt) till 5 (mycket gott)",
    "0 är ett svar",
    "<6 är 1–5 personer",
    "hur det är för 1–5 personer",
    "Tal om 1–5 personer",
    "skala i fem steg",
    "Mindre än 5 procent",
    "5–15 procent",
    "mer än 15 procent",
    "minst 20",
    "högst tre tal",
    "högst två ämnen",
    "nämns högst tre av dem",
    "högst fem punkter",
    "de två lägsta stegen",
    "är minst 50 båda kvartalen och skiljer sig med minst 20",
    "Två medskick ställs bredvid",
    "minst fyra poäng, varav minst två för",
    "ger tre poäng om det har minst sju bokstäver, annars två",
    "ska vara minst två eller ett ord på minst tio bokstäver",
    "Högst tre återges i sin helhet",
    "mellan den 10:e och den 90:e percentilen",
    "till exempel M12",
)
"""What the method says of itself, wherever it says so: all its numbers, and no others."""
CONSTANT = re.compile("|".join(re.escape(one) for one in sorted(_CONSTANTS, key=len, reverse=True)))


def a_constant(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    del raw
    return METHOD in said.sources or (REGISTER in said.sources and found[0].endswith("M12"))


def a_legal_basis(raw: Raw, said: Said, _: re.Match[str]) -> bool:
    """The county's own fixed words."""
    return METHOD in said.sources and said.text == raw.material.county.report.legal_basis


def a_quotation(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The words stand in a text that the sources name."""
    words = found["words"].casefold()
    return any(words in text.casefold() for text in _texts(raw, said))


def _texts(raw: Raw, said: Said) -> Iterator[str]:
    for one in raw.given(said.sources):
        value = (raw.answers(one.unit, one.quarter) or {}).get(one.question.key)
        if isinstance(value, str):
            yield value
    if REGISTER in said.sources:
        for issue in raw.issues.values():
            for content in issue.contents:
                yield from (content.title, content.body, content.outcome, content.addressee)
            yield from (step.words for step in issue.steps)


def a_label(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The number is part of what a source is called."""
    labels = [source.label for source in said.sources] + [
        one.question.label for one in raw.given(said.sources)
    ]
    words = next((one for told, one in _IN_ENGLISH.items() if told.endswith(found[0])), found[0])
    return any(words in label for label in labels)


def a_step(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The step is answered, and by those who are named."""
    given = [one for one in raw.given(said.sources) if one.question.choices and one.quarter == raw.now]
    at_step = {one.unit for one in given if _answer(raw, one) == found["step"]}
    where = found["where"] or ""
    if not where or said.in_table:
        return bool(at_step)
    if "alla delregioner" in where or "all sub-regions" in where:
        named = {one.unit for one in given}
    else:
        named = {one for one in raw.parts if re.search(rf"\b{one}\b", where)}
    return (named or {one.unit for one in given}) == at_step


def a_shift(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """Each named unit was at the one step last quarter and is at the other now."""
    given = raw.given(said.sources)
    keys = {one.question.key for one in given}
    return bool(keys) and all(
        [_answer(raw, one) for one in given if one.unit == unit and one.quarter == quarter] == [step]
        for unit in names(found["where"])
        for quarter, step in ((raw.now.previous, found["before"]), (raw.now, found["now"]))
    )


def _answer(raw: Raw, one: Given) -> str:
    return str((raw.answers(one.unit, one.quarter) or {}).get(one.question.key, ""))


def an_issue(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The register has it, under a title that is told beside it, and of the unit that is named there."""
    issue = raw.issues.get(found[0])
    if issue is None or not (REGISTER in said.sources or _is_answered(raw, said, found[0])):
        return False
    place = "\n".join((said.text, said.lead, *(cell.text for cell in said.row)))
    title = issue.content.title in place or "återges inte" in place.lower() or _beside(said.text, found[0])
    unit = next(name for name, part in raw.parts.items() if part.respondent.id == issue.unit)
    return title and unit in place


def _beside(text: str, name: str) -> bool:
    """Whether it stands with others under one title: ”Stora bostäder” (Skaraborg M7, Fyrbodal M12)."""
    return re.search(rf"” \([^)]*, [^)]*\b{name}\b", text) is not None


def _is_answered(raw: Raw, said: Said, name: str) -> bool:
    """Whether it is an answer that the sources name, in the same words."""
    issue = raw.issues[name]
    return any(
        issue.content in numbered(raw.answers(one.unit, one.quarter) or {}).values()
        for one in raw.given(said.sources)
        if one.question.key.startswith("handover.") and raw.parts[one.unit].respondent.id == issue.unit
    )

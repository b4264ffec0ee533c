"""What is counted: sub-regions, municipalities, answers, medskick, figures. Each counted anew."""

import re

from domain.county import UnitKind
from domain.raised import RaisedIssue
from reports.document import REGISTER, ROUND
from tests.reports.recomputing_raw import Raw, said_then
from tests.reports.recomputing_text import COUNT, Said, count, names

NAMED = re.compile(rf"\b(?P<count>{COUNT}) delregion(?:er)? \((?P<names>[^)]*)\)", re.IGNORECASE)
PRESENT = re.compile(
    rf"^Av (?P<all>{COUNT}) kommuner deltog (?P<some>{COUNT}): (?P<names>[^.]*)\.", re.IGNORECASE
)
ALL_PRESENT = re.compile(rf"^Alla (?P<all>{COUNT}) kommun(?:er)? deltog")
CARRIED = re.compile(rf"\bhar låtit (?P<count>{COUNT}) svar stå")
ANSWERED = re.compile(
    rf"(?P<some>{COUNT}) (?:av|of) (?P<all>{COUNT}) (?P<who>delregioner|aktörer|sub-regions|agencies)",
    re.IGNORECASE,
)
RAISED = re.compile(
    rf"^(?:Sammanlagt )?(?P<count>{COUNT}) (?:medskick har lämnats|issues? (?:has|have) been raised)",
    re.IGNORECASE,
)
RAISED_AGAIN = re.compile(
    rf"\b(?P<count>{COUNT}) (?:av dem är lyfta? igen|of them (?:is|are) raised again)", re.IGNORECASE
)
OF_AREA = re.compile(r"Flest \((?P<some>\d+) av (?P<all>\d+)(?: vardera)?\) gäller (?P<areas>[^.]*)\.")
REGISTERED = re.compile(
    rf"\b(?P<count>{COUNT}) "
    r"(?P<stage>nya?(?:tt)?|lyfta? igen|pågående från tidigare kvartal|avslutade?t?)\b",
    re.IGNORECASE,
)
FROM = re.compile(
    rf"\b[Ff]r(?:ån|om) (?P<count>{COUNT}) (?P<who>delregion(?:er)?|aktör(?:er)?|sub-regions?|agenc(?:y|ies))"
    rf"(?: (?:och|and) (?P<more>{COUNT}) (?P<others>aktör(?:er)?|agenc(?:y|ies)))?"
)
TOWNS = re.compile(r"^(?P<name>[\w ]+) \((?P<count>\d+)\u00a0kommuner\)$")
MENDED = re.compile(rf"^(?P<count>{COUNT})(?= uppgift(?:er)? för\b)", re.IGNORECASE)
LACKING = re.compile(rf"visas för (?P<count>{COUNT}) kommun(?:er)? i länet")


def named_units(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """As many as are named, each with an answer among the sources."""
    those = names(found["names"])
    answered = {one.unit for one in raw.given(said.sources)}
    return count(found["count"]) == len(those) and answered.issuperset(those)


def present(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The municipalities that the answer names, of all that the council has."""
    [one] = raw.given(said.sources)
    part = raw.parts[one.unit]
    chosen = (raw.answers(one.unit, one.quarter) or {})[one.question.key]
    called = {member.id: member.name for member in part.respondent.members}
    there = {called[town] for town in chosen} if isinstance(chosen, list) else set()
    whole = count(found["all"]) == len(called)
    if "names" not in found.re.groupindex:
        return whole and len(there) == len(called)
    return whole and count(found["some"]) == len(there) and there == set(names(found["names"]))


def carried(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The answers marked as unchanged."""
    given = raw.given(said.sources)
    marked = [one for one in given if f"{one.question.key}~same" in (raw.answers(one.unit, raw.now) or {})]
    return count(found["count"]) == len(marked)


def answered(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    kind = UnitKind.SUB_REGION if found["who"] in {"delregioner", "sub-regions"} else UnitKind.AGENCY
    those = [part for part in raw.parts.values() if part.respondent.unit.kind is kind]
    there = sum(part.submission is not None for part in those)
    return ROUND in said.sources and (count(found["some"]), count(found["all"])) == (there, len(those))


def raised_now(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """New medskick: what the sources' answers raise, and what the register has beside them."""
    return count(found["count"]) == len(_new(raw, said))


def _new(raw: Raw, said: Said) -> list[str]:
    """The area of each new medskick that the sources tell of; "" without any."""
    given = raw.given(said.sources)
    titled = {
        (one.unit, one.question.key.split(".")[1])
        for one in given
        if one.question.key.startswith("handover.")
    }
    found: list[str] = []
    told: set[tuple[str, str]] = set()
    for unit, place in sorted(titled):
        answers = raw.answers(unit, raw.now) or {}
        found.append(str(answers.get(f"handover.{place}.area", "")))
        told.add((unit, str(answers.get(f"handover.{place}.title", ""))))
    if REGISTER in said.sources:
        for issue in raw.issues.values():
            unit = _unit(raw, issue)
            new = (issue.round == raw.now.key or _again(raw, issue)) and issue.is_open
            if new and (unit, issue.content.title) not in told:
                found.append(issue.content.area)
    return found


def _again(raw: Raw, issue: RaisedIssue) -> bool:
    """Whether a step of this quarter says that an older one is raised again."""
    return issue.round < raw.now.key and any(
        (step.said.round, step.words) == (raw.now.key, "Lyft igen.") for step in issue.steps
    )


def raised_again(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """Of those that are raised now, how many were so before: by the register, or by their titles."""
    units = {one.unit for one in raw.given(said.sources)}
    those = [
        one
        for one in raw.issues.values()
        if _again(raw, one) and one.is_open and (REGISTER in said.sources or _unit(raw, one) in units)
    ]
    return count(found["count"]) == len(those)


def of_area(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """Of the new ones how many concern each area that is named."""
    areas = _new(raw, said)
    called = {area.name[0].lower() + area.name[1:]: area.key for area in raw.material.areas}
    called |= {"statlig närvaro": "NARVARO", "samverkan och ledtider": "SAMVERKAN"}
    text = found["areas"]
    named = [key for name, key in called.items() if name in text]
    some = int(found["some"])
    return int(found["all"]) == len(areas) and bool(named) and all(areas.count(key) == some for key in named)


def registered(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The register's rows of the round: new, raised again, ongoing since before, closed since then."""
    new = [one for one in raw.issues.values() if one.is_open and one.round == raw.now.key]
    older = [one for one in raw.issues.values() if one.is_open and one.round < raw.now.key]
    again = [one for one in older if _again(raw, one)]
    ongoing = [one for one in older if one not in again]
    closed = [one for one in raw.issues.values() if not one.is_open and one.round < raw.now.key]
    those = {"n": new, "l": again, "p": ongoing, "a": closed}[found["stage"][0].lower()]
    return REGISTER in said.sources and count(found["count"]) == len(those)


def from_units(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The units whose medskick are alike: those whose answers are named, the register's as the text names."""
    units = {one.unit for one in raw.given(said.sources)}
    if REGISTER in said.sources:
        # Which of the register's are meant is told by name, or by the list that follows.
        told = {_unit(raw, one) for one in raw.issues.values()}
        units |= {name for name in told if name in said.text or not any(unit in said.text for unit in told)}
    kinds = [raw.parts[unit].respondent.unit.kind for unit in units]
    councils, agencies = kinds.count(UnitKind.SUB_REGION), kinds.count(UnitKind.AGENCY)
    if not found["who"].startswith(("delregion", "sub")):
        return count(found["count"]) == agencies
    return count(found["count"]) <= councils and count(found["more"] or "0") <= agencies


def _unit(raw: Raw, issue: RaisedIssue) -> str:
    return next(name for name, part in raw.parts.items() if part.respondent.id == issue.unit)


def towns(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The municipalities with a figure that day, of the county or of the sub-region."""
    return len(town_numbers(raw, said, found["name"])) == int(found["count"])


def town_numbers(raw: Raw, said: Said, place: str) -> list[float]:
    """The spread figure of each municipality in the county, or in the sub-region."""
    theme = raw.material.county.report.theme(raw.now.number)
    key = theme.spread if theme else ""
    inside = {
        town.id
        for council in raw.material.county.councils
        for town in council.members
        if town.in_county and place in {"Länet", council.name}
    }
    there = [one for source in said.sources if source.as_of for one in raw.figures(source)]
    return sorted(
        one.value for one in there if one.key == key and one.unit in inside and one.value is not None
    )


def lacking(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    every = [town for council in raw.material.county.councils for town in council.members if town.in_county]
    return count(found["count"]) == len(every) - len(town_numbers(raw, said, "Länet"))


def mended(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The answers of the named quarters that are others now than when their report was drafted."""
    there = [
        one
        for one in raw.given(said.sources)
        if (then := said_then(raw, one)) is not None
        and then != raw.number(one.unit, one.question.key, one.quarter)
    ]
    return count(found["count"]) == len(there)

"""Raised issues as the report may tell them, and those that several units raise, side by side.

What is alike is decided by ``domain.alike``. Only what may be told in a unit's own words is compared: a group
says something of the words of each that is in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain import alike, handover
from domain.material import Contribution, Material
from domain.quarter import Quarter
from domain.raised import BESIDE_AREAS, Content, IssueKind, Level, RaisedIssue
from domain.swedish import count, listed
from forms.publishing import text_is_public
from reports.document import REGISTER, Sentence, Source
from reports.past import form_then
from reports.reading import Reading, read
from reports.swedish import inside, medskick, quoted

_TOLD, _NAMED = 2, 4

_PARTS = ("title", "body", "addressee", "outcome", "kind", "area", "level", "urgency")


@dataclass(frozen=True)
class Issue:
    """One that is open. ``name``: M12, or "" before the register has it. ``since``: the quarter it came in.

    The texts of ``content`` are empty where the unit keeps them. ``answers``: by part of the content the
    answer that says it; none for one that only the register has. ``area``: its name inside a sentence.
    ``is_new``: first raised in the quarter; ``is_again``: raised before, and once more in the quarter.
    """

    unit: str
    is_council: bool
    name: str
    content: Content
    since: Quarter
    answers: Mapping[str, tuple[Source, ...]]
    is_new: bool = True
    is_again: bool = False
    area: str = ""

    def source(self, *parts: str) -> tuple[Source, ...]:
        """The answers that say these parts of the content, all without any named; else the register."""
        asked = parts or tuple(self.answers)
        return tuple(one for part in asked for one in self.answers.get(part, ())) or (REGISTER,)

    @property
    def is_raised_now(self) -> bool:
        """Whether the quarter raises it, for the first time or again."""
        return self.is_new or self.is_again

    @property
    def is_told(self) -> bool:
        """Whether it may be told in the unit's own words."""
        return bool(self.content.title)

    @property
    def is_national(self) -> bool:
        """Whether it is to be taken to the national level."""
        return self.content.kind == IssueKind.NATIONAL or self.content.level == Level.NATIONAL

    @property
    def said(self) -> str:
        """”Större bostäder vid anvisning” (Skaraborg M3)."""
        title = quoted(self.content.title) if self.is_told else "medskick vars rubrik inte återges"
        return f"{title} ({self.raiser})"

    @property
    def raiser(self) -> str:
        """Skaraborg M3."""
        return f"{self.unit} {self.name}".strip()


@dataclass(frozen=True)
class Theme:
    """Issues of two or more units that are alike, and the words that they share; ``titled``: of titles."""

    issues: tuple[Issue, ...]
    words: tuple[str, ...]
    titled: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(source for issue in self.issues for source in issue.source())

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(issue.unit for issue in self.issues))

    @property
    def first_of_each(self) -> tuple[Issue, ...]:
        """One from each unit, then the others: who is named first is not who has written most."""
        first = {issue.unit: issue for issue in reversed(self.issues)}
        ones = (issue for issue in self.issues if first[issue.unit] is issue)
        return (*ones, *(issue for issue in self.issues if first[issue.unit] is not issue))

    @property
    def counted(self) -> str:
        """Två delregioner och en aktör."""
        councils = len({issue.unit for issue in self.issues if issue.is_council})
        agencies = len(self.units) - councils
        return listed(
            words
            for number, words in (
                (councils, count(councils, "delregion", "delregioner")),
                (agencies, count(agencies, "aktör", "aktörer")),
            )
            if number
        )


def area_name(material: Material, key: str) -> str:
    """An area as it reads inside a sentence; the key itself of one that the year does not have."""
    names = {**BESIDE_AREAS, **{area.key: area.name for area in material.areas}}
    return inside(names.get(key, key))


def called(material: Material, theme: Theme) -> str:
    """Familjer och bostäder; tolk inom hälsa: one word alone says too little, so the area is told too."""
    words = listed(theme.titled or theme.words)
    areas = {issue.content.area for issue in theme.issues}
    if len(theme.titled or theme.words) > 1 or len(areas) > 1 or areas & {"", *BESIDE_AREAS}:
        return words
    return f"{words} inom {area_name(material, *areas)}"


def open_issues(material: Material) -> tuple[Issue, ...]:
    """What is raised in the round and what is open since before, unit by unit in the county's order."""
    readings = {one.part.respondent.id: one for one in read(material.contributions)}
    return tuple(
        issue
        for part in material.contributions
        for issue in _of_unit(material, part, readings.get(part.respondent.id))
    )


def themes(issues: Iterable[Issue]) -> tuple[Theme, ...]:
    """What most units raise first; of as many, what is raised anew most, and is most urgent."""
    told = [issue for issue in issues if issue.is_told]
    found = (
        Theme(tuple(told[place] for place in group.places), group.words, group.titled)
        for group in alike.groups([issue.content for issue in told])
    )
    return tuple(sorted((theme for theme in found if len(theme.units) > 1), key=_weight))


def _weight(theme: Theme) -> tuple[int, int, int]:
    new = sum(issue.is_raised_now for issue in theme.issues)
    return -len(theme.units), -new, -max(issue.content.urgency for issue in theme.issues)


def in_brief(material: Material, those: Sequence[Theme]) -> tuple[Sentence, ...]:
    """The first few, with who has said it and under which title."""
    return tuple(
        Sentence(
            f"Liknande medskick om {called(material, theme)} kommer från {theme.counted}: {_titles(theme)}.",
            theme.sources,
        )
        for theme in those[:_TOLD]
    )


def _titles(theme: Theme) -> str:
    told = [issue.said for issue in theme.first_of_each[:_NAMED]]
    rest = len(theme.issues) - len(told)
    return listed([*told, f"ytterligare {medskick(rest)}"] if rest > 0 else told)


def may_tell(material: Material, part: Contribution, round_key: str) -> bool:
    """Whether the unit lets what it raised in that round be told in its own words.

    What was public stays so, and what was kept is kept, whatever the unit says of later quarters. A quarter
    whose answers are not known is as this one; a unit that has not answered has let nothing be told.
    """
    earlier = part.before(Quarter.from_key(round_key))
    if round_key == material.round.key or earlier is None:
        form, sent = part.form, part.submission
    else:
        form, sent = form_then(material, part, earlier) or part.form, earlier.submission
    return sent is not None and text_is_public(form, sent.answers, f"{handover.GROUP}.0.title")


def _of_unit(material: Material, part: Contribution, reading: Reading | None) -> Iterator[Issue]:
    """What its answers raise, then what the register has beside them."""
    known = [
        issue.known_in(material.round.key)
        for issue in material.raised
        if issue.unit == part.respondent.id and issue.round <= material.round.key
    ]
    answered = handover.numbered(reading.submission.answers) if reading else {}
    of_answers = handover.placed(list(answered.values()), known)
    for (place, content), issue in zip(answered.items(), of_answers, strict=True):
        if issue is None:
            yield replace(
                _plain(material, part, content, material.round.key), answers=_answers(reading, place)
            )
        elif issue.is_open:
            as_answered = _answers(reading, place) if issue.content == content else {}
            yield replace(_registered(material, part, issue), answers=as_answered)
    for issue in known:
        if issue.is_open and issue not in of_answers:
            yield _registered(material, part, issue)


def _answers(reading: Reading | None, place: int) -> Mapping[str, tuple[Source, ...]]:
    """Where the item at that place of the form says what it says."""
    key = f"{handover.GROUP}.{place}"
    return {part: reading.source(f"{key}.{part}") for part in _PARTS} if reading else {}


def _registered(material: Material, part: Contribution, issue: RaisedIssue) -> Issue:
    since = Quarter.from_key(issue.round)
    plain = _plain(material, part, issue.content, issue.round)
    return replace(
        plain,
        name=issue.name,
        since=since,
        is_new=since == material.round.quarter,
        is_again=issue.again_in(material.round.key) is not None,
    )


def _plain(material: Material, part: Contribution, content: Content, round_key: str) -> Issue:
    """As raised in the round, without the texts that the unit keeps."""
    bare = replace(content, title="", body="", addressee="", outcome="")
    return Issue(
        unit=part.respondent.name,
        is_council=part in material.councils,
        name="",
        content=content if may_tell(material, part, round_key) else bare,
        since=material.round.quarter,
        answers={},
        area=area_name(material, content.area) if content.area else "",
    )

"""What a unit's answers say of raised issues: those it raises now, and how the earlier ones stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.answers import Answers, Value
from domain.raised import Content, RaisedIssue, RaisedStatus

GROUP = "handover"
"""The key of the questions that repeat, one item for each raised issue."""

_ITEM = re.compile(rf"{GROUP}\.(\d+)\.([a-z_]+)")
_FOLLOWED = re.compile(r"followup\.(\d+)\.(status|words)")

# The last word has no full stop inside: "t.ex. Åmål" goes on.
_SENTENCE = re.compile(r"((?:.*?\s)??[^\s.]+)[.!?:]\s+(?=\S)")

STATUSES = {
    "PAGAR": RaisedStatus.ONGOING,
    "BESVARAT": RaisedStatus.ANSWERED,
    "LOST": RaisedStatus.SOLVED,
    "INTE_LANGRE_AKTUELLT": RaisedStatus.DROPPED,
}
"""What can be answered about an earlier issue."""

_ALIKE = 1 / 3
"""The least share of words in common for a reworded issue to be the same one."""


@dataclass(frozen=True)
class FollowUp:
    """How an earlier issue stands; ``status`` is None when only words were given."""

    status: RaisedStatus | None
    words: str = ""


def status_key(issue: int) -> str:
    return f"followup.{issue}.status"


def words_key(issue: int) -> str:
    return f"followup.{issue}.words"


def items(answers: Answers) -> list[Content]:
    """The issues that the answers raise, in their order. One without a title goes by its first words."""
    return list(numbered(answers).values())


def numbered(answers: Answers) -> dict[int, Content]:
    """The same by their place in the form: 0 for what is answered under ``handover.0``."""
    found: dict[int, dict[str, Value]] = {}
    for key, value in answers.items():
        if part := _ITEM.fullmatch(key):
            found.setdefault(int(part[1]), {})[part[2]] = value
    contents = {place: Content.of(_titled(found[place])) for place in sorted(found)}
    return {place: content for place, content in contents.items() if content.title}


def _titled(answers: dict[str, Value]) -> dict[str, Value]:
    if answers.get("title"):
        return answers
    title, body = headed(str(answers.get("body", "")))
    return {**answers, "title": title, "body": body}


def headed(words: str) -> tuple[str, str]:
    """The first line or sentence as the title, without its full stop, and the rest."""
    title, _, body = words.strip().partition("\n")
    if sentence := _SENTENCE.match(title):
        return sentence[1].strip(), f"{title[sentence.end() :]}\n{body}".strip()
    return title.strip().rstrip("."), body.strip()


def taken(answers: Answers) -> dict[int, FollowUp]:
    """What the answers say of earlier issues, by issue id."""
    told: dict[int, dict[str, str]] = {}
    for key, value in answers.items():
        if part := _FOLLOWED.fullmatch(key):
            told.setdefault(int(part[1]), {})[part[2]] = str(value)
    return {
        issue: FollowUp(STATUSES.get(said.get("status", "")), said.get("words", ""))
        for issue, said in sorted(told.items())
    }


def placed(contents: Sequence[Content], issues: Sequence[RaisedIssue]) -> list[RaisedIssue | None]:
    """For each content the issue that it words, None for a new one; no issue is worded twice.

    Places shift when an item is taken away, so an item is known by its title, else by most words in common
    with any wording that the issue has had. A dropped issue comes back by its title alone.
    """
    found: list[RaisedIssue | None] = []
    left = list(issues)
    for content in contents:
        issue = titled_alike(content, left)
        found.append(issue)
        if issue:
            left.remove(issue)
    for _, place, issue in sorted(_reworded(contents, found, left), key=lambda pair: -pair[0]):
        if not found[place] and issue in left:
            found[place] = issue
            left.remove(issue)
    return found


def joined(before: Content | None, said: Content, stands: Content) -> Content:
    """What an issue says when the form says ``said``, in whose version before it stood ``before``.

    What the form has not changed stays as it was worded elsewhere meanwhile; what it has, is the form's.
    """
    if before is None:
        return said
    kept = {
        name: value for name, value in vars(stands).items() if getattr(said, name) == getattr(before, name)
    }
    return replace(said, **kept)


def titled_alike(content: Content, issues: Iterable[RaisedIssue]) -> RaisedIssue | None:
    """The issue that has had the content's title: raised in an earlier round, and now again."""
    return next((one for one in issues if is_titled(content, (each.title for each in one.contents))), None)


def is_titled(content: Content, titles: Iterable[str]) -> bool:
    """Whether the content has one of the titles, whatever its case, spaces and full stop."""
    return any(_plain(content.title) == _plain(title) for title in titles)


def _reworded(
    contents: Sequence[Content], found: Sequence[RaisedIssue | None], left: Iterable[RaisedIssue]
) -> Iterator[tuple[float, int, RaisedIssue]]:
    for issue in left:
        if issue.status is RaisedStatus.DROPPED:
            continue
        for place, content in enumerate(contents):
            alike = max(_in_common(content, wording) for wording in issue.contents)
            if not found[place] and alike >= _ALIKE:
                yield alike, place, issue


def _in_common(one: Content, other: Content) -> float:
    first, second = _words(one), _words(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 0.0


def _words(content: Content) -> set[str]:
    return set(re.findall(r"\w{4,}", f"{content.title} {content.body}".casefold()))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")

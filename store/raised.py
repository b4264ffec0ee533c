"""Raised issues and what became of them: rows are added, never changed."""

from itertools import count

from sqlalchemy import Connection

from domain import handover
from domain.answers import Answers, Submission
from domain.errors import Conflict, NotFound
from domain.handover import FollowUp
from domain.raised import AGAIN, OPEN, Content, RaisedIssue, RaisedStatus, RaisedStep, Said
from store import raising
from store.database import Database


class Raised:
    """``unit``: a unit's id, ``round_``: a round's key throughout. Issues come in the order of their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def raise_(self, unit: str, source: str, content: Content, said: Said) -> RaisedIssue:
        """Keep a new issue. One that the unit has raised from the same ``source`` is given back as it is."""
        return self._database.write(lambda connection: raising.add(connection, unit, source, content, said))

    def follow_up(self, issue: int, told: FollowUp, said: Said, *, seen: int | None = None) -> RaisedIssue:
        """Say how the issue stands. What was just said is not written twice.

        ``seen``: how many steps there were when it was decided on. With nothing written, raise NotFound for
        an id that is not there, Conflict when its status has been told of since.
        """

        def work(connection: Connection) -> RaisedIssue:
            found = _there(connection, issue)
            if not raising.is_last(found, told, said):
                _must_stand(found.told_since(seen))
                raising.follow_up(connection, found, told, said)
            return _there(connection, issue)

        return self._database.write(work)

    def change(self, issue: int, content: Content, said: Said, *, seen: int | None = None) -> RaisedIssue:
        """Give the issue another content; the earlier ones stay.

        ``seen``: how many steps there were in what it was made from. With nothing written, raise NotFound for
        an unknown id, Conflict when it has been reworded since.
        """

        def work(connection: Connection) -> RaisedIssue:
            found = _there(connection, issue)
            if content != found.content:
                _must_stand(found.reworded_since(seen))
                raising.add_step(connection, found, RaisedStep(0, found.status, said, content=content))
            return _there(connection, issue)

        return self._database.write(work)

    def from_form(self, submission: Submission, before: Answers) -> None:
        """As the module's ``from_form``, in a transaction of its own."""
        self._database.write(lambda connection: from_form(connection, submission, before))

    def get(self, issue: int) -> RaisedIssue | None:
        found = self._read(raising.ONE, of_id=issue)
        return found[0] if found else None

    def open_for(self, *units: str) -> list[RaisedIssue]:
        """The open ones of any of the units."""
        return self._read(raising.OPEN_FOR, of_units=units)

    def open(self) -> list[RaisedIssue]:
        """Every unit's open ones."""
        return self._read(raising.EVERY_OPEN)

    def open_of_earlier_rounds(self, round_: str, unit: str) -> list[RaisedIssue]:
        """The unit's own that were open when ``round_`` began, whatever has been said in it since."""
        return self._read(raising.OF_EARLIER, of_round=round_, of_unit=unit)

    def of_round(self, round_: str) -> list[RaisedIssue]:
        """All that a report on the round speaks of: raised in it, open when it began, or touched in it."""
        return self._read(raising.OF_ROUND, of_round=round_)

    def all(self) -> list[RaisedIssue]:
        return self._read(raising.ALL)

    def _read(self, query: raising.Query, **where: raising.Value) -> list[RaisedIssue]:
        return self._database.read(lambda connection: raising.read(connection, query, **where))


def from_form(connection: Connection, submission: Submission, before: Answers) -> None:
    """Bring the register up to date with a version that comes in; ``before``: the answers of the one before.

    A new item becomes an issue, a reworded one a change of its issue, one taken away is dropped; one titled
    like an open issue of an earlier round is that issue. What the version says as the one before did is not
    said again, so what was said elsewhere in between stands.
    """
    said = _said(submission)
    _items(connection, submission, before, said)
    earlier = handover.taken(before)
    for issue, told in handover.taken(submission.answers).items():
        if earlier.get(issue) != told and (found := raising.read(connection, raising.ONE, of_id=issue)):
            raising.follow_up(connection, found[0], told, said)


def _items(connection: Connection, submission: Submission, before: Answers, said: Said) -> None:
    contents, earlier = handover.items(submission.answers), handover.items(before)
    if contents == earlier:
        return
    where = {"of_round": submission.round, "of_unit": submission.unit}
    known = raising.read(connection, raising.IN_FORM, **where)
    matched = handover.placed(contents, known)
    before_of = {
        one.id: said for said, one in zip(earlier, handover.placed(earlier, known), strict=True) if one
    }
    lasting = raising.read(connection, raising.OF_EARLIER, **where)
    sources = {issue.source for issue in known}
    for place, (content, found) in enumerate(zip(contents, matched, strict=True)):
        issue = found or handover.titled_alike(content, lasting)
        if issue is None:
            source = _free(sources, place)
            sources.add(source)
            raising.add(connection, submission.unit, source, content, said)
        elif content not in earlier:
            wording = handover.joined(before_of.get(issue.id), content, issue.content)
            _reword(connection, issue, wording, submission)
    for issue in known:
        if issue.is_open and issue not in matched:
            words = f"Borttaget i version {submission.version}."
            raising.follow_up(connection, issue, FollowUp(RaisedStatus.DROPPED, words), said)


def _said(submission: Submission) -> Said:
    by = f"{submission.by_name} (för enhetens räkning)" if submission.on_behalf else submission.by_name
    return Said(submission.round, submission.by, by, submission.at)


def _free(sources: set[str], place: int) -> str:
    """The item's own place, or the next that no issue of the form has had."""
    places = (f"{raising.FORM}{number}" for number in count(place))
    return next(source for source in places if source not in sources)


def _reword(connection: Connection, issue: RaisedIssue, content: Content, submission: Submission) -> None:
    """The issue is said anew: with other words, after having been dropped, or in a later round."""
    again = issue.round != submission.round and not _said_again(issue, submission.round)
    back = issue.status not in OPEN if again else issue.status is RaisedStatus.DROPPED
    changed = None if content == issue.content else content
    if not (changed or back or again):
        return
    words = AGAIN if again else f"{'Med igen' if back else 'Ändrat'} i version {submission.version}."
    said = _said(submission)
    status = RaisedStatus.RAISED if back else issue.status
    raising.add_step(connection, issue, RaisedStep(0, status, said, words, changed))


def _said_again(issue: RaisedIssue, round_: str) -> bool:
    return issue.again_in(round_) is not None


def _must_stand(since: tuple[RaisedStep, ...]) -> None:
    if since:
        raise Conflict(
            f"{since[-1].said.by_name} hann före. Inget av ditt är sparat. Läs om medskicket, och skriv igen."
        )


def _there(connection: Connection, issue: int) -> RaisedIssue:
    found = raising.read(connection, raising.ONE, of_id=issue)
    if not found:
        raise NotFound(
            f"Det finns inget medskick M{issue}. Skriv ”medskick lista” för att se vilka som finns."
        )
    return found[0]

"""What has been sent to whom, and who can be reached: read from the outbox and the addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, String, and_, bindparam, func, or_, select

from domain.delivery import MAIL, Outcome
from domain.notices import OF_NO_ROUND
from store.addresses import CLOSED
from store.database import Database
from store.schema import accounts, addresses, closed_addresses, outbox, people

_GONE = (Outcome.SENT, Outcome.SENDING)
_PREFIX = bindparam("prefix", type_=String)
_SENT = select(outbox.c.key, outbox.c.kind, outbox.c.at).where(
    outbox.c.person == bindparam("of_person"), outbox.c.outcome.in_(_GONE)
)
_SINCE = _SENT.where(outbox.c.at >= bindparam("since")).order_by(outbox.c.at)
_IN_ROUND = _SENT.where(
    # A range of keys, not a function of them: the primary key finds it without reading the rest.
    outbox.c.key >= _PREFIX,
    outbox.c.key < bindparam("beyond", type_=String),
).order_by(outbox.c.at)
_STANDING = select(outbox.c.key, outbox.c.outcome).where(
    outbox.c.key >= _PREFIX, outbox.c.key < bindparam("beyond", type_=String)
)
_OF_KEYS = select(outbox.c.key, outbox.c.outcome).where(outbox.c.key.in_(bindparam("keys", expanding=True)))
_AT_ONCE = 500
_FAILED = (Outcome.FAILED, Outcome.UNREACHABLE)
_UNDELIVERED = (
    select(outbox.c.person, outbox.c.kind, outbox.c.why, outbox.c.at)
    .where(
        outbox.c.outcome.in_(_FAILED),
        outbox.c.at > bindparam("since"),
        outbox.c.key >= _PREFIX,
        outbox.c.key < bindparam("beyond", type_=String),
    )
    .order_by(outbox.c.at, outbox.c.key)
)
_LONE = select(outbox.c.person, outbox.c.kind, outbox.c.why, outbox.c.at).where(
    outbox.c.outcome.in_(_FAILED),
    outbox.c.at > bindparam("since"),
    outbox.c.kind.in_([kind.value for kind in OF_NO_ROUND]),
)
_CLOSED_MAILS = select(closed_addresses.c.account).where(closed_addresses.c.channel == MAIL)
_REACHED = (
    select(people.c.id)
    .outerjoin(accounts, accounts.c.person == people.c.id)
    .outerjoin(
        addresses,
        and_(
            addresses.c.tenant == accounts.c.tenant,
            addresses.c.account == accounts.c.id,
            addresses.c.personal,
            ~CLOSED,
        ),
    )
    .where(
        or_(
            addresses.c.account.is_not(None),
            (func.length(people.c.mail) * bindparam("mails") > 0) & people.c.mail.not_in(_CLOSED_MAILS),
        )
    )
    .distinct()
)


@dataclass(frozen=True)
class Sent:
    """A message that has gone, or is on its way; ``at``: when that was noted."""

    key: str
    kind: str
    at: datetime


@dataclass(frozen=True)
class Undelivered:
    person: str
    kind: str
    why: str
    at: datetime


class Correspondence:
    def __init__(self, database: Database) -> None:
        self._database = database

    def to(self, person: str, since: datetime) -> list[Sent]:
        """What has gone to the person since then, the earliest first."""
        where = {"of_person": person, "since": since}
        return self._database.read(
            lambda connection: [Sent(*row) for row in connection.execute(_SINCE, where)]
        )

    def in_round(self, person: str, round_key: str) -> list[Sent]:
        """What has gone to the person in the round (or whatever else keys begin with), the earliest first."""
        where = {"of_person": person, **_range(round_key)}
        return self._database.read(
            lambda connection: [Sent(*row) for row in connection.execute(_IN_ROUND, where)]
        )

    def standing(self, round_key: str) -> dict[str, Outcome]:
        """How each row of the round stands, by key."""
        return self._database.read(
            lambda connection: {
                row.key: row.outcome for row in connection.execute(_STANDING, _range(round_key))
            }
        )

    def of_keys(self, keys: Sequence[str]) -> dict[str, Outcome]:
        """How those of the keys that are in the outbox stand."""

        def work(connection: Connection) -> dict[str, Outcome]:
            found: dict[str, Outcome] = {}
            for start in range(0, len(keys), _AT_ONCE):
                asked = {"keys": keys[start : start + _AT_ONCE]}
                found |= {row.key: row.outcome for row in connection.execute(_OF_KEYS, asked)}
            return found

        return self._database.read(work)

    def undelivered(self, round_key: str, since: datetime) -> list[Undelivered]:
        """What did not reach its recipient, as noted after ``since``."""
        where = {"since": since, **_range(round_key)}
        return self._database.read(
            lambda connection: [Undelivered(*row) for row in connection.execute(_UNDELIVERED, where)]
        )

    def undelivered_of_no_round(self, since: datetime) -> list[Undelivered]:
        """The same of what belongs to no round."""
        return self._database.read(
            lambda connection: [Undelivered(*row) for row in connection.execute(_LONE, {"since": since})]
        )

    def reached(self, *, by_mail: bool) -> frozenset[str]:
        """Ids of all who can be reached: in a personal chat, and with ``by_mail`` at a mail address."""
        where = {"mails": int(by_mail)}
        return self._database.read(lambda connection: frozenset(connection.scalars(_REACHED, where)))


def _range(round_key: str) -> dict[str, str]:
    """Every key under "2026Q4/"; "0" is the character after the slash."""
    return {"prefix": f"{round_key}/", "beyond": f"{round_key}0"}

"""What a person can open without an account: the links, taken back all at once."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from store.audit import AuditLine, note
from store.schema import handbook_links, links, report_links

_ALL = tuple(
    update(table)
    .where(
        table.c.person == bindparam("whose"), table.c.revoked.is_(None), table.c.expires >= bindparam("when")
    )
    .values(revoked=bindparam("when"))
    for table in (links, handbook_links, report_links)
)


def shut(connection: Connection, person: str, by: str, at: datetime) -> int:
    """Take back every link of the person's that still opens something; how many there were."""
    count = sum(connection.execute(one, {"whose": person, "when": at}).rowcount for one in _ALL)
    if count:
        note(connection, AuditLine(at, by, "återkallade länkar", person, f"{count} st"))
    return count

"""Which questionnaire files have been used, and what they were then: a used version never changes."""

from datetime import datetime

from sqlalchemy import Connection, select

from domain.rounds import FormRef
from store.database import Database
from store.insertion import insert_new
from store.schema import form_versions

_ALL = select(form_versions.c.form_id, form_versions.c.version, form_versions.c.digest)


class FormVersions:
    """Digests of the files by version, as they were at the first use."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, ref: FormRef, digest: str, at: datetime) -> None:
        """Keep the digest if the version is used for the first time; later calls change nothing."""

        def work(connection: Connection) -> None:
            row = {"form_id": ref.id, "version": ref.version, "digest": digest, "at": at}
            insert_new(connection, form_versions, row)

        self._database.write(work)

    def used(self) -> dict[FormRef, str]:
        """The digest of each version that has been used."""

        def work(connection: Connection) -> dict[FormRef, str]:
            return {FormRef(row.form_id, row.version): row.digest for row in connection.execute(_ALL)}

        return self._database.read(work)
